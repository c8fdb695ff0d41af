"""Backups on the screen: the verdict on a place, a proven backup, a refused one, and the sheet of a new year."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.machine.drives.place import Verdict
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.recovery_sheets import sheet_in_force, sheets
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, OFFICER, Scene
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count, pages
from tests.helpers.system_keeper import KEEPER, with_keeper
from tests.ui.pages.showing import Opened, told
from ui.background.operations import Operations
from ui.desktop import file_choice, print_paper
from ui.pages.backup.page import BackupPage
from ui.pages.backup.view import COLUMNS, made_on, size_words, year_words
from ui.widgets.labels import PlainLabel


def choose(opened: Opened, page: BackupPage, folder: Path) -> None:
    file_choice.answer_next(folder)
    page.choose_button.click()
    opened.rest()


def next_year(scene: Scene) -> None:
    scene.clock.set_to(scene.clock.local_now() + timedelta(days=365))


def test_the_verdict_on_a_place_stands_there_at_once_and_a_refused_one_offers_no_act(
    opened: Opened, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(BackupPage)
    scene.drives.verdict = Verdict.USB
    choose(opened, page, tmp_path)
    assert page.verdict_tag.text() == "使えません"
    assert page.verdict.text().startswith("USBでつながった機器")
    assert not page.make_button.isEnabled()
    assert page.focusWidget() is page.choose_button
    scene.drives.verdict = Verdict.FIXED
    choose(opened, page, tmp_path)
    assert page.verdict_tag.text() == "使えます"
    assert page.make_button.isEnabled()
    assert page.focusWidget() is page.make_button  # Enter goes on


def test_a_backup_is_made_proven_entered_and_its_place_offered_again(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(BackupPage)
    assert page.subtitle.text().startswith("バックアップはまだありません。")
    choose(opened, page, tmp_path)
    page.make_button.click()
    opened.rest()
    record = list_backups(desk)[0]
    assert (tmp_path / record.file_name).stat().st_size == record.size
    assert told(page)[0][0] == "success"
    assert page.rows.total() == 1
    assert record.file_name in page.subtitle.text()
    assert page.details.heading.text() == "第1世代のバックアップ"
    page.make_button.click()
    opened.rest()
    assert page.details.heading.text() == "第2世代のバックアップ", "the one that was just made"
    again = opened.show(BackupPage)
    assert str(tmp_path) in again.place.text()
    assert again.make_button.isEnabled()


def test_a_disk_changed_in_between_leaves_no_backup_and_says_so(
    opened: Opened, desk: Desk, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(BackupPage)
    choose(opened, page, tmp_path)
    scene.drives.verdict = Verdict.USB
    page.make_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert list(tmp_path.glob("*.age")) == []
    assert list_backups(desk) == ()
    assert page.make_button.isEnabled()


def test_in_a_new_year_the_sheet_is_made_first_and_the_renewed_desk_goes_on(
    opened: Opened, scene: Scene, desk: Desk, tmp_path: Path
) -> None:
    next_year(scene)
    page = opened.show(BackupPage)
    card = page.renewal
    assert card.isVisible()
    assert "今年度の復旧シートがまだありません" in told(page)[0][1]
    papers, target = tmp_path / "papers", tmp_path / "backups"
    papers.mkdir()
    target.mkdir()
    file_choice.answer_next(papers)
    card.make_button.click()
    opened.rest()
    files = sorted(papers.glob("*.pdf"))
    assert len(files) == 2
    assert "".join(pages(files[0].read_bytes())) != "".join(pages(files[1].read_bytes()))
    card.typed.set_value("AGE-SECRET-KEY-1XYZ")
    card.password.line.setText(scene.users[OFFICER].password)
    card.finish_button.click()
    opened.rest()
    assert card.proof_row.problem_text()
    assert len(sheets(desk)) == 1
    assert card._renewal is not None
    card.typed.set_value("\n".join(card._renewal.facts[0].identity_lines).lower())
    card.finish_button.click()
    opened.rest()
    assert not card.isVisible()
    assert list(papers.iterdir()) == []
    renewed = opened.context.operations.desk
    assert renewed is not None
    assert sheet_in_force(renewed)
    choose(opened, page, target)
    page.make_button.click()
    opened.rest()
    assert len(list(target.glob("*.age"))) == 1
    assert list_backups(renewed)[0].business_year == 2027


def test_giving_up_the_new_sheet_removes_its_files_and_changes_nothing(
    opened: Opened, scene: Scene, desk: Desk, tmp_path: Path
) -> None:
    next_year(scene)
    page = opened.show(BackupPage)
    file_choice.answer_next(tmp_path)
    page.renewal.make_button.click()
    opened.rest()
    page.renewal.later_button.click()
    assert not page.renewal.isVisible()
    assert list(tmp_path.glob("*.pdf")) == []
    assert len(sheets(desk)) == 1


def test_the_new_sheet_is_printed_without_a_file_and_then_proven(
    opened: Opened, scene: Scene, desk: Desk, tmp_path: Path
) -> None:
    next_year(scene)
    card = opened.show(BackupPage).renewal
    assert not card.finish_button.isEnabled()
    print_paper.answer_next(file_printer(tmp_path / "paper.pdf"))
    card.print_button.click()
    opened.rest()
    assert page_count((tmp_path / "paper.pdf").read_bytes()) == 2
    assert card.finish_button.isEnabled()
    assert card._renewal is not None
    card.typed.set_value(card._renewal.facts[0].qr_text)
    card.finish_button.click()
    opened.rest()
    assert len(sheets(desk)) == 1  # the paper alone puts nothing in force
    card.password.line.setText(scene.users[OFFICER].password)
    card.finish_button.click()
    opened.rest()
    assert len(sheets(desk)) == 2


def test_a_lock_in_the_middle_leaves_no_sheet_behind(
    opened: Opened, scene: Scene, tmp_path: Path, qapp: QApplication
) -> None:
    next_year(scene)
    page = opened.show(BackupPage)
    file_choice.answer_next(tmp_path)
    page.renewal.make_button.click()
    opened.rest()
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    qapp.aboutToQuit.emit()
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_backup_begun_before_the_year_turned_leads_to_the_new_sheet(
    opened: Opened, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(BackupPage)
    choose(opened, page, tmp_path)
    next_year(scene)
    page.make_button.click()
    opened.rest()
    assert page.renewal.isVisible()
    assert list(tmp_path.glob("*.age")) == []


def test_every_control_has_a_name(opened: Opened, scene: Scene) -> None:
    next_year(scene)
    assert nameless_controls(opened.show(BackupPage)) == []


def test_no_secret_of_the_sheet_stands_in_a_repr(opened: Opened, scene: Scene) -> None:
    next_year(scene)
    renewal = opened.show(BackupPage).renewal._renewal
    assert renewal is not None
    assert renewal.facts[0].qr_text not in repr(renewal)
    assert "".join(renewal.facts[0].identity_lines[0]) not in repr(renewal)


@pytest.fixture
def sit_down(opened: Opened, open_operations: Operations, scene: Scene):
    """Let somebody else sit down at the pages."""

    def sit(who: str) -> Desk:
        scene.close()
        desk = scene.unlock(who)
        open_operations.open_desk(desk)
        opened.context = replace(opened.context, roles=desk.actor.roles, actor_name=desk.actor.name)
        return desk

    return sit


def buttons(page: BackupPage) -> list[str]:
    """Return the words of the buttons that are seen on a page, without those of the list's own head."""
    found = (each for each in page.findChildren(QPushButton) if each.isVisible())
    return [each.text() for each in found if not page.list.isAncestorOf(each)]


def test_an_auditor_reads_the_ledger_and_is_offered_nothing_to_make(
    opened: Opened, desk: Desk, tmp_path: Path, sit_down
) -> None:
    maker = desk.actor.name
    record = back_up_vault(desk, tmp_path, Quiet()).answer
    sit_down(AUDITOR)
    page = opened.show(BackupPage)
    assert page.make_card.isHidden()
    assert page.renewal.isHidden()
    assert page.steps_card.heading.text() == "バックアップを監査で確かめるには"
    assert [[column.text(page.rows.row(0)) for column in COLUMNS[:5]]] == [
        ["第1世代", era_short(made_on(record)), maker, "令和8年度", record.file_name]
    ]
    facts = {label.text() for label in page.details.facts.findChildren(PlainLabel)}
    assert f"SHA-256　{record.sha256}" in {text.replace(" ", "") for text in facts}
    assert any(text.startswith(str(tmp_path)) for text in facts)
    assert any("読み直し、正しく戻せることを確かめました" in text for text in facts)
    assert buttons(page) == ["取扱記録簿の行を開く", "ファイルを確かめる"]
    assert page.details.heading.text() == "第1世代のバックアップ"
    page.details.line_button.click()
    ((key, number),) = opened.shell.opened
    assert key == "log_line"
    assert any(f"{number:,}番" in text for text in facts)
    page.details.check_button.click()
    opened.rest()
    assert told(page)[0][0] == "success"
    assert "書いたときのままです" in told(page)[0][1]
    facts = {label.text() for label in page.details.facts.findChildren(PlainLabel)}
    assert any(text.endswith(f"{opened.context.actor_name} 書いたときのまま") for text in facts)
    (tmp_path / record.file_name).unlink()
    page.details.check_button.click()
    opened.rest()
    assert told(page)[0][0] == "warning"
    assert "見あたりません" in told(page)[0][1]
    assert nameless_controls(page) == []


def test_an_auditor_is_not_asked_for_the_sheet_of_a_new_year(opened: Opened, scene: Scene, sit_down) -> None:
    sit_down(AUDITOR)
    next_year(scene)
    page = opened.show(BackupPage)
    assert told(page) == []
    assert page.subtitle.text() == "バックアップはまだありません。"
    assert page.details.isHidden()
    assert buttons(page) == []
    assert page.first_focus() is page.list.view


def test_a_keeper_makes_backups_and_is_told_who_makes_the_sheet(
    opened: Opened, scene: Scene, tmp_path: Path, sit_down
) -> None:
    scene.close()
    scene.users = dict(scene.users)
    with_keeper(scene)
    sit_down(KEEPER)
    page = opened.show(BackupPage)
    choose(opened, page, tmp_path)
    page.make_button.click()
    opened.rest()
    assert told(page)[0][0] == "success"
    assert page.details.isVisible()
    assert "取扱記録簿の行を開く" not in buttons(page), "a keeper reads no records"
    next_year(scene)
    page.make_button.click()
    opened.rest()
    assert page.renewal.isHidden()
    assert "責任者に、今年度の復旧シートをつくるように" in told(page)[0][1]


def test_words() -> None:
    assert [size_words(size) for size in (10, 23_400, 4_560_000)] == ["1 KB", "23 KB", "4.6 MB"]
    assert year_words(2026) == "令和8年度"
