"""The handling log counted on the screen: lists of groups, the year, the bars."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.ui.pages.log_lines import DAY, Settled, found, settled, shown
from tests.ui.pages.showing import Opened
from ui.pages.handling_log.page import HandlingLogPage

__all__ = ["settled"]


@pytest.mark.parametrize("kind", ["person", "handler", "affair", "day"])
def test_a_group_opens_its_lines(opened: Opened, desk: Desk, settled: Settled, kind: str) -> None:
    page = opened.show(HandlingLogPage)
    settled(page)
    page.views.buttons[kind].click()
    opened.rest()
    panel = page.groups[kind]
    assert panel.rows.rowCount() > 0
    group = panel.rows.row(0)
    panel.list.view.opened.emit(group.key)
    settled(page)
    assert page.views.current() == "lines"
    assert len(shown(page)) == group.lines
    assert shown(page) == found(desk, page.wanted())


def test_the_year_opens_a_day_by_keyboard(opened: Opened, desk: Desk, settled: Settled) -> None:
    page = opened.show(HandlingLogPage)
    settled(page)
    page.views.buttons["year"].click()
    opened.rest()
    calendar = page.year.calendar
    calendar.setFocus()
    assert calendar.day() == DAY
    assert calendar.accessibleDescription().startswith("R8.6.15(月) ")
    for key, day in (
        (Qt.Key.Key_Left, date(2026, 6, 14)),
        (Qt.Key.Key_Up, date(2026, 5, 14)),
        (Qt.Key.Key_End, date(2027, 3, 31)),
        (Qt.Key.Key_Up, date(2027, 2, 28)),
        (Qt.Key.Key_Home, date(2026, 4, 1)),
        (Qt.Key.Key_Up, date(2026, 4, 1)),
    ):
        QTest.keyClick(calendar, key)
        assert calendar.day() == day
    assert calendar.accessibleDescription() == "R8.4.1(水) 記録なし"
    for _ in range(2):
        QTest.keyClick(calendar, Qt.Key.Key_Down)
    for _ in range(14):
        QTest.keyClick(calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar, Qt.Key.Key_Return)
    settled(page)
    assert page.views.current() == "lines"
    assert shown(page) == found(desk, LogFilter(since=DAY, until=DAY))


def test_a_click_in_the_year_opens_that_day_and_other_years_can_be_seen(opened: Opened) -> None:
    page = opened.show(HandlingLogPage)
    page.views.buttons["year"].click()
    opened.rest()
    assert not page.year.after.isEnabled()
    page.year.before.click()
    opened.rest()
    assert page.year.first() == date(2025, 4, 1)
    assert page.year.after.isEnabled()
    page.year.after.click()
    opened.rest()
    calendar = page.year.calendar
    place = next(
        QPoint(x, y)
        for x in range(0, calendar.width(), 5)
        for y in range(0, calendar.height(), 5)
        if calendar.day_at(QPoint(x, y)) == DAY
    )
    with_day: list[object] = []
    calendar.chosen.connect(with_day.append)
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=place)
    opened.rest()
    assert with_day == [DAY]


def test_bars_count_by_class_by_handler_and_by_both(opened: Opened, desk: Desk) -> None:
    page = opened.show(HandlingLogPage)
    page.views.buttons["bars"].click()
    opened.rest()
    lines = len(found(desk, page.wanted()))
    assert page.bars.bars.accessibleDescription().startswith("収集 ")
    page.bars.choice.set_value("handler")
    assert page.bars.bars.accessibleDescription() == f"{desk.actor.name} {lines:,}行"
    page.bars.choice.set_value("both")
    assert f"{desk.actor.name}　収集 " in page.bars.bars.accessibleDescription()
    page.filters.handler_choice.set_value(desk.actor.user_id)
    page.filters.class_choice.set_value(LogClass.DISPOSAL.value)
    opened.rest()
    assert page.bars.nothing.isVisible()
    assert nameless_controls(page) == []


def test_every_control_has_a_name(opened: Opened, settled: Settled) -> None:
    page = opened.show(HandlingLogPage)
    page.filters.period_choice.set_value("chosen")
    settled(page)
    for view in page.views.buttons:
        page.show_view(view)
        opened.rest()
        assert nameless_controls(page) == []
