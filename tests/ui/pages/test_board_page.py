"""What goes to the board leaves in one go: what is ticked from the start, printed or kept, stopped between two papers."""

from datetime import datetime
from pathlib import Path

import pytest

from ashibue_desk.domain import log_check
from ashibue_desk.domain.contractors import Verdict
from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import log_check_acts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_checks import view_month
from tests.helpers import contractors as made
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene, done
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count, pages
from tests.ui.pages.showing import Opened, told
from ui.background.progress import Progress
from ui.desktop import file_choice, print_paper
from ui.pages.board.page import BoardPage
from ui.pages.board.view import hand_over, read_board
from ui.widgets.paper_card import PaperOutput

CHECK, ANALYSIS, LEDGER = "月次点検票-2026-06.pdf", "アクセス状況の分析-2026-Q2.pdf", "委託先台帳-1.pdf"


@pytest.fixture
def july(desk: Desk, scene: Scene) -> Desk:
    """July in an office with two handlers, whose June is checked, and a contractor."""
    auditor = next(user for user in desk.vault.users.all() if Role.AUDITOR in user.roles)
    made.evaluate(desk, made.add(desk), Verdict.PASSED)
    with desk.act():
        desk.vault.users.set_roles(auditor.user_id, frozenset({Role.AUDITOR, Role.HANDLER}))
        desk.log(LogLine(log_class=LogClass.USE, act="名簿の訂正"))
    scene.clock.set_to(datetime(2026, 7, 6, 10, tzinfo=scene.clock.local_now().tzinfo))
    month = view_month(desk, "2026-06")
    verdicts = tuple(log_check.Verdict(seq=item.seq) for item in month.items)
    signed = log_check_acts.SignedMonth(
        month="2026-06", last_seq=month.last_seq, verdicts=verdicts, comment=""
    )
    done(log_check_acts.sign_month(desk, signed, scene.users[OFFICER].password))
    return desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty folder for papers."""
    made_for_it = tmp_path / "papers"
    made_for_it.mkdir()
    return made_for_it


def acts(desk: Desk) -> list[str]:
    """Return the acts of the newest lines, the oldest first."""
    return [entry.line.act for entry in desk.vault.log.read(LogFilter(most=3))][::-1]


def test_what_goes_to_the_board_this_month_is_ticked_and_written_in_one_go(
    opened: Opened, july: Desk, folder: Path
) -> None:
    page = opened.show(BoardPage)
    assert page.subtitle.text() == "2通を出します。"
    assert [box.text() for box in page.boxes.boxes() if box.isChecked()] == [
        "月次点検票　令和8年6月",
        "アクセス状況の分析　令和8年4月から6月",
    ]
    assert page.boxes.boxes()[0].hasFocus()
    page.boxes.boxes()[-1].setChecked(True)
    assert page.subtitle.text() == "3通を出します。"
    file_choice.answer_next(folder)
    page.save_button.click()
    opened.rest()
    assert told(page)[0] == (
        "success",
        "できました 3通をPDFで保存しました。押印するところを確かめてから、理事会に出してください。",
    )
    assert {path.name for path in folder.iterdir()} == {CHECK, ANALYSIS, LEDGER}
    assert "月次点検票" in "".join(pages((folder / CHECK).read_bytes()))
    assert acts(july) == ["月次点検票の印刷", "アクセス状況の分析の印刷", "委託先台帳の印刷"]
    assert len(page.boxes.value()) == 3, "what was read again keeps its ticks"
    assert nameless_controls(page) == []


def test_the_papers_go_to_the_printer_without_a_file(opened: Opened, july: Desk, folder: Path) -> None:
    page = opened.show(BoardPage)
    print_paper.answer_next(file_printer(folder / "paper.pdf"))
    page.print_button.click()
    opened.rest()
    assert told(page)[0][1].startswith("できました 2通を印刷しました。")
    assert page_count((folder / "paper.pdf").read_bytes()) >= 1
    assert acts(july)[-2:] == ["月次点検票の印刷", "アクセス状況の分析の印刷"]


def test_a_file_that_lies_there_is_not_written_over(july: Desk, folder: Path) -> None:
    (folder / CHECK).write_text("earlier")
    hand_over(july, read_board(july)[:1], PaperOutput(file=folder), Progress(""))
    assert (folder / CHECK).read_text() == "earlier"
    assert (folder / "月次点検票-2026-06-2.pdf").exists()


def test_told_to_stop_it_stops_between_two_papers(july: Desk, folder: Path) -> None:
    progress = Progress("")
    last = july.vault.log.last_seq()
    progress.stop()
    assert hand_over(july, read_board(july), PaperOutput(file=folder), progress).answer == 0
    assert list(folder.iterdir()) == []
    assert july.vault.log.last_seq() == last


def test_nothing_is_ticked_nothing_is_offered(opened: Opened, july: Desk) -> None:
    page = opened.show(BoardPage)
    page.boxes.set_value(())
    assert not page.print_button.isEnabled()
    assert not page.save_button.isEnabled()
    page.choose_printer()
    assert page.subtitle.text() == "出す書類に印を付けてください。"


def test_a_new_office_is_led_to_the_check(opened: Opened) -> None:
    page = opened.show(BoardPage)
    assert page.card.isHidden()
    assert page.nothing.isVisible()
    page.open_months()
    assert opened.shell.opened == [("log_checks", None)]
