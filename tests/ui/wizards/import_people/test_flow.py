"""The course of an import without a window."""

from pathlib import Path

import pytest

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import Column
from ashibue_desk.use_cases.import_people import preview_import
from ashibue_desk.use_cases.progress import Quiet
from tests.office_files.sample_files import PAYEES, staff_workbook
from ui.wizards.import_people.flow import COLUMNS, FILE, PREVIEW, ImportFlow
from ui.wizards.import_people.preview_rows import (
    BAD,
    DOUBTFUL,
    GOOD,
    counts,
    preview_columns,
    preview_rows,
)


@pytest.fixture
def flow(desk, tmp_path: Path) -> ImportFlow:
    path = tmp_path / "職員名簿.xlsx"
    path.write_bytes(staff_workbook())
    made = ImportFlow()
    made.choose(path)
    made.show(preview_import(desk, path, Quiet()))
    return made


def test_nothing_goes_on_without_a_file():
    flow = ImportFlow()
    assert [problem.field for problem in flow.problems()] == ["file"]
    assert not flow.go_back()
    assert flow.columns() == ()


def test_columns_are_guessed_with_samples(flow: ImportFlow):
    columns = {column.header: column for column in flow.columns()}
    assert columns["社員番号"].meaning is Column.CODE
    assert columns["生年月日"].meaning is Column.BIRTH_DATE
    assert columns["社員番号"].samples == ("B001", "B002", "B003")
    assert not any(column.withheld for column in columns.values())


def test_a_list_needs_one_column_of_names(flow: ImportFlow):
    assert flow.go_next()
    assert (flow.key, flow.problems()) == (COLUMNS, ())
    name = next(index for index, meaning in flow.mapping.items() if meaning is Column.NAME)
    flow.set_meaning(name, Column.IGNORED)
    assert "氏名の列がありません" in flow.problems()[0].sentence
    flow.set_meaning(name, Column.CODE)
    sentences = [problem.sentence for problem in flow.problems()]
    assert "「社員番号・コード」が2列あります。1列だけを選んでください。" in sentences
    flow.set_meaning(name, Column.FAMILY_NAME)
    assert flow.problems() == ()


def test_an_address_may_stand_in_several_columns(desk, tmp_path: Path):
    path = tmp_path / "給与システム.csv"
    path.write_text("氏名,都道府県,市区町村,番地\n青葉 灯,島根県,松江市,殿町1\n", encoding="utf-8")
    flow = ImportFlow()
    flow.choose(path)
    flow.show(preview_import(desk, path, Quiet()))
    flow.go_next()
    assert (flow.key, flow.problems()) == (COLUMNS, ())
    assert flow.preview is not None
    (row,) = flow.preview.good
    assert row.entry is not None
    assert row.entry.address == "島根県松江市殿町1"


def test_rows_are_read_again_only_when_something_changed(flow: ImportFlow):
    flow.go_next()
    flow.go_next()
    assert (flow.key, flow.reading_needed, flow.problems()) == (PREVIEW, False, ())
    flow.category = PersonCategory.PAYEE
    assert flow.reading_needed
    assert flow.problems()[0].field == "rows"
    flow.category = PersonCategory.EMPLOYEE
    unmapped = next(column.index for column in flow.columns() if column.meaning is Column.IGNORED)
    flow.set_meaning(unmapped, Column.IGNORED)
    assert not flow.reading_needed
    flow.set_meaning(unmapped, Column.NOTE)
    assert flow.reading_needed


def test_the_last_act_names_the_number_and_back_loses_nothing(flow: ImportFlow):
    flow.go_next()
    flow.go_next()
    assert flow.preview is not None
    assert flow.steps[2].next_act == f"{len(flow.preview.good)}人を取り込む"
    assert not flow.go_next()
    assert flow.go_back()
    flow.go_to(0)
    assert (flow.key, flow.mapping) == (FILE, flow.preview.mapping)


def test_another_file_begins_anew(flow: ImportFlow, tmp_path: Path):
    flow.sheet = "職員名簿"
    flow.choose(tmp_path / "other.csv")
    assert (flow.sheet, flow.preview, flow.mapping) == ("", None, {})


def test_what_is_wrong_stands_beside_the_cell(flow: ImportFlow):
    assert flow.preview is not None
    rows = {row.number: row for row in preview_rows(flow.preview)}
    columns = {column.title: column for column in preview_columns(flow.preview)}
    wrong = rows[8]  # a 29th of February in a year without one
    assert columns["生年月日"].tone(wrong) == "error"
    assert columns["生年月日"].text(wrong) == "1990/02/29"
    assert columns["結果"].text(wrong) == "直す"
    assert columns["直すところ"].text(wrong)
    assert columns["氏名・名称"].tone(wrong) == ""
    assert columns["結果"].text(rows[5]) == "取り込む"
    number = counts(tuple(rows.values()))
    assert number[GOOD] + number[DOUBTFUL] == len(flow.preview.good)
    assert number[BAD] == len(flow.preview.bad) > 0


def test_a_list_without_anybody_to_take_in_stops_before_the_act(desk, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("社員番号,氏名,生年月日\n1,青葉 灯,2024/02/31\n", encoding="utf-8")
    flow = ImportFlow()
    flow.choose(path)
    flow.show(preview_import(desk, path, Quiet()))
    flow.go_next()
    flow.go_next()
    assert "取り込める行がありません" in flow.problems()[0].sentence
    assert flow.steps[2].next_act == "取り込む"


def test_payees_come_in_under_their_own_category(desk, tmp_path: Path):
    path = tmp_path / "支払先.csv"
    path.write_text(PAYEES, encoding="utf-8-sig")
    preview = preview_import(desk, path, Quiet(), default_category=PersonCategory.PAYEE)
    categories = {row.entry.category for row in preview.good if row.entry is not None}
    assert categories <= {PersonCategory.PAYEE, PersonCategory.PAYEE_CORPORATE}
