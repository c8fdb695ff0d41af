"""The open window over a real vault: its pages, search, help, the keyboard in it, its looks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractSlider, QApplication, QPushButton, QScrollArea, QWidget

from ashibue_desk.use_cases.changes import Changed
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER
from tests.ui.running import start
from ui.app import Options
from ui.theme.plain_label import PlainLabel
from ui.theme.theme import Brightness, theme

__all__ = ["start"]


def is_in_sight(widget: QWidget, area: QScrollArea) -> bool:
    """Return whether some of ``widget``, which stands in ``area``, is seen."""
    view = area.viewport()
    return view.rect().intersects(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


def test_a_role_sees_only_its_pages(start):
    window = start().unlock(HANDLER)
    assert [entry.key for entry in window.rail.entries()] == ["home", "note"]
    window.open("keys")
    assert window.key() == "home"


def test_badges_are_counted_and_spoken(start):
    window = start().unlock()
    assert window.rail.entries()[0].accessibleName() == "ホーム、3件、期限を過ぎたものがあります"


def test_pages_open_with_what_they_are_given_and_back_returns(start, qtbot):
    running = start()
    window = running.unlock()
    window.page().begin()
    assert window.key() == "note"
    assert window.page().argument == "一人"
    assert window.page().line.hasFocus()
    window.page().leaves = False
    window.open("home")
    assert window.key() == "note"
    window.page().leaves = True
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.key() == "home"


def test_wizards_are_made_anew_each_time(start):
    window = start().unlock()
    window.open("fresh")
    first = window.page()
    assert [entry.key for entry in window.rail.entries() if entry.isChecked()] == ["note"]
    window.back()
    window.open("fresh")
    assert window.page() is not first


def test_news_refresh_the_page_that_is_shown_now_and_others_later(start):
    running = start()
    window = running.unlock()
    home = window.page()
    before = home.reads
    running.app._announcements.announce(Changed.PEOPLE)
    running.app._announcements.announce(Changed.BACKUPS)
    assert home.reads == before + 1
    window.open("note")
    running.app._announcements.announce(Changed.PEOPLE)
    assert home.reads == before + 1
    window.open("home")
    assert home.reads == before + 2


def test_search_reaches_pages_and_people(start, qtbot, scene, desk):
    running = start()
    scene.close()
    window = running.unlock()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    window.search.setText("けんげん")
    window.search.setText("パスワード")
    qtbot.waitUntil(lambda: [hit.key for hit in window.search.hits()] == ["keys"], timeout=5000)
    window.search.setText("青葉")
    qtbot.waitUntil(lambda: any("青葉" in hit.title for hit in window.search.hits()), timeout=5000)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.key() == "note"
    assert window.page().argument in scene.person_ids
    assert window.search.text() == ""


def test_what_search_says_when_it_finds_nothing_is_seen_whole(start, qtbot, scene):
    theme().apply(Brightness.DARK, 200)
    window = start().unlock()
    window.resize(1280, 768)
    window.search.take_keyboard()
    window.search.setText("ないことば")
    qtbot.waitUntil(lambda: window.search.popup is not None and window.search.popup.isVisible(), timeout=5000)
    (words,) = [each for each in window.search.popup.findChildren(PlainLabel) if each.isVisible()]
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))


def test_a_page_that_is_not_left_stays_marked_in_the_rail(start, qtbot):
    window = start().unlock()
    window.open("note")
    window.page().leaves = False
    window.rail._entries["home"].click()
    assert window.key() == "note"
    assert [key for key, entry in window.rail._entries.items() if entry.isChecked()] == ["note"]


def test_help_opens_and_closes(start, qtbot):
    window = start().unlock()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help_panel.isVisible()
    assert "Ctrl+L" in window.help_panel.text.toPlainText()
    assert nameless_controls(window.help_panel) == []
    qtbot.keyClick(window.help_panel.text, Qt.Key.Key_Escape)
    assert not window.help_panel.isVisible()


def test_back_gives_the_keyboard_back_to_what_opened_the_page(start, qtbot):
    window = start().unlock()
    begin = next(each for each in window.page().findChildren(QPushButton) if each.text() == "はじめる")
    begin.setFocus()
    begin.click()
    assert window.key() == "note"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.key() == "home"
    assert begin.hasFocus()


def test_esc_in_an_empty_search_returns_to_the_page_and_not_from_it(start, qtbot):
    window = start().unlock()
    window.open("note")
    line = window.page().line
    assert line.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.search.setText("あ")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.hasFocus()
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.key() == "note"
    assert line.hasFocus()


def test_the_keyboard_stays_on_the_page_when_what_it_was_on_is_put_away(start, qtbot):
    window = start().unlock()
    window.open("note")
    page = window.page()
    for put_away in (QWidget.hide, lambda each: each.setEnabled(False)):
        act = QPushButton("隠す", page.widget())
        page.body.addWidget(act)
        act.show()
        act.setFocus()
        assert act.hasFocus()
        put_away(act)
        assert page.line.hasFocus()
    window.search.setFocus()  # who goes elsewhere is not fetched back
    assert window.search.hasFocus()


def test_a_button_disabled_for_its_act_gets_the_keyboard_back(start, qtbot):
    window = start().unlock()
    window.open("note")
    page = window.page()
    act, other = QPushButton("つくる", page.widget()), QPushButton("別の操作", page.widget())
    for each in (act, other):
        page.body.addWidget(each)
        each.show()
    for taken_elsewhere in (False, True):
        act.setFocus()
        act.setEnabled(False)
        assert not act.hasFocus()
        if taken_elsewhere:
            page.line.setFocus()
        act.setEnabled(True)
        assert act.hasFocus() is not taken_elsewhere


def test_what_has_the_keyboard_stays_in_sight_when_the_page_grows_above_it(start, qtbot):
    window = start().unlock()
    window.open("note")
    window.resize(700, 500)
    page = window.page()
    act = QPushButton("選ぶ", page.widget())
    page.body.addSpacing(240)
    page.body.addWidget(act)
    QApplication.processEvents()
    act.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(act, page))
    page.set_subtitle("読み終えたあとに出る長い説明です。" * 30)
    qtbot.waitUntil(lambda: page.widget().height() > 2 * page.viewport().height())
    qtbot.waitUntil(lambda: is_in_sight(act, page))
    page.say("success", "", "できました")
    qtbot.waitUntil(lambda: is_in_sight(page.banners, page))
    page.set_subtitle("読み終えたあとに出る長い説明です。" * 45)
    qtbot.waitUntil(lambda: page.banners.y() > page.viewport().height())
    qtbot.waitUntil(lambda: is_in_sight(page.banners, page))
    page.verticalScrollBar().setValue(0)
    page.line.setFocus()
    act.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(act, page))
    page.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)  # not fetched back
    assert not is_in_sight(act, page)
    page.set_subtitle("読み終えたあとに出る長い説明です。" * 60)
    QApplication.processEvents()
    QApplication.processEvents()
    assert page.verticalScrollBar().value() == 0


def test_a_page_with_nothing_to_begin_at_takes_the_keyboard_itself(start):
    window = start().unlock()
    window.search.take_keyboard()
    window.open("note")
    window.page().line.hide()
    window.open("home")
    window.search.take_keyboard()
    window.open("note")
    assert window.page().hasFocus()


def test_the_help_gives_the_keyboard_back(start, qtbot):
    window = start().unlock()
    begin = next(each for each in window.page().findChildren(QPushButton) if each.text() == "はじめる")
    begin.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not begin.hasFocus()
    qtbot.keyClick(window.help_panel.text, Qt.Key.Key_Escape)
    assert begin.hasFocus()


def test_a_second_start_of_the_same_vault_raises_the_first(start, scene, qtbot):
    running = start()
    window = running.unlock()
    window.showMinimized()
    again = start(options=Options(vault=scene.place))
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=5000)
    assert again.app.main_window is None


def test_another_scale_builds_the_window_anew_on_the_same_page(start, qtbot):
    running = start()
    window = running.unlock()
    window.open("note")
    theme().apply(Brightness.DARK, 150)
    qtbot.waitUntil(lambda: running.app.main_window is not window, timeout=5000)
    running.rest()
    assert running.window.key() == "note"
    assert running.app._remembered.number("look.scale", 0) == 150


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("brightness", list(Brightness))
def test_the_window_can_be_drawn_in_every_look(start, brightness, scale, scene, tmp_path: Path):
    theme().apply(brightness, scale)
    running = start(options=Options(vault=scene.place, scale=scale, brightness=brightness.value))
    window = running.unlock()
    window.resize(1280, 832)
    picture = window.grab().toImage()
    assert isinstance(picture, QImage)
    ground = picture.pixelColor(picture.width() - 3, picture.height() - 3)
    assert ground == theme().colour("canvas")
    assert window.minimumSizeHint().width() <= 1280
