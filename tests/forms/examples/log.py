"""Papers of the handling log."""

from ashibue_desk.domain.handling_log import LogEntry, LogLine
from ashibue_desk.domain.log_paper import LogBookFacts, LogCardFacts
from ashibue_desk.domain.log_seal import LogCard, footer_code, grouped
from forms.log_book import render_log_book
from forms.log_card import render_log_card
from tests.forms.examples import Example
from tests.forms.made_up import MadeUp

_CARD = LogCard(bytes(range(32)))
_MOMENT = "2026-06-15T10:00:00+09:00"


def _card(made: MadeUp) -> LogCardFacts:
    return made.build(LogCardFacts, "LC", groups=tuple(grouped(_CARD.text).split(" ")), qr_text=_CARD.text)


def _entry(made: MadeUp) -> LogEntry:
    line = made.build(LogLine, object_label=made.person(), happened_on="", affair="")
    return made.build(LogEntry, at=_MOMENT, local_at=_MOMENT, line=line)


def _book(made: MadeUp) -> LogBookFacts:
    entries = made.rows(lambda: _entry(made), 12)
    period = "令和8年4月1日から令和8年6月15日まで"
    affairs = tuple(made.words("給与所得の源泉徴収票") for _ in entries)
    code = footer_code(bytes(range(32)))
    told = {"entries": entries, "affairs": affairs, "signs": tuple(made.words("時間外") for _ in entries)}
    return made.build(LogBookFacts, "LB", period=period, code=code, **told)


EXAMPLES = {
    "LC": Example(_card, render_log_card, frozenset({"qr_text"})),
    "LB": Example(_book, render_log_book, frozenset({"code"})),
}
