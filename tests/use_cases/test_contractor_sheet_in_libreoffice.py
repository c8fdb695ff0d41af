"""The evaluation sheet in the spreadsheet program of somebody else: it opens, keeps its rules and comes back unchanged."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ashibue_desk.domain.contractor_evaluation import Mark, Method, Occasion
from ashibue_desk.use_cases.contractors import evaluating, register, sheets
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors as made
from tests.helpers.desks import done
from tests.helpers.spreadsheet import saved_again

FIRST = 12


@pytest.fixture
def evaluation_id(desk: Desk) -> str:
    """Give an open evaluation of which everything is answered."""
    contractor_id = made.add(desk)
    found = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
    done(evaluating.fill_answers(desk, found, made.answers(register.rules(desk))))
    return found


@pytest.fixture
def sent(desk: Desk, evaluation_id: str, tmp_path: Path) -> Path:
    """Give the workbook as it goes to the contractor."""
    path = tmp_path / "sent.xlsx"
    path.write_bytes(sheets.make_workbook(desk, evaluation_id).answer[1])
    return path


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active


def test_it_comes_back_unchanged(desk: Desk, evaluation_id: str, sent: Path) -> None:
    comparison = sheets.read_returned(desk, evaluation_id, saved_again(sent))
    assert (comparison.changes, comparison.same, comparison.misfits) == ((), 32, ())


def test_answers_given_there_come_back(desk: Desk, evaluation_id: str, sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    sheet: Any = book.active
    for row in (FIRST, FIRST + 1):
        sheet.cell(row, 6).value = "△"
        sheet.cell(row, 7).value = "手順書を改めているところです。"
    book.save(sent)
    comparison = sheets.read_returned(desk, evaluation_id, saved_again(sent))
    assert len(comparison.changes) == 2
    view = sheets.take_returned(desk, evaluation_id, comparison).answer
    assert [answer.mark for answer in view.answers.values()].count(Mark.FAIR) >= 2


def test_locks_and_drop_downs_hold_there(sent: Path) -> None:
    """LibreOffice read our protection and our rules, else it could not have written them."""
    ours, theirs = sheet_of(sent), sheet_of(saved_again(sent))
    assert theirs.protection.sheet
    assert theirs.column_dimensions["A"].hidden
    for row in range(1, ours.max_row + 1):
        for column in range(2, 9):
            assert theirs.cell(row, column).value == ours.cell(row, column).value
            assert theirs.cell(row, column).protection.locked is ours.cell(row, column).protection.locked
    rules = {rule.type: rule for rule in theirs.data_validations.dataValidation}
    assert rules["list"].formula1 == '"○,△,×,該当なし"'
    covered = {
        cell.coordinate
        for found in rules["list"].sqref.ranges
        for line in theirs[found.coord]
        for cell in line
    }
    assert f"F{FIRST}" in covered
    assert f"F{ours.max_row}" in covered


def test_every_word_is_seen_there(desk: Desk, sent: Path) -> None:
    with saved_again(sent, "csv").open(encoding="utf-8") as stream:
        words = {cell for line in csv.reader(stream) for cell in line}
    for criterion in register.rules(desk).criteria.values():
        assert criterion.text in words
