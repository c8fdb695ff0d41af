"""Consent forms on the screen: choosing, printing into files, one receipt for all, refusing, what cannot be written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.use_cases.consent_forms import list_consents
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count, pages
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice, message_box, print_paper, show_file
from ui.pages.consents.page import ConsentsPage
from ui.pages.consents.view import CHOICES, count_to_issue, fits, summary


@pytest.fixture
def shown_files() -> Iterator[list[Path]]:
    """Note which files would be opened."""
    yield show_file.note_only()
    show_file.note_only(on=False)


def states(desk: Desk) -> list[ConsentState]:
    return [row.state for row in list_consents(desk)]


def check(page: ConsentsPage, count: int) -> None:
    for at in range(count):
        page.rows.toggle(at)


def test_printing_for_everybody_writes_one_file_records_it_and_offers_to_open_it(
    opened: Opened, desk: Desk, tmp_path: Path, shown_files: list[Path]
) -> None:
    page = opened.show(ConsentsPage)
    assert page.rows.total() == 7
    page.print_all()
    assert page.print_card.heading.text() == "同意書を印刷する(7人)"
    target = tmp_path / "forms.pdf"
    file_choice.answer_next(target)
    page.print_card.save_button.click()
    opened.rest()
    assert target.read_bytes().startswith(b"%PDF")
    assert set(states(desk)) == {ConsentState.ISSUED}
    assert told(page)[0] == ("success", "できました 7人の同意書をPDFで保存し、「渡した」と記録しました。")
    page.banners.banners()[0].findChild(QPushButton).click()
    assert shown_files == [target]
    page.print_all()
    assert told(page)[0][0] == "info"


def test_one_file_each_goes_into_a_folder_and_no_name_into_a_file_name(
    opened: Opened, tmp_path: Path, shown_files: list[Path]
) -> None:
    page = opened.show(ConsentsPage)
    check(page, 3)
    page.print_chosen()
    page.print_card.how.set_value("one_each")
    file_choice.answer_next(tmp_path)
    page.print_card.save_button.click()
    opened.rest()
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert [name[-7:] for name in names] == ["001.pdf", "002.pdf", "003.pdf"]
    page.show_made()
    assert shown_files == [tmp_path]


def test_what_cannot_be_written_is_not_recorded(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    page = opened.show(ConsentsPage)
    page.print_all()
    file_choice.answer_next(tmp_path / "gone" / "forms.pdf")
    page.print_card.save_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert set(states(desk)) == {ConsentState.NOT_ISSUED}
    assert page.print_card.act_button.hasFocus(), "the same paper is offered again"
    file_choice.answer_next(tmp_path / "forms.pdf")
    page.print_card.save_button.click()
    opened.rest()
    assert not page.print_card.isVisible()
    assert set(states(desk)) == {ConsentState.ISSUED}


def test_one_receipt_stands_for_the_whole_selection(opened: Opened, desk: Desk) -> None:
    page = opened.show(ConsentsPage)
    page.rows.check_shown(checked=True)
    page.receive_chosen()
    page.receipt_card.act_button.click()
    assert page.receipt_card.isVisible(), "the place is missing"
    page.receipt_card.place.set_value("書庫1")
    page.receipt_card.act_button.click()
    opened.rest()
    assert set(states(desk)) == {ConsentState.RECEIVED}
    assert {row.place for row in list_consents(desk)} == {"書庫1"}
    line = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (line.act, line.count) == ("同意書の受領", 7)
    assert page.subtitle.text() == "7人全員の同意書がそろっています。"
    assert page.rows.checked_keys() == ()


def test_a_day_to_come_is_refused_beside_its_field(opened: Opened, desk: Desk) -> None:
    page = opened.show(ConsentsPage)
    check(page, 1)
    before = states(desk)
    page.receive_chosen()
    page.receipt_card.day.set_value(desk.today + timedelta(days=1))
    page.receipt_card.place.set_value("書庫A")
    page.receipt_card.act_button.click()
    opened.rest()
    assert page.receipt_card.isVisible()
    said = [label.text() for label in page.receipt_card.findChildren(QLabel) if label.isVisible()]
    assert any("今日より後" in text for text in said)
    assert states(desk) == before


def test_refusal_and_withdrawal_keep_their_reason(opened: Opened, desk: Desk) -> None:
    page = opened.show(ConsentsPage)
    check(page, 1)
    for act, state in (
        (page.refuse_chosen, ConsentState.REFUSED),
        (page.withdraw_chosen, ConsentState.WITHDRAWN),
    ):
        act()
        page.words_card.reason.set_value("考えたいため")
        page.words_card.act_button.click()
        opened.rest()
        row = next(row for row in list_consents(desk) if row.state is state)
        assert row.note == "R8.6.15 考えたいため"
        check(page, 1)


def test_an_act_without_a_selection_says_how_to_select(opened: Opened) -> None:
    page = opened.show(ConsentsPage)
    page.receive_chosen()
    assert not page.receipt_card.isVisible()
    assert told(page)[0][0] == "info"


def test_the_blank_form_and_the_status_are_written_and_nothing_is_recorded(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(ConsentsPage)
    lines = desk.vault.log.last_seq()
    file_choice.answer_next(tmp_path / "blank.pdf", tmp_path / "status.pdf")
    page.ask_blank()
    page.print_card.save_button.click()
    opened.rest()
    page.ask_status()
    page.print_card.save_button.click()
    opened.rest()
    assert (tmp_path / "blank.pdf").read_bytes().startswith(b"%PDF")
    assert "全7人" in "".join(pages((tmp_path / "status.pdf").read_bytes()))
    assert desk.vault.log.last_seq() == lines


def test_the_home_page_narrows_the_list_and_the_choice_can_be_taken_back(
    opened: Opened, desk: Desk, scene: Scene
) -> None:
    page = opened.show(ConsentsPage, "receive")
    assert page.choice.value() == "receive"
    assert page.rows.rowCount() == 0
    page.list.clear_filter()
    assert page.rows.rowCount() == 7
    assert count_to_issue(desk).count == 7


def test_somebody_who_may_not_write_gets_the_list_without_acts(opened: Opened) -> None:
    context = replace(opened.context, roles=frozenset())
    opened.context = context
    page = opened.show(ConsentsPage)
    texts = {button.text() for button in page.findChildren(QPushButton)}
    assert "状況を印刷" in texts
    assert not texts & {"受領を記録", "未提出者に印刷する"}


def test_every_control_has_a_name_also_in_the_forms_above_the_list(opened: Opened) -> None:
    page = opened.show(ConsentsPage)
    check(page, 1)
    page.receive_chosen()
    page.refuse_chosen()
    assert nameless_controls(page) == []


def test_every_state_belongs_to_a_choice(desk: Desk) -> None:
    rows = [replace(list_consents(desk)[0], state=state) for state in ConsentState]
    for row in rows:
        assert any(fits(value, row) for value, _words in CHOICES if value)
    assert summary([]) == ""
    assert summary(rows).startswith("6人のうち、受領済 1人、渡して待っている人 1人、これから渡す人 2人")


def test_printing_goes_to_the_printer_and_is_recorded(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    page = opened.show(ConsentsPage)
    check(page, 2)
    page.print_chosen()
    print_paper.answer_next(file_printer(tmp_path / "paper.pdf"))
    page.print_card.act_button.click()
    opened.rest()
    assert page_count((tmp_path / "paper.pdf").read_bytes()) == 4
    assert states(desk).count(ConsentState.ISSUED) == 2
    assert told(page)[0][1].endswith("2人の同意書をプリンターに送り、「渡した」と記録しました。")
    assert desk.vault.log.read(LogFilter(most=1))[0].line.act == "同意書の印刷"
    assert page.rows.checked_keys() == ()


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support", extend=True)
def test_what_the_printer_refuses_is_not_recorded(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    page = opened.show(ConsentsPage)
    page.print_all()
    print_paper.answer_next(file_printer(tmp_path / "gone" / "paper.pdf"))
    page.print_card.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert set(states(desk)) == {ConsentState.NOT_ISSUED}
    print_paper.answer_next(None)
    page.print_card.act_button.click()
    assert page.print_card.isVisible(), "nothing was chosen: the card stays"


def test_without_a_printer_the_forms_are_saved_instead(
    opened: Opened, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    page = opened.show(ConsentsPage)
    page.print_all()
    message_box.answer_next(True)
    file_choice.answer_next(tmp_path / "forms.pdf")
    page.print_card.act_button.click()
    opened.rest()
    assert message_box.take_asked()[0].title == "使えるプリンターが見つかりません"
    assert page_count((tmp_path / "forms.pdf").read_bytes()) == 14
    assert set(states(desk)) == {ConsentState.ISSUED}


def test_the_blank_form_and_the_status_are_printed_and_nothing_is_recorded(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    page = opened.show(ConsentsPage)
    lines = desk.vault.log.last_seq()
    for ask, pages_ in ((page.ask_blank, 2), (page.ask_status, 1)):
        ask()
        assert not page.print_card.how.isVisible()
        print_paper.answer_next(file_printer(tmp_path / "paper.pdf"))
        page.print_card.act_button.click()
        opened.rest()
        assert told(page)[0] == ("success", f"できました プリンターに送りました({pages_}枚)。")
        assert page_count((tmp_path / "paper.pdf").read_bytes()) == pages_
    assert desk.vault.log.last_seq() == lines


def test_the_acts_go_below_the_title_beside_an_open_help(opened: Opened, qtbot: QtBot) -> None:
    page = opened.show(ConsentsPage)
    page.resize(600, 700)
    buttons = [each for each in page.findChildren(QPushButton) if each.text() == "未提出者に印刷する"]
    qtbot.waitUntil(lambda: buttons[0].y() > page.heading.geometry().bottom())
