"""The register of number files on the screen: reading, adding with a reason, closing, printing."""

from pathlib import Path

from ashibue_desk.domain.number_files import FileKind
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.number_files import list_number_files
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.pdf_text import pages, run_together
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.number_files.new_page import NewNumberFilePage
from ui.pages.number_files.page import NumberFilesPage


def fill(form: NewNumberFilePage, kind: FileKind, name: str) -> None:
    form.kind.set_value(kind.value)
    form.kind.changed.emit()
    form.name.set_value(name)
    form.purpose.set_value("支払調書をつくるため")
    form.place.set_value("書庫1")
    form.disposal.set_value("裁断する")
    form.reason.set_value("紙で届く分をまとめるため")


def test_the_register_says_who_may_open_what(opened: Opened) -> None:
    page = opened.show(NumberFilesPage)
    assert page.rows.rowCount() == 3
    page.open_file(page.rows.row(0).file.id)
    assert not page.detail.isHidden()
    assert page.rows.row(0).file.holders == ("星川 楓", "葦原 灯")
    assert nameless_controls(page) == []
    page.hide_detail()
    assert page.detail.isHidden()


def test_a_paper_file_is_added_closed_and_kept_on_the_register(opened: Opened, desk: Desk) -> None:
    form = opened.show(NewNumberFilePage)
    form.save()
    assert form.form.rows()[1].problem_text()
    fill(form, FileKind.PAPER, "支払調書のファイル")
    assert form.draft()["name"] == "支払調書のファイル"
    form.save()
    opened.rest()
    assert opened.shell.went_back == 1
    page = opened.show(NumberFilesPage)
    assert page.rows.rowCount() == 4
    made = next(file for file in list_number_files(desk) if file.kind is FileKind.PAPER)
    page.open_file(made.id)
    page.close_button.click()
    page.closing.act_button.click()
    assert page.closing.form.rows()[0].problem_text(), "the reason is missing"
    page.reason.set_value("電子に移したため")
    page.closing.act_button.click()
    opened.rest()
    assert page.rows.rowCount() == 3
    page.choice.set_value("every")
    assert page.rows.rowCount() == 4


def test_a_compartment_that_holds_numbers_is_not_closed(opened: Opened, desk: Desk) -> None:
    page = opened.show(NumberFilesPage)
    holding = next(file for file in list_number_files(desk) if desk.vault.numbers.how_many_in(file.id))
    page.open_file(holding.id)
    page.close_button.click()
    page.reason.set_value("使わないため")
    page.closing.act_button.click()
    opened.rest()
    assert "番号が入っています" in page.closing.form.rows()[0].problem_text()


def test_a_new_compartment_takes_its_affair_with_it(opened: Opened, desk: Desk) -> None:
    form = opened.show(NewNumberFilePage)
    fill(form, FileKind.VAULT, "給与だけ")
    form.save()
    opened.rest()
    assert form.affairs_row.problem_text()
    form.affairs.boxes()[0].setChecked(True)
    chosen = form.affairs.value()
    form.save()
    opened.rest()
    made = next(file for file in list_number_files(desk) if file.name == "給与だけ")
    assert made.affairs == chosen
    assert sum(chosen[0] in file.affairs for file in list_number_files(desk) if file.is_open) == 1


def test_the_register_is_made_as_a_paper(opened: Opened, tmp_path: Path) -> None:
    page = opened.show(NumberFilesPage)
    page.ask_paper()
    target = tmp_path / "register.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    text = run_together("".join(pages(target.read_bytes())))
    assert "使用中3件" in text
    assert "葦原灯" in text
    assert told(page)[0][0] == "success"


def test_a_kept_draft_comes_back(opened: Opened) -> None:
    form = opened.show(NewNumberFilePage)
    fill(form, FileKind.MEDIA, "光ディスク")
    kept = form.draft()
    other = opened.show(NewNumberFilePage)
    other.restore_draft(kept)
    assert other.plan() == form.plan()
    assert nameless_controls(other) == []
