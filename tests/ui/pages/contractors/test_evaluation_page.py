"""The evaluation: thirty-two questions with one key each, kept, decided, printed, handed out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.contractor_evaluation import Mark
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.use_cases.contractors.evaluating import evaluation_view
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, HANDLER, Scene
from tests.helpers.pdf_text import pages
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice, show_file
from ui.pages.contractors.criterion_row import CriterionRow
from ui.pages.contractors.evaluation_page import EvaluationPage
from ui.pages.contractors.returned_page import ReturnedPaper
from ui.theme.plain_label import PlainLabel


@pytest.fixture
def shown_files() -> Iterator[list[Path]]:
    """Note which files would be opened."""
    yield show_file.note_only()
    show_file.note_only(on=False)


@pytest.fixture
def page(opened: Opened, office: Office, qtbot: QtBot) -> Iterator[EvaluationPage]:
    """The evaluation that is half-way, with the keyboard at the first question that is left."""
    shown = opened.show(EvaluationPage, office.evaluation)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.questions.begin()
    yield shown
    opened.rest()  # what a group that was left keeps, and what is read again after it
    opened.rest()


def row_in_use(page: EvaluationPage) -> CriterionRow:
    """Return the row that has the keyboard."""
    assert page.questions.panel is not None
    focus = QApplication.focusWidget()
    return next(row for row in page.questions.panel.rows if focus is not None and row.isAncestorOf(focus))


def press(
    qtbot: QtBot, *keys: object, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def answer_everything(page: EvaluationPage, qtbot: QtBot, opened: Opened) -> None:
    """Press 1 at every question that is left, from the first to the last group."""
    left = page.sheet.counts()[None] if page.sheet is not None else 0
    for _ in range(left):
        press(qtbot, "1")
    opened.rest()
    page.open_group(1)
    assert page.questions.panel is not None
    page.questions.panel.rows[1].mark.buttons()[0].click()  # the one that may not be left out
    page.open_group(0)
    page.questions.panel.rows[4].mark.buttons()[0].click()
    opened.rest()


def test_it_begins_where_something_is_left(page: EvaluationPage) -> None:
    assert page.heading.text() == "紙のみずうみ溶解サービスの評価"
    assert page.questions.heading.text() == "2　受渡しと保管"
    assert row_in_use(page).number == "2-7"
    assert page.summary.verdict.text() == "評価の途中"
    assert "あと18項目" in page.summary.counts.text()
    assert "必須の項目がすべて○のとき合格" in page.summary.rule.text()
    assert len(page.summary.bars.bars()) == 7
    assert nameless_controls(page) == []


def test_one_key_judges_and_goes_on_over_the_end_of_a_group(
    page: EvaluationPage, qtbot: QtBot, opened: Opened, office: Office
) -> None:
    press(qtbot, "1")
    assert page.questions.heading.text().startswith("3　")
    assert row_in_use(page).number == "3-1"
    opened.rest()
    kept = evaluation_view(office.desk, office.evaluation)
    assert sum(answer.mark is not None for answer in kept.answers.values()) == 15
    press(qtbot, Qt.Key.Key_Up)
    assert row_in_use(page).number == "2-7"
    press(qtbot, Qt.Key.Key_Down, "1", "1")
    assert row_in_use(page).number == "3-3"


def test_what_is_lacking_asks_for_its_words(page: EvaluationPage, qtbot: QtBot) -> None:
    row = row_in_use(page)
    press(qtbot, "3")
    assert row.comment.hasFocus()
    qtbot.keyClicks(row.comment, "book missing")
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert row_in_use(page).number == "2-6"
    press(qtbot, Qt.Key.Key_Down, "2")
    assert row.condition.hasFocus()
    assert row.condition.isVisible()
    row.condition.set_value("台帳をつくる")
    press(qtbot, Qt.Key.Key_Return)
    assert row.due.line.hasFocus(), "typed into the next row, the day would answer that one"
    row.due.line.setText("R8.9.30")
    assert page.sheet is not None
    answer = page.sheet.answer(row.criterion.id)
    assert (answer.mark, answer.comment, answer.condition) == (Mark.FAIR, "book missing", "台帳をつくる")
    assert answer.due_on is not None
    press(qtbot, Qt.Key.Key_Return)
    assert page.questions.at == 2


def test_the_summary_opens_a_group(page: EvaluationPage, qtbot: QtBot) -> None:
    page.summary.bars.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert page.questions.heading.text().startswith("3　")
    page.questions.previous_group()
    page.questions.previous_group()
    assert page.questions.heading.text().startswith("1　")
    assert not page.questions.back_button.isVisible()


def test_leaving_keeps_what_was_answered(
    page: EvaluationPage, qtbot: QtBot, opened: Opened, office: Office
) -> None:
    press(qtbot, "4")
    row = row_in_use(page)
    row.comment.set_value("媒体を使わない")
    assert page.draft()["evaluation_id"] == office.evaluation
    assert page.may_leave()
    opened.rest()
    kept = evaluation_view(office.desk, office.evaluation).answers[row.criterion.id]
    assert (kept.mark, kept.comment) == (Mark.NOT_APPLICABLE, "媒体を使わない")
    assert page.draft() == {}


def test_a_draft_comes_back_after_a_lock(page: EvaluationPage, qtbot: QtBot, opened: Opened) -> None:
    row = row_in_use(page)
    press(qtbot, "2")
    row.condition.set_value("書きかけ")
    draft = page.draft()
    again = EvaluationPage(opened.context)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(draft)
    opened.rest()
    assert again.sheet is not None
    answer = again.sheet.answer(row.criterion.id)
    assert (answer.mark, answer.condition) == (Mark.FAIR, "書きかけ")


def test_deciding_too_early_shows_the_first_question_that_is_left(page: EvaluationPage, qtbot: QtBot) -> None:
    page.decide_button.click()
    assert told(page)[0][0] == "error"
    assert "決められます" in told(page)[0][1]
    assert row_in_use(page).problem_text() != ""
    assert not page.decision.isVisible()


def test_the_officer_decides_as_the_rule_allows(
    page: EvaluationPage, qtbot: QtBot, opened: Opened, office: Office
) -> None:
    evaluation = office.evaluation
    answer_everything(page, qtbot, opened)
    assert page.summary.verdict.text() == "合格にできます"
    page.decide_button.click()
    assert [button.text() for button in page.decision.verdict.buttons()] == ["合格", "不合格"]
    page.decision.verdict.set_value(Verdict.REFUSED.value)
    page.decision.act_button.click()
    opened.rest()
    assert "理由" in page.decision.reason_row.problem_text()
    page.decision.verdict.set_value(Verdict.PASSED.value)
    page.decision.act_button.click()
    opened.rest()
    opened.rest()
    assert evaluation_view(office.desk, evaluation).head.verdict is Verdict.PASSED
    assert "「合格」と決めました。" in told(page)[0][1]
    assert page.next_button.isVisible(), "a decided evaluation is no dead end"
    page.next_button.click()
    contractor = evaluation_view(office.desk, evaluation).head.contractor_id
    assert opened.shell.opened[-1] == ("contractor", contractor)
    assert not page.save_button.isVisible()
    assert not page.decide_button.isVisible()
    assert page.paper.print_button.text() == "結果を印刷する"
    assert page.questions.panel is not None
    first = page.questions.panel.rows[0]
    assert not first.mark.buttons()[0].isEnabled()
    assert not first.comment.isVisible()
    assert any("規程と台帳を見た" in label.text() for label in first.findChildren(PlainLabel))


def test_an_individual_number_in_a_comment_is_refused_beside_its_question(
    page: EvaluationPage, opened: Opened
) -> None:
    from tests.helpers.sample_numbers import valid_number

    row = row_in_use(page)
    row.comment.set_value(valid_number(7).digits())
    page.save_button.click()
    opened.rest()
    assert "個人番号" in row.problem_text()
    assert told(page)[0][0] == "error"


def test_giving_up_needs_a_reason_and_returns(page: EvaluationPage, opened: Opened, office: Office) -> None:
    evaluation = office.evaluation
    page.withdraw_button.click()
    page.withdrawal.act_button.click()
    assert page.withdrawal.isVisible()
    page.withdrawal.reason.set_value("相手が辞退した")
    page.withdrawal.act_button.click()
    opened.rest()
    assert opened.shell.went_back == 1
    assert evaluation_view(office.desk, evaluation).head.withdrawn_reason == "相手が辞退した"


def test_the_sheet_goes_out_on_paper_and_as_a_workbook(
    page: EvaluationPage, opened: Opened, office: Office, tmp_path: Path, shown_files: list[Path]
) -> None:
    page.paper.print_button.click()
    file_choice.answer_next(tmp_path / "sheet.pdf")
    page.sheet_acts.papers.card.save_button.click()
    opened.rest()
    assert "紙のみずうみ溶解サービス" in "".join(pages((tmp_path / "sheet.pdf").read_bytes()))
    file_choice.answer_next(tmp_path / "sheet.xlsx")
    page.paper.hand_out_button.click()
    opened.rest()
    assert (tmp_path / "sheet.xlsx").read_bytes().startswith(b"PK")
    page.sheet_acts.show_file()
    assert shown_files == [tmp_path / "sheet.xlsx"]
    file_choice.answer_next(tmp_path / "sheet.xlsx")
    page.paper.take_back_button.click()
    assert opened.shell.opened == [
        ("contractor_sheet", ReturnedPaper(office.evaluation, tmp_path / "sheet.xlsx"))
    ]


@pytest.mark.parametrize("who", [HANDLER, AUDITOR])
def test_who_may_not_decide_is_not_offered_it(opened: Opened, office: Office, scene: Scene, who: str) -> None:
    opened.context = replace(opened.context, roles=scene.users[who].roles)
    page = opened.show(EvaluationPage, office.evaluation)
    assert not page.decide_button.isVisible()
    assert page.save_button.isVisible() is (who == HANDLER)
    assert page.paper.isVisible() is (who == HANDLER)
    assert page.questions.panel is not None
    assert page.questions.panel.rows[0].mark.buttons()[0].isEnabled() is (who == HANDLER)
    page.may_leave()
    assert page.draft() == {}
