"""The handling log on the screen: period, class, person, bars, the copy, and a folder that is gone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.settings import change_office, read_settings
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, WITH_NUMBERS, Scene
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.view import COLUMNS, LogRow, bars_of, period, read_rows, row_text, summary

DAY = date(2026, 6, 15)


def cells(page: HandlingLogPage, at: int) -> dict[str, str]:
    return {column.key: column.text(page.rows.row(at)) for column in COLUMNS}


def line_at(at: str, log_class: LogClass = LogClass.USE) -> LogEntry:
    line = LogLine(log_class=log_class, act="帳票の印刷")
    return LogEntry(1, "", f"{at}T09:05:00+09:00", "", "星川 楓", line)


def ask_export(page: HandlingLogPage, scene: Scene) -> None:
    page.ask_export()
    page.copy_card.password.line.setText(scene.users[OFFICER].password)
    page.copy_card.act_button.click()


def test_lines_are_shown_newest_first_with_affairs_in_words(opened: Opened) -> None:
    page = opened.show(HandlingLogPage)
    assert page.rows.rowCount() > WITH_NUMBERS
    assert cells(page, 0)["act"] == "保管庫を開いた"
    assert cells(page, 0)["at"] == "R8.6.15 10:00"
    page.class_choice.set_value(LogClass.COLLECTION.value)
    opened.rest()
    assert {cells(page, at)["class"] for at in range(page.rows.rowCount())} == {"収集"}
    taken = [cells(page, at) for at in range(page.rows.rowCount()) if cells(page, at)["affair"]]
    assert len(taken) >= WITH_NUMBERS
    assert all(any("ぁ" <= sign <= "龥" for sign in found["affair"]) for found in taken)


def test_a_period_typed_in_is_read_once_both_days_can_be_read(opened: Opened) -> None:
    page = opened.show(HandlingLogPage)
    total = page.rows.total()
    page.period_choice.set_value("chosen")
    assert page.days_card.isVisible()
    page.since.line.set_value("R8.13.1")
    page.read_days()
    assert page.days.rows()[0].problem_text()
    assert page.rows.total() == total
    page.since.set_value(date(2026, 6, 16))
    page.read_days()
    opened.rest()
    assert page.rows.total() == 0
    page.list.clear_filter()
    opened.rest()
    assert page.rows.total() == total


def test_another_page_can_ask_for_the_lines_of_one_person(opened: Opened, scene: Scene) -> None:
    person = scene.person_ids[0]
    page = opened.show(HandlingLogPage, person)
    assert page.rows.total() > 0
    assert {page.rows.row(at).entry.line.object_id for at in range(page.rows.rowCount())} == {person}
    page.show_everybody()
    opened.rest()
    assert not page.everybody_button.isVisible()
    assert len({page.rows.row(at).entry.line.object_id for at in range(page.rows.rowCount())}) > 1


def test_the_copy_holds_the_lines_and_taking_it_is_logged(
    opened: Opened, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(HandlingLogPage)
    before = page.rows.total()
    target = tmp_path / "log.csv"
    file_choice.answer_next(target)
    ask_export(page, scene)
    opened.rest()
    text = target.read_bytes().decode("utf-8-sig")
    assert len(text.strip().splitlines()) == before + 1
    assert told(page)[0][0] == "success"
    assert cells(page, 0)["act"] == "取扱記録簿の書き出し"
    assert not page.copy_card.isVisible()


def test_a_copy_holds_the_lines_that_the_words_above_the_list_leave(
    opened: Opened, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(HandlingLogPage)
    page.list.filter_field.setText("保管庫　開いた")
    shown = page.rows.rowCount()
    assert 0 < shown < page.rows.total()
    target = tmp_path / "log.csv"
    file_choice.answer_next(target)
    ask_export(page, scene)
    opened.rest()
    written = target.read_bytes().decode("utf-8-sig").strip().splitlines()[1:]
    assert len(written) == shown
    assert all("保管庫を開いた" in line for line in written)
    told(page)


def test_without_the_password_nothing_is_written(opened: Opened, tmp_path: Path) -> None:
    page = opened.show(HandlingLogPage)
    page.ask_export()
    page.copy_card.act_button.click()
    assert page.copy_card.password_row.problem_text()
    page.copy_card.password.line.setText("wrong")
    file_choice.answer_next(tmp_path / "log.csv")
    page.copy_card.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert list(tmp_path.glob("*.csv")) == []
    assert page.copy_card.password.is_empty()


def test_a_folder_that_is_gone_becomes_a_banner(opened: Opened, scene: Scene, tmp_path: Path) -> None:
    page = opened.show(HandlingLogPage)
    file_choice.answer_next(tmp_path / "gone" / "log.csv")
    ask_export(page, scene)
    opened.rest()
    assert told(page)[0][0] == "error"
    assert not (tmp_path / "gone").exists()


def test_bars_count_by_class_and_by_day() -> None:
    lines = [line_at("2026-06-14"), line_at("2026-06-15"), line_at("2026-06-15", LogClass.DISPOSAL)]
    assert [(bar.title, bar.value, bar.whole) for bar in bars_of(lines, "class")] == [
        ("利用・出力", 2, 2),
        ("削除・廃棄", 1, 2),
    ]
    assert [(bar.title, bar.words) for bar in bars_of(lines, "day")] == [
        ("R8.6.15", "2行"),
        ("R8.6.14", "1行"),
    ]
    assert bars_of([], "day") == ()


def test_the_bars_are_put_away_again_and_every_control_has_a_name(opened: Opened) -> None:
    page = opened.show(HandlingLogPage)
    page.show_bars()
    page.period_choice.set_value("chosen")
    page.bars_choice.set_value("day")
    assert page.bars_card.isVisible()
    assert page.bars.accessibleDescription().startswith("R8.6.15")
    assert nameless_controls(page) == []
    page.show_bars()
    assert not page.bars_card.isVisible()


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


def test_the_first_reading_follows_the_year_of_the_office(opened: Opened, desk: Desk) -> None:
    change_office(desk, replace(read_settings(desk).office, first_month=7))
    page = opened.show(HandlingLogPage)
    assert page.wanted().since == date(2025, 7, 1)
    assert page.rows.total() == len(read_rows(desk, page.wanted()).rows)


def test_the_sentence_and_the_search_key_name_what_people_look_for() -> None:
    rows = [LogRow(line_at("2026-06-15"), "源泉徴収"), LogRow(line_at("2026-06-01"), "")]
    assert summary(rows) == "R8.6.1 09:05 から R8.6.15 09:05 までの 2行です。書いた行を直す画面はありません。"
    assert summary([]) == ""
    assert "源泉徴収" in row_text(rows[0])
