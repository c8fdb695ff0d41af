"""The wizard over a real vault, with files made while the test runs."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import Column
from ashibue_desk.office_files.reading import read_table
from ashibue_desk.use_cases import import_people, people
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene, collect
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count
from tests.helpers.sample_numbers import valid_number
from tests.office_files.sample_files import PAYEES, staff_workbook, workbook
from tests.ui.pages.showing import Opened, opened, told
from ui.desktop import file_choice, message_box, print_paper
from ui.wizards.import_people.page import ImportPeoplePage

__all__ = ["opened"]


@pytest.fixture
def staff_file(tmp_path: Path) -> Path:
    path = tmp_path / "職員名簿.xlsx"
    path.write_bytes(staff_workbook())
    return path


def choose(opened: Opened, page: ImportPeoplePage, path: Path) -> None:
    """Choose a file in the first step."""
    file_choice.answer_next(path)
    page.file_step.choose_button.click()
    opened.rest()


def take_in(opened: Opened, page: ImportPeoplePage) -> None:
    """Go through all steps as they were guessed."""
    for _step in range(3):
        page.frame.next_button.click()
        opened.rest()
    QApplication.processEvents()


def test_a_list_goes_in_and_its_leftovers_onto_paper(
    opened: Opened, staff_file: Path, desk, scene: Scene, tmp_path: Path
):
    page = opened.show(ImportPeoplePage)
    choose(opened, page, staff_file)
    assert nameless_controls(page) == []
    take_in(opened, page)
    assert page.result.isVisible()
    assert page.focusWidget() is page.result.done_button
    assert not page.frame.isVisible()
    names = {row.name for row in people.list_people(desk)}
    assert {"髙峰 楓", "𠮷野 こずえ"} <= names
    (done,) = import_people.list_imports(desk)
    assert len(names) == len(scene.person_ids) + done.taken
    assert done.leftovers
    paper = tmp_path / "残り.pdf"
    file_choice.answer_next(paper)
    page.result.leftovers_button.click()
    opened.rest()
    assert paper.read_bytes().startswith(b"%PDF")
    assert "残り.pdf" in told(page)[0][1]
    print_paper.answer_next(file_printer(tmp_path / "紙.pdf"))
    page.result.print_button.click()
    opened.rest()
    assert page_count((tmp_path / "紙.pdf").read_bytes()) == page_count(paper.read_bytes())
    table = tmp_path / "直す行.xlsx"
    file_choice.answer_next(table)
    page.result.table_button.click()
    opened.rest()
    assert "直すところ" in told(page)[0][1]
    assert len(read_table(table).body) == len(done.leftovers)
    page.result.done_button.click()
    assert opened.shell.opened == [("people", None)]


def test_an_import_is_taken_back_as_a_whole(opened: Opened, staff_file: Path, desk, scene: Scene):
    page = opened.show(ImportPeoplePage)
    choose(opened, page, staff_file)
    take_in(opened, page)
    message_box.answer_next(False, True)
    page.result.take_back_button.click()
    assert len(people.list_people(desk)) > len(scene.person_ids)
    page.result.take_back_button.click()
    opened.rest()
    opened.rest()
    asked = message_box.take_asked()
    assert [each.act for each in asked] == ["取り消す"] * 2
    assert len(people.list_people(desk)) == len(scene.person_ids)
    assert told(page)[0][0] == "success"
    QApplication.processEvents()
    assert page.frame.isVisible()
    (line,) = page.earlier.lines
    assert line.take_back_button.isHidden()


def test_an_import_someone_worked_with_stays(opened: Opened, staff_file: Path, desk):
    page = opened.show(ImportPeoplePage)
    choose(opened, page, staff_file)
    take_in(opened, page)
    person = next(row.id for row in people.list_people(desk) if row.name == "髙峰 楓")
    collect(desk, person, 7)
    message_box.answer_next(True)
    page.result.take_back_button.click()
    opened.rest()
    message_box.take_asked()
    assert "まとめて取り消せません" in "".join(told(page)[0])
    assert any(row.id == person for row in people.list_people(desk))


def test_earlier_imports_are_listed_and_the_columns_remembered(opened: Opened, staff_file: Path, desk):
    first = opened.show(ImportPeoplePage)
    choose(opened, first, staff_file)
    first.frame.next_button.click()
    ignored = next(index for index, field in first.columns_step.fields.items() if field.value() == "note")
    first.columns_step.fields[ignored].set_value(Column.IGNORED.value)
    first.frame.next_button.click()
    opened.rest()
    first.frame.next_button.click()
    opened.rest()
    assert import_people.list_imports(desk)
    first.hide()
    again = opened.show(ImportPeoplePage)
    QApplication.processEvents()
    (line,) = again.earlier.lines
    assert line.take_back_button.isVisible()
    choose(opened, again, staff_file)
    again.frame.next_button.click()
    assert again.columns_step.fields[ignored].value() == Column.IGNORED.value
    assert [banner.title for banner in again.columns_step.notes.banners()] == ["列の意味を思い出しました"]
    assert not again.earlier.isVisible()


def test_another_meaning_reads_the_rows_again(opened: Opened, staff_file: Path):
    page = opened.show(ImportPeoplePage)
    choose(opened, page, staff_file)
    page.frame.next_button.click()
    field = next(field for field in page.columns_step.fields.values() if field.value() == "department")
    field.set_value(Column.EMPLOYMENT.value)
    page.frame.next_button.click()
    problem = page.frame._problem.text()
    assert "「雇用形態」が2列" in problem
    field.set_value(Column.IGNORED.value)
    page.frame.next_button.click()
    opened.rest()
    titles = [column.title for column in page.preview_step.panel.rows.columns]
    assert "所属" not in titles
    assert "雇用形態" in titles
    page.preview_step.state.set_value("bad")
    panel = page.preview_step.panel
    assert panel.rows.rowCount() == len(page.flow.preview.bad)
    row = panel.rows.row(0)
    panel.view.keep_current(str(row.number))  # what is wrong is read in full without a mouse
    assert page.preview_step.sentences.text() == f"{row.number}行目　{row.sentences}"
    assert row.sentences
    good = next(each for each in page.preview_step._rows if not each.sentences)
    panel.clear_filter()
    panel.view.keep_current(str(good.number))
    assert page.preview_step.sentences.isHidden()
    page.preview_step.state.set_value("bad")
    page.preview_step.panel.clear_filter()
    assert page.preview_step.state.value() == ""
    assert nameless_controls(page) == []


def test_payees_are_taken_in_as_payees(opened: Opened, tmp_path: Path, desk, scene: Scene):
    path = tmp_path / "支払先.csv"
    path.write_text(PAYEES, encoding="utf-8-sig")
    page = opened.show(ImportPeoplePage)
    page.file_step.category.set_value(PersonCategory.PAYEE.value)
    choose(opened, page, path)
    assert page.file_step.encoding.isVisibleTo(page)
    take_in(opened, page)
    new = [row for row in people.list_people(desk) if row.id not in scene.person_ids]
    assert new
    assert {row.category for row in new} <= {PersonCategory.PAYEE, PersonCategory.PAYEE_CORPORATE}


def test_numbers_in_a_file_are_not_even_shown(opened: Opened, tmp_path: Path):
    numbers = [valid_number(seed).digits() for seed in range(3)]
    rows = [("社員番号", "氏名", "個人番号")]
    rows += [(f"C{at}", f"青葉 {at}郎", number) for at, number in enumerate(numbers)]
    path = tmp_path / "番号入り.xlsx"
    path.write_bytes(workbook(("名簿", rows)))
    page = opened.show(ImportPeoplePage)
    choose(opened, page, path)
    page.frame.next_button.click()
    (withheld,) = [column for column in page.flow.columns() if column.withheld]
    assert withheld.index not in page.columns_step.fields
    page.frame.next_button.click()
    opened.rest()
    assert page.preview_step.warnings.banners()
    assert not any(number in repr(page.flow.preview) for number in numbers)


def test_another_sheet_is_read_when_chosen(opened: Opened, tmp_path: Path):
    head = ("社員番号", "氏名")
    path = tmp_path / "二枚.xlsx"
    sheets = (("一枚目", [head, ("1", "青葉 灯"), ("2", "霧島 櫂")]), ("二枚目", [head, ("3", "星川 朔")]))
    path.write_bytes(workbook(*sheets))
    page = opened.show(ImportPeoplePage)
    choose(opened, page, path)
    before = page.file_step.sheet.value()
    other = "二枚目" if before == "一枚目" else "一枚目"
    page.file_step.sheet.set_value(other)
    opened.rest()
    assert page.flow.preview.table.sheet == other
    assert page.file_step.sheet.value() == other


def test_a_file_that_is_no_list_is_explained(opened: Opened, tmp_path: Path):
    path = tmp_path / "絵.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page = opened.show(ImportPeoplePage)
    choose(opened, page, path)
    assert told(page)[0][0] in ("error", "warning")
    assert "まだ読み込めていません" in page.file_step.file_words.text()
    page.frame.next_button.click()
    assert page.flow.key == "file"
    file_choice.answer_next(None)
    page.file_step.choose_button.click()
    assert page.flow.path == path


def test_taking_in_is_stopped_without_a_trace(
    opened: Opened, staff_file: Path, desk, scene: Scene, monkeypatch
):
    from ui.background.progress import Progress

    page = opened.show(ImportPeoplePage)
    choose(opened, page, staff_file)
    for _step in range(2):
        page.frame.next_button.click()
        opened.rest()
    monkeypatch.setattr(Progress, "should_stop", lambda self: True)
    page.frame.next_button.click()
    opened.rest()
    assert "途中でやめました" in "".join(told(page)[0])
    assert len(people.list_people(desk)) == len(scene.person_ids)
    assert page.frame.next_button.isEnabled()


def test_giving_up_returns(opened: Opened):
    page = opened.show(ImportPeoplePage)
    page.frame.give_up_button.click()
    assert opened.shell.went_back == 1


def test_a_lock_keeps_the_file_and_what_was_decided_but_nothing_of_its_content(
    opened: Opened, staff_file: Path
):
    page = opened.show(ImportPeoplePage)
    assert page.draft() == {}
    choose(opened, page, staff_file)
    page.frame.next_button.click()
    last = max(page.flow.mapping)
    page.flow.set_meaning(last, Column.IGNORED)
    kept = page.draft()
    assert "髙峰" not in "".join(kept.values())
    after = opened.show(ImportPeoplePage)
    after.restore_draft(kept)
    opened.rest()
    assert (after.flow.path, after.flow.key) == (staff_file, "columns")
    assert after.flow.mapping == page.flow.mapping
    after.frame.next_button.click()
    opened.rest()
    assert after.flow.key == "preview"
    take_in(opened, after)
    assert after.draft() == {}


def test_a_file_that_changed_or_went_away_meanwhile_begins_at_its_choice(opened: Opened, staff_file: Path):
    page = opened.show(ImportPeoplePage)
    choose(opened, page, staff_file)
    page.frame.next_button.click()
    kept = page.draft()
    staff_file.write_bytes(workbook(("名簿", [["氏名", "郵便番号"], ["葦原 こずえ", "690-0000"]])))
    after = opened.show(ImportPeoplePage)
    after.restore_draft({**kept, "sheet": ""})
    opened.rest()
    assert after.flow.key == "file"
    assert after.flow.preview is not None
    staff_file.unlink()
    gone = opened.show(ImportPeoplePage)
    gone.restore_draft(kept)
    opened.rest()
    assert gone.flow.key == "file"
    assert told(gone)[0][0] == "error"
