"""A superior looks at staff data: approved, within a department, for a time, logged, never a number (K34)."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.domain.superior_views import ViewPlan
from ashibue_desk.use_cases import superior_views as views
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_situations import ViewOver
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, RECEIVER, Scene, digits
from tests.helpers.sample_numbers import valid_number


def plan(desk: Desk, **changed: object) -> ViewPlan:
    base = ViewPlan(
        superior_name="月見里 弦",
        post="事務局長",
        department=views.departments(desk)[0],
        purpose="配置の検討",
        until=desk.today + timedelta(days=14),
    )
    return replace(base, **changed)  # type: ignore[arg-type] # names of fields


def approve(desk: Desk, **changed: object) -> str:
    answer = views.approve_view(desk, plan(desk, **changed))
    assert isinstance(answer, Done), answer
    return answer.answer


def test_what_is_shown_is_the_department_and_no_number(desk: Desk, scene: Scene) -> None:
    shown = views.look(desk, approve(desk)).answer
    rows = {row.id: row for row in desk.vault.people.rows()}
    assert shown
    assert {rows[one.person_id].department for one in shown} == {views.departments(desk)[0]}
    assert not {"number", "has_number"} & {field.name for field in fields(views.Subordinate)}
    numbers = [digits(desk, person_id) for person_id in scene.person_ids[:3]]
    assert all(number not in repr(shown) for number in numbers)


def test_everybody_means_every_worker_and_no_family_or_payee(desk: Desk) -> None:
    shown = views.look(desk, approve(desk, department="")).answer
    assert len(shown) == 7


def test_the_log_names_the_superior_who_looked_and_why(desk: Desk) -> None:
    view_id = approve(desk)
    shown = views.look(desk, view_id).answer
    looked, approved = (entry.line for entry in desk.vault.log.read(LogFilter(most=2)))
    assert (looked.log_class, looked.act) == (LogClass.USE, "上司による閲覧")
    assert approved.act == "上司の閲覧の承認"
    for line in (looked, approved):
        assert line.object_label == "事務局長 月見里 弦"
        assert "配置の検討" in line.detail
    assert f"{len(shown)}人" in looked.detail


def test_after_its_last_day_or_when_taken_back_nothing_is_shown(desk: Desk, scene: Scene) -> None:
    first, second = approve(desk), approve(desk)
    views.end_view(desk, first)
    lines = desk.vault.log.last_seq()
    for act in (views.look, views.end_view):
        with pytest.raises(ViewOver):
            act(desk, first)
    assert desk.vault.log.last_seq() == lines
    scene.clock.advance(timedelta(days=14))
    assert views.look(desk, second).answer
    scene.clock.advance(timedelta(days=1))
    with pytest.raises(ViewOver):
        views.look(desk, second)
    assert [view.id for view in views.list_views(desk)] != []


def test_what_is_wrong_is_told_and_nothing_kept(desk: Desk) -> None:
    wrong = plan(desk, superior_name="", until=None, purpose=f"控え {valid_number(4).digits()}")
    answer = views.approve_view(desk, wrong)
    assert isinstance(answer, tuple)
    assert {problem.field for problem in answer} == {"superior_name", "until", "purpose"}
    assert views.list_views(desk) == ()


def test_who_may_approve_show_and_read(scene: Scene) -> None:
    view_id = approve(scene.unlock())
    scene.close()
    handler = scene.unlock(HANDLER)
    assert views.look(handler, view_id).answer
    with pytest.raises(NotYourDuty):
        views.approve_view(handler, plan(handler))
    with pytest.raises(NotYourDuty):
        views.end_view(handler, view_id)
    scene.close()
    auditor = scene.unlock(AUDITOR)
    assert len(views.list_views(auditor)) == 1
    with pytest.raises(NotYourDuty):
        views.look(auditor, view_id)
    scene.close()
    with pytest.raises(NotYourDuty):
        views.list_views(scene.unlock(RECEIVER))
