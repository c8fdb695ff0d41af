"""The handling log taken out from its page: the book on paper and the copy as a file."""

from pathlib import Path

import openpyxl

from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.number_files import list_number_files
from tests.helpers.desks import OFFICER, Scene
from tests.helpers.pdf_text import pages
from tests.ui.pages.log_lines import Settled, cells, settled, write
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.handling_log.page import HandlingLogPage
from ui.widgets.paper_card import PaperOutput

__all__ = ["settled"]


def ask_export(page: HandlingLogPage, scene: Scene) -> None:
    page.copy.ask()
    page.copy.card.password.line.setText(scene.users[OFFICER].password)
    page.copy.card.act_button.click()


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
