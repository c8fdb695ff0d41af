"""A superior looks at the data of direct subordinates: approved by the officer, logged, never a number (規程34条)."""

import uuid
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.people import WORKERS
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.superior_views import SuperiorView, ViewPlan, check_view
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.charge_situations import ViewOver
from ashibue_desk.use_cases.desk import Desk

_CHANGED = Changed.USERS | Changed.LOG


@dataclass(frozen=True, slots=True)
class Subordinate:
    """What a superior sees of somebody: no number, and nothing that tells whether there is one."""

    person_id: str
    code: str
    name: str
    kana: str
    department: str
    employment: str
    joined_on: date | None
    left_on: date | None


def list_views(desk: Desk) -> tuple[SuperiorView, ...]:
    """Return every approval, newest first."""
    desk.require(Role.OFFICER, Role.HANDLER, Role.AUDITOR)
    with desk.vault.reading():
        return desk.vault.superior_views.all()


def departments(desk: Desk) -> tuple[str, ...]:
    """Return the departments of the workers on the list, to choose a scope from."""
    desk.require(Role.OFFICER)
    with desk.vault.reading():
        rows = desk.vault.people.rows()
    return tuple(sorted({row.department for row in rows if row.category in WORKERS and row.department}))


def approve_view(desk: Desk, plan: ViewPlan) -> tuple[Problem, ...] | Done[str]:
    """Record the officer's approval; return what is wrong, or its id."""
    desk.require(Role.OFFICER)
    problems = check_view(plan, frozenset(departments(desk)), desk.today)
    if problems or plan.until is None:
        return problems
    view = SuperiorView(
        id=uuid.uuid4().hex,
        superior_name=plan.superior_name.strip(),
        post=plan.post.strip(),
        department=plan.department,
        purpose=plan.purpose.strip(),
        approved_on=desk.today,
        approved_by=desk.actor.name,
        until=plan.until,
    )
    with desk.act():
        desk.vault.superior_views.add(view)
        desk.log(_line(view, "上司の閲覧の承認", f"{_scope(view)} {view.until}まで {view.purpose}"))
    return Done(view.id, _CHANGED)


def end_view(desk: Desk, view_id: str) -> Done[None]:
    """Take an approval back; raise ``ViewOver`` when it does not hold any more."""
    desk.require(Role.OFFICER)
    with desk.act():
        view = _in_force(desk, view_id)
        desk.vault.superior_views.end(view_id, desk.today)
        desk.log(_line(view, "上司の閲覧の承認の取りやめ", _scope(view)))
    return Done(None, _CHANGED)


def look(desk: Desk, view_id: str) -> Done[tuple[Subordinate, ...]]:
    """Return the workers within the scope of an approval, and write down that the superior looked.

    Raises ``ViewOver`` when it does not hold, ``NotYourDuty`` for those who may not show the list.
    """
    desk.require(Role.OFFICER, Role.HANDLER)
    with desk.act():
        view = _in_force(desk, view_id)
        shown = tuple(
            Subordinate(
                row.id,
                row.code,
                row.name,
                row.kana,
                row.department,
                row.employment,
                row.joined_on,
                row.left_on,
            )
            for row in desk.vault.people.rows()
            if row.category in WORKERS and view.shows(row)
        )
        line = _line(view, "上司による閲覧", f"{_scope(view)} {len(shown)}人 {view.purpose}", LogClass.USE)
        desk.log(line)
    return Done(shown, Changed.LOG)


def _in_force(desk: Desk, view_id: str) -> SuperiorView:
    for view in desk.vault.superior_views.all():
        if view.id == view_id and view.holds_on(desk.today):
            return view
    raise ViewOver


def _scope(view: SuperiorView) -> str:
    return view.department or "全員"


def _line(view: SuperiorView, act: str, detail: str, kind: LogClass = LogClass.ADMINISTRATION) -> LogLine:
    label = f"{view.post} {view.superior_name}"
    return LogLine(log_class=kind, act=act, object_id=view.id, object_label=label, detail=detail)
