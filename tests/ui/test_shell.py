"""The whole window over a real vault: unlocking, pages, search, lock, what happens without a vault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractSlider, QApplication, QPushButton, QScrollArea, QWidget
from shiboken6 import isValid

from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.drafts import drafts
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER, OFFICER, Scene
from tests.ui.small_pages import NotePage, small_pages
from ui.app import App, Options, Parts
from ui.desktop import file_choice
from ui.main_window import MainWindow
from ui.theme.plain_label import PlainLabel
from ui.theme.theme import Brightness, theme
from ui.vault.unlock_page import UnlockPage
from ui.vault.welcome_page import WelcomePage
from ui.widgets.buttons import TextButton
from ui.widgets.door import DoorContext, DoorSpec
from ui.widgets.page import DRAFTS
from ui.widgets.turns import is_settled


class Running:
    """A program under test, and what it would have started afresh."""

    def __init__(
        self, qapp: QApplication, qtbot, scene: Scene, options: Options, doors: tuple[DoorSpec, ...]
    ) -> None:
        self.qtbot = qtbot
        self.scene = scene
        self.restarts: list[Options] = []
        parts = Parts(small_pages, lambda: doors, lambda _root: scene.surroundings, self._restarted)
        self.app = App(qapp, options, parts)
        self.app.start()
        qtbot.waitUntil(
            lambda: self.app.entrance is not None and not self.app.operations.is_busy(), timeout=20_000
        )

    def _restarted(self, options: Options) -> bool:
        self.restarts.append(options)
        return True

    @property
    def door(self) -> UnlockPage:
        page = self.app.window.shown()
        assert isinstance(page, UnlockPage)
        return page

    @property
    def window(self) -> MainWindow:
        assert self.app.main_window is not None
        return self.app.main_window

    def type_password(self, who: str, password: str | None = None) -> None:
        user = self.scene.users[who]
        self.door.choose_user(user.user_id)
        self.door.password.line.setText(user.password if password is None else password)
        self.qtbot.keyClick(self.door.password.line, Qt.Key.Key_Return)
        self.rest()

    def unlock(self, who: str = OFFICER) -> MainWindow:
        self.type_password(who)
        self.qtbot.waitUntil(lambda: self.app.main_window is not None, timeout=20_000)
        self.rest()
        return self.window

    def rest(self) -> None:
        self.qtbot.waitUntil(self._is_at_rest, timeout=20_000)

    def _is_at_rest(self) -> bool:
        window = self.app.main_window
        return not self.app.operations.is_busy() and (
            window is None or not isValid(window) or is_settled(window)
        )

    def end(self) -> None:
        locker = getattr(self.app, "locker", None)
        if locker is not None and not locker.is_locking:
            self.app._restart = False
            with self.qtbot.waitSignal(locker.locked, timeout=20_000):
                locker.lock("key")
        self.app.end()
        for window in (self.app.main_window, self.app.window):
            if window is None or not isValid(window):
                continue
            if isinstance(window, MainWindow):
                window.close_for_good()
            window.hide()
            window.deleteLater()
        self.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def is_in_sight(widget: QWidget, area: QScrollArea) -> bool:
    """Return whether some of ``widget``, which stands in ``area``, is seen."""
    view = area.viewport()
    return view.rect().intersects(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


@pytest.fixture
def start(qapp, qtbot, scene: Scene, monkeypatch) -> Iterator[object]:
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    begun: list[Running] = []

    def begin(*doors: DoorSpec, options: Options | None = None) -> Running:
        running = Running(qapp, qtbot, scene, options or Options(vault=scene.place), doors)
        begun.append(running)
        return running

    yield begin
    for running in begun:
        if isValid(running.app):
            running.end()


def test_the_unlock_screen_asks_who_and_the_password(start, scene):
    running = start()
    assert running.door.choice.count() == len(scene.users)
    assert running.door.password.line.hasFocus()
    assert nameless_controls(running.app.window) == []


def test_a_right_password_opens_the_first_page(start, scene):
    window = start().unlock()
    assert window.key() == "home"
    assert [entry.text() for entry in window.rail.entries()] == ["ホーム", "覚え書き", "担当者と権限"]
    assert nameless_controls(window) == []


def test_a_wrong_password_says_so_and_asks_again(start):
    running = start()
    running.type_password(OFFICER, "ちがう")
    (banner,) = running.door.banners.banners()
    assert "パスワードが違います" in banner.title
    assert running.door.password.is_empty()
    assert running.door.open_button.isEnabled()


def test_an_empty_password_is_not_tried(start):
    running = start()
    running.door.open_button.click()
    assert running.door.password.line.property("wrong") == "true"
    assert not running.app.operations.is_busy()


def test_after_many_wrong_passwords_the_button_waits_and_comes_back(start, scene, qtbot):
    running = start()
    for _ in range(6):
        running.type_password(HANDLER, "ちがう")
        running.door.wait(0)
    running.app.entrance._ask_wait()
    running.rest()
    assert not running.door.open_button.isEnabled()
    assert "もう一度入力できます" in running.door.wait_words.text()
    running.door.choose_user(scene.users[OFFICER].user_id)
    running.rest()
    assert running.door.open_button.isEnabled()
    running.door.choose_user(scene.users[HANDLER].user_id)
    running.rest()
    assert not running.door.open_button.isEnabled()
    scene.clock.advance(timedelta(hours=25))
    qtbot.waitUntil(running.door.open_button.isEnabled, timeout=5000)


def test_the_reason_of_the_lock_is_said(start, scene):
    running = start(options=Options(vault=scene.place, after_lock="idle:10:kept"))
    assert "10分間操作がなかった" in running.door.banners.banners()[-1].title


def test_a_folder_without_a_vault_is_told(start, tmp_path):
    (tmp_path / "empty").mkdir()
    running = start(options=Options(vault=tmp_path / "empty"))
    assert running.door.banners.banners()
    assert running.door.password.isHidden()


def test_without_any_vault_the_welcome_offers_what_exists(start, scene, qtbot):
    opened: list[DoorContext] = []

    def factory(context: DoorContext) -> QWidget:
        opened.append(context)
        return QWidget()

    scene.surroundings = replace(
        scene.surroundings, folders=type(scene.surroundings.folders).under(scene.root / "new")
    )
    running = start(DoorSpec("new", factory), DoorSpec("sheet", factory), options=Options())
    page = running.app.window.shown()
    assert isinstance(page, WelcomePage)
    assert [button.card.value for button in page.cards.buttons()] == ["new", "other"]
    assert nameless_controls(page) == []
    page.go_button.click()
    (context,) = opened
    assert context.place == scene.surroundings.folders.default_vault
    context.door.back()
    assert isinstance(running.app.window.shown(), WelcomePage)
    file_choice.answer_next(scene.place)
    running.app.entrance._choose_vault()
    running.rest()
    assert running.door.choice.count() == len(scene.users)


def test_entries_beside_the_password_are_those_that_exist(start):
    specs = [DoorSpec(key, lambda _context: QWidget()) for key in ("sheet", "restore")]
    running = start(*specs)
    words = [button.text() for button in running.door.findChildren(TextButton)]
    assert words == ["復旧シートで開ける", "バックアップから戻す", "別の保管庫を開く"]


def test_entries_beside_the_password_are_never_cut_off(start, qtbot):
    page = start(DoorSpec("sheet", lambda _context: QWidget()), DoorSpec("new", lambda _context: QWidget()))
    page.door.offer_code()
    buttons = page.door.findChildren(TextButton)
    assert len(buttons) == 4
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    first = min(buttons, key=lambda button: button.y())
    assert first.text() == "コードで結び付ける"


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


def test_ctrl_l_keeps_the_draft_closes_the_vault_and_starts_afresh(start, qtbot, scene):
    running = start()
    window = running.unlock()
    window.open("note")
    window.page().line.set_value("途中まで")
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000) as told:
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["key:10:kept"]
    assert not window.isVisible()
    assert running.app.operations.desk is None
    assert running.restarts == [Options(vault=scene.place, after_lock="key:10:kept")]
    assert drafts(scene.unlock()) == {"note": {"note": "途中まで"}}


def test_a_kept_draft_is_offered_once(start, scene, qtbot):
    from ashibue_desk.use_cases.drafts import keep_draft

    keep_draft(scene.unlock(), "note", {"note": "途中まで"})
    scene.close()
    running = start()
    window = running.unlock()
    (banner,) = window.page().banners.banners()
    assert "覚え書き" in banner.text
    next(each for each in banner.findChildren(QPushButton) if each.text() == "続きを入力する").click()
    page = window.page()
    assert isinstance(page, NotePage)
    assert page.line.value() == "途中まで"
    running.rest()
    window.open(DRAFTS)
    running.rest()
    assert "開ける書きかけがありません" in window.page().banners.banners()[0].title


def test_home_leads_to_a_draft_also_after_its_banner_is_gone(start, scene):
    from ashibue_desk.use_cases.drafts import keep_draft

    keep_draft(scene.unlock(), "note", {"note": "途中まで"})
    scene.close()
    running = start()
    window = running.unlock()
    window.page().banners.clear()
    window.open(DRAFTS)
    running.rest()
    assert window.key() == "note"
    assert window.page().line.value() == "途中まで"
    window.open("home")
    window.open(DRAFTS)
    running.rest()
    assert "開ける書きかけがありません" in window.page().banners.banners()[0].title


def test_the_idle_watch_warns_and_locks(start, qtbot):
    running = start()
    window = running.unlock()
    running.app.idle.warned.emit(24)
    assert "あと24秒" in window._idle_banner.title
    window.carry_on_asked.emit()
    window.unwarn_idle()
    assert window._idle_banner is None
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000):
        running.app.idle.expired.emit()
    assert running.restarts[0].after_lock == "idle:10:"


def test_a_sleeping_pc_locks(start, qtbot):
    running = start()
    running.unlock()
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000):
        running.app.session.prepareForSleep(True)
    assert running.restarts[0].after_lock == "sleep:10:"


def test_closing_the_window_locks_and_does_not_start_again(start, qtbot):
    running = start()
    window = running.unlock()
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000):
        window.close()
    assert running.restarts == []


def test_the_lock_does_not_wait_for_work_that_will_not_stop(start, qtbot):
    import threading

    running = start()
    window = running.unlock()
    window.open("note")
    window.page().line.set_value("途中まで")
    gate = threading.Event()
    asker = QObject()
    running.app.operations.query(asker, lambda _desk: gate.wait(60), print)
    running.app.locker._patience.setInterval(50)
    with qtbot.waitSignal(running.app.locker.locked, timeout=5000) as told:
        running.app.locker.lock("key")
    assert told.args == ["key:10:lost"]
    gate.set()
    running.rest()


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


def test_the_window_remembers_who_and_how_on_this_pc(start, scene):
    running = start()
    running.unlock(HANDLER)
    running.end()
    again = start()
    assert again.door.user_id() == scene.users[HANDLER].user_id


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
