"""The papers of the handling log: issuing the officer's card, and the log as a book with its code on every page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.handling_log import LOG_MARK_NAMES, LogClass, LogFilter, LogLine, LogMark, LogView
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.log_paper import LogBookFacts, LogCardFacts
from ashibue_desk.domain.log_seal import LogCard, footer_code, grouped
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import find_all
from ashibue_desk.use_cases.log_copies import views_of
from ashibue_desk.use_cases.log_seals import begin_card, head_of
from ashibue_desk.use_cases.log_situations import BookTooLong
from ashibue_desk.use_cases.paper_heads import plain_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving, line_alone
from ashibue_desk.use_cases.progress import Progress, Quiet
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.recovery_sheets import business_year_starts

RenderCard = Callable[[LogCardFacts], object]
MOST_LINES = 100_000
"""Lines that one book takes: some three thousand sheets."""
_TOLD_IN_THE_ACT = frozenset({LogMark.PAPER, LogMark.CORRECTION, LogMark.CORRECTED})


def print_log_card(desk: Desk, password: str, render: RenderCard) -> Done[int]:
    """Begin a new epoch and make its card with ``render``; return the epoch's number. The card is kept nowhere.

    Only for the officer, after the password. What printer or disk refuse ends the act: then nothing has begun. Raises
    ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    reauthenticate(desk, Sensitive.SETTINGS, password)
    with desk.act():
        card = begin_card(desk)
        epoch = head_of(desk).epoch
        render(_card_facts(desk, card, epoch))
    return Done(epoch, Changed.LOG)


@dataclass(frozen=True, slots=True)
class LogBook:
    """A book that was read and waits to be drawn: what stands in it, and the line that says it was made."""

    facts: LogBookFacts
    line: LogLine


def read_log_book(
    desk: Desk, wanted: LogFilter, *, scope: str = "", progress: Progress | None = None
) -> LogBook:
    """Read the book of the lines that fit. Drawing it takes minutes and needs no vault; then ``hand_out_log_book``.

    ``scope`` says on the paper which lines these are besides the period. The code on its pages is that of the newest entry,
    so the paper speaks for everything before it. Raises ``NotYourDuty``, ``BookTooLong``, ``StoppedByHand``.
    """
    desk.require(*READS_RECORDS)
    _search, numbers = find_all(desk, wanted)
    if len(numbers) > MOST_LINES:
        raise BookTooLong(len(numbers), MOST_LINES)
    with desk.vault.reading():
        views = tuple(views_of(desk, numbers[::-1], progress or Quiet()))
        head = head_of(desk)
        facts = LogBookFacts(
            head=_head(desk, "LB", "取扱記録簿"),
            period=_period(desk, wanted),
            scope=mask_numbers(scope),
            entries=tuple(view.entry for view in views),
            affairs=tuple(view.affairs for view in views),
            signs=tuple(map(_signs, views)),
            until_seq=head.seq,
            code=footer_code(head.head),
        )
    line = LogLine(
        log_class=LogClass.USE,
        act="取扱記録簿の印刷",
        object_id=wanted.object_id,
        object_label=views[-1].entry.line.object_label if wanted.object_id and views else "",
        count=max(1, len(views)),
        detail=f"{head.seq}番まで、コード {facts.code}",
    )
    return LogBook(facts, line)


def hand_out_log_book(desk: Desk, book: LogBook, drawn: P, put_out: PutOut[P] | None = None) -> Done[int]:
    """Write that a book was made, and let what was ``drawn`` leave; return how many lines it has. Raises ``NotYourDuty``."""
    desk.require(*READS_RECORDS)
    hand_out(desk, partial(line_alone, desk, book.line), leaving(put_out, drawn))
    return Done(len(book.facts.entries), Changed.LOG)


def _signs(view: LogView) -> str:
    told = [LOG_MARK_NAMES[mark] for mark in view.marks if mark not in _TOLD_IN_THE_ACT]
    if view.corrected_by:
        told.append(f"{view.corrected_by}番で訂正・補記")
    return "・".join(told)


def _card_facts(desk: Desk, card: LogCard, epoch: int) -> LogCardFacts:
    return LogCardFacts(
        head=_head(desk, "LC", "検証カード"),
        epoch=epoch,
        issued_on=desk.today,
        officer_name=desk.actor.name,
        groups=tuple(grouped(card.text).split(" ")),
        qr_text=card.text,
    )


def _head(desk: Desk, form_id: str, name: str) -> PaperHead:
    office = desk.vault.settings.office()
    return plain_head(desk, form_id, name, 1, business_year_starts(office, office.business_year(desk.today)))


def _period(desk: Desk, wanted: LogFilter) -> str:
    since = f"{era_date(wanted.since)}から" if wanted.since else "はじめから"
    return f"{since}{era_date(wanted.until or desk.today)}まで"
