"""Building in turns: one piece a turn, all at once when somebody needs it, nothing of what was dropped."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.turns import Turns, is_settled


@pytest.fixture
def root(qapp: QApplication) -> QObject:
    """Something that owns turns, as a page does."""
    return QObject()


def pieces(into: list[str], *names: str) -> Iterator[None]:
    for name in names:
        into.append(name)
        yield


def test_nothing_is_done_before_the_next_turn(root: QObject, qtbot: QtBot) -> None:
    turns = Turns(root)
    built: list[str] = []
    turns.begin(pieces(built, "一", "二", "三"))
    assert built == []
    assert not is_settled(root)
    qtbot.waitUntil(turns.is_done)
    assert built == ["一", "二", "三"]
    assert is_settled(root)


class Built(QWidget):
    """Builds in turns what an answer brings, with a timer due at the same moment, and tells when it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.turns = Turns(self)
        self.busy = QTimer(self)
        self.busy.start(1)

    def customEvent(self, _event: QEvent) -> None:
        self.done.clear()
        self.update()
        self.turns.begin(self.building())
        while self.busy.remainingTime() > 0:
            pass

    def building(self) -> Iterator[None]:
        for _ in range(3):
            self.done.append("built")
            self.update()
            yield

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.done.append("drawn")


def test_one_piece_a_turn_and_each_is_painted_before_the_next(qtbot: QtBot) -> None:
    built = Built()
    qtbot.addWidget(built)
    built.show()
    qtbot.waitExposed(built)
    QApplication.postEvent(built, QEvent(QEvent.Type.User))
    qtbot.waitUntil(lambda: bool(built.done) and built.turns.is_done())
    assert built.done == ["drawn", *["built", "drawn"] * 3]


def test_who_needs_it_gets_it_at_once(root: QObject) -> None:
    turns = Turns(root)
    built: list[str] = []
    turns.begin(pieces(built, "一", "二", "三"))
    turns.step()
    assert built == ["一"]
    turns.finish()
    turns.finish()
    assert built == ["一", "二", "三"]


def test_new_work_takes_the_place_of_the_old(root: QObject, qtbot: QtBot) -> None:
    turns = Turns(root)
    built: list[str] = []
    turns.begin(pieces(built, "古い"))
    turns.begin(pieces(built, "新しい"))
    qtbot.waitUntil(turns.is_done)
    assert built == ["新しい"]


def test_a_piece_that_fails_ends_the_work(root: QObject) -> None:
    def failing() -> Iterator[None]:
        yield
        raise KeyError

    turns = Turns(root)
    turns.begin(failing())
    with pytest.raises(KeyError):
        turns.finish()
    turns.finish()
    assert turns.is_done()


def test_dropped_work_is_never_done(root: QObject) -> None:
    turns = Turns(root)
    built: list[str] = []
    turns.begin(pieces(built, "一"))
    turns.drop()
    QApplication.processEvents()
    assert built == []
    assert turns.is_done()
