"""Windows for tests: the program's look, a page context over a real vault, waiting for conditions."""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import desk, remembered_passwords, scene, surroundings
from ui.background.announcements import Announcements
from ui.background.crash_report import CrashReport
from ui.background.operations import Operations
from ui.background.vault_thread import VaultThread
from ui.desktop import message_box
from ui.theme.theme import Brightness, theme

__all__ = ["desk", "remembered_passwords", "scene", "surroundings"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pass what the platform without a screen says about what only a screen can do."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


_TESTS: Final = count(1)
_WHOLE_EVERY: Final = 20  # tests: to look through everything takes a tenth of a second


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """Collect rubbish between two tests and in the window's thread only, as the program does (decision 004)."""
    gc.disable()
    yield
    gc.collect(1 if next(_TESTS) % _WHOLE_EVERY else 2)
    gc.enable()


@pytest.fixture(autouse=True)
def _own_look(_collector: None, qapp: QApplication) -> Iterator[None]:
    """Begin every test in the light look at 100 %, and carry out what was to be deleted at its end."""
    if theme().objectName() != "started":
        theme().start(Brightness.LIGHT, 100)
        theme().setObjectName("started")
    elif theme().scale != 100 or theme().brightness is not Brightness.LIGHT:
        theme().apply(Brightness.LIGHT, 100)
    yield
    assert message_box.take_asked() == [], "a question was put that the test did not look at"
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def owner() -> QObject:
    """Somebody who asks the vault."""
    return QObject()


@pytest.fixture
def thread(request: pytest.FixtureRequest) -> Iterator[VaultThread]:
    """The vault thread, ended with the test, and before the vault is closed in which it may still read."""
    if "scene" in request.fixturenames:
        request.getfixturevalue("scene")
    started = VaultThread()
    yield started
    assert started.stop()


@pytest.fixture
def announcements() -> Announcements:
    """The news of what changed."""
    return Announcements()


@pytest.fixture
def operations(thread: VaultThread, announcements: Announcements) -> Operations:
    """The way to the vault, without one yet."""
    return Operations(thread, announcements, CrashReport())


@pytest.fixture
def open_operations(operations: Operations, desk: Desk) -> Operations:
    """The way to an open vault."""
    operations.open_desk(desk)
    return operations


@pytest.fixture
def at_rest(qtbot: QtBot, operations: Operations) -> Callable[[], None]:
    """Wait until nothing is under way in the vault thread."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not operations.is_busy(), timeout=20_000)

    return wait
