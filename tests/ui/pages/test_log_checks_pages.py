"""The monthly checks on the screen: the list of months, what home says of them, and the findings of a quarter."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from ashibue_desk.domain.log_check import MonthState
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, Urgency
from ashibue_desk.use_cases.log_check_acts import name_superior
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, OFFICER, Scene, done
from tests.helpers.office_months import JULY, JUNE, go_to, write
from tests.helpers.pdf_text import pages, run_together
from tests.ui.pages.busy_months import busy, month
from tests.ui.pages.showing import Opened, told
from ui.background.operations import Operations
from ui.desktop import file_choice
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.home.page import HomePage
from ui.pages.log_checks.analysis_page import AccessAnalysisPage
from ui.pages.log_checks.page import LogChecksPage
from ui.pages.log_checks.view import PAPER, superior_choices

__all__ = ["busy"]


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_list_says_how_far_each_month_is_and_opens_the_oldest(opened: Opened, busy: Desk) -> None:
    page = opened.show(LogChecksPage)
    assert [line.state for line in (page.rows.row(at) for at in range(3))] == [
        MonthState.RUNNING,
        MonthState.DUE,
        MonthState.OVERDUE,
    ]
    assert page.subtitle.text().startswith("2か月分が点検を待っています")
    assert page.list.view.current_key() == JUNE, "Enter opens the month that waits longest"
    assert "2名以上" in page.duty_words.text()
    assert page.name_button.isHidden()
    page.check_button.click()
    assert opened.shell.opened[-1] == ("month_check", JUNE)
    page.list.opened.emit(JULY)
    assert opened.shell.opened[-1] == ("month_check", JULY)
    page.open_analysis()
    assert opened.shell.opened[-1] == ("access_analysis", None)
    page.open_board()
    assert opened.shell.opened[-1] == ("board_papers", None)
    assert not nameless_controls(page)


def test_who_only_reads_the_months_is_shown_no_act(
    opened: Opened, busy: Desk, open_operations: Operations, scene: Scene
) -> None:
    busy.vault.users.set_roles(scene.users[AUDITOR].user_id, frozenset({Role.AUDITOR}))
    scene.close()
    auditor = scene.unlock(AUDITOR)
    open_operations.open_desk(auditor)
    opened.context = replace(opened.context, roles=auditor.actor.roles)
    page = opened.show(LogChecksPage)
    assert page.rows.total() == 3
    assert page.check_button.isHidden()
    assert page.name_button.isHidden()
    words = [button.text() for button in page.findChildren(QPushButton)]
    assert "アクセス状況の分析" in words
    assert "理事会に出す書類" not in words, "that is the officer's"
    looked_at = month(opened)
    assert looked_at.items.rows.rowCount() == 3
    assert not looked_at.items.rows.checkable
    assert looked_at.sign_button.isHidden()


def test_without_a_second_handler_the_superior_is_named_first(
    opened: Opened, desk: Desk, scene: Scene
) -> None:
    go_to(scene, 7, 3)
    page = opened.show(LogChecksPage)
    assert "1名だけ" in page.duty_words.text()
    assert "上司を決めてください" in page.subtitle.text()
    page.check_button.click()
    assert page.naming.isVisible()
    page.naming.choice.set_value(PAPER)
    page.naming.act_button.click()
    assert "氏名" in page.naming.person_row.problem_text()
    page.naming.person.set_value("葦原 灯")
    page.naming.post.set_value("事務局長")
    page.naming.password.line.setText(scene.users[OFFICER].password)
    page.naming.act_button.click()
    opened.rest()
    assert "担当者本人" in page.naming.person_row.problem_text()
    page.naming.person.set_value("雲雀 啓")
    page.naming.password.line.setText(scene.users[OFFICER].password)
    page.naming.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "success"
    assert "事務局長 雲雀 啓さん(紙の点検票で点検)" in page.duty_words.text()
    assert page.name_button.text() == "上司を変える"
    assert not page.naming.isVisible()


def test_where_the_officer_put_numbers_out_the_list_asks_for_a_superior(
    opened: Opened, busy: Desk, scene: Scene
) -> None:
    go_to(scene, 7, 20)
    write(busy, "個人番号の表示")
    go_to(scene, 8, 3)
    page = opened.show(LogChecksPage)
    assert "責任者も番号を出力した" in page.duty_words.text()
    assert "上司を決めてください" in page.subtitle.text()
    assert page.name_button.isVisible()
    auditor = next(user for user in busy.vault.users.all() if Role.AUDITOR in user.roles)
    page.ask_superior()
    assert {seat_id for seat_id, _name in superior_choices(page._view.duty)} == {auditor.user_id, PAPER}  # type: ignore[union-attr]
    done(name_superior(busy, auditor.user_id, "", "事務局長", scene.users[OFFICER].password))
    page.refresh(Changed.LOG)
    opened.rest()
    assert page.subtitle.text().startswith("1か月分が点検を待っています")
    assert "ほかの1か月分は、別の人が点検します" in page.subtitle.text()
    page.check_button.click()
    assert opened.shell.opened[-1] == ("month_check", JUNE)
    july = month(opened)
    assert july.sign_button.isHidden()


def test_home_tells_the_officer_and_the_log_page_leads_there(
    opened: Opened, busy: Desk, scene: Scene
) -> None:
    home = opened.show(HomePage)
    lines = {line.item.todo: line for line in home.due_lines()}
    assert lines[Todo.CHECK_MONTHS].sentence.text() == "取扱記録を点検する(2か月分)"
    assert lines[Todo.CHECK_MONTHS].item.urgency is Urgency.OVERDUE
    lines[Todo.CHECK_MONTHS].button.click()
    assert opened.shell.opened[-1] == ("log_checks", None)
    lines[Todo.ANALYSE_ACCESS].button.click()
    assert opened.shell.opened[-1] == ("access_analysis", None)
    log = opened.show(HandlingLogPage)
    log.open_month_checks()
    assert opened.shell.opened[-1] == ("log_checks", None)


def test_home_asks_for_the_superior_first(opened: Opened, desk: Desk, scene: Scene) -> None:
    go_to(scene, 7, 3)
    home = opened.show(HomePage)
    todos = {line.item.todo for line in home.due_lines()}
    assert Todo.NAME_SUPERIOR in todos
    assert Todo.CHECK_MONTHS not in todos


# --- the quarter --------------------------------------------------------------------------------------------------


def test_a_quarter_is_shown_beside_the_one_before_concluded_and_printed(
    opened: Opened, busy: Desk, scene: Scene, tmp_path: Path
) -> None:
    go_to(scene, 10, 5)
    page = opened.show(AccessAnalysisPage)
    assert page.quarter_choice.value() == "2026-Q3"
    bars = {bar.title: bar for bar in page.bars.bars()}
    assert (bars["記録の行"].words, bars["休みの日"].words, bars["時間外"].words) == ("4", "2", "1")
    page.write_button.click()
    page.writing.act_button.click()
    assert page.writing.form.rows()[0].problem_text()
    page.findings.set_value("夏は静かでした。")
    page.writing.password.line.setText(scene.users[OFFICER].password)
    page.writing.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "success"
    assert page.found.isVisible()
    page.print_button.click()
    target = tmp_path / "analysis.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    text = run_together("".join(pages(target.read_bytes())))
    assert "夏は静かでした。" in text
    assert "令和8年7月から9月" in text
    assert not nameless_controls(page)


def test_the_running_quarter_is_shown_and_not_concluded(opened: Opened, busy: Desk) -> None:
    page = opened.show(AccessAnalysisPage, "2026-Q3")
    assert page.write_button.isHidden()
    assert "まだ終わっていません" in page.subtitle.text()
    page.quarter_choice.set_value("2026-Q2")
    page.quarter_choice.activated.emit(page.quarter_choice.currentIndex())
    opened.rest()
    assert not page.write_button.isHidden()
    page.findings.set_value("書きかけ")
    other = opened.show(AccessAnalysisPage)
    other.restore_draft(page.draft())
    opened.rest()
    assert other.findings.value() == "書きかけ"
