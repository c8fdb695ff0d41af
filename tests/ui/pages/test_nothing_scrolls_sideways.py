"""Enlarged to 200 % on a screen of 1280 × 800, every page still fits: nobody has to push it sideways to read a line."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QTableView
from pytestqt.qtbot import QtBot

from tests.helpers.desks import Scene
from tests.ui.pages.showing import Opened
from ui.catalogue import page_specs
from ui.main_window import MainWindow
from ui.theme.theme import Brightness, theme
from ui.widgets.page import Page

SCREEN = (1280, 800)
# Pages that show one thing are given one.
ARGUMENTS: dict[str, Callable[[Scene], object]] = {
    "person": lambda scene: scene.person_ids[0],
    "person_edit": lambda scene: scene.person_ids[0],
    "collect": lambda scene: scene.person_ids[0],
    "reveal": lambda scene: scene.person_ids[0],
    "collection_event": lambda scene: scene.person_ids[0],
    "log_correction": lambda _scene: 1,
    "month_check": lambda _scene: "2026-06",
    "paper_form": lambda _scene: "Y2",
    "article": lambda _scene: "9条",
}


@pytest.fixture
def window(opened: Opened, qtbot: QtBot) -> Iterator[MainWindow]:
    theme().apply(Brightness.LIGHT, 200)
    made = MainWindow(page_specs(), "特定非営利活動法人みずうみ劇場", "責任者", is_sample=False)
    qtbot.addWidget(made)
    made.resize(*SCREEN)
    made.show()
    made.start(opened.context)
    opened.rest()
    yield made
    made.hide()


@pytest.mark.parametrize("key", [spec.key for spec in page_specs()])
def test_a_page_enlarged_to_double_needs_no_pushing(
    window: MainWindow, opened: Opened, scene: Scene, qtbot: QtBot, key: str
) -> None:
    window.open(key, ARGUMENTS[key](scene) if key in ARGUMENTS else None)
    opened.rest()
    assert (window.width(), window.height()) == SCREEN
    page = window.page()
    assert page is not None
    qtbot.waitUntil(lambda: too_wide(page) == [])  # what rows bring along is laid out a turn later


def too_wide(page: Page) -> list[tuple[str, int]]:
    """Return what scrolls sideways on a page, and by how many pixels."""
    lists = {
        view.horizontalScrollBar() for view in page.findChildren(QTableView)
    }  # a list moves its own columns
    areas = [page, *page.findChildren(QAbstractScrollArea)]
    bars = [(type(area).__name__, area.horizontalScrollBar()) for area in areas if area.isVisible()]
    return [(name, bar.maximum()) for name, bar in bars if bar.maximum() and bar not in lists]
