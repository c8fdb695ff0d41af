"""Saying what was found about a line that a check left in doubt: a signed line of the log that points back to it."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_check_facts import Doubt
from ashibue_desk.domain.log_corrections import SETTLED
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_situations import NothingInDoubt, NotYourCheck, no_superior
from ashibue_desk.use_cases.log_checks import MAY_SEE, duty_of_period, who_checks
from ashibue_desk.use_cases.log_doubts import outcome_detail, read_doubts
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What somebody says of a line in doubt: which one (``Doubt.id``), on which day it was found out, and what."""

    doubt_id: str
    found_on: date | None
    finding: str


def settle_doubt(desk: Desk, found: Found, password: str = "") -> tuple[Problem, ...] | Done[int]:
    """Write what was found; return the number of the line that says so, or what is wrong with the words.

    Who checks the log says it too: the officer or the superior; where the superior checks on paper, the officer enters it.
    Raises ``SuperiorNotNamed``, ``NotYourCheck``, ``NothingInDoubt``, ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(*MAY_SEE)
    with desk.vault.reading():
        doubt = _open(desk, found.doubt_id)
        on_paper = _refuse_unless_theirs(desk, doubt)
        if problems := _problems(desk, found, doubt):
            return problems
    reauthenticate(desk, Sensitive.LOG_CHECK, password)
    with desk.act():
        doubt = _open(desk, found.doubt_id)
        words = f"{found.finding.strip()}{on_paper}"
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act=SETTLED,
                object_id=doubt.id,
                object_label=f"{doubt.month.title}分の点検",
                count=doubt.remark.lines,
                detail=outcome_detail(found.found_on or desk.today, words),
                corrects=_newest_about(desk, doubt.remark.seq),
            )
        )
        written = desk.vault.log.last_seq()
    return Done(written, Changed.LOG)


def _refuse_unless_theirs(desk: Desk, doubt: Doubt) -> str:
    """Raise unless the one at the desk has to say it; return what to add where a superior found it out on paper."""
    duty = duty_of_period(desk, doubt.month).duty
    if duty.checked_as is None:
        raise no_superior(duty)
    if not duty.falls_to(desk.actor.user_id):
        raise NotYourCheck(what=f"要確認の結果を書くのは、{who_checks(duty)}です。")
    return f"(確かめた人: 上司 {duty.name})" if duty.checked_as is CheckedAs.PAPER else ""


def _open(desk: Desk, doubt_id: str) -> Doubt:
    for doubt in read_doubts(desk):
        if doubt.id == doubt_id and doubt.is_open:
            return doubt
    raise NothingInDoubt


def _newest_about(desk: Desk, seq: int) -> int:
    """Return the line to point back to: the newest of the course of the one in doubt, as every line that adds to one."""
    from ashibue_desk.storage.log_courses import course_of

    return course_of(desk.vault.log.connection, seq)[-1].seq


def _problems(desk: Desk, found: Found, doubt: Doubt) -> tuple[Problem, ...]:
    problems = []
    if found.found_on is None:
        problems.append(Problem("found_on", "確かめた日を入力してください。"))
    elif found.found_on > desk.today:
        problems.append(Problem("found_on", "確かめた日が今日よりあとになっています。"))
    elif found.found_on < doubt.checked_on:
        problems.append(Problem("found_on", "確かめた日が、点検した日より前になっています。"))
    if not found.finding.strip():
        sentence = "何が分かったかを書いてください。問題がなかったときも、そう分かった理由を書きます。"
        problems.append(Problem("finding", sentence))
    elif holds_number(found.finding):
        problems.append(Problem("finding", NUMBER_INSIDE))
    return tuple(problems)
