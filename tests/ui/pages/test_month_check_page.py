"""One month of the log on the screen: from the first look over doubts and their outcome to signature and paper."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo
from ashibue_desk.use_cases.log_check_acts import name_superior
from ashibue_desk.use_cases.log_checks import view_month
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene, done
from tests.helpers.office_months import JULY, JUNE, go_to, write
from tests.helpers.pdf_text import pages, run_together
from tests.ui.pages.busy_months import busy, month, sign
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.home.page import HomePage
from ui.pages.log_checks.month_page import MonthCheckPage
from ui.pages.log_checks.month_view import read_month_page
from ui.pages.log_checks.page import LogChecksPage
from ui.theme.theme import px

__all__ = ["busy"]


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
    view, longest = page.items.list.view, "R10.12.31 23:36〜23:47"
    assert view.columnWidth(1) >= view.fontMetrics().horizontalAdvance(longest) + px(16), (
        "until when is read too"
    )
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
    go_to(scene, 7, 3)
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
