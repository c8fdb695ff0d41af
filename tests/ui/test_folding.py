"""Parts that fold: in time, and never to and fro with the scroll bar they themselves call for."""

from PySide6.QtWidgets import QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.card import row
from ui.widgets.folding import fold

_LEAST = 400


def test_what_is_folded_unfolds_where_a_scroll_bar_fits_too(qtbot: QtBot) -> None:
    part, line = QWidget(), row(gap=0)
    qtbot.addWidget(part)
    part.setLayout(line)
    told = [fold(line, room, _LEAST) for room in (_LEAST, _LEAST - 1, _LEAST, _LEAST + 39, _LEAST + 40)]
    assert told == [False, True, True, True, False]
    assert line.direction() is QBoxLayout.Direction.LeftToRight
