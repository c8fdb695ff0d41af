"""The list of people over a real vault."""

from datetime import date

from PySide6.QtCore import Qt

from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.use_cases import people
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, Scene
from tests.helpers.made_up_people import made_up_person
from tests.ui.pages.showing import Opened, told
from ui.pages.people.page import PeoplePage


def test_everybody_is_listed_and_narrowed_by_kind(opened: Opened, scene: Scene):
    page = opened.show(PeoplePage)
    assert page.rows.rowCount() == len(scene.person_ids)
    page.kind.set_value("payees")
    assert [page.rows.row(at).category for at in range(page.rows.rowCount())] == [PersonCategory.PAYEE]
    page.list.clear_filter()
    assert page.kind.value() == ""
    assert page.rows.rowCount() == len(scene.person_ids)
    assert nameless_controls(page) == []


def test_typing_a_variant_finds_the_person_and_enter_opens_them(opened: Opened, qtbot):
    page = opened.show(PeoplePage)
    work = PersonEntry(category=PersonCategory.EMPLOYEE, name="髙﨑 みぎわ", kana="タカサキ ミギワ")
    opened.context.operations.act(page, lambda desk: people.add_person(desk, work), page.open_person)
    opened.rest()
    added = opened.shell.opened.pop()[1]
    opened.rest()
    page.list.filter_field.setText("高崎")
    assert page.rows.rowCount() == 1
    page.list.view.setCurrentIndex(page.rows.index(0, 1))
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert opened.shell.opened == [("person", added)]


def test_the_last_day_is_recorded_for_all_checked_workers(opened: Opened, scene: Scene, desk):
    page = opened.show(PeoplePage)
    page.rows.check_shown(True)
    page.ask_leaving()
    assert page.leaving.isVisible()
    page.leaving.day.line.setText("R8.6.30")
    page.leaving.keep_button.click()
    opened.rest()
    assert not page.leaving.isVisible()
    assert told(page)[0] == ("success", "できました 7人の退職日を記録しました。")
    left = {row.left_on for row in people.list_people(desk) if row.category is PersonCategory.EMPLOYEE}
    assert left == {date(2026, 6, 30)}
    assert page.rows.checked_keys() == ()


def test_a_day_that_does_not_fit_one_of_them_is_recorded_for_nobody(opened: Opened, desk):
    page = opened.show(PeoplePage)
    page.rows.check_shown(True)
    page.ask_leaving()
    page.leaving.day.line.setText("S40.1.1")
    page.leaving.keep_button.click()
    opened.rest()
    assert "入社日" in page.leaving.row.problem_text()
    assert all(row.left_on is None for row in people.list_people(desk))
    page.leaving.cancel_button.click()
    assert not page.leaving.isVisible()


def test_a_last_day_on_record_is_not_lost_in_a_selection(opened: Opened, scene: Scene, desk):
    people.record_leaving(desk, scene.person_ids[0], date(2026, 3, 31))
    page = opened.show(PeoplePage)
    page.rows.check_shown(True)
    page.ask_leaving()
    page.leaving.day.line.setText("R8.6.30")
    page.leaving.keep_button.click()
    opened.rest()
    assert told(page)[0] == ("success", "できました 6人の退職日を記録しました。")
    assert people.get_person(desk, scene.person_ids[0]).entry.left_on == date(2026, 3, 31)


def test_only_workers_leave(opened: Opened):
    page = opened.show(PeoplePage)
    page.kind.set_value("payees")
    page.rows.check_shown(True)
    page.ask_leaving()
    assert not page.leaving.isVisible()
    assert told(page)[0][0] == "info"


def test_buttons_lead_to_the_wizard_and_the_form(opened: Opened):
    page = opened.show(PeoplePage)
    page.start_import()
    page.add_one()
    assert opened.shell.opened == [("import_people", None), ("person_edit", None)]


def test_an_auditor_reads_and_changes_nothing(opened: Opened, scene: Scene):
    from dataclasses import replace

    opened.context = replace(opened.context, roles=scene.users[AUDITOR].roles)
    page = opened.show(PeoplePage)
    assert not page.rows.checkable
    assert page.rows.rowCount() == len(scene.person_ids)


def test_ten_thousand_people_are_filtered(opened: Opened, desk):
    entries = [(f"{number:032x}", made_up_person(number + 100)) for number in range(10_000)]
    with desk.act():
        desk.vault.people.add(entries, desk.now())
    page = opened.show(PeoplePage)
    assert page.rows.rowCount() > 10_000
    page.list.filter_field.setText("たかみね")
    page.kind.set_value("workers")
    assert 0 < page.rows.rowCount() < 10_000
