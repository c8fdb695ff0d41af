"""Acts on paper, which somebody enters by hand (取扱マニュアル7.4): which there are, what must be told of each, what is wrong.

Both days are kept: that of the act in ``LogLine.happened_on``, that of the entry in the line's own time. A line with a
``happened_on`` was entered by hand; every other was written by the program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum

from ashibue_desk.domain.handling_log import LogClass, LogEntry
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role

MOST = 100_000
_NUMBER_INSIDE = "個人番号らしい12桁の数字が入っています。取扱記録簿には個人番号を書かないでください。"


class Need(Enum):
    """Whether something must be told, may be told, or has no place."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PaperActRule:
    """One kind of act: how the log calls it, its class, who may enter it, and what must be told.

    ``recipient_label`` is what the field for the other side is called (to whom, by whom, whose certificate).
    """

    id: str
    log_class: LogClass
    act: str
    roles: frozenset[Role]
    affair: Need
    recipient: Need
    recipient_label: str
    hint: str


@dataclass(frozen=True, slots=True)
class PaperActRules:
    """Every kind, in the order of the screen, and the basis."""

    acts: tuple[PaperActRule, ...]
    basis: str

    @property
    def by_id(self) -> Mapping[str, PaperActRule]:
        """Return the kinds by their ids."""
        return {rule.id: rule for rule in self.acts}

    def of_line(self, entry: LogEntry) -> PaperActRule | None:
        """Return the kind of a line that was entered by hand; ``None`` for any other."""
        if not entry.line.happened_on:
            return None
        return next((rule for rule in self.acts if rule.act == entry.line.act), None)

    def for_roles(self, roles: frozenset[Role]) -> tuple[PaperActRule, ...]:
        """Return the kinds that somebody with ``roles`` may enter."""
        return tuple(rule for rule in self.acts if rule.roles & roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAct:
    """What was typed. ``person_id`` names somebody on the register; otherwise ``group`` says in words whose papers.

    ``count`` is of persons, 1 to 100,000.
    """

    kind: str
    happened_on: date
    person_id: str = ""
    group: str = ""
    affair: str = ""
    count: int = 1
    recipient: str = ""
    remark: str = ""


def problems_of(act: PaperAct, rule: PaperActRule, today: date, vault_since: date) -> tuple[Problem, ...]:
    """Return what is wrong with an act, each beside its field."""
    return (
        *_problems_of_day(act, today, vault_since),
        *_problems_of_whom(act),
        *_problems_of_needs(act, rule),
        *numbers_in(act),
    )


def numbers_in(typed: object) -> Iterator[Problem]:
    """Refuse an Individual Number in any text of a frozen entry."""
    for field in fields(typed):  # type: ignore[arg-type] # any dataclass
        value = getattr(typed, field.name)
        if isinstance(value, str) and holds_number(value):
            yield Problem(field.name, _NUMBER_INSIDE)


def text_problem(field: str, text: str, sentence: str) -> Problem | None:
    """Ask for a text that holds no number."""
    if not text.strip():
        return Problem(field, sentence)
    return Problem(field, _NUMBER_INSIDE) if holds_number(text) else None


def _problems_of_day(act: PaperAct, today: date, vault_since: date) -> Iterator[Problem]:
    if act.happened_on > today:
        yield Problem("happened_on", "先の日付になっています。取り扱った日を入力してください。")
    elif act.happened_on < vault_since and not act.remark.strip():
        since = both(vault_since)
        yield Problem(
            "remark",
            f"この保管庫をつくった日({since})より前の取扱いです。何をもとに記録するかを書いてください。",
        )


def _problems_of_whom(act: PaperAct) -> Iterator[Problem]:
    if not act.person_id and not act.group.strip():
        yield Problem("group", "だれの書類かを、名簿から選ぶか、ことばで書いてください。")
    if not 1 <= act.count <= MOST:
        yield Problem("count", "何人分かを、1人以上で入力してください。")
    elif act.person_id and act.count != 1:
        yield Problem("count", "名簿から1人を選んだときは、1人分です。")


def _problems_of_needs(act: PaperAct, rule: PaperActRule) -> Iterator[Problem]:
    if rule.affair is Need.REQUIRED and not act.affair:
        yield Problem("affair", "何の事務のためかを選んでください。")
    if rule.recipient is Need.REQUIRED and not act.recipient.strip():
        yield Problem("recipient", f"{rule.recipient_label}を入力してください。")
