"""What the desktop gives: pictures of the screen, the single window, room on it, what is remembered."""

import json
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from ui.desktop.capture_block import EXCLUDE_FROM_CAPTURE, CaptureBlock
from ui.desktop.remembered import Remembered
from ui.desktop.single_window import SingleWindow, window_name
from ui.theme.theme import Brightness, theme
from ui.vault.door_window import DoorWindow


def test_every_window_that_appears_is_kept_out_of_pictures(qtbot):
    asked: list[tuple[int, int]] = []

    def set_affinity(window: int, affinity: int) -> bool:
        asked.append((window, affinity))
        return True

    block = CaptureBlock(set_affinity=set_affinity, platform="win32")
    block.start()
    windows = [QWidget(), QDialog(), QMenu()]
    for window in windows:
        qtbot.addWidget(window)
        window.show()
        assert (int(window.winId()), EXCLUDE_FROM_CAPTURE) in asked
    assert block.state().blocked
    block.stop()
    for window in windows:
        window.hide()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_where_nothing_can_be_done_nothing_is_promised(platform, qapp):
    state = CaptureBlock(platform=platform).state()
    assert not state.blocked
    assert "止められません" in state.sentence


def test_a_refusal_of_windows_is_told(qtbot):
    block = CaptureBlock(set_affinity=lambda _window, _affinity: False, platform="win32")
    window = QWidget()
    qtbot.addWidget(window)
    block.cover(window)
    assert not block.state().blocked
    assert "応じませんでした" in block.state().sentence


def test_a_second_start_raises_the_first(tmp_path: Path, qtbot):
    first, second, other = (SingleWindow(tmp_path / name) for name in ("a", "a", "b"))
    assert first.claim()
    with qtbot.waitSignal(first.raised):
        assert not second.claim()
    assert other.claim()
    first.release()
    assert second.claim()
    for each in (second, other):
        each.release()


def test_the_name_of_the_window_tells_nothing_of_the_place(tmp_path: Path):
    assert tmp_path.name not in window_name(tmp_path)


@pytest.mark.parametrize("scale", [100, 200])
def test_the_first_window_fits_a_small_screen(qtbot, scale):
    theme().apply(Brightness.LIGHT, scale)
    window = DoorWindow()
    qtbot.addWidget(window)
    assert window.minimumHeight() <= 600
    room = window.screen().availableSize()
    assert window.height() <= max(room.height() - 32, window.minimumHeight())
    assert window.width() <= max(room.width(), window.minimumWidth())


def test_small_things_are_remembered_and_damage_is_forgotten():
    written: list[bytes] = []
    first = Remembered(lambda: b"{not json", written.append)
    first.keep("people.widths", [10, 20])
    first.keep("look.brightness", "dark")
    first.keep("look.brightness", "dark")
    assert len(written) == 2
    again = Remembered(lambda: written[-1])
    assert again.numbers("people.widths") == [10, 20]
    assert again.text("look.brightness") == "dark"
    assert again.number("look.scale", 100) == 100
    assert json.loads(written[-1]) == {"look.brightness": "dark", "people.widths": [10, 20]}
    assert Remembered(lambda: b"[" * 60_000).number("look.scale", 100) == 100, (
        "deeper than any program writes"
    )


def test_another_account_cannot_take_the_name_of_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with tempfile.TemporaryDirectory() as short:
        folder = Path(short)
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        assert Path(window_name(tmp_path)).parent == folder
        first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
        assert first.claim()
        assert not second.claim()
        first.release()
        folder.chmod(0o755)
        assert "/" not in window_name(tmp_path), "a folder that others may enter is none"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    assert "/" not in window_name(tmp_path)
    deep = tmp_path / ("d" * 100)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    assert "/" not in window_name(tmp_path), "longer than the system takes"
