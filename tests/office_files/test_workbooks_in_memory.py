"""Workbooks are made without a file on the way: what openpyxl keeps in the system's temporary files is plain text."""

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ashibue_desk.domain.returned_sheet import SheetIdentity
from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.office_files import workbook_writing
from ashibue_desk.office_files.evaluation_workbook import evaluation_workbook


@pytest.fixture(autouse=True)
def no_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is no folder for them: whoever asks for one fails."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))


def cells(book: bytes) -> list[list[list[str]]]:
    """Return the texts of every sheet; nothing in the archive is damaged."""
    with ZipFile(io.BytesIO(book)) as archive:
        assert archive.testzip() is None
    return [
        [[each.value for each in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(io.BytesIO(book)).worksheets
    ]


def test_a_list_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_writing, "_MOST_ROWS", 2)
    rows = [("=1+1", "葛󠄀城"), ("", "<&>"), ("3", "三")]
    book = workbook_writing.workbook_bytes("一覧", ("番", "名"), rows)
    head = ["番", "名"]
    assert cells(book) == [[head, ["=1+1", "葛󠄀城"], [None, "<&>"]], [head, ["3", "三"]]]
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].data_type == "s"
    assert sheet["A1"].font.bold


def test_an_evaluation_needs_none_either() -> None:
    rules = load_contractor_rules("npo")
    identity = SheetIdentity(
        evaluation_id="ab" * 16,
        contractor_id="cd" * 16,
        contractor_name="みなも税理士事務所",
        pack="npo",
        version=rules.version,
        office="なぎさ会",
    )
    (sheet,) = cells(evaluation_workbook(identity, rules, {}, datetime(2026, 11, 21, tzinfo=UTC)))
    assert any("みなも税理士事務所" in row for row in sheet)
