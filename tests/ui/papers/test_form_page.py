"""One form: looked at, printed, saved, saved under a password; what is recorded and what is not."""

import dataclasses
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.file_passwords import Route
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.people import PersonEntry
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import locked_papers, paper_ledger, people
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.consent_forms import list_consents
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from forms.sheets import Sheet
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene, done
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count, pages, run_together
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.showing import Opened, opened, told
from ui.background.progress import Progress
from ui.desktop import file_choice, message_box, print_paper, show_file
from ui.pages.papers import making
from ui.pages.papers.form_page import PaperFormPage
from ui.pages.papers.making import LockOrder, Order
from ui.pages.papers.who_panel import BLANK
from ui.widgets.paper_card import PaperOutput

__all__ = ["opened"]


@pytest.fixture
def shown_files() -> Iterator[list[Path]]:
    """Note which files would be opened."""
    yield show_file.note_only()
    show_file.note_only(on=False)


def states(desk: Desk) -> dict[str, ConsentState]:
    """Return where everybody's consent form stands."""
    return {row.person_id: row.state for row in list_consents(desk)}


def acts(desk: Desk) -> list[str]:
    """Return the acts of the log, newest first."""
    return [entry.line.act for entry in desk.vault.log.read(LogFilter())]


def ink(sheets: tuple[Sheet, ...]) -> int:
    """Return how many marks stand on sheets."""
    return sum(len(sheet.marks) for sheet in sheets)


def test_the_first_person_is_looked_at_and_nothing_is_recorded(opened: Opened, desk: Desk) -> None:
    before = acts(desk)
    page = opened.show(PaperFormPage, "Y2")
    assert page.heading.text() == "特定個人情報等の取扱いに関する同意書"
    assert "4条" in page.subtitle.text()
    assert len(page.preview.sheets()) == 2
    assert acts(desk) == before
    assert set(states(desk).values()) == {ConsentState.NOT_ISSUED}
    assert nameless_controls(page) == []


def test_the_preview_follows_the_marked_row(opened: Opened) -> None:
    page = opened.show(PaperFormPage, "Y2")
    first = page.preview.sheets()
    page.who.list.view.setFocus()
    QTest.keyClick(page.who.list.view, Qt.Key.Key_Down)
    QTest.keyClick(page.who.list.view, Qt.Key.Key_Down)
    opened.rest()
    assert page.preview.sheets() != first
    assert page.who.look_order("Y2") == page._looked


def test_a_blank_sheet_is_looked_at_and_saved_without_a_row_of_anybody(
    opened: Opened, desk: Desk, tmp_path: Path, shown_files: list[Path]
) -> None:
    page = opened.show(PaperFormPage, "Y2")
    filled = ink(page.preview.sheets())
    page.who.how.set_value(BLANK)
    opened.rest()
    assert page.preview.sheets()
    assert ink(page.preview.sheets()) != filled
    assert not page.who.list.isVisible()
    target = tmp_path / "blank.pdf"
    file_choice.answer_next(target)
    page.save_button.click()
    opened.rest()
    assert page_count(target.read_bytes()) == 2
    assert set(states(desk).values()) == {ConsentState.NOT_ISSUED}
    assert acts(desk)[0] == "帳票の印刷"
    page.show_made()
    assert shown_files == [target]


def test_ticked_people_get_one_file_and_are_recorded_once(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    page = opened.show(PaperFormPage, "Y2")
    for at in range(3):
        page.who.rows.toggle(at)
    assert "3件" in page.who.said.text()
    target = tmp_path / "forms.pdf"
    file_choice.answer_next(target)
    page.save_button.click()
    opened.rest()
    assert page_count(target.read_bytes()) == 6
    assert list(states(desk).values()).count(ConsentState.ISSUED) == 3
    assert told(page)[0][0] == "success"
    assert not page.who.rows.checked_keys()


def test_printing_goes_to_the_chosen_printer(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    page = opened.show(PaperFormPage, "Y2")
    out = tmp_path / "printed.pdf"
    print_paper.answer_next(file_printer(out, 150))
    page.print_button.click()
    opened.rest()
    assert page_count(out.read_bytes()) == 2
    assert list(states(desk).values()).count(ConsentState.ISSUED) == 1


def test_the_days_of_the_policy_are_asked_once_and_written_with_each_copy(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(PaperFormPage, "Y1")
    assert page.days_button.isVisible()
    page.days_button.click()
    page.days.resolved.set_value(date(2030, 1, 1))
    page.days.act_button.click()
    opened.rest()
    assert page.days.isVisible(), "a day to come is refused beside its field"
    page.days.resolved.set_value(date(2024, 3, 18))
    page.days.act_button.click()
    opened.rest()
    assert page.days.isHidden()
    assert told(page)[0][1].endswith("記録しました。制定 令和6年3月18日")
    file_choice.answer_next(tmp_path / "policy.pdf")
    page.save_button.click()
    opened.rest()
    assert "制定令和6年3月18日" in run_together("".join(pages((tmp_path / "policy.pdf").read_bytes())))
    newest = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (newest.act, newest.detail) == ("帳票の印刷", "第1版。制定 令和6年3月18日")
    page.show_argument("Y2")
    page.refresh(Changed.PAPERS)
    opened.rest()
    assert page.days_button.isHidden()


def test_a_full_folder_or_none_is_told_and_what_was_recorded_is_put_back(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(PaperFormPage, "Y2")
    before, stood = acts(desk), states(desk)
    file_choice.answer_next(tmp_path / "gone" / "forms.pdf")
    page.save_button.click()
    opened.rest()
    assert told(page)[0][0] in ("error", "warning")
    assert acts(desk) == ["書類の出力の取消し", "同意書の印刷", *before]
    assert states(desk) == stood


def test_a_name_that_no_font_draws_is_named_in_the_preview(opened: Opened, desk: Desk, scene: Scene) -> None:
    found = people.get_person(desk, scene.person_ids[0])
    entry: PersonEntry = dataclasses.replace(found.entry, name="葦原 \ue123", code="A000")
    done(people.change_person(desk, scene.person_ids[0], entry))
    page = opened.show(PaperFormPage, "Y2")
    page.who.list.view.keep_current(scene.person_ids[0])
    opened.rest()
    assert page.preview.sheets() == ()
    assert "葦原" in told(page)[0][1]


def test_a_form_made_by_its_own_act_leads_to_its_page(opened: Opened) -> None:
    page = opened.show(PaperFormPage, "R1")
    assert page.preview.sheets() == ()
    assert not page.print_button.isVisible()
    page.print_papers()
    page.save_papers()
    page.ask_lock()
    assert not page.lock.isVisible()
    assert page.own_act.isVisible()
    page.own_act.findChildren(QPushButton)[0].click()
    assert opened.shell.opened == [("backup", None)]


def test_another_form_shows_nothing_of_the_one_before(opened: Opened) -> None:
    page = opened.show(PaperFormPage, "Y2")
    page.who.rows.toggle(0)
    page.show_argument("S18")
    page.make_stale()
    page.come_forward()
    opened.rest()
    assert page.heading.text() == "苦情・相談の記録"
    assert not page.who.rows.checked_keys()
    assert page.preview.sheets()
    assert page.who.make_order("S18") == Order("S18", blank=True)


def test_what_comes_back_is_in_the_ledger_with_whom_it_is_about(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(PaperFormPage, "S18")
    file_choice.answer_next(tmp_path / "complaint.pdf")
    page.save_button.click()
    opened.rest()
    (paper,) = [each for each in paper_ledger.list_papers(desk) if each.form_id == "S18"]
    assert (paper.waits, paper.about_label) == (True, "手書き用")
    assert "受け取った書類" in told(page)[0][1]


def test_an_encrypted_file_opens_only_with_the_password_shown_once(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(PaperFormPage, "Y2")
    page.who.rows.toggle(0)
    page.who.rows.toggle(1)
    page.ask_lock()
    page.lock.recipient.set_value("みなも税理士事務所")
    page.lock.route.set_value(Route.BY_PHONE.value)
    target = tmp_path / "locked.pdf"
    file_choice.answer_next(target)
    page.lock.act_button.click()
    opened.rest()
    password = page.password.shown.text()
    reader = PdfReader(io.BytesIO(target.read_bytes()))
    assert reader.is_encrypted
    assert reader.decrypt(password)
    assert len(reader.pages) == 4
    newest, before = desk.vault.log.read(LogFilter())[:2]
    assert (newest.line.act, before.line.act) == ("暗号化したPDFの作成", "同意書の印刷")
    assert "みなも税理士事務所" in newest.line.detail
    assert "電話" in newest.line.detail
    assert not any(password in str(dataclasses.astuple(entry)) for entry in desk.vault.log.read(LogFilter()))
    slip = tmp_path / "slip.pdf"
    page.password.ask_slip()
    file_choice.answer_next(slip)
    page.password.paper.save_button.click()
    opened.rest()
    assert password in run_together("".join(pages(slip.read_bytes())))
    message_box.answer_next(False, True)
    assert not page.may_leave()
    assert page.password.shown.text() == password
    assert page.may_leave()  # it must not stand here for whoever comes by later
    assert len(message_box.take_asked()) == 2
    assert page.password.locked is None
    assert page.password.shown.text() == ""
    assert page.may_leave()
    page.password.close_button.click()
    assert not page.password.isVisible()


def test_a_number_in_the_name_of_the_recipient_is_refused_beside_the_field(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(PaperFormPage, "Y2")
    before = acts(desk)
    page.ask_lock()
    page.lock.recipient.set_value(f"事務所 {valid_number(3).digits()}")
    target = tmp_path / "locked.pdf"
    file_choice.answer_next(target)
    page.save_locked()
    opened.rest()
    assert page.lock.isVisible()
    assert not target.exists()
    assert acts(desk) == before


def test_an_encrypted_file_that_cannot_be_recorded_is_taken_away(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(locked_papers, "record_locked", fail)
    target = tmp_path / "locked.pdf"
    order = Order("S18", blank=True)
    with pytest.raises(OSError):  # noqa: PT011 - what befell is passed on as it is
        making.make_locked(desk, order, LockOrder(target, "", Route.BY_HAND), Progress("試験", None))
    assert not target.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.RECEIVER, Role.SYSTEM_KEEPER])
def test_whoever_may_not_make_a_form_is_refused_by_the_work_itself(
    desk: Desk, scene: Scene, role: Role, tmp_path: Path
) -> None:
    sitting = dataclasses.replace(desk, actor=dataclasses.replace(desk.actor, roles=frozenset({role})))
    order = Order("Y2", (scene.person_ids[0],))
    with pytest.raises(NotYourDuty):
        making.look_at(sitting, order)
    with pytest.raises(NotYourDuty):
        making.make_papers(sitting, order, PaperOutput(file=tmp_path / "x.pdf"), Progress("試験", None))
    assert list(tmp_path.glob("*.pdf")) == []


def test_long_work_stops_between_two_papers(desk: Desk, scene: Scene, tmp_path: Path) -> None:
    from forms.situations import PrintingStopped

    progress = Progress("試験", None)
    progress.stop()
    order = Order("NS", scene.person_ids[:3])
    before = acts(desk)
    with pytest.raises(PrintingStopped):
        making.make_papers(desk, order, PaperOutput(file=tmp_path / "x.pdf"), progress)
    assert acts(desk) == before
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("role", list(Role))
def test_warming_up_records_nothing_and_is_allowed_to_everybody(desk: Desk, role: Role) -> None:
    sitting = dataclasses.replace(desk, actor=dataclasses.replace(desk.actor, roles=frozenset({role})))
    before = desk.vault.writes()
    making.warm_up(sitting)
    assert desk.vault.writes() == before
