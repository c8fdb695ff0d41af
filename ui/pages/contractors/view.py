"""The list of contractors as the page shows it: columns, choices, tones, the count in the rail, the search. No widgets."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Final

from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import CONTRACTOR_STATE_NAMES, ContractorRow, ContractorState
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.search_key import matches, query_key
from ashibue_desk.use_cases.contractors.due import contractor_due
from ashibue_desk.use_cases.contractors.register import list_contractors
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.page import Badge, Found
from ui.widgets.rows_model import Column
from ui.wording.days import short_day

READS_CONTRACTORS: Final = frozenset({Role.OFFICER, Role.HANDLER, Role.AUDITOR})
WRITES_CONTRACTORS: Final = frozenset({Role.OFFICER, Role.HANDLER})
DECIDES: Final = frozenset({Role.OFFICER})

STATE_TONES: Final = {
    ContractorState.CANDIDATE: "neutral",
    ContractorState.EVALUATING: "info",
    ContractorState.PASSED: "success",
    ContractorState.PASSED_WITH_CONDITIONS: "warning",
    ContractorState.REFUSED: "error",
    ContractorState.CONTRACTED: "success",
    ContractorState.SUPERVISED: "success",
    ContractorState.ENDED: "neutral",
}
VERDICT_TONES: Final = {
    Verdict.PASSED: "success",
    Verdict.PASSED_WITH_CONDITIONS: "warning",
    Verdict.REFUSED: "error",
}
ENTRUSTED: Final = frozenset({ContractorState.CONTRACTED, ContractorState.SUPERVISED})
ALL, ACTIVE, DUE, CLOSED, ENDED = "", "active", "due", "closed", "ended"
CHOICES: Final = (
    (ALL, "すべての委託先"),
    (ACTIVE, "委託している"),
    (DUE, "期限を過ぎたものがある"),
    (CLOSED, "いまは提供できない"),
    (ENDED, "終了した"),
)
_MOST: Final = 8


def fits(choice: str, row: ContractorRow, today: date) -> bool:
    """Return whether a row belongs to the choice above the list."""
    if choice == ACTIVE:
        return row.state in ENTRUSTED
    if choice == DUE:
        return is_overdue(row, today)
    if choice == CLOSED:
        return row.state is not ContractorState.ENDED and not row.may_receive
    return row.state is ContractorState.ENDED


def is_overdue(row: ContractorRow, today: date) -> bool:
    """Return whether something about a contractor should have been done before ``today``."""
    return row.state is not ContractorState.ENDED and row.next_due is not None and row.next_due < today


def row_id(row: ContractorRow) -> str:
    """Return the id of a row."""
    return row.id


def row_text(row: ContractorRow) -> str:
    """Return the search key of a row."""
    return row.search_key


def summary(rows: Sequence[ContractorRow], today: date) -> str:
    """Return the sentence under the title."""
    if not rows:
        return ""
    active = sum(row.state in ENTRUSTED for row in rows)
    late = sum(is_overdue(row, today) for row in rows)
    shut = sum(row.state in ENTRUSTED and not row.may_receive for row in rows)
    parts = [f"委託している先は{active}件です。"]
    if shut:
        parts.append(f"そのうち{shut}件には、いまは番号を渡せません。")
    parts.append(f"期限を過ぎたものが{late}件あります。" if late else "期限を過ぎたものはありません。")
    return "".join(parts)


def count_late(desk: Desk) -> Badge:
    """Count what is due about contractors for the rail; red when something is overdue. Runs in the vault thread."""
    with desk.vault.reading():
        due = desk.once("contractors due", contractor_due)
    counts = (due.evaluations, due.conditions, due.looks, due.corrections)
    shown = sum(one.shown for one in counts) + due.undecided + due.asked + due.overridden
    return Badge(shown, alarm=any(one.overdue for one in counts))


def find_contractors(desk: Desk, typed: str) -> tuple[Found, ...]:
    """Return a few contractors that hold what was typed. Runs in the vault thread."""
    query = query_key(typed)
    if not query or not desk.actor.roles & READS_CONTRACTORS:
        return ()
    hits = (row for row in list_contractors(desk) if matches(row.search_key, query))
    return tuple(
        Found(
            row.name,
            "・".join(part for part in (row.business, CONTRACTOR_STATE_NAMES[row.state]) if part),
            "contractor",
            row.id,
        )
        for row in islice(hits, _MOST)
    )


def columns(today: date) -> tuple[Column[ContractorRow], ...]:
    """Return the columns of the list; what lies before ``today`` is marked."""
    return (
        Column("name", "委託先", lambda row: row.name, 190, sort=_by_name, bold=True, stretches=True),
        Column(
            "state",
            "状態",
            lambda row: CONTRACTOR_STATE_NAMES[row.state],
            130,
            sort=lambda row: list(ContractorState).index(row.state),
            tone=lambda row: STATE_TONES[row.state],
        ),
        Column(
            "score",
            "点数",
            lambda row: f"{row.score}点" if row.score is not None else "",
            64,
            sort=lambda row: row.score,
            right=True,
        ),
        Column(
            "due",
            "次の期限",
            lambda row: short_day(row.next_due),
            92,
            sort=lambda row: row.next_due,
            tone=lambda row: "error" if is_overdue(row, today) else "",
        ),
        Column(
            "fresh",
            "評価の期限",
            lambda row: short_day(row.evaluate_by),
            104,
            sort=lambda row: row.evaluate_by,
            tone=partial(_fresh_tone, today=today),
        ),
        Column(
            "contract",
            "契約の条項",
            _clauses,
            104,
            sort=lambda row: row.missing_clauses,
            tone=lambda row: "error" if row.missing_clauses else "",
        ),
        Column(
            "conditions",
            "条件",
            lambda row: f"{row.open_conditions}件" if row.open_conditions else "",
            60,
            sort=lambda row: row.open_conditions,
            right=True,
        ),
        Column(
            "gate",
            "番号の提供",
            lambda row: _gate(row)[0],
            104,
            sort=lambda row: row.may_receive,
            tone=lambda row: _gate(row)[1],
        ),
        Column(
            "evaluated",
            "前の評価",
            lambda row: short_day(row.evaluated_on),
            92,
            sort=lambda row: row.evaluated_on,
            shown=False,
        ),
        Column("business", "業種", lambda row: row.business, 130, soft=True, shown=False),
        Column("entrusted", "委託する内容", lambda row: row.entrusted, 200, soft=True, shown=False),
    )


def _by_name(row: ContractorRow) -> str:
    return row.kana or row.name


def _clauses(row: ContractorRow) -> str:
    if row.missing_clauses is None:
        if row.state is ContractorState.ENDED:
            return ""
        return "再委託先" if row.state in ENTRUSTED else "契約なし"
    return f"{row.missing_clauses}つ不足" if row.missing_clauses else "そろっている"


def _fresh_tone(row: ContractorRow, today: date) -> str:
    if row.evaluate_by is None or row.state is ContractorState.ENDED:
        return ""
    return "error" if row.evaluate_by < today else ""


def _gate(row: ContractorRow) -> tuple[str, str]:
    if row.state is ContractorState.ENDED:
        return "", ""
    return ("できる", "success") if row.may_receive else ("できない", "warning")
