"""The lines of the handling log as its page shows them, and how to wait until it has read them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import find_all
from tests.ui.pages.showing import Opened
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.view import COLUMNS

DAY = date(2026, 6, 15)
Settled = Callable[[HandlingLogPage], None]


def cells(page: HandlingLogPage, at: int) -> dict[str, str]:
    """Return what a row says, by the key of its column."""
    return {column.key: column.text(page.rows.row(at)) for column in COLUMNS}


def shown(page: HandlingLogPage) -> list[int]:
    """Return the numbers of the lines that the page shows, in its order."""
    return list(page.rows.numbers())


def write(desk: Desk, lines: int, **told: object) -> None:
    """Write so many lines, of one kind unless told otherwise."""
    line = replace(LogLine(log_class=LogClass.USE, act="帳票の印刷"), **told)  # type: ignore[arg-type] # names of fields
    with desk.act():
        for _ in range(lines):
            desk.log(line)


def found(desk: Desk, wanted: LogFilter) -> list[int]:
    """Return the numbers of the lines that fit, as the log itself finds them."""
    return list(find_all(desk, wanted)[1])


@pytest.fixture
def settled(qtbot: QtBot, opened: Opened) -> Callable[[HandlingLogPage], None]:
    """Wait until a page has read all it asked for, and the lines in sight."""

    def wait(page: HandlingLogPage) -> None:
        opened.rest()
        qtbot.waitUntil(lambda: page.reader.is_done and not page.context.operations.is_busy())
        page.list.view.viewport().repaint()
        page.rows.ask()
        opened.rest()

    return wait
