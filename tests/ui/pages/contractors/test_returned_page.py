"""A returned sheet: what differs is shown before anything is taken; what does not fit is told."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ashibue_desk.use_cases.contractors import sheets
from ashibue_desk.use_cases.contractors.evaluating import evaluation_view
from ashibue_desk.use_cases.contractors.register import rules
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened, told
from ui.pages.contractors.returned_page import MisfitLine, ReturnedPaper, ReturnedSheetPage

COMMENT = 7  # the column of the comments


@pytest.fixture
def workbook(office: Office, tmp_path: Path) -> Path:
    """The sheet as it was handed out."""
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(sheets.make_workbook(office.desk, office.evaluation).answer[1])
    return file


def comment(desk: Desk, file: Path, words: str, count: int) -> None:
    """Write ``words`` as the comment of the last ``count`` questions, as the contractor would."""
    book = load_workbook(file)
    sheet = book.active
    known = rules(desk).criteria
    rows = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in known]
    for row in rows[-count:]:
        sheet.cell(row, COMMENT).value = words
    book.save(file)


def test_an_unchanged_sheet_brings_nothing(opened: Opened, office: Office, workbook: Path) -> None:
    page = opened.show(ReturnedSheetPage, ReturnedPaper(office.evaluation, workbook))
    assert page.nothing.isVisible()
    assert not page.take_button.isVisible()
    page.leave_button.click()
    assert opened.shell.went_back == 1


def test_only_what_is_ticked_is_taken(opened: Opened, office: Office, workbook: Path) -> None:
    comment(office.desk, workbook, "規程第3条を見てください", 3)
    page = opened.show(ReturnedSheetPage, ReturnedPaper(office.evaluation, workbook))
    assert len(page.lines) == 3
    assert page.take_button.text() == "3項目を取り込む"
    page.lines[0].check.click()
    assert page.take_button.text() == "2項目を取り込む"
    assert nameless_controls(page) == []
    page.take_button.click()
    opened.rest()
    answers = evaluation_view(office.desk, office.evaluation).answers.values()
    assert sum(answer.comment == "規程第3条を見てください" for answer in answers) == 2
    assert opened.shell.said == [("success", "戻った評価票から2項目を取り込みました。")]
    for line in page.lines:
        line.check.setChecked(False)
    assert not page.take_button.isEnabled()


def test_the_sheet_of_another_evaluation_is_refused(opened: Opened, office: Office, workbook: Path) -> None:
    from ashibue_desk.domain.contractor_evaluation import Method, Occasion
    from ashibue_desk.use_cases.contractors.evaluating import open_evaluation

    other = open_evaluation(office.desk, office.candidate, Occasion.FIRST, Method.DOCUMENT).answer
    page = opened.show(ReturnedSheetPage, ReturnedPaper(other, workbook))
    assert page.misfits.heading.text() == "この評価票は取り込めません"
    assert page.findChildren(MisfitLine)
    assert not page.take_button.isVisible()


def test_a_file_that_is_no_sheet_of_ours_is_refused(opened: Opened, office: Office, tmp_path: Path) -> None:
    file = tmp_path / "letter.xlsx"
    file.write_bytes(b"a letter")
    page = opened.show(ReturnedSheetPage, ReturnedPaper(office.evaluation, file))
    assert page.misfits.heading.text() == "この評価票は取り込めません"
    assert not page.take_button.isVisible()


def test_a_damaged_file_is_told(opened: Opened, office: Office, tmp_path: Path) -> None:
    file = tmp_path / "letter.xlsx"
    file.write_bytes(b"PK\x03\x04 torn")
    page = opened.show(ReturnedSheetPage, ReturnedPaper(office.evaluation, file))
    assert told(page)[0][0] == "error"
    assert not page.take_button.isVisible()
