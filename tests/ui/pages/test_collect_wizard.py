"""The wizard as people see it: real vault, real fields, and no digit left anywhere behind."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.use_cases import people
from tests.helpers.accessible_names import nameless_controls, spoken_name
from tests.helpers.desks import WITH_NUMBERS, done
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import WRONG_CHECK_DIGIT, full_width, valid_number
from tests.ui.pages.showing import Opened
from ui.desktop import message_box
from ui.widgets.page import Page
from ui.wizards.collect_number import steps
from ui.wizards.collect_number.page import CollectPage

NUMBER = valid_number(700).digits()


@pytest.fixture
def page(opened: Opened, scene) -> Iterator[CollectPage]:
    shown = opened.show(CollectPage, scene.person_ids[WITH_NUMBERS])
    yield shown
    shown.hide()


def words(page: Page) -> str:
    """Return everything a widget of the page shows or says."""
    found = []
    for widget in (page, *page.findChildren(QWidget)):
        found += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            spoken_name(widget),
        ]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
    return "\n".join(found).replace(" ", "")


def next_step(page: CollectPage) -> None:
    page.wizard.next_button.click()


def verify(page: CollectPage) -> None:
    """Go from the affairs to the number, by card, face to face."""
    next_step(page)
    page.route.cards.buttons()[0].click()
    next_step(page)
    at = [card.card.value for card in page.check.cards.buttons()].index("face_card")
    page.check.cards.buttons()[at].click()
    page.check.document_rows[0].choice.set_value("individual_number_card")
    next_step(page)


def type_twice(page: CollectPage, qtbot, first: str, second: str) -> None:
    for field, digits in ((page.number.first, first), (page.number.second, second)):
        field.wipe()
        field.setFocus()
        field.insert(digits)  # as pasted: in one go


def test_a_number_is_taken_in_from_the_first_step_to_the_last(page, opened, scene, desk, qtbot):
    assert page.flow.key == steps.AFFAIRS
    assert nameless_controls(page) == []
    verify(page)
    assert page.flow.key == steps.NUMBER
    type_twice(page, qtbot, full_width(NUMBER), f"{NUMBER[:4]}-{NUMBER[4:8]} {NUMBER[8:]}")
    next_step(page)
    assert page.flow.key == steps.CONFIRM
    assert NUMBER not in words(page)
    assert "個人番号カード" in page.confirm.facts["確かめた方法"].text.text()
    next_step(page)
    opened.rest()
    assert opened.shell.went_back == 1
    assert opened.shell.said[0][0] == "success"
    assert people.person_details(desk, scene.person_ids[WITH_NUMBERS]).person.has_number
    assert NUMBER not in words(page)
    assert not page.flow.has_number
    assert page.draft() == {}


def test_each_step_says_what_is_missing(page, qtbot):
    for box in page.affairs.group.boxes():
        box.setChecked(False)
    next_step(page)
    assert "使う事務" in page.wizard._problem.text()
    next(iter(page.affairs.group.boxes())).setChecked(True)
    next_step(page)
    next_step(page)
    assert "受け取り方" in page.wizard._problem.text()
    page.route.cards.buttons()[0].click()
    next_step(page)
    next_step(page)
    assert "方法を選んで" in page.wizard._problem.text()
    page.check.cards.buttons()[1].click()
    next_step(page)
    assert all(row.problem_text() for row in page.check.document_rows)
    assert page.focusWidget() is page.check.document_rows[0].choice
    assert page.flow.key == steps.CHECK


def test_wrong_digits_stay_to_be_mended_and_are_not_repeated(page, qtbot):
    verify(page)
    type_twice(page, qtbot, WRONG_CHECK_DIGIT[0], WRONG_CHECK_DIGIT[0])
    next_step(page)
    assert page.flow.key == steps.NUMBER
    problem = page.number.form.rows()[0].problem_text()
    assert "検査用数字" in problem
    assert WRONG_CHECK_DIGIT[0] not in problem
    assert page.number.first.digits() == WRONG_CHECK_DIGIT[0]
    type_twice(page, qtbot, NUMBER, valid_number(701).digits())
    next_step(page)
    assert "違います" in page.number.form.rows()[1].problem_text()


def test_fields_for_numbers_refuse_input_methods_and_copies(page, qtbot):
    verify(page)
    for field in (page.number.first, page.number.second):
        assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False


def test_the_keyboard_stays_after_the_last_digit_so_that_tab_leads_to_the_second_field(page, qtbot):
    verify(page)
    page.number.first.setFocus()
    qtbot.keyClicks(page.number.first, NUMBER)
    assert page.focusWidget() is page.number.first
    qtbot.keyClick(page.number.first, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.number.second


def test_leaving_the_step_or_the_page_empties_the_fields(page, qtbot):
    verify(page)
    type_twice(page, qtbot, NUMBER, NUMBER)
    assert page.draft()["combination"] == "face_card"
    assert NUMBER not in "".join(page.draft().values())
    page.wizard.back_button.click()
    assert page.number.first.text() == page.number.second.text() == ""
    next_step(page)
    assert page.flow.has_number
    page.hide()
    assert not page.flow.has_number
    assert NUMBER not in words(page)


def test_a_way_shows_its_documents_warnings_and_source(page):
    next_step(page)
    page.route.cards.buttons()[0].click()
    next_step(page)
    names = [card.card.value for card in page.check.cards.buttons()]
    page.check.cards.buttons()[names.index("face_number_photo")].click()
    number_row = page.check.document_rows[0]
    number_row.choice.set_value("notification_card")
    assert "令和2年5月25日" in number_row._support.text()
    page.check.cards.buttons()[names.index("face_number_without_photo")].click()
    assert len(page.check.document_rows) == 3
    assert page.wizard.reason._confidence.text() == "確認中"
    page.check.cards.buttons()[names.index("face_omission")].click()
    assert page.check.reason_row is not None
    assert page.wizard.reason._confidence.text() == "確認済"
    assert nameless_controls(page) == []


def test_where_the_law_forbids_there_is_no_next(opened, scene):
    shown = opened.show(CollectPage, scene.person_ids[6])
    assert not shown.wizard.next_button.isVisible()
    (banner,) = shown.who.notices.banners()
    assert "派遣元" in banner.text
    shown.hide()


def test_without_a_person_the_list_asks(opened, scene, qtbot):
    shown = opened.show(CollectPage)
    assert shown.who.list.isVisible()
    assert not shown.wizard.next_button.isVisible()
    view = shown.who.list.view
    assert shown.first_focus() is shown.who.list.filter_field
    qtbot.keyClick(shown.who.list.filter_field, Qt.Key.Key_Return)
    view.keep_current(scene.person_ids[WITH_NUMBERS])
    opened.rest()
    assert shown.flow.facts.person_id == scene.person_ids[WITH_NUMBERS]
    assert shown.wizard.next_button.isVisible()
    assert shown.focusWidget() is view, "the row above or below may be the one that is meant"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    opened.rest()
    assert shown.flow.key == steps.AFFAIRS
    shown.hide()


def test_in_the_list_somebody_with_a_number_is_told_before_going_on(opened, scene, qtbot):
    shown = opened.show(CollectPage)
    shown.who.list.view.setFocus()
    shown.who.list.view.keep_current(scene.person_ids[0])
    qtbot.keyClick(shown.who.list.view, Qt.Key.Key_Return)
    opened.rest()
    assert shown.flow.key == steps.WHO
    assert "登録済み" in shown.who.notices.banners()[0].title
    assert shown.focusWidget() is shown.wizard.next_button
    shown.hide()


def test_somebody_with_a_number_is_told_that_it_is_replaced(opened, scene):
    shown = opened.show(CollectPage, scene.person_ids[0])
    assert shown.flow.key == steps.WHO
    assert "登録済み" in shown.who.notices.banners()[0].title
    shown.hide()


def test_a_dependant_is_checked_by_the_worker(opened, scene, desk):
    entry = replace(made_up_person(50, PersonCategory.DEPENDANT), worker_id=scene.person_ids[0], code="")
    person_id = done(people.add_person(desk, entry)).answer
    shown = opened.show(CollectPage, person_id)
    next_step(shown)
    assert "従業者から" in shown.route.cards.buttons()[0].card.text
    shown.route.cards.buttons()[0].click()
    next_step(shown)
    assert shown.check.document_rows == []
    worker = people.person_details(desk, scene.person_ids[0]).person.name
    assert shown.check.checker.text.text() == worker
    next_step(shown)
    assert shown.flow.key == steps.NUMBER
    shown.hide()


def test_a_number_of_somebody_else_must_be_the_same_human_being(page, opened, scene, desk, qtbot):
    taken = valid_number(0).digits()
    verify(page)
    type_twice(page, qtbot, taken, taken)
    next_step(page)
    next_step(page)
    opened.rest()
    other = people.person_details(desk, scene.person_ids[0]).person.name
    assert other in page.confirm.notices.banners()[0].title
    assert opened.shell.went_back == 0
    next_step(page)
    assert "印をつけて" in page.wizard._problem.text()
    page.confirm.same.setChecked(True)
    next_step(page)
    opened.rest()
    assert opened.shell.went_back == 1


def test_leaving_in_the_middle_asks(page):
    assert page.may_leave()
    next_step(page)
    message_box.answer_next(False)
    assert not page.may_leave()
    assert message_box.take_asked()[0].act == "受け取りをやめる"


def test_a_draft_comes_back_without_the_number(page, opened, qtbot):
    verify(page)
    type_twice(page, qtbot, NUMBER, NUMBER)
    kept = page.draft()
    again = opened.show(CollectPage)
    again.restore_draft(kept)
    opened.rest()
    assert again.flow.key == steps.NUMBER
    assert again.flow.verification() == page.flow.verification()
    assert again.number.first.text() == ""
    again.hide()


def test_a_vault_that_refuses_says_so_and_lets_go_of_the_buttons(page, opened, scene, desk, qtbot):
    verify(page)
    type_twice(page, qtbot, NUMBER, NUMBER)
    next_step(page)
    person = people.get_person(desk, scene.person_ids[WITH_NUMBERS])
    done(people.change_person(desk, person.id, replace(person.entry, category=PersonCategory.APPLICANT)))
    next_step(page)
    opened.rest()
    assert "応募" in page.banners.banners()[0].title
    assert page.wizard.next_button.isEnabled()
