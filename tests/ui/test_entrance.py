"""The way in: whichever way a vault was opened, its window is the one a second start finds."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene
from ui.background.operations import Operations
from ui.desktop.remembered import Remembered
from ui.desktop.single_window import SingleWindow
from ui.vault.door_window import DoorWindow
from ui.vault.entrance import Entrance


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
