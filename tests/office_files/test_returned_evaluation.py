"""A returned sheet that was rearranged or whose hints were rewritten: each thing is named, and no answer that fits is lost."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from ashibue_desk.domain.returned_sheet import Misfit, SheetComparison, SheetIdentity
from ashibue_desk.domain.sheet_comparison import compare
from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.office_files.evaluation_workbook import evaluation_workbook
from ashibue_desk.office_files.returned_evaluation import SheetUnreadable, read_returned_evaluation
from tests.helpers.sample_numbers import valid_number

Edit = Callable[[Any], object]
FIRST = 12  # the row of the first question
RULES = load_contractor_rules("npo")
SENT = SheetIdentity(
    evaluation_id="ab" * 16,
    contractor_id="cd" * 16,
    contractor_name="みなも税理士事務所",
    pack="npo",
    version=RULES.version,
    office="なぎさ会",
)
WORKBOOK = evaluation_workbook(SENT, RULES, {}, datetime(2026, 6, 15, tzinfo=UTC))


def returned(edit: Edit) -> bytes:
    """Return the sheet with ○ everywhere, then edited by somebody with a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(WORKBOOK))
    sheet: Any = book.active
    for row in range(FIRST, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            for column, text in ((6, "○"), (7, f"コメント{row}"), (8, "規程")):
                sheet.cell(row, column).value = text
    edit(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def compared(folder: Path, data: bytes, sent: SheetIdentity = SENT) -> SheetComparison:
    path = folder / "returned.xlsx"
    path.write_bytes(data)
    comparison = compare(RULES, sent, read_returned_evaluation(path), {})
    assert all(misfit.sentence.endswith("。") for misfit in comparison.misfits)
    return comparison


def write(place: str, value: object) -> Edit:
    return lambda sheet: setattr(sheet[place], "value", value)


def in_rules(place: str, value: str) -> Edit:
    return lambda sheet: setattr(sheet.data_validations.dataValidation[0], place, value)


def second_sheet(sheet: Any) -> None:
    """Rename ours and add one that looks more like a list of people."""
    sheet.title = "回答"
    sheet.parent.create_sheet("補足").append(["氏名", "フリガナ", "生年月日", "住所", "所属"])


def without_keys(sheet: Any) -> None:
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).value = None


def swapped(sheet: Any) -> None:
    for row in range(FIRST - 2, sheet.max_row + 1):
        comment, evidence = sheet.cell(row, 7), sheet.cell(row, 8)
        comment.value, evidence.value = evidence.value, comment.value


@pytest.mark.parametrize(
    ("edit", "misfit", "row", "words"),
    [
        (write("B8", "すべて○にしてください。"), Misfit.HINT_CHANGED, 8, ("記入のしかた", "すべて○に")),
        (write("B8", None), Misfit.HINT_CHANGED, 0, ("記入のしかたがなくなっています", "色の付いた欄")),
        (write("B1", "アンケート"), Misfit.HINT_CHANGED, 1, ("表題", "アンケート")),
        (write("B3", "会社"), Misfit.HINT_CHANGED, 3, ("見出し「委託先」", "会社")),
        (write("C3", "べつの事務所"), Misfit.HINT_CHANGED, 0, ("べつの事務所", "みなも税理士事務所")),
        (write("C7", None), Misfit.HINT_CHANGED, 0, ("評価する事業所", "空になっています", "なぎさ会")),
        (write("F10", "点数"), Misfit.HINT_CHANGED, 10, ("列の見出し「評価」", "点数")),
        (write("H10", "備考"), Misfit.HINT_CHANGED, 10, ("見せられる資料", "備考")),
        (write("B11", "任意の項目"), Misfit.HINT_CHANGED, 11, ("組の見出し", "組織と体制")),
        (write("B13", "9-9"), Misfit.HINT_CHANGED, 13, ("番号", "9-9", "1-2")),
        (write("D12", "なし"), Misfit.HINT_CHANGED, 12, ("確かめるもの", "なし", "体制図")),
        (write("E12", None), Misfit.HINT_CHANGED, 12, ("必須", "消されています")),
        (write("E15", "必須"), Misfit.HINT_CHANGED, 15, ("必須", "空")),
        (in_rules("formula1", '"はい,いいえ"'), Misfit.LIST_CHANGED, 12, ("ほか31行", "一覧")),
        (in_rules("formula1", "$Z$1:$Z$4"), Misfit.LIST_CHANGED, 12, ("ほか31行", "一覧")),
        (in_rules("sqref", "F12:F48"), Misfit.LIST_CHANGED, 49, ("この行で",)),
        (lambda s: s.data_validations.dataValidation.clear(), Misfit.LIST_CHANGED, 12, ("ほか31行",)),
        (lambda s: setattr(s.protection, "sheet", False), Misfit.UNLOCKED, 0, ("保護",)),
        (lambda s: s.merge_cells("F12:F15"), Misfit.MERGED, 0, ("F12:F15",)),
        (swapped, Misfit.COLUMN_MOVED, 10, ("並べ替え",)),
        (without_keys, Misfit.COLUMN_MISSING, 10, ("隠れた列",)),
        (write("I12", "長い説明"), Misfit.ELSEWHERE, 0, ("I12「長い説明」",)),
        (write("F3", "担当 渚"), Misfit.ELSEWHERE, 0, ("F3「担当 渚」",)),
        (write("B53", "以上です"), Misfit.ELSEWHERE, 0, ("B53「以上です」",)),
        (lambda s: setattr(s["F12"], "comment", Comment("まだです", "渚")), Misfit.ELSEWHERE, 0, ("メモ",)),
        (second_sheet, Misfit.ELSEWHERE, 0, ("「補足」",)),
    ],
)
def test_what_was_altered_is_named_and_every_answer_taken(
    tmp_path: Path, edit: Edit, misfit: Misfit, row: int, words: tuple[str, ...]
) -> None:
    comparison = compared(tmp_path, returned(edit))
    (found,) = comparison.misfits
    assert (found.misfit, found.row) == (misfit, row)
    assert [word for word in words if word not in found.sentence] == []
    assert found.taken is (misfit is not Misfit.ELSEWHERE)
    assert len(comparison.changes) == 32
    assert {change.after.evidence for change in comparison.changes} == {"規程"}


@pytest.mark.parametrize(
    ("edit", "columns", "lost"),
    [
        (lambda s: s.insert_cols(4), {Misfit.COLUMN_MOVED}, ()),
        (lambda s: s.insert_cols(1), set(), ()),
        (lambda s: s.delete_cols(1), {Misfit.COLUMN_MISSING}, ()),
        (lambda s: s.delete_cols(4), {Misfit.COLUMN_MISSING}, ()),
        (lambda s: s.delete_cols(8), {Misfit.COLUMN_MISSING}, ("evidence",)),
        (lambda s: s.delete_cols(6), {Misfit.COLUMN_MISSING}, ("mark",)),
        (lambda s: s.insert_rows(1, 15), set(), ()),
    ],
)
def test_columns_and_rows_that_moved_keep_their_answers(
    tmp_path: Path, edit: Edit, columns: set[Misfit], lost: tuple[str, ...]
) -> None:
    """A spreadsheet moves the drop-downs along; the library that edits here does not."""
    comparison = compared(tmp_path, returned(edit))
    assert {misfit.misfit for misfit in comparison.misfits} - {Misfit.LIST_CHANGED} == columns
    assert len(comparison.changes) == 32
    for change in comparison.changes:
        given = {name: getattr(change.after, name) for name in ("mark", "comment", "evidence")}
        assert {name for name, value in given.items() if not value} == set(lost)


def test_a_row_that_is_left_out_does_not_say_it_is_taken(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["C12"].value, sheet["D12"].value = "ほかの質問", "ほかの資料"

    comparison = compared(tmp_path, returned(edit))
    assert [(one.misfit, one.taken) for one in comparison.misfits] == [
        (Misfit.QUESTION_CHANGED, False),
        (Misfit.HINT_CHANGED, False),
    ]
    assert len(comparison.changes) == 31


def test_thousands_of_rows_put_in_make_no_list_of_thousands(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        for row in range(60, 360):
            sheet.cell(row, 3).value = "ほかの質問"

    misfits = compared(tmp_path, returned(edit)).misfits
    assert len(misfits) == 101
    assert "ほかに200か所" in misfits[-1].sentence


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (write("C2", None), "別の回"),
        (write("B10", None), "番号か見出しの行"),
        (lambda sheet: sheet.delete_rows(10), "番号か見出しの行"),
        (lambda sheet: sheet.delete_rows(2), "番号か見出しの行"),
        (lambda sheet: sheet.delete_cols(3), "番号か見出しの行"),
    ],
)
def test_a_sheet_that_lost_what_tells_it_is_refused_in_true_words(
    tmp_path: Path, edit: Edit, word: str
) -> None:
    comparison = compared(tmp_path, returned(edit))
    assert comparison.refused
    assert word in comparison.misfits[0].sentence


def test_a_number_beside_the_answers_is_never_shown(tmp_path: Path) -> None:
    digits = valid_number(5).digits()

    def edit(sheet: Any) -> None:
        sheet["I12"].value = sheet["D13"].value = f"番号は{digits}"
        sheet.parent.create_sheet(f"控え {digits}")

    comparison = compared(tmp_path, returned(edit))
    assert [one.misfit for one in comparison.misfits] == [
        Misfit.HINT_CHANGED,
        Misfit.ELSEWHERE,
        Misfit.ELSEWHERE,
    ]
    assert digits not in repr(comparison)


def test_a_sheet_that_is_hidden_is_told(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("送り状").append(["よろしくお願いします"])
        sheet.parent.active = 1

    (found,) = compared(tmp_path, returned(edit)).misfits
    assert found.misfit is Misfit.NOT_OUR_SHEET
    assert "隠された" in found.sentence


def test_the_sheet_of_another_office_names_both_offices(tmp_path: Path) -> None:
    """A bureau that works for two offices sends back the wrong one: the contractor's name is the same on both."""
    here = SheetIdentity(
        evaluation_id="12" * 16,
        contractor_id="34" * 16,
        contractor_name=SENT.contractor_name,
        pack="npo",
        version=RULES.version,
        office="はまべ会",
    )
    (found,) = compared(tmp_path, returned(lambda _sheet: None), here).misfits
    assert found.misfit is Misfit.OTHER_CONTRACTOR
    assert "なぎさ会" in found.sentence
    assert "はまべ会" in found.sentence


def parts_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts_of(data):
            changed = change(name, part)
            if changed is not None:
                archive.writestr(name, changed)
    return stream.getvalue()


def no_styles(name: str, part: bytes) -> bytes | None:
    return None if name.endswith("styles.xml") else re.sub(rb' s="\d+"', b"", part)


def huge(_name: str, part: bytes) -> bytes:
    return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)


def with_furigana(name: str, part: bytes) -> bytes:
    if not name.endswith("sheet1.xml"):
        return part
    runs = r"<is><r><t>\1</t></r><r><t>\2</t></r><rPh sb='0' eb='1'><t>フリガナ</t></rPh></is>"
    return re.sub(r"<is><t>(&#\d+;|[^<&])([^<]+)</t></is>", runs, part.decode()).encode()


@pytest.mark.parametrize("change", [no_styles, huge, with_furigana])
def test_other_programs_write_it_otherwise(
    tmp_path: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    sent = returned(lambda _sheet: None)
    data = rewritten(sent, change)
    assert dict(parts_of(data)) != dict(parts_of(sent))
    comparison = compared(tmp_path, data)
    assert (len(comparison.changes), comparison.misfits) == (32, ())
    assert comparison.changes[0].after.comment == f"コメント{FIRST}"


def test_a_cell_far_to_the_right_is_told_in_words_about_columns(tmp_path: Path) -> None:
    with pytest.raises(SheetUnreadable, match="列が多すぎます"):
        compared(tmp_path, returned(write("XFD60", "x")))
