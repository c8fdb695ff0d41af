"""Showing a number: for an affair, after the password, for its seconds, and then nowhere."""

import gc
import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.domain.individual_number import IndividualNumber
from tests.helpers.accessible_names import nameless_controls, spoken_name
from tests.helpers.desks import OFFICER, WITH_NUMBERS
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.showing import Opened
from ui.pages.reveal.number_view import NumberView
from ui.pages.reveal.page import RevealPage

DIGITS = valid_number(0).digits()


@pytest.fixture
def page(opened: Opened, scene):
    shown = opened.show(RevealPage, scene.person_ids[0])
    yield shown
    shown.hide()


def reveal(page: RevealPage, opened: Opened, scene, password: str | None = None) -> None:
    page.password.line.setText(scene.users[OFFICER].password if password is None else password)
    page.show_button.click()
    opened.rest()


def words(page: RevealPage) -> str:
    """Return everything a widget of the page shows as text or says."""
    found = [page.window().windowTitle()]
    for widget in (page, *page.findChildren(QWidget)):
        found += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.objectName(),
        ]
        found.append(spoken_name(widget))
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
    return "\n".join(found).replace(" ", "")


def picture(page: RevealPage) -> QImage:
    return page.number.grab().toImage()


def numbers_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, IndividualNumber) for one in gc.get_referrers(IndividualNumber))


def lines(desk) -> int:
    return sum(entry.line.log_class is LogClass.USE for entry in desk.vault.log.read(LogFilter()))


def test_before_it_is_asked_for_nothing_is_shown(page, desk):
    assert not page.card.isVisible()
    assert not page.number.is_shown
    assert lines(desk) == 0
    assert nameless_controls(page) == []


def test_the_keyboard_begins_at_the_affairs_and_goes_on_to_the_password(page, qtbot):
    card = page.affairs.buttons()[-1]
    assert page.affairs.value()  # one affair only: it is chosen, and the password comes next
    assert page.focusWidget() is page.password.line
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.password.line


def test_enter_on_the_chosen_affair_goes_on_to_the_password(page, qtbot):
    card = page.affairs.buttons()[0]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert page.focusWidget() is page.password.line
    assert page.password_row.problem_text() == ""


def test_the_number_is_painted_for_its_seconds(page, opened, scene, desk, qtbot, caplog):
    caplog.set_level(logging.DEBUG)
    masked = picture(page)
    reveal(page, opened, scene)
    assert page.number.is_shown
    assert page.card.isVisible()
    assert 19 < page.countdown.remaining() <= 20
    assert picture(page) != masked
    assert lines(desk) == 1
    assert DIGITS not in words(page)
    assert page.capture.text() == opened.context.capture.state().sentence
    assert page.password.is_empty()
    assert page.password_row.problem_text() == ""
    assert page.card.y() < page.question.y()
    with qtbot.waitSignal(page.countdown.over):
        page.countdown.start(0)
    assert not page.number.is_shown
    assert not page.card.isVisible()
    assert picture(page) == masked
    assert DIGITS not in words(page)
    assert DIGITS not in caplog.text


def test_hiding_leaves_the_keyboard_on_showing_it_again(page, opened, scene):
    reveal(page, opened, scene)
    assert page.focusWidget() is page.hide_button
    page.hide_button.click()
    assert page.focusWidget() is page.show_button
    assert page.show_button.text() == "もう一度表示する"


def test_where_there_is_little_room_the_digits_are_smaller_and_not_cut_off(qtbot):
    view = NumberView()
    qtbot.addWidget(view)
    view.resize(1000, 80)
    assert view.digits_size() == 40
    view.resize(view.sizeHint().width() - 20, 80)
    assert 24 < view.digits_size() < 40
    assert view.minimumSizeHint().width() < view.sizeHint().width()
    view.resize(view.minimumSizeHint())
    assert view.digits_size() == 24


def test_after_hiding_nobody_holds_the_number(page, opened, scene):
    reveal(page, opened, scene)
    assert numbers_in_memory() == 1
    page.hide_button.click()
    assert numbers_in_memory() == 0


def test_it_cannot_be_copied_or_selected(page, opened, scene, qtbot):
    reveal(page, opened, scene)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("以前の中身")
    qtbot.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "以前の中身"
    assert page.number.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    assert not any("コピー" in button.text() for button in page.findChildren(type(page.hide_button)))


@pytest.mark.parametrize("leave", ["hide", "argument"])
def test_leaving_wipes_at_once(page, opened, scene, leave):
    reveal(page, opened, scene)
    if leave == "hide":
        page.hide()
    else:
        page.show_argument(scene.person_ids[1])
    assert not page.number.is_shown
    assert page.countdown.remaining() == 0


def test_a_number_that_comes_after_the_page_was_left_is_not_shown(page, opened, scene):
    page.password.line.setText(scene.users[OFFICER].password)
    page.show_button.click()
    page.hide()
    opened.rest()
    assert not page.number.is_shown


def test_a_number_that_comes_when_another_person_is_open_is_not_shown(page, opened, scene):
    page.password.line.setText(scene.users[OFFICER].password)
    page.show_button.click()
    page.show_argument(scene.person_ids[1])
    opened.rest()
    assert not page.number.is_shown


def test_a_wrong_password_says_so_and_asks_again(page, opened, scene, desk):
    reveal(page, opened, scene, "ちがう")
    assert "パスワード" in page.banners.banners()[0].title
    assert not page.number.is_shown
    assert page.password.is_empty()
    assert page.show_button.isEnabled()
    assert lines(desk) == 0


def test_without_a_password_nothing_is_asked(page, opened, scene):
    page.show_button.click()
    assert not opened.context.operations.is_busy()
    assert page.password_row.problem_text()


def test_the_password_is_remembered_for_the_same_affair(page, opened, scene, desk):
    reveal(page, opened, scene)
    page.conceal()
    assert not page.password_row.isVisible()
    page.show_button.click()
    opened.rest()
    assert page.number.is_shown
    assert lines(desk) == 2


def test_somebody_without_a_number_leads_to_the_wizard(opened, scene):
    shown = opened.show(RevealPage, scene.person_ids[WITH_NUMBERS])
    assert shown.nothing.isVisible()
    assert not shown.question.isVisible()
    shown.receive()
    assert opened.shell.opened == [("collect", scene.person_ids[WITH_NUMBERS])]
    shown.hide()
