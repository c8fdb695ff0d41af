"""The way in: whichever way a vault was opened, its window is the one a second start finds."""

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ashibue_desk.storage.situations import NotAVault, WrongPassword
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.device_binding import make_binding_code
from ashibue_desk.use_cases.vault_gate import VaultView
from tests.helpers.desks import OFFICER, Scene, surroundings_at
from tests.helpers.memory_keychain import MemoryBackend
from ui.background.operations import Operations
from ui.desktop.remembered import Remembered
from ui.desktop.single_window import SingleWindow
from ui.vault.door_window import DoorWindow
from ui.vault.entrance import Entrance
from ui.vault.unlock_page import UnlockPage
from ui.vault.welcome_page import WelcomePage
from ui.widgets.buttons import TextButton
from ui.widgets.door import BIND, DoorSpec
from ui.wizards.bind_account.page import BindAccountPage


class _Login(NamedTuple):
    user_id: str
    name: str
    role_words: str = "事務取扱担当者"


@pytest.fixture
def entrance(qtbot: QtBot, scene: Scene, operations: Operations) -> Entrance:
    window = DoorWindow()
    qtbot.addWidget(window)
    return Entrance(window, operations, scene.surroundings, Remembered(), ())


def test_a_vault_that_was_just_made_is_found_by_a_second_start(
    entrance: Entrance, desk: Desk, qtbot: QtBot
) -> None:
    entrance.go_in(desk)
    second = SingleWindow(desk.vault.folder)
    with qtbot.waitSignal(entrance.asked_forward):
        assert not second.claim()
    entrance.release()
    assert second.claim()
    second.release()


def test_a_restored_vault_is_claimed_instead_of_the_one_looked_at_before(
    entrance: Entrance, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    entrance._claim(before)
    entrance.go_in(desk)
    other, same = SingleWindow(before), SingleWindow(desk.vault.folder)
    assert other.claim(), "nobody shows that vault any more"
    with qtbot.waitSignal(entrance.asked_forward):
        assert not same.claim()
    for each in (other, entrance):
        each.release()


def test_a_vault_unlocked_at_its_own_screen_keeps_its_claim(entrance: Entrance, desk: Desk) -> None:
    entrance._claim(desk.vault.folder)
    kept = entrance._single
    entrance.go_in(desk)
    assert entrance._single is kept
    entrance.release()


def test_an_account_without_the_key_is_offered_the_code_where_one_was_made(
    qtbot: QtBot, scene: Scene, operations: Operations
) -> None:
    other = surroundings_at(scene.root / "other", MemoryBackend(), scene.clock, scene.drives)
    window = DoorWindow()
    qtbot.addWidget(window)
    specs = (DoorSpec(BIND, BindAccountPage),)
    entrance = Entrance(window, operations, other, Remembered(), specs)

    def offered() -> list[str]:
        page = window.shown()
        assert isinstance(page, UnlockPage)
        buttons = page.findChildren(TextButton)
        return [button.text() for button in buttons if button.property("entry") == BIND]

    def told() -> bool:
        page = window.shown()
        return isinstance(page, UnlockPage) and bool(page.banners.banners())

    entrance.look_at(scene.place)
    qtbot.waitUntil(told)
    assert offered() == []
    make_binding_code(scene.unlock(), scene.users[OFFICER].password)
    scene.close()
    window.show_widget(WelcomePage([], window))
    entrance.look_at(scene.place)
    qtbot.waitUntil(told)
    assert offered() == ["コードで結び付ける"]
    page = window.shown()
    assert isinstance(page, UnlockPage)
    page.entry_chosen.emit(BIND)
    assert isinstance(window.shown(), BindAccountPage)
    entrance.release()


@pytest.mark.parametrize("answer", ["seen", "not seen", "refused", "held"])
def test_an_answer_that_comes_late_takes_no_wizard_away(
    entrance: Entrance, scene: Scene, answer: str
) -> None:
    entrance._show_unlock_page()
    entrance._window.show_widget(wizard := QWidget())
    if answer == "seen":
        entrance._seen(VaultView(scene.place, (), is_sample=False, notice=""))
    elif answer == "not seen":
        entrance._not_seen(NotAVault())
    elif answer == "refused":
        entrance._refused(WrongPassword())
    else:
        entrance._hold(scene.clock.now_utc() + timedelta(minutes=1))
    assert entrance._window.shown() is wizard
    entrance.release()


def test_the_list_of_people_comes_before_the_password_for_the_tab_key(qtbot: QtBot) -> None:
    window = DoorWindow()
    qtbot.addWidget(window)
    page = UnlockPage(window)
    window.show_widget(page)
    page.show_users((_Login("u1", "浅野 あおい"), _Login("u2", "橋本 いつき")), "保管庫")
    after = page.choice.nextInFocusChain()
    while after is not None and not int(after.focusPolicy().value):
        after = after.nextInFocusChain()
    assert after is page.password.line
    page.choose_user("u2")
    assert page.user_id() == "u2"


def test_enter_before_it_is_known_who_may_open_is_not_lost(qtbot: QtBot) -> None:
    window = DoorWindow()
    qtbot.addWidget(window)
    page = UnlockPage(window)
    window.show_widget(page)
    asked: list[tuple[str, str]] = []
    page.unlock_asked.connect(lambda *told: asked.append(told))
    page.password.line.setText("kaze to mori 12")
    page.password.returned.emit()
    assert asked == []
    page.show_users((_Login("u1", "浅野 あおい"), _Login("u2", "橋本 いつき")), "保管庫")
    page.choose_user("u2")
    qtbot.waitUntil(lambda: asked == [("u2", "kaze to mori 12")])
    page.wait(0)
    assert not page.open_button.isEnabled()  # the vault is being opened
    page.set_busy(False)
    page.wait(0)
    assert page.open_button.isEnabled()
