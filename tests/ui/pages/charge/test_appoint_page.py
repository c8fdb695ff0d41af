"""Appointing somebody: people, roles, affairs only for handlers, overlapping officers, a draft without the password."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene
from tests.ui.pages.showing import Opened, told
from ui.desktop import message_box
from ui.pages.charge.appoint_page import AppointPage


def fill(page: AppointPage, user_id: str, role: Role, own_password: str) -> None:
    page.person.set_value(user_id)
    page.role.set_value(role.value)
    page.role.changed.emit()
    page.resolved_on.set_value(date(2026, 6, 1))
    page.starts_on.set_value(date(2026, 6, 10))
    page.password.line.setText(own_password)


def test_a_receiver_becomes_a_handler_for_the_affairs_ticked(
    opened: Opened, desk: Desk, scene: Scene, own_password: str
) -> None:
    receiver = scene.users["receiver"].user_id
    page = opened.show(AppointPage)
    assert page.affairs_row.isHidden()
    fill(page, receiver, Role.HANDLER, own_password)
    assert not page.affairs_row.isHidden()
    page.save()
    assert page.affairs_row.problem_text(), "a handler has affairs"
    page.affairs.boxes()[0].setChecked(True)
    page.save()
    opened.rest()
    made = next(one for one in desk.vault.appointments.of_user(receiver) if one.role is Role.HANDLER)
    assert len(made.affairs) == 1
    assert opened.shell.went_back == 1
    assert opened.shell.said[0][1] == "霧島 澪さんの選任を記録しました"
    assert page.password.is_empty()
    assert page.draft() == {}


def test_every_affair_is_ticked_at_once_and_the_term_begins_on_the_day_of_the_decision(
    opened: Opened, scene: Scene
) -> None:
    page = opened.show(AppointPage, (scene.users["receiver"].user_id, Role.HANDLER.value))
    button = page.affairs.all_button
    assert button is not None
    button.click()
    assert len(page.affairs.value()) == len(page.affairs.boxes()) > 2
    page.affairs.boxes()[1].setChecked(False)
    assert button.text() == "すべて選ぶ"
    button.click()
    button.click()
    assert page.affairs.value() == ()
    page.resolved_on.set_value(date(2026, 6, 1))
    page.resolved_on.left.emit()
    assert page.starts_on.value() == date(2026, 6, 1)
    page.starts_on.set_value(date(2026, 6, 10))
    page.resolved_on.left.emit()
    assert page.starts_on.value() == date(2026, 6, 10)


def test_two_officers_at_once_are_refused_beside_the_field(
    opened: Opened, scene: Scene, own_password: str
) -> None:
    page = opened.show(AppointPage, (scene.users["auditor"].user_id, Role.OFFICER.value))
    fill(page, scene.users["auditor"].user_id, Role.OFFICER, own_password)
    page.save()
    opened.rest()
    row = next(row for row in page.form.rows() if row.name == "starts_on")
    assert "責任者は1名です" in row.problem_text()
    assert opened.shell.went_back == 0


def test_a_wrong_password_records_nothing_and_is_forgotten(opened: Opened, desk: Desk, scene: Scene) -> None:
    user = scene.users["auditor"].user_id
    page = opened.show(AppointPage)
    fill(page, user, Role.SYSTEM_KEEPER, "ちがうものです")
    page.save()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert page.password.is_empty()
    assert {one.role for one in desk.vault.appointments.of_user(user)} == {Role.AUDITOR}


def test_a_draft_holds_everything_but_the_password(opened: Opened, scene: Scene, own_password: str) -> None:
    user = scene.users["auditor"].user_id
    page = opened.show(AppointPage)
    fill(page, user, Role.SYSTEM_KEEPER, own_password)
    kept = page.draft()
    assert own_password not in kept.values()
    other = opened.show(AppointPage)
    other.restore_draft(kept)
    opened.rest()
    assert (other.person.value(), other.role.value()) == (user, Role.SYSTEM_KEEPER.value)
    assert other.resolved_on.value() == date(2026, 6, 1)


def test_every_control_has_a_name(opened: Opened) -> None:
    assert nameless_controls(opened.show(AppointPage)) == []


def test_leaving_is_asked_about_once_something_was_typed(opened: Opened, scene: Scene) -> None:
    page = opened.show(AppointPage, (scene.users["auditor"].user_id, Role.AUDITOR.value))
    assert page.may_leave(), "person and role came from the opener"
    page.starts_on.set_value(date(2026, 6, 10))
    message_box.answer_next(False, True)
    assert not page.may_leave()
    assert page.may_leave()
    assert [asked.act for asked in message_box.take_asked()] == ["入力をやめる"] * 2


def test_tab_goes_down_the_form_to_its_buttons(opened: Opened, qtbot: QtBot) -> None:
    page = opened.show(AppointPage)
    page.role.set_value(Role.HANDLER.value)
    page.role.changed.emit()
    page.person.setFocus()
    seen = []
    for _step in range(40):
        stop = page.focusWidget()
        seen.append(stop)
        if stop is page.out_button:
            break
        qtbot.keyClick(stop, Qt.Key.Key_Tab)
    order = [
        seen.index(stop) for stop in (page.person, *page.affairs.boxes(), page.save_button, page.out_button)
    ]
    assert order == sorted(order)
    assert len(set(map(id, seen))) == len(seen), "no stop comes twice on the way"
