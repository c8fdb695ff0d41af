"""Putting a line of the log right: a new line points back to it, and says why. Nothing that was written changes."""

from dataclasses import dataclass

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine
from ashibue_desk.domain.log_corrections import (
    REMARKED,
    WITHDRAWN,
    Course,
    act_of,
    detail_with_reason,
    remark_of,
)
from ashibue_desk.domain.paper_acts import PaperAct, text_problem
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_acts import all_rules, judge, line_of, rule_of
from ashibue_desk.use_cases.situations import LineGone, LineNotByHand, NotYourDuty

MAY_CORRECT = (Role.OFFICER, Role.HANDLER)
_NO_REASON = "なぜ訂正するかを入力してください。"
_NO_REMARK = "補うことを入力してください。"


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What is known of a line before it is put right.

    ``act`` is what was entered by hand, ready to be put right; ``None`` where only a remark is possible: the program wrote
    the line, it was taken back, or a colleague entered it (``is_colleagues``).
    """

    course: Course
    act: PaperAct | None
    is_colleagues: bool


def correction_view(desk: Desk, seq: int) -> CorrectionView:
    """Return what belongs to the line ``seq``; raise ``LineGone`` if there is no such line."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        course = _course(desk, seq)
        rule = course.rule(all_rules(desk))
        mine = _may_change(desk, course.content)
        act = None
        if rule is not None and mine:
            act = act_of(course.content, rule, is_on_register=_is_on_register(desk, course.content))
    return CorrectionView(course, act, rule is not None and not mine)


def correct_entry(desk: Desk, seq: int, act: PaperAct, reason: str) -> tuple[Problem, ...] | Done[int]:
    """Put an act on paper right; return the number of the new line, or what is wrong.

    Raises ``NotYourDuty`` for anybody but who entered it and the officer, ``LineNotByHand`` for a line of the program or one
    that was taken back, and ``LineGone``.
    """
    desk.require(*MAY_CORRECT)
    with desk.act():
        course = _changeable(desk, seq)
        rule = rule_of(desk, act)
        problems = (*judge(desk, act, rule), *_problem_of(text_problem("reason", reason, _NO_REASON)))
        if problems:
            return problems
        old, new = course.content.line, line_of(desk, act, rule)
        if _told(old) == _told(new):
            return (Problem("reason", "前の内容から変わったところがありません。"),)
        detail = detail_with_reason(act.remark, reason)
        desk.log(line_of(desk, act, rule, detail=detail, corrects=course.newest.seq))
        written = desk.vault.log.last_seq()
    return Done(written, Changed.LOG)


def withdraw_entry(desk: Desk, seq: int, reason: str) -> tuple[Problem, ...] | Done[int]:
    """Take back an act on paper that did not happen or was entered twice; raises as ``correct_entry``."""
    desk.require(*MAY_CORRECT)
    if wrong := _problem_of(text_problem("reason", reason, _NO_REASON)):
        return wrong
    with desk.act():
        written = _add(desk, _changeable(desk, seq), WITHDRAWN, reason)
    return Done(written, Changed.LOG)


def remark_entry(desk: Desk, seq: int, remark: str) -> tuple[Problem, ...] | Done[int]:
    """Add a remark to any line; for those who read the log. Raises ``LineGone``."""
    desk.require(*READS_RECORDS)
    if wrong := _problem_of(text_problem("reason", remark, _NO_REMARK)):
        return wrong
    with desk.act():
        written = _add(desk, _course(desk, seq), REMARKED, remark)
    return Done(written, Changed.LOG)


def _add(desk: Desk, course: Course, act: str, words: str) -> int:
    """Write a line about the same thing that points back to the newest of a course; return its number."""
    about = course.content.line
    desk.log(
        LogLine(
            log_class=LogClass.ADMINISTRATION,
            act=act,
            object_id=about.object_id,
            object_label=about.object_label,
            affair=about.affair,
            detail=words.strip(),
            corrects=course.newest.seq,
        )
    )
    return desk.vault.log.last_seq()


def _course(desk: Desk, seq: int) -> Course:
    from ashibue_desk.storage.log_courses import course_of

    try:
        return Course(course_of(desk.vault.log.connection, seq))
    except KeyError:
        raise LineGone from None


def _changeable(desk: Desk, seq: int) -> Course:
    course = _course(desk, seq)
    if course.rule(all_rules(desk)) is None:
        raise LineNotByHand
    if not _may_change(desk, course.content):
        raise NotYourDuty
    return course


def _may_change(desk: Desk, entry: LogEntry) -> bool:
    roles = desk.actor.roles
    return Role.OFFICER in roles or (Role.HANDLER in roles and entry.actor_id == desk.actor.user_id)


def _is_on_register(desk: Desk, entry: LogEntry) -> bool:
    try:
        desk.vault.people.get(entry.line.object_id)
    except KeyError:
        return False
    return True


def _told(line: LogLine) -> tuple[object, ...]:
    """Return what a correction may change: all but the reason."""
    told = (line.object_id, line.object_label, line.affair, line.count, line.happened_on, line.recipient)
    return (line.act, remark_of(line.detail), *told)


def _problem_of(problem: Problem | None) -> tuple[Problem, ...]:
    return () if problem is None else (problem,)
