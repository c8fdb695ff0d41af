"""What a check of the log found doubtful, and what became of it: the outcome is a line of the log and stands nowhere else."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check_facts import Doubt, Outcome
from ashibue_desk.domain.log_check_paper import SheetDoubt
from ashibue_desk.domain.log_corrections import SETTLED
from ashibue_desk.domain.log_periods import Period
from ashibue_desk.use_cases.desk import Desk


def read_doubts(desk: Desk) -> tuple[Doubt, ...]:
    """Read everything that was found doubtful with its outcomes; only inside an act or a reading that asked for the role."""
    doubts = desk.vault.log_checks.doubts()
    about = desk.vault.log_figures.lines_about({doubt.id for doubt in doubts})
    outcomes = {entry.line.object_id: entry for entry in reversed(about) if entry.line.act == SETTLED}
    return tuple(
        replace(doubt, outcome=_outcome(outcomes[doubt.id])) if doubt.id in outcomes else doubt
        for doubt in doubts
    )


def outcome_detail(found_on: date, finding: str) -> str:
    """Return what the line of an outcome says: the day, and what was found."""
    return f"{found_on.isoformat()} {finding.strip()}"


def sheet_doubts(desk: Desk, month: Period) -> tuple[SheetDoubt, ...]:
    """Return what the sheet of a month says: what is still open of the months before, then what its own checks doubted.

    Only inside an act or a reading that asked for the role.
    """
    doubts = read_doubts(desk)
    before = (doubt for doubt in doubts if doubt.is_open and doubt.month < month)
    own = (doubt for doubt in doubts if doubt.month == month)
    return tuple(_in_words(doubt, month) for doubt in (*before, *own))


def _in_words(doubt: Doubt, month: Period) -> SheetDoubt:
    outcome = doubt.outcome
    return SheetDoubt(
        seq=doubt.remark.seq,
        month="" if doubt.month == month else f"{doubt.month.title}分",
        checked_on=era_short(doubt.checked_on),
        remark=doubt.remark.remark,
        found_on=era_short(outcome.found_on) if outcome else "",
        finding=f"{outcome.finding}（{outcome.written_by}、{outcome.seq}番）" if outcome else "",
    )


def _outcome(entry: LogEntry) -> Outcome:
    day, _, finding = entry.line.detail.partition(" ")
    try:
        found_on = date.fromisoformat(day)
    except ValueError:  # a line that was written past the program: the verification of the log names it
        found_on, finding = date.fromisoformat(entry.local_at[:10]), entry.line.detail
    return Outcome(found_on=found_on, finding=finding, seq=entry.seq, written_by=entry.actor_name)
