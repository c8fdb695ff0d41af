"""The monthly check on the screen: the list of months, one month from first look to signature, paper, the quarter."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_check import MonthState
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, Urgency
from ashibue_desk.use_cases.log_check_acts import name_superior
from ashibue_desk.use_cases.log_checks import view_month
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, OFFICER, Scene, done
from tests.helpers.pdf_text import pages, run_together
from tests.ui.pages.showing import Opened, told
from ui.background.operations import Operations
from ui.desktop import file_choice
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.home.page import HomePage
from ui.pages.log_checks.analysis_page import AccessAnalysisPage
from ui.pages.log_checks.month_page import MonthCheckPage
from ui.pages.log_checks.month_view import read_month_page
from ui.pages.log_checks.page import LogChecksPage
from ui.pages.log_checks.view import PAPER, superior_choices

JUNE, JULY = "2026-06", "2026-07"


def at(scene: Scene, month: int, day: int, hour: int = 10) -> None:
    zone = scene.clock.local_now().tzinfo
    scene.clock.set_to(datetime(2026, month, day, hour, tzinfo=zone))


def write(desk: Desk, act: str, log_class: LogClass = LogClass.USE, **told: object) -> None:
    with desk.act():
        desk.log(LogLine(log_class=log_class, act=act, **told))  # type: ignore[arg-type] # fields of a line


@pytest.fixture
def busy(desk: Desk, scene: Scene) -> Desk:
    """August in an office with two handlers, whose July had a disposal, a Saturday and a late evening."""
    auditor = next(user for user in desk.vault.users.all() if Role.AUDITOR in user.roles)
    with desk.act():
        desk.vault.users.set_roles(auditor.user_id, frozenset({Role.AUDITOR, Role.HANDLER}))
    at(scene, 7, 3)
    write(desk, "個人番号の削除", LogClass.DISPOSAL, object_label="架空 花")
    at(scene, 7, 11)
    write(desk, "名簿の訂正", LogClass.ADMINISTRATION)
    write(desk, "名簿の訂正", LogClass.ADMINISTRATION)
    at(scene, 7, 14, 22)
    write(desk, "名簿の訂正", LogClass.ADMINISTRATION)
    at(scene, 8, 3)
    return desk


def month(opened: Opened, key: str = JULY) -> MonthCheckPage:
    return opened.show(MonthCheckPage, key)


def sign(page: MonthCheckPage, opened: Opened, scene: Scene) -> None:
    page.sign_button.click()
    page.signing.password.line.setText(scene.users[OFFICER].password)
    page.signing.act_button.click()
    opened.rest()


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
    at(scene, 7, 3)
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
    at(scene, 7, 20)
    write(busy, "個人番号の表示")
    at(scene, 8, 3)
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
    at(scene, 7, 3)
    home = opened.show(HomePage)
    todos = {line.item.todo for line in home.due_lines()}
    assert Todo.NAME_SUPERIOR in todos
    assert Todo.CHECK_MONTHS not in todos


# --- a month ------------------------------------------------------------------------------------------------------


def test_what_deserves_a_look_comes_first_with_what_to_look_at(opened: Opened, busy: Desk) -> None:
    page = month(opened)
    rows = page.items.rows
    assert [rows.row(at).reasons for at in range(rows.rowCount())] == [
        "削除・廃棄",
        "休みの日の取扱い",
        "時間外の取扱い",
    ]
    assert "ほか1行" in rows.data(rows.index(1, 4))
    page.items.list.view.selectRow(0)
    assert "架空 花" in page.items.bar.name.text()
    assert page.items.bar.look_at.text().startswith("見るところ: ")
    assert page.heading.text() == "令和8年7月分の点検"
    titles = [bar.title for bar in page.class_bars.bars()]
    assert "削除・廃棄" in titles
    assert not nameless_controls(page)


def test_a_month_is_ticked_doubted_signed_and_shown_as_done(opened: Opened, busy: Desk, scene: Scene) -> None:
    page = month(opened)
    items = page.items
    items.list.view.selectRow(0)
    items.bar.doubtful.click()
    assert "コメント" in told(page)[0][1], "doubt without a reason is not taken"
    items.bar.remark.set_value("廃棄の記録を見せてもらう")
    items.bar.doubtful.click()
    page.sign_button.click()
    assert "2件あります" in told(page)[0][1]
    assert not page.signing.isVisible()
    items.rows.check_shown(checked=True)
    items.rows.toggle(2)
    assert items.rows.is_checked(0), "the doubtful one, whose verdict must stay"
    items.tick_button.click()
    assert items.left() == 1
    items.rows.check_shown(checked=True)
    items.tick_button.click()
    assert items.left() == 0
    assert "最後に署名" in page.subtitle.text()
    page.signing.comment.set_value("本人に聞く")
    sign(page, opened, scene)
    assert told(page)[0][0] == "success"
    ((check, remarks),) = view_month(busy, JULY).checks
    assert (check.comment, check.items) == ("本人に聞く", 3)
    assert [remark.remark for remark in remarks if not remark.in_order] == ["廃棄の記録を見せてもらう"]
    assert page.sign_button.isHidden()
    assert page.print_button.hasFocus(), "the sheet comes next"
    assert page.signed.isVisible()
    assert "済んでいます" in page.subtitle.text()


def doubted(opened: Opened, scene: Scene) -> MonthCheckPage:
    """Sign July with one line in doubt."""
    page = month(opened)
    page.items.list.view.selectRow(0)
    page.items.bar.remark.set_value("依頼書を確かめる")
    page.items.bar.doubtful.click()
    page.items.rows.check_shown(checked=True)
    page.items.tick_button.click()
    sign(page, opened, scene)
    return page


def test_a_line_in_doubt_waits_in_list_and_home_until_its_outcome_is_written(
    opened: Opened, busy: Desk, scene: Scene
) -> None:
    page = doubted(opened, scene)
    (line,) = page.doubts.lines
    assert line.doubt.state == "結果待ち"
    assert "確かめること: 依頼書を確かめる" in line.doubt.text
    assert "1件が、結果を待っています" in page.subtitle.text()
    home = opened.show(HomePage)
    assert Todo.SETTLE_DOUBTS in {due.item.todo for due in home.due_lines()}
    months = opened.show(LogChecksPage)
    assert "要確認の1件が、結果を待っています。" in months.subtitle.text()
    line.button.click()
    assert page.outcome.isVisible()
    assert nameless_controls(page) == []
    page.outcome.password.line.setText(scene.users[OFFICER].password)
    page.outcome.act_button.click()
    opened.rest()
    assert {row.name for row in page.outcome.form.rows() if row.problem_text()} == {"found_on", "finding"}
    page.outcome.day.set_value(date(2026, 7, 30))
    page.outcome.finding.set_value("依頼書どおり")
    page.outcome.act_button.click()
    opened.rest()
    (problem,) = (row for row in page.outcome.form.rows() if row.problem_text())
    assert problem.name == "found_on"
    page.outcome.day.set_value(date(2026, 8, 3))
    page.outcome.password.line.setText(scene.users[OFFICER].password)
    page.outcome.act_button.click()
    opened.rest()
    assert page.outcome.isHidden()
    assert told(page)[0][0] == "success"
    (line,) = page.doubts.lines
    assert line.doubt.state == "結果あり"
    assert "依頼書どおり" in line.doubt.text
    assert not line.button.isVisible()
    assert page.subtitle.text() == "この月の点検は済んでいます。"


def test_who_does_not_check_sees_what_is_in_doubt_and_writes_nothing(
    opened: Opened, busy: Desk, scene: Scene
) -> None:
    page = doubted(opened, scene)
    officer = replace(busy.actor, user_id="somebody else")
    view = read_month_page(replace(busy, actor=officer), JULY)
    page.show_month(view)
    assert len(page.doubts.lines) == 1
    assert not page.doubts.lines[0].button.isVisible()


def test_the_list_leads_to_what_is_in_doubt_once_no_month_waits(
    opened: Opened, busy: Desk, scene: Scene
) -> None:
    doubted(opened, scene)
    june = month(opened, JUNE)
    june.items.rows.check_shown(checked=True)
    june.items.tick_button.click()
    sign(june, opened, scene)
    page = opened.show(LogChecksPage)
    assert page.check_button.text() == "要確認の結果を書く"
    page.check_button.click()
    assert opened.shell.opened[-1] == ("month_check", JULY)


def test_enter_ticks_and_goes_on_to_the_next(opened: Opened, busy: Desk) -> None:
    page = month(opened)
    page.items.list.view.selectRow(0)
    page.items.list.opened.emit(page.items.list.view.current_key())
    assert page.items.rows.row(0).state[0] == "確認済"
    assert page.items.list.view.current_key() == str(page.items.rows.row(1).item.seq)


def test_a_wrong_password_signs_nothing_and_keeps_the_verdicts(opened: Opened, busy: Desk) -> None:
    page = month(opened)
    page.items.rows.check_shown(checked=True)
    page.items.tick_button.click()
    page.sign_button.click()
    page.signing.password.line.setText("ちがうパスワード")
    page.signing.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert page.items.left() == 0
    assert view_month(busy, JULY).checks == ()


def test_a_line_that_comes_meanwhile_is_shown_before_anything_is_signed(
    opened: Opened, busy: Desk, scene: Scene
) -> None:
    page = month(opened)
    page.items.rows.check_shown(checked=True)
    page.items.tick_button.click()
    page.sign_button.click()
    write(busy, "書類の廃棄", happened_on="2026-07-20")
    sign(page, opened, scene)
    assert "記録が増えました" in told(page)[0][1]
    assert view_month(busy, JULY).checks == ()
    assert page.items.left() == 1


def test_a_running_month_can_be_looked_at_but_not_signed(opened: Opened, busy: Desk) -> None:
    page = month(opened, "2026-08")
    assert page.sign_button.isHidden()
    assert "まだ終わっていません" in page.subtitle.text()


def test_the_sheet_is_made_with_the_verdicts(
    opened: Opened, busy: Desk, scene: Scene, tmp_path: Path
) -> None:
    page = month(opened)
    page.items.rows.check_shown(checked=True)
    page.items.tick_button.click()
    sign(page, opened, scene)
    page.print_button.click()
    target = tmp_path / "sheet.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    text = run_together("".join(pages(target.read_bytes())))
    for words in ("令和8年7月分", "確認済", "削除・廃棄", "星川楓（責任者）", "この記録簿のコード"):
        assert words in text
    assert told(page)[0][0] == "success"


def test_verdicts_come_back_after_a_lock(opened: Opened, busy: Desk) -> None:
    page = month(opened)
    page.items.list.view.selectRow(0)
    page.items.bar.remark.set_value("見た")
    page.items.bar.good.click()
    kept = page.draft()
    other = opened.show(MonthCheckPage)
    other.restore_draft(kept)
    opened.rest()
    assert other.items.left() == 2
    assert other.items.rows.row(0).verdict.remark == "見た"
    assert month(opened, JUNE).draft() == {}


def test_a_sheet_signed_on_paper_is_entered_by_the_officer(
    opened: Opened, desk: Desk, scene: Scene, tmp_path: Path
) -> None:
    at(scene, 7, 3)
    done(name_superior(desk, "", "雲雀 啓", "事務局長", scene.users[OFFICER].password))
    page = month(opened, JUNE)
    assert page.sign_button.text() == "紙の点検を記録する"
    assert page.items.bar.acts.isHidden()
    page.ask_paper()
    target = tmp_path / "sheet.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    text = run_together("".join(pages(target.read_bytes())))
    last = view_month(desk, JUNE).last_seq
    assert f"この月のいちばん新しい番号{last}" in text
    page.sign_button.click()
    card = page.on_paper
    card.number.set_value("12番だと思う")
    card.day.set_value(date(2026, 7, 2))
    card.place.set_value("書庫A")
    card.act_button.click()
    opened.rest()
    assert "点検票に印刷された" in card.form.rows()[0].problem_text()
    card.number.set_value(f"{last:,}番")
    card.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "success"
    ((check, _remarks),) = view_month(desk, JUNE).checks
    assert (check.checker_name, check.place) == ("事務局長 雲雀 啓", "書庫A")


# --- the quarter --------------------------------------------------------------------------------------------------


def test_a_quarter_is_shown_beside_the_one_before_concluded_and_printed(
    opened: Opened, busy: Desk, scene: Scene, tmp_path: Path
) -> None:
    at(scene, 10, 5)
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
