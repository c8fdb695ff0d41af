"""The lines of the handling log on the screen: newest first, filters and words found in steps, signs, corrections, periods."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogMark
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.use_cases import find_lines
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.settings import change_office, read_settings
from tests.helpers.desks import WITH_NUMBERS, Scene
from tests.ui.pages.log_lines import DAY, Settled, cells, found, settled, shown, write
from tests.ui.pages.showing import Opened
from ui.pages.handling_log.filters import period
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.window_model import WAITING

__all__ = ["settled"]


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
