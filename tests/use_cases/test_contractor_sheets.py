"""The evaluation sheet goes out as .xlsx and comes back: unchanged, filled, altered, or not ours."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_form_facts import EvaluationSheetFacts
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.returned_sheet import Misfit, SheetComparison
from ashibue_desk.office_files.returned_evaluation import SheetUnreadable
from ashibue_desk.use_cases.contractors import common, evaluating, register, sheets
from ashibue_desk.use_cases.contractors.situations import EvaluationClosed
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors as made
from tests.helpers.desks import done
from tests.helpers.sample_numbers import valid_number

Edit = Callable[[Any], None]
FIRST = 12  # the row of the first question: below head, guide, titles and the name of the group


@pytest.fixture
def evaluation_id(desk: Desk) -> str:
    """Give an open evaluation with nothing answered."""
    contractor_id = made.add(desk)
    return evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer


def sent(desk: Desk, evaluation_id: str, path: Path, edit: Edit | None = None) -> Path:
    """Write the workbook to ``path``, edited by somebody with a spreadsheet."""
    _, data = sheets.make_workbook(desk, evaluation_id).answer
    if edit is None:
        path.write_bytes(data)
        return path
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book.active)
    book.save(path)
    return path


def compared(desk: Desk, evaluation_id: str, path: Path, edit: Edit | None = None) -> SheetComparison:
    return sheets.read_returned(desk, evaluation_id, sent(desk, evaluation_id, path, edit))


def kinds(comparison: SheetComparison) -> list[Misfit]:
    assert all(misfit.sentence.endswith("。") for misfit in comparison.misfits)
    return [misfit.misfit for misfit in comparison.misfits]


def fill(sheet: Any) -> None:
    """Answer everything, in the several signs people use."""
    signs = ("○", "〇", "◯", "△")
    for number, row in enumerate(rows_of(sheet)):
        sheet.cell(row, 6).value = signs[number % 4]
        sheet.cell(row, 7).value = f"コメント{number}"
        sheet.cell(row, 8).value = "規程の写し"


def rows_of(sheet: Any) -> list[int]:
    return [row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, 1).value]


def test_the_workbook_is_locked_but_for_the_answers(desk: Desk, evaluation_id: str) -> None:
    name, data = sheets.make_workbook(desk, evaluation_id).answer
    assert name == "委託先評価票-20260615-100000.xlsx"
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet.protection.sheet
    assert len(rows_of(sheet)) == 32
    for row in range(1, sheet.max_row + 1):
        for column in range(1, 9):
            is_answer = row in rows_of(sheet) and column >= 6
            assert sheet.cell(row, column).protection.locked is not is_answer
    marks = sheet.data_validations.dataValidation[0]
    assert marks.formula1 == '"○,△,×,該当なし"'
    assert {f"F{row}" for row in rows_of(sheet)} <= {
        cell.coordinate for found in marks.sqref.ranges for line in sheet[found.coord] for cell in line
    }
    assert sheet.column_dimensions["A"].hidden
    assert desk.vault.log.read(LogFilter(most=1))[0].line.act == "委託先評価票のファイル作成"


def test_it_comes_back_unchanged(desk: Desk, evaluation_id: str, tmp_path: Path) -> None:
    comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx")
    assert (comparison.changes, comparison.same, comparison.misfits) == ((), 32, ())
    done(evaluating.fill_answers(desk, evaluation_id, made.answers(register.rules(desk))))
    comparison = compared(desk, evaluation_id, tmp_path / "b.xlsx")
    assert (comparison.changes, comparison.same, comparison.misfits) == ((), 32, ())


def test_a_filled_sheet_is_compared_and_taken(desk: Desk, evaluation_id: str, tmp_path: Path) -> None:
    comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx", fill)
    assert len(comparison.changes) == 32
    assert comparison.misfits == ()
    assert desk.vault.contractors.evaluations.answers(evaluation_id) == {}
    view = sheets.take_returned(desk, evaluation_id, comparison).answer
    marks = [view.answers[one].mark for one in register.rules(desk).criteria]
    assert (marks.count(Mark.GOOD), marks.count(Mark.FAIR)) == (24, 8)
    assert view.answers["org-manager"].comment == "コメント1"
    assert view.answers["org-manager"].evidence == "規程の写し"
    assert desk.vault.log.read(LogFilter(most=1))[0].line.act == "返送された委託先評価票の取込み"


def test_only_what_was_chosen_is_taken(desk: Desk, evaluation_id: str, tmp_path: Path) -> None:
    comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx", fill)
    view = sheets.take_returned(desk, evaluation_id, comparison, {"org-rules"}).answer
    assert set(view.answers) == {"org-rules"}


def test_an_empty_cell_erases_nothing(desk: Desk, evaluation_id: str, tmp_path: Path) -> None:
    path = sent(desk, evaluation_id, tmp_path / "a.xlsx")
    fair = Answer(criterion_id="org-rules", mark=Mark.FAIR, comment="一部だけ", condition="定める")
    done(evaluating.fill_answers(desk, evaluation_id, [fair]))
    assert sheets.read_returned(desk, evaluation_id, path).changes == ()


def test_a_comment_that_looks_like_a_formula_stays_text(
    desk: Desk, evaluation_id: str, tmp_path: Path
) -> None:
    answer = Answer(criterion_id="org-rules", mark=Mark.GOOD, comment='=HYPERLINK("x")', evidence="+1")
    done(evaluating.fill_answers(desk, evaluation_id, [answer]))
    _, data = sheets.make_workbook(desk, evaluation_id).answer
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data)).active
    row = next(row for row in rows_of(sheet) if sheet.cell(row, 1).value == "org-rules")
    text = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert sheet.cell(row, 7).value == '=HYPERLINK("x")'


class TestWhatDoesNotFit:
    def change(self, row: int, column: int, value: object) -> Edit:
        def edit(sheet: Any) -> None:
            fill(sheet)
            sheet.cell(row, column).value = value

        return edit

    @pytest.mark.parametrize(
        ("column", "value", "misfit"),
        [
            (6, "=1+1", Misfit.FORMULA),
            (7, '=WEBSERVICE("x")', Misfit.FORMULA),
            (8, "＝A1", Misfit.FORMULA),
            (6, "よい", Misfit.MARK_UNKNOWN),
            (6, 3, Misfit.MARK_UNKNOWN),
            (3, "守っていますか。", Misfit.QUESTION_CHANGED),
            (7, "あ" * 501, Misfit.TOO_LONG),
        ],
    )
    def test_one_row_is_left_out_and_named(
        self, desk: Desk, evaluation_id: str, tmp_path: Path, column: int, value: object, misfit: Misfit
    ) -> None:
        comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx", self.change(FIRST, column, value))
        assert kinds(comparison) == [misfit]
        assert (comparison.misfits[0].row, comparison.misfits[0].criterion_id) == (FIRST, "org-data-officer")
        assert len(comparison.changes) == 31
        assert not comparison.refused

    def test_a_number_is_taken_out_while_reading(
        self, desk: Desk, evaluation_id: str, tmp_path: Path
    ) -> None:
        digits = valid_number(3).digits()
        for text in (digits, f"担当の番号は{digits}です"):
            comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx", self.change(FIRST, 7, text))
            assert kinds(comparison) == [Misfit.NUMBER_INSIDE]
            assert digits not in repr(comparison)

    def test_rows_moved_missing_twice_and_new(self, desk: Desk, evaluation_id: str, tmp_path: Path) -> None:
        def edit(sheet: Any) -> None:
            fill(sheet)
            first = [sheet.cell(FIRST, column).value for column in range(1, 9)]
            second = [sheet.cell(FIRST + 1, column).value for column in range(1, 9)]
            for column in range(1, 9):
                sheet.cell(FIRST, column).value = second[column - 1]
                sheet.cell(FIRST + 1, column).value = first[column - 1]
            for column in range(1, 9):  # the third is written over by the fourth
                sheet.cell(FIRST + 2, column).value = sheet.cell(FIRST + 3, column).value
            sheet.cell(sheet.max_row + 1, 3).value = "ほかに気をつけていることはありますか。"

        comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx", edit)
        assert sorted(kinds(comparison), key=lambda kind: kind.value) == [
            Misfit.ROW_MISSING,
            Misfit.ROW_MOVED,
            Misfit.ROW_TWICE,
            Misfit.ROW_TWICE,
            Misfit.ROW_UNKNOWN,
        ]
        taken = {change.criterion_id: change.after for change in comparison.changes}
        assert len(taken) == 30
        assert taken["org-data-officer"].comment == "コメント0"
        assert taken["org-manager"].comment == "コメント1"
        assert not {"org-rules", "org-policy"} & set(taken)

    @pytest.mark.parametrize(
        ("row", "value", "misfit"),
        [
            (2, "0" * 8, Misfit.OTHER_EVALUATION),
            (4, "0" * 8, Misfit.OTHER_CONTRACTOR),
            (5, "other", Misfit.OTHER_VERSION),
            (6, "2", Misfit.OTHER_VERSION),
            (6, "=1", Misfit.NOT_OUR_SHEET),
        ],
    )
    def test_the_whole_sheet_is_refused(
        self, desk: Desk, evaluation_id: str, tmp_path: Path, row: int, value: str, misfit: Misfit
    ) -> None:
        comparison = compared(desk, evaluation_id, tmp_path / "a.xlsx", self.change(row, 3, value))
        assert kinds(comparison) == [misfit]
        assert comparison.refused
        with pytest.raises(ValueError, match="does not belong"):
            sheets.take_returned(desk, evaluation_id, comparison)

    def test_the_sheet_of_another_contractor_names_it(self, desk: Desk, tmp_path: Path) -> None:
        ids = [made.add(desk, number) for number in (1, 2)]
        first, second = (
            evaluating.open_evaluation(desk, one, Occasion.FIRST, Method.DOCUMENT).answer for one in ids
        )
        path = sent(desk, first, tmp_path / "a.xlsx")
        (misfit,) = sheets.read_returned(desk, second, path).misfits
        assert "みなも税理士事務所1" in misfit.sentence
        assert "みなも税理士事務所2" in misfit.sentence

    @pytest.mark.parametrize(
        "content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    )
    def test_a_file_that_is_no_table(
        self, desk: Desk, evaluation_id: str, tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(content)
        with pytest.raises(SheetUnreadable) as unreadable:
            sheets.read_returned(desk, evaluation_id, path)
        assert "名簿" not in unreadable.value.sentence()

    def test_a_table_that_is_no_sheet_of_ours(self, desk: Desk, evaluation_id: str, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("名前,かな\n渚,なぎさ\n", encoding="utf-8")
        assert kinds(sheets.read_returned(desk, evaluation_id, path)) == [Misfit.NOT_OUR_SHEET]

    def test_a_decided_evaluation_takes_nothing_in(
        self, desk: Desk, evaluation_id: str, tmp_path: Path
    ) -> None:
        path = sent(desk, evaluation_id, tmp_path / "a.xlsx", fill)
        done(evaluating.withdraw_evaluation(desk, evaluation_id, "取りやめ"))
        with pytest.raises(EvaluationClosed):
            sheets.read_returned(desk, evaluation_id, path)


def test_the_printed_sheet_is_logged_and_named_without_names(desk: Desk, evaluation_id: str) -> None:
    def render(facts: EvaluationSheetFacts) -> bytes:
        assert facts.answers == {}
        return facts.contractor_name.encode()

    name, data = sheets.print_sheet(desk, evaluation_id, render).answer
    assert name == "委託先評価票-20260615-100000.pdf"
    assert data.decode() == "みなも税理士事務所1"
    assert desk.vault.log.read(LogFilter(most=1))[0].line.act == "委託先評価票の印刷"


def test_an_evaluation_is_of_the_version_it_was_decided_by(
    desk: Desk, evaluation_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = register.rules(desk)
    monkeypatch.setattr(common, "load_contractor_rules", lambda _pack: replace(pack, version=2))
    assert sheets.sheet_facts(desk, evaluation_id).head.version == 2
    done(evaluating.fill_answers(desk, evaluation_id, made.answers(pack)))
    done(evaluating.decide_evaluation(desk, evaluation_id, Verdict.PASSED))
    monkeypatch.undo()
    assert sheets.sheet_facts(desk, evaluation_id).head.version == 2
