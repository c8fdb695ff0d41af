"""Checking a month of the log and signing for it; naming the superior who does so where one person handles alone (マニュアル7.1).

A check is an act of the log with a signature of its own: the line of it seals the rows of the check, so that neither the
verdicts nor the numbers of the lines they were about can be changed afterwards.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.check_duty import CheckedAs, Duty, Superior, check_superior
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.log_check import MonthState, UnusualItem, Verdict, unlooked
from ashibue_desk.domain.log_check_facts import LogCheck, Remark
from ashibue_desk.domain.log_periods import Period, read_period
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_situations import (
    AlreadyChecked,
    LogGrew,
    MonthNotEnded,
    NothingToCheck,
    NotOnPaper,
    NotYourCheck,
    OlderMonthFirst,
    UnlookedLines,
    no_superior,
)
from ashibue_desk.use_cases.log_checks import (
    MAY_SEE,
    MonthView,
    grown_before,
    read_month,
    read_seats,
    who_checks,
)
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate

ACT = "取扱記録の月次点検"
Checked = tuple[Problem, ...] | Done[str]
"""What was wrong, beside the fields, or the id of the check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMonth:
    """What the checker signs: the month, how far it was read (``last_seq``), a verdict on each item, and a comment."""

    month: str
    last_seq: int
    verdicts: tuple[Verdict, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheck:
    """What stands on a sheet that the superior signed on paper. ``last_seq`` is the number printed on it."""

    month: str
    last_seq: int | None
    checked_on: date | None
    place: str
    comment: str = ""


def sign_month(desk: Desk, signed: SignedMonth, password: str = "") -> Checked:
    """Sign the check of a month; return what is wrong with the words, or the id of the check.

    Raises ``MonthNotEnded``, ``NothingToCheck``, ``AlreadyChecked``, ``OlderMonthFirst``, ``SuperiorNotNamed``,
    ``NotYourCheck``, ``LogGrew``, ``UnlookedLines``, ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(*MAY_SEE)
    month = read_period(signed.month)
    with desk.vault.reading():
        view = _refuse_unless_open(desk, month)
        _refuse_unless_signed_here(desk, view)
        if problems := _problems(signed):
            return problems
        _refuse_unlooked(view, signed)
    reauthenticate(desk, Sensitive.LOG_CHECK, password)
    with desk.act():
        checked_as = view.duty.duty.checked_as or CheckedAs.OFFICER
        check = LogCheck(
            id=uuid.uuid4().hex,
            month=month,
            checker_id=desk.actor.user_id,
            checker_name=desk.actor.name,
            checked_as=checked_as,
            checked_on=desk.today,
            recorded_at=desk.now(),
            recorded_by=desk.actor.name,
            place="",
            after_seq=_after(view),
            last_seq=view.last_seq,
            lines=view.to_check,
            items=len(view.items),
            comment=signed.comment.strip(),
        )
        remarks = _remarks(view.items, signed.verdicts)
        desk.vault.log_checks.add(check, remarks)
        doubtful = sum(not remark.in_order for remark in remarks)
        desk.log(_line(check, f"、要確認 {doubtful:,}件" if doubtful else ""))
    return Done(check.id, Changed.LOG)


def record_paper_check(desk: Desk, paper: PaperCheck, password: str = "") -> Checked:
    """Record that the superior checked a printed sheet: who, on which day, up to which line, and where the sheet lies.

    Only for the officer, where the superior has no account. Raises like ``sign_month``, and ``NotOnPaper``.
    """
    desk.require(Role.OFFICER)
    month = read_period(paper.month)
    with desk.vault.reading():
        view = _refuse_unless_open(desk, month)
        superior = view.duty.superior
        if view.duty.duty.checked_as is not CheckedAs.PAPER or superior is None:
            raise NotOnPaper
        lines, last = desk.vault.log_figures.count(month, _after(view), paper.last_seq or 0)
        if problems := _paper_problems(desk, view, paper, last):
            return problems
    reauthenticate(desk, Sensitive.LOG_CHECK, password)
    with desk.act():
        check = LogCheck(
            id=uuid.uuid4().hex,
            month=month,
            checker_id="",
            checker_name=f"{superior.post} {superior.name}",
            checked_as=CheckedAs.PAPER,
            checked_on=paper.checked_on or desk.today,
            recorded_at=desk.now(),
            recorded_by=desk.actor.name,
            place=paper.place.strip(),
            after_seq=_after(view),
            last_seq=last,
            lines=lines,
            items=sum(item.until.seq <= last for item in view.items),
            comment=paper.comment.strip(),
        )
        desk.vault.log_checks.add(check, ())
        desk.log(_line(check, f"、紙の点検票 {era_date(check.checked_on)}"))
    return Done(check.id, Changed.LOG)


def name_superior(
    desk: Desk, user_id: str, name: str = "", post: str = "", password: str = ""
) -> tuple[Problem, ...] | Done[str]:
    """Name who checks where one person handles alone: a user, or with an empty ``user_id`` somebody who checks on paper.

    Only for the officer, after the password: who looks over whose shoulder is a matter of rights. Raises
    ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    with desk.vault.reading():
        seats = read_seats(desk)
        if problems := check_superior(seats, user_id, name, post):
            return problems
    reauthenticate(desk, Sensitive.LOG_CHECK, password)
    names = {seat.user_id: seat.name for seat in seats}
    superior = Superior(
        id=uuid.uuid4().hex,
        user_id=user_id,
        name=names[user_id] if user_id else name.strip(),
        post=post.strip(),
        named_on=desk.today,
        named_by=desk.actor.name,
    )
    with desk.act():
        desk.vault.log_checks.name_superior(superior)
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act="月次点検をする上司の決定",
                object_id=superior.user_id or superior.id,
                object_label=superior.name,
                detail="利用者として点検" if user_id else f"{superior.post} 紙の点検票で点検",
            )
        )
    return Done(superior.id, Changed.USERS | Changed.LOG)


def _refuse_unless_open(desk: Desk, month: Period) -> MonthView:
    """Return the month if it can be checked now."""
    view = read_month(desk, month)
    if view.state is MonthState.RUNNING:
        raise MonthNotEnded
    if view.state is MonthState.EMPTY:
        raise NothingToCheck
    if view.state is MonthState.CHECKED:
        raise AlreadyChecked
    if older := grown_before(desk, month):
        raise OlderMonthFirst(what=f"{older.title}に、点検のあとで加わった記録があります。")
    return view


def _refuse_unless_signed_here(desk: Desk, view: MonthView) -> None:
    duty = view.duty.duty
    if duty.checked_as is None:
        raise no_superior(duty)
    if duty.checked_as is CheckedAs.PAPER:
        sentence = f"この月は、{who_checks(duty)}が紙の点検票で点検します。"
        raise NotYourCheck(
            what=sentence, todo="点検票を印刷し、上司が押印したら「紙の点検を記録する」で記録してください。"
        )
    if not duty.falls_to(desk.actor.user_id):
        raise NotYourCheck(what=f"この月を点検するのは、{_who_checks(desk, duty)}です。")


def _who_checks(desk: Desk, duty: Duty) -> str:
    """Return who checks; to an officer who put numbers out themselves, that it is another one."""
    other = duty.checked_as is CheckedAs.OFFICER and Role.OFFICER in desk.actor.roles
    return "番号を出力していない、ほかの責任者" if other else who_checks(duty)


def _refuse_unlooked(view: MonthView, signed: SignedMonth) -> None:
    if signed.last_seq != view.last_seq:
        raise LogGrew
    left = unlooked(view.items, signed.verdicts)
    if left:
        raise UnlookedLines(what=f"まだ確かめていないものが{len(left):,}件あります。")


def _problems(signed: SignedMonth) -> tuple[Problem, ...]:
    problems = []
    if holds_number(signed.comment):
        problems.append(Problem("comment", NUMBER_INSIDE))
    for verdict in signed.verdicts:
        if not verdict.in_order and not verdict.remark.strip():
            problems.append(Problem("remark", f"{verdict.seq:,}番を要確認にした理由を入力してください。"))
        if holds_number(verdict.remark):
            problems.append(Problem("remark", NUMBER_INSIDE))
    return tuple(problems)


def _paper_problems(desk: Desk, view: MonthView, paper: PaperCheck, last: int) -> tuple[Problem, ...]:
    problems = []
    if paper.last_seq is None or last != paper.last_seq or paper.last_seq <= _after(view):
        sentence = "点検票に印刷された「この月のいちばん新しい番号」を入力してください。この月の、まだ点検していない行の番号です。"
        problems.append(Problem("last_seq", sentence))
    if paper.checked_on is None:
        problems.append(Problem("checked_on", "上司が点検した日を入力してください。"))
    elif paper.checked_on > desk.today:
        problems.append(Problem("checked_on", "点検した日が今日よりあとになっています。"))
    elif not view.month.has_ended(paper.checked_on):
        problems.append(Problem("checked_on", "点検した日は、この月が終わったあとの日にしてください。"))
    elif last == paper.last_seq and paper.checked_on < _entered_on(desk, last):
        problems.append(
            Problem("checked_on", "点検した日が、点検票のいちばん新しい行を記録した日より前になっています。")
        )
    if not paper.place.strip():
        problems.append(Problem("place", "押印した点検票をしまった場所を入力してください。"))
    for field, text in (("place", paper.place), ("comment", paper.comment)):
        if holds_number(text):
            problems.append(Problem(field, NUMBER_INSIDE))
    return tuple(problems)


def _entered_on(desk: Desk, seq: int) -> date:
    """Return the day on which the line was entered: no sheet can hold it before."""
    entered = (date.fromisoformat(entry.local_at[:10]) for entry in desk.vault.log_figures.lines_of([seq]))
    return next(entered, date.min)


def _remarks(items: tuple[UnusualItem, ...], verdicts: tuple[Verdict, ...]) -> tuple[Remark, ...]:
    by_seq = {verdict.seq: verdict for verdict in verdicts}
    return tuple(
        Remark(
            seq=item.seq,
            until_seq=item.until.seq,
            lines=item.lines,
            kinds=item.kinds,
            in_order=by_seq[item.seq].in_order,
            remark=by_seq[item.seq].remark.strip(),
        )
        for item in items
    )


def _line(check: LogCheck, more: str) -> LogLine:
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act=ACT,
        object_id=check.id,
        object_label=check.month.title,
        count=check.lines,
        detail=f"{check.last_seq}番まで、目を通すもの {check.items:,}件{more}",
    )


def _after(view: MonthView) -> int:
    return view.checks[-1][0].last_seq if view.checks else 0
