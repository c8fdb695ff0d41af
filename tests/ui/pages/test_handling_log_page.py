"""The handling log on the screen: filters and words found in steps, lists of groups, the year, the bars, the book and the copy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine, LogMark
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.use_cases import find_lines
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import find_all
from ashibue_desk.use_cases.number_files import list_number_files
from ashibue_desk.use_cases.settings import change_office, read_settings
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, WITH_NUMBERS, Scene
from tests.helpers.pdf_text import pages
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.handling_log.filters import period
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.view import COLUMNS
from ui.pages.handling_log.window_model import WAITING
from ui.widgets.paper_card import PaperOutput

DAY = date(2026, 6, 15)


def cells(page: HandlingLogPage, at: int) -> dict[str, str]:
    return {column.key: column.text(page.rows.row(at)) for column in COLUMNS}


def shown(page: HandlingLogPage) -> list[int]:
    return list(page.rows.numbers())


def write(desk: Desk, lines: int, **told: object) -> None:
    line = replace(LogLine(log_class=LogClass.USE, act="帳票の印刷"), **told)  # type: ignore[arg-type] # names of fields
    with desk.act():
        for _ in range(lines):
            desk.log(line)


def found(desk: Desk, wanted: LogFilter) -> list[int]:
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


Settled = Callable[[HandlingLogPage], None]


def ask_export(page: HandlingLogPage, scene: Scene) -> None:
    page.copy.ask()
    page.copy.card.password.line.setText(scene.users[OFFICER].password)
    page.copy.card.act_button.click()


def test_lines_are_shown_newest_first_with_affairs_in_words(opened: Opened, settled: Settled) -> None:
    page = opened.show(HandlingLogPage)
    settled(page)
    assert page.rows.rowCount() > WITH_NUMBERS
    assert cells(page, 0)["act"] == "保管庫を開いた"
    assert cells(page, 0)["at"] == "R8.6.15 10:00"
    page.filters.class_choice.set_value(LogClass.COLLECTION.value)
    settled(page)
    assert {cells(page, at)["class"] for at in range(page.rows.rowCount())} == {"収集"}
    taken = [cells(page, at) for at in range(page.rows.rowCount()) if cells(page, at)["affair"]]
    assert len(taken) >= WITH_NUMBERS
    assert all(any("ぁ" <= sign <= "龥" for sign in each["affair"]) for each in taken)


def test_only_lines_in_sight_are_read_and_scrolling_reads_on(
    opened: Opened, desk: Desk, settled: Settled
) -> None:
    write(desk, 3_000)
    page = opened.show(HandlingLogPage)
    settled(page)
    last = page.rows.rowCount() - 1
    assert page.rows.rowCount() > 3_000
    assert page.rows.line(str(shown(page)[last])) is None
    assert page.rows.row(last) is WAITING
    page.list.view.scrollToBottom()
    settled(page)
    assert page.rows.row(last) is not WAITING
    assert cells(page, last)["act"] == "保管庫をつくった"
    assert page.rows.line(str(shown(page)[last // 2])) is None


def test_the_place_of_a_line_that_was_taken_out_is_seen(opened: Opened, desk: Desk, settled: Settled) -> None:
    def take_out(raw: Any) -> None:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("DELETE FROM log WHERE seq = 5")

    desk.vault.with_raw(take_out)
    page = opened.show(HandlingLogPage)
    page.filters.period_choice.set_value("all")
    settled(page)
    page.list.view.scrollToBottom()
    settled(page)
    assert cells(page, page.rows.line_of("5"))["act"] == "この番号の記録がありません"
    assert cells(page, page.rows.line_of("6"))["act"] != "この番号の記録がありません"


def test_words_are_found_whatever_their_width_and_kana(
    opened: Opened, desk: Desk, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_lines, "STRETCH", 16)
    monkeypatch.setattr(find_lines, "STEP", 0.0)
    write(desk, 40, act="ﾏｲﾅﾝﾊﾞｰの受渡し")
    page = opened.show(HandlingLogPage)
    page.list.filter_field.setText("まいなんばー")
    settled(page)
    assert shown(page) == found(desk, LogFilter(text="マイナンバー"))
    assert len(shown(page)) == 40
    assert page.list.count.text() == "40行"
    page.list.filter_field.setText("まいなんばーzzz")
    settled(page)
    assert shown(page) == []
    assert page.list.count.text() == "0行"
    page.list.clear_filter()
    settled(page)
    assert len(shown(page)) > 40


def test_a_newer_wish_takes_the_place_of_an_older_one(
    opened: Opened, desk: Desk, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_lines, "STRETCH", 16)
    monkeypatch.setattr(find_lines, "STEP", 0.0)
    write(desk, 200)
    page = opened.show(HandlingLogPage)
    for kind in LogClass:
        page.filters.class_choice.set_value(kind.value)
    page.filters.class_choice.set_value(LogClass.ACCESS.value)
    settled(page)
    assert shown(page) == found(desk, LogFilter(log_class=LogClass.ACCESS))


@pytest.mark.parametrize("mark", list(LogMark))
def test_signs_stand_in_words_and_can_be_chosen(
    opened: Opened, desk: Desk, scene: Scene, settled: Settled, mark: LogMark
) -> None:
    write(desk, 1, happened_on="2026-06-01")
    write(desk, 1, corrects=2)
    write(desk, 1, count=90, affair="income_withholding_slip")
    scene.clock.advance(timedelta(hours=13))
    write(desk, 1, act="夜の印刷")
    page = opened.show(HandlingLogPage)
    page.filters.mark_choice.set_value(mark.value)
    settled(page)
    assert shown(page) == found(desk, LogFilter(mark=mark))
    words = {
        "out_of_hours": "時間外",
        "mass": "大量",
        "paper": "紙",
        "correction": "訂正等",
        "corrected": "訂正等あり",
    }
    assert all(words[mark.value] in cells(page, at)["marks"].split("・") for at in range(len(shown(page))))
    assert shown(page)


def test_corrections_point_both_ways(opened: Opened, desk: Desk, settled: Settled) -> None:
    write(desk, 1, corrects=2, recipient="若葉税務署", happened_on="2026-06-01")
    page = opened.show(HandlingLogPage)
    settled(page)
    told_first = cells(page, 0)
    assert told_first["act"] == "帳票の印刷（2番の訂正）"
    assert (told_first["recipient"], told_first["happened"]) == ("若葉税務署", "R8.6.1")
    at = page.rows.line_of("2")
    page.list.view.scrollToBottom()
    settled(page)
    assert cells(page, at)["act"].endswith(f"（{shown(page)[0]}番で訂正・補記）")


def test_new_lines_leave_the_view_and_the_cursor_where_they_are(
    opened: Opened, desk: Desk, settled: Settled
) -> None:
    write(desk, 300)
    page = opened.show(HandlingLogPage)
    settled(page)
    view = page.list.view
    view.setCurrentIndex(page.rows.index(150, 0))
    view.scrollTo(page.rows.index(150, 0))
    settled(page)
    key, top = view.current_key(), view.indexAt(QPoint(5, 5)).row()
    first = page.rows.numbers()[top]
    write(desk, 7)
    page.hear(Changed.LOG)
    settled(page)
    assert view.current_key() == key
    assert page.rows.numbers()[view.indexAt(QPoint(5, 5)).row()] == first
    assert shown(page) == found(desk, page.wanted())
    view.scrollToTop()
    write(desk, 1, act="いちばん新しい")
    page.hear(Changed.LOG)
    settled(page)
    assert view.verticalScrollBar().value() == 0
    assert cells(page, 0)["act"] == "いちばん新しい"


def test_a_period_typed_in_is_read_once_both_days_can_be_read(opened: Opened, settled: Settled) -> None:
    page = opened.show(HandlingLogPage)
    settled(page)
    total = page.rows.total()
    page.filters.period_choice.set_value("chosen")
    assert page.filters.days_card.isVisible()
    page.filters.days_card.since.line.set_value("R8.13.1")
    page.filters.days_card.read()
    assert page.filters.days_card.days.rows()[0].problem_text()
    assert page.rows.total() == total
    page.filters.days_card.since.set_value(date(2026, 6, 16))
    page.filters.days_card.read()
    settled(page)
    assert page.rows.rowCount() == 0
    page.list.clear_filter()
    settled(page)
    assert page.rows.rowCount() == total


def test_another_page_can_ask_for_the_lines_of_one_person(
    opened: Opened, scene: Scene, settled: Settled
) -> None:
    person = scene.person_ids[0]
    page = opened.show(HandlingLogPage, Subject("person", person, "青葉 こずえ"))
    settled(page)
    assert page.rows.rowCount() > 0
    assert {page.rows.row(at).entry.line.object_id for at in range(page.rows.rowCount())} == {person}
    assert page.filters.person_line.words.text() == "青葉 こずえさんの記録だけを出しています。"
    page.filters.person_line.everybody_button.click()
    settled(page)
    assert not page.filters.person_line.isVisible()
    assert len({page.rows.row(at).entry.line.object_id for at in range(page.rows.rowCount())}) > 1


def test_another_page_can_ask_for_the_lines_of_one_kind_of_act(
    opened: Opened, scene: Scene, settled: Settled
) -> None:
    page = opened.show(HandlingLogPage, Subject("act", "個人番号の登録", "個人番号の登録"))
    settled(page)
    assert page.rows.rowCount() == WITH_NUMBERS
    assert {page.rows.row(at).entry.line.act for at in range(WITH_NUMBERS)} == {"個人番号の登録"}
    assert page.list.filter_field.text() == "個人番号の登録", "what leaves the others out is to be seen"
    page.show_argument(Subject("person", scene.person_ids[0], ""))
    settled(page)
    assert page.list.filter_field.text() == ""


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


def test_a_line_opens_by_enter(opened: Opened, settled: Settled, qtbot: QtBot) -> None:
    page = opened.show(HandlingLogPage)
    settled(page)
    page.list.view.setFocus()
    page.list.view.setCurrentIndex(page.rows.index(1, 0))
    key = page.list.view.current_key()
    current = page.rows.line(key)
    assert current is not None
    assert str(current.entry.seq) == key
    press = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    page.list.view.keyPressEvent(press)
    assert opened.shell.opened == [("log_line", int(key))]


def test_every_control_has_a_name(opened: Opened, settled: Settled) -> None:
    page = opened.show(HandlingLogPage)
    page.filters.period_choice.set_value("chosen")
    settled(page)
    for view in page.views.buttons:
        page.show_view(view)
        opened.rest()
        assert nameless_controls(page) == []


def test_the_book_of_a_number_file_holds_the_lines_of_its_affairs_and_names_it(
    opened: Opened, desk: Desk, tmp_path: Path, settled: Settled
) -> None:
    file = next(each for each in list_number_files(desk) if each.affairs)
    write(desk, 2, act="控えの照合", affair=file.affairs[0])
    write(desk, 1, act="事務のない行")
    page = opened.show(HandlingLogPage)
    settled(page)
    page.filters.affair_choice.set_value(",".join(file.affairs))
    settled(page)
    target = tmp_path / "book.pdf"
    page.book.read(PaperOutput(file=target))
    settled(page)
    text = "".join(pages(target.read_bytes()))
    assert f"ファイル: {file.name}" in text
    assert text.count("控えの照合") == 2
    assert "事務のない行" not in text


def test_the_copy_holds_the_lines_and_taking_it_is_logged(
    opened: Opened, scene: Scene, tmp_path: Path, settled: Settled
) -> None:
    page = opened.show(HandlingLogPage)
    settled(page)
    before = page.rows.total()
    target = tmp_path / "log.csv"
    file_choice.answer_next(target)
    ask_export(page, scene)
    settled(page)
    text = target.read_bytes().decode("utf-8-sig")
    assert len(text.strip().splitlines()) == before + 1
    assert told(page)[0][0] == "success"
    assert cells(page, 0)["act"] == "取扱記録簿の書き出し"
    assert not page.copy.card.isVisible()


def test_a_copy_as_a_workbook_holds_the_lines_that_the_words_leave(
    opened: Opened, scene: Scene, tmp_path: Path, settled: Settled
) -> None:
    page = opened.show(HandlingLogPage)
    page.list.filter_field.setText("保管庫　開いた")
    settled(page)
    lines = page.rows.rowCount()
    assert lines > 0
    target = tmp_path / "log.xlsx"
    file_choice.answer_next(target)
    ask_export(page, scene)
    settled(page)
    sheet = openpyxl.load_workbook(target)["取扱記録簿"]
    written = [row[6].value for row in sheet.iter_rows(min_row=2)]
    assert written == ["保管庫を開いた"] * lines
    told(page)


def test_without_the_password_nothing_is_written(opened: Opened, tmp_path: Path) -> None:
    page = opened.show(HandlingLogPage)
    page.copy.ask()
    page.copy.card.act_button.click()
    assert page.copy.card.password_row.problem_text()
    page.copy.card.password.line.setText("wrong")
    file_choice.answer_next(tmp_path / "log.csv")
    page.copy.card.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert list(tmp_path.glob("*.csv")) == []
    assert page.copy.card.password.is_empty()


def test_a_folder_that_is_gone_becomes_a_banner(opened: Opened, scene: Scene, tmp_path: Path) -> None:
    page = opened.show(HandlingLogPage)
    file_choice.answer_next(tmp_path / "gone" / "log.csv")
    ask_export(page, scene)
    opened.rest()
    assert told(page)[0][0] == "error"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    ("choice", "month", "expected"),
    [
        ("month", 4, (date(2026, 6, 1), None)),
        ("last", 4, (date(2026, 5, 1), date(2026, 5, 31))),
        ("year", 4, (date(2026, 4, 1), None)),
        ("year", 10, (date(2025, 10, 1), None)),
        ("all", 4, (None, None)),
    ],
)
def test_periods(choice: str, month: int, expected: tuple[date | None, date | None]) -> None:
    assert period(choice, DAY, month) == expected


def test_the_first_reading_follows_the_year_of_the_office(
    opened: Opened, desk: Desk, settled: Settled
) -> None:
    change_office(desk, replace(read_settings(desk).office, first_month=7))
    page = opened.show(HandlingLogPage)
    settled(page)
    assert page.wanted().since == date(2025, 7, 1)
    assert shown(page) == found(desk, page.wanted())
