"""The screen before the vault is open: who and the password, the wait after wrong ones, what is offered without a vault."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER, OFFICER
from tests.ui.running import start
from ui.app import Options
from ui.desktop import file_choice
from ui.vault.welcome_page import WelcomePage
from ui.widgets.buttons import TextButton
from ui.widgets.door import DoorContext, DoorSpec

__all__ = ["start"]


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


def test_the_window_remembers_who_and_how_on_this_pc(start, scene):
    running = start()
    running.unlock(HANDLER)
    running.end()
    again = start()
    assert again.door.user_id() == scene.users[HANDLER].user_id
