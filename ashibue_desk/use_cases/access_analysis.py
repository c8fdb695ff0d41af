"""The analysis of accesses, once a quarter: figures by user beside those of the quarter before, and findings in words (R4-31)."""

import uuid
from dataclasses import dataclass

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_check_facts import AccessAnalysis, QuarterFigures
from ashibue_desk.domain.log_periods import Period, quarter_of, read_period, since
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_situations import (
    NothingToCheck,
    NotYourCheck,
    OlderQuarterFirst,
    QuarterNotEnded,
)
from ashibue_desk.use_cases.log_checks import MAY_SEE, DutyView, duty_at_hand, duty_of_period
from ashibue_desk.use_cases.office_hours import log_check_rule
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate

ACT = "アクセス状況の分析"


@dataclass(frozen=True, slots=True)
class QuarterView:
    """A quarter to look at.

    ``analyses`` are the findings so far, the newest first; ``affairs`` names every affair among the figures;
    ``may_write`` says whether the one at the desk writes findings; ``quarters`` are all there are, the newest first.
    """

    figures: QuarterFigures
    before: QuarterFigures
    analyses: tuple[AccessAnalysis, ...]
    affairs: dict[str, str]
    may_write: bool
    ended: bool
    quarters: tuple[Period, ...]


def view_quarter(desk: Desk, key: str = "") -> QuarterView:
    """Return a quarter (``2026-Q4``), by default the newest that has ended, or else the one that is running."""
    desk.require(*MAY_SEE)
    with desk.vault.reading():
        quarters = tuple(reversed(_quarters(desk)))
        quarter = read_period(key) if key else _newest_ended(desk, quarters)
        return read_quarter(desk, quarter, quarters)


def read_quarter(desk: Desk, quarter: Period, quarters: tuple[Period, ...] = ()) -> QuarterView:
    """Read a quarter; only inside an act or a reading that asked for the role."""
    from ashibue_desk.storage.access_figures import AccessFigures

    counted = AccessFigures(desk.vault.log.connection, log_check_rule(desk))
    figures = counted.quarter(quarter)
    affairs = {one.affair for one in figures.views if one.affair}
    return QuarterView(
        figures=figures,
        before=counted.quarter(quarter.back()),
        analyses=tuple(one for one in desk.vault.log_checks.analyses() if one.quarter == quarter),
        affairs={affair: desk.law.affair(affair).name for affair in sorted(affairs)},
        may_write=_may_write(desk, duty_of_period(desk, quarter)),
        ended=quarter.has_ended(desk.today),
        quarters=quarters,
    )


def record_findings(
    desk: Desk, key: str, findings: str, password: str = ""
) -> tuple[Problem, ...] | Done[str]:
    """Sign the findings about a quarter that has ended; earlier ones stay. Return what is wrong, or the id.

    Raises ``QuarterNotEnded``, ``NothingToCheck``, ``NotYourCheck``, ``OlderQuarterFirst``, ``NotYourDuty``,
    ``WrongPassword`` or ``MustWait``.
    """
    desk.require(*MAY_SEE)
    quarter = read_period(key)
    if not quarter.has_ended(desk.today):
        raise QuarterNotEnded
    with desk.vault.reading():
        if not _may_write(desk, duty_of_period(desk, quarter)):
            raise NotYourCheck(what="アクセス状況の分析を書くのは、責任者か、月次点検をする上司です。")
        if older := _grown_before(desk, quarter):
            raise OlderQuarterFirst(what=f"{older.title}に、分析のあとで加わった記録があります。")
        view = read_quarter(desk, quarter)
    if not view.figures.lines:
        raise NothingToCheck(what="この四半期には、分析する記録がありません。")
    if problems := _problems(findings):
        return problems
    reauthenticate(desk, Sensitive.LOG_CHECK, password)
    analysis = AccessAnalysis(
        id=uuid.uuid4().hex,
        quarter=quarter,
        maker_id=desk.actor.user_id,
        maker_name=desk.actor.name,
        made_at=desk.now(),
        last_seq=view.figures.last_seq,
        lines=view.figures.lines,
        findings=findings.strip(),
    )
    with desk.act():
        desk.vault.log_checks.add_analysis(analysis)
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act=ACT,
                object_id=analysis.id,
                object_label=quarter.title,
                count=analysis.lines,
                detail=f"{analysis.last_seq}番まで",
            )
        )
    return Done(analysis.id, Changed.LOG)


def quarters_waiting(desk: Desk) -> tuple[Period, ...]:
    """Return the quarters to be analysed, for those who write the findings; the oldest first.

    Those that ended without findings and have lines, and those that got lines since with the clock set back.
    """
    if not desk.actor.roles.intersection(MAY_SEE):
        return ()
    waiting = desk.once("quarters that wait", _read_waiting)
    return tuple(one for one in waiting if _may_write(desk, duty_at_hand(desk, one)))


def _read_waiting(desk: Desk) -> tuple[Period, ...]:
    figures, written = desk.vault.log_figures, _written(desk)
    ended = (one for one in _quarters(desk) if one not in written and one.has_ended(desk.today))
    new = {one for one in ended if figures.has_entries(one)}
    if written:
        newest = max(written)
        later = figures.back_dated_after(written[newest], newest, on_paper=True)
        new |= {
            quarter_of(month.first) for month, seq in later if seq > written.get(quarter_of(month.first), seq)
        }
    return tuple(sorted(new))


def _written(desk: Desk) -> dict[Period, int]:
    """Return the quarters with findings, and up to which line the newest of each speak."""
    found: dict[Period, int] = {}
    for one in desk.vault.log_checks.analyses():
        found[one.quarter] = max(one.last_seq, found.get(one.quarter, 0))
    return found


def _grown_before(desk: Desk, quarter: Period) -> Period | None:
    """Return the oldest quarter before this one that got lines after its findings, if any: later findings would hide it."""
    newest = desk.vault.log_figures.newest_entered
    written = sorted(_written(desk).items())
    return next((before for before, seq in written if before < quarter and newest(before) > seq), None)


def _may_write(desk: Desk, view: DutyView) -> bool:
    """Whether the one at the desk writes findings: the officer, unless they handle alone and somebody else looks."""
    alone = view.duty.alone
    if view.duty.checked_as is CheckedAs.SUPERIOR and view.mine:
        return True
    own = view.duty.own or (alone is not None and alone.user_id == desk.actor.user_id)
    watched = own and view.duty.checked_as is CheckedAs.SUPERIOR
    return Role.OFFICER in desk.actor.roles and not watched


def _quarters(desk: Desk) -> tuple[Period, ...]:
    first = desk.vault.log_figures.first_month()
    return since(quarter_of(first.first), desk.today) if first is not None else ()


def _newest_ended(desk: Desk, quarters: tuple[Period, ...]) -> Period:
    ended = (quarter for quarter in quarters if quarter.has_ended(desk.today))
    return next(ended, quarter_of(desk.today))


def _problems(findings: str) -> tuple[Problem, ...]:
    if not findings.strip():
        return (
            Problem(
                "findings",
                "数字を見て分かったことを、1行でも書いてください。変わりがなければ、そう書きます。",
            ),
        )
    if holds_number(findings):
        return (Problem("findings", NUMBER_INSIDE),)
    return ()
