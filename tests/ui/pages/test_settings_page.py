"""Settings on the screen: office, lock, password, look, and what is said of this PC."""

import dataclasses
import tomllib
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.office_hours import office_hours
from ashibue_desk.use_cases.own_password import password_term
from ashibue_desk.use_cases.settings import read_settings
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene
from tests.ui.pages.showing import Opened, told
from ui.desktop import message_box
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.view import read_view, versions
from ui.theme.theme import Brightness, theme

NEW = "hamanasu 7 kitsutsuki yamabiko"


def type_passwords(page: SettingsPage, old: str, new: str, again: str) -> None:
    card = page.password_card
    card.old.line.setText(old)
    card.new.line.setText(new)
    card.again.line.setText(again)


def test_the_office_is_stored_with_problems_beside_their_fields(opened: Opened, desk: Desk) -> None:
    page = opened.show(SettingsPage)
    card = page.office_card
    before = read_settings(desk).office
    fields = card.form.fields
    assert not card.is_changed(), "every fact that is asked for is shown as it is stored"
    assert set(card.form.facts()) == {field.name for field in dataclasses.fields(before)}
    fields["name"].set_value("")
    fields["corporate_number"].set_value("123")
    card.save_button.click()
    opened.rest()
    wrong = {row.name for row in card.form.rows() if row.problem_text()}
    assert wrong == {"name", "corporate_number"}
    assert read_settings(desk).office == before
    fields["name"].set_value("一般社団法人 水辺の灯")
    fields["corporate_number"].set_value("")
    fields["first_month"].set_value("10")
    card.save_button.click()
    opened.rest()
    after = read_settings(desk).office
    assert (after.name, after.first_month) == ("一般社団法人 水辺の灯", 10)
    assert told(page)[0][0] == "success"
    assert not card.is_changed()


def test_what_is_being_typed_is_not_overwritten_and_leaving_asks(opened: Opened) -> None:
    page = opened.show(SettingsPage)
    assert page.may_leave()
    page.office_card.form.fields["contact"].set_value("内線 12")
    page.refresh(Changed.SETTINGS)
    opened.rest()
    assert page.office_card.form.fields["contact"].value() == "内線 12"
    message_box.answer_next(False, True)
    assert not page.may_leave()
    assert page.may_leave()
    assert len(message_box.take_asked()) == 2


def test_a_postal_code_brings_its_address(opened: Opened) -> None:
    page = opened.show(SettingsPage)
    page.office_card.form.fields["postal_code"].completed.emit("6900852")
    opened.rest()
    assert page.office_card.form.fields["address"].value().startswith("島根県松江市千鳥町")


@pytest.mark.parametrize(("typed", "stored"), [("３", 3), ("60", 60)])
def test_the_minutes_of_the_lock_are_stored_and_announced(
    opened: Opened, desk: Desk, scene: Scene, typed: str, stored: int
) -> None:
    page = opened.show(SettingsPage)
    heard: list[Changed] = []
    opened.context.announcements.changed.connect(lambda what, _who: heard.append(what))
    page.lock_card.minutes.set_value(typed)
    page.lock_card.save_button.click()
    if stored > 10:
        assert page.lock_card.confirmation.isVisible()
        page.lock_card.confirmation.password.line.setText(scene.users[OFFICER].password)
        page.lock_card.confirmation.act_button.click()
    opened.rest()
    assert page.lock_card.confirmation.isHidden()
    assert read_settings(desk).auto_lock_minutes == stored
    assert any(Changed.SETTINGS in what for what in heard)


@pytest.mark.parametrize("typed", ["0", "61", "abc", "-3", "5.5"])
def test_minutes_out_of_bounds_are_told_beside_the_field(opened: Opened, desk: Desk, typed: str) -> None:
    page = opened.show(SettingsPage)
    before = read_settings(desk).auto_lock_minutes
    page.lock_card.minutes.set_value(typed)
    page.lock_card.save_button.click()
    opened.rest()
    assert page.lock_card.minutes_row.problem_text() == "1から60までの数字を入力してください。"
    assert read_settings(desk).auto_lock_minutes == before


def test_the_new_password_is_judged_while_typed_and_then_opens_the_vault(
    opened: Opened, scene: Scene, desk: Desk
) -> None:
    page = opened.show(SettingsPage)
    card = page.password_card
    card.new.line.setText("abc")
    assert card.strength.text().startswith("強さ: 使えません")
    old = scene.users[OFFICER].password
    type_passwords(page, old, NEW, NEW + "x")
    card.change_button.click()
    assert card.again_row.problem_text()
    type_passwords(page, old, NEW, NEW)
    assert "使えません" not in card.strength.text()
    card.change_button.click()
    opened.rest()
    assert told(page)[0][0] == "success"
    assert card.old.is_empty()
    assert card.new.is_empty()
    assert card.again.is_empty()
    vault_gate.confirm_password(desk, NEW)
    with pytest.raises(WrongPassword):
        vault_gate.confirm_password(desk, old)


def test_a_wrong_old_password_changes_nothing(opened: Opened, scene: Scene, desk: Desk) -> None:
    page = opened.show(SettingsPage)
    type_passwords(page, "chigau 1 chigau", NEW, NEW)
    page.password_card.change_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert page.password_card.change_button.isEnabled()
    vault_gate.confirm_password(desk, scene.users[OFFICER].password)


def test_the_look_changes_at_once(opened: Opened) -> None:
    page = opened.show(SettingsPage)
    page.look_card.brightness.set_value("dark")
    page.look_card.apply()
    assert theme().brightness is Brightness.DARK
    page.look_card.scale.set_value("150")
    assert theme().scale == 150


def test_what_holds_on_this_pc_is_said(opened: Opened, desk: Desk) -> None:
    page = opened.show(SettingsPage)
    view = read_view(desk)
    assert view.key_notice == ""
    noticed = replace(view, key_notice="鍵をファイルに置いています。")
    page.machine_card.show_view(noticed)
    texts = [label.text() for label in page.machine_card.findChildren(type(page.subtitle))]
    assert "鍵をファイルに置いています。" in texts
    assert opened.context.capture.state().sentence in texts
    assert opened.context.session.state() in texts
    assert view.settings.office.contact
    assert view.settings.office.contact in texts, "everybody may ask where to complain"


def test_every_control_has_a_name(opened: Opened) -> None:
    assert nameless_controls(opened.show(SettingsPage)) == []


def test_the_version_is_that_of_the_project() -> None:
    project = Path(__file__).parents[3] / "pyproject.toml"
    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    assert f"あしぶえデスク {version}、" in versions()


def test_who_may_not_write_sees_only_their_own_settings(opened: Opened) -> None:
    opened.context = replace(opened.context, roles=frozenset())
    page = opened.show(SettingsPage)
    assert not page.office_card.isVisible()
    assert not page.lock_card.isVisible()
    assert page.password_card.isVisible()


def test_the_yearly_change_ends_only_with_the_day_of_a_revision_and_the_password(
    opened: Opened, desk: Desk, scene: Scene
) -> None:
    page = opened.show(SettingsPage)
    card, form = page.term_card, page.term_card.confirmation
    assert "12か月" in card.words.text()
    card.button.click()
    assert form.isVisible()
    form.act_button.click()
    assert form.day_row.problem_text()
    form.revised_on.set_value(date(2026, 5, 20))
    form.password.line.setText("wrong")
    form.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert password_term(desk).yearly
    form.password.line.setText(scene.users[OFFICER].password)
    form.act_button.click()
    opened.rest()
    assert password_term(desk).revised_on == date(2026, 5, 20)
    assert "令和8年5月20日" in card.words.text()
    assert form.isHidden()
    card.button.click()
    assert form.day_row.isHidden()
    form.password.line.setText(scene.users[OFFICER].password)
    form.act_button.click()
    opened.rest()
    assert password_term(desk).yearly


def test_a_revision_that_lies_ahead_is_told_beside_the_day(opened: Opened, desk: Desk, scene: Scene) -> None:
    page = opened.show(SettingsPage)
    form = page.term_card.confirmation
    page.term_card.button.click()
    form.revised_on.set_value(date(2026, 7, 1))
    form.password.line.setText(scene.users[OFFICER].password)
    form.act_button.click()
    opened.rest()
    assert "今日より後" in form.day_row.problem_text()
    assert password_term(desk).yearly


def test_the_hours_of_the_office_are_set_with_the_password_and_hold_from_tomorrow(
    opened: Opened, desk: Desk, scene: Scene
) -> None:
    page = opened.show(SettingsPage)
    card, form = page.hours_card, page.hours_card.confirmation
    assert card.words.text() == "月・火・水・木・金 7:00から20:00まで"
    assert "国民の祝日" in card.note.text()
    assert card.coming.isHidden()
    card.button.click()
    assert form.isVisible()
    assert (form.opens.value(), form.closes.value()) == ("7:00", "20:00")
    form.weekdays.set_value(["0", "5"])
    form.opens.set_value("十時")
    form.act_button.click()
    wrong = {row.name: row.problem_text() for row in form.form.rows() if row.problem_text()}
    assert wrong.keys() == {"opens", "password"}
    assert "9:00" in wrong["opens"]
    form.opens.set_value("１３時半")
    form.closes.set_value("1300")
    form.password.line.setText(scene.users[OFFICER].password)
    form.act_button.click()
    opened.rest()
    assert [row.name for row in form.form.rows() if row.problem_text()] == ["closes"]
    assert office_hours(desk).coming is None
    form.closes.set_value("22時")
    form.password.line.setText("wrong")
    form.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    form.password.line.setText(scene.users[OFFICER].password)
    form.act_button.click()
    opened.rest()
    assert form.isHidden()
    assert told(page)[0][0] == "success"
    change = office_hours(desk).coming
    assert change is not None
    assert (change.hours.opens, change.hours.closes) == (time(13, 30), time(22))
    assert change.hours.free_weekdays == frozenset({1, 2, 3, 4, 6})
    assert "月・土 13:30から22:00まで" in card.coming.text()
    assert card.words.text().startswith("月・火・水")


def test_who_only_reads_the_log_sees_its_hours(opened: Opened) -> None:
    opened.context = replace(opened.context, roles=frozenset({Role.AUDITOR}))
    page = opened.show(SettingsPage)
    assert page.hours_card.isVisible()
    assert not page.hours_card.button.isVisible()
