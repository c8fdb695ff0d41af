"""The list of people in charge and the page of one of them: what is missing, offered, recorded, refused, printed."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.appointments import Step, is_in_force
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.users import change_roles
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, Scene, done
from tests.helpers.pdf_text import pages, run_together
from tests.ui.pages.charge.newcomers import NEWCOMER
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice, message_box
from ui.pages.charge import appointment_card as acts
from ui.pages.charge.handover_page import HandoverPage
from ui.pages.charge.page import ChargePage
from ui.pages.charge.person_page import ChargePersonPage
from ui.pages.charge.view import ENDED, MISSING, ChargeRow, count_missing_steps, fits
from ui.widgets.labels import PlainLabel


def texts(page: object) -> set[str]:
    """Return the words of every button that is offered."""
    return {button.text() for button in page.findChildren(QPushButton) if not button.isHidden()}  # type: ignore[attr-defined]


def only(page: ChargePersonPage) -> ChargeRow:
    """Return the one appointment of the page."""
    assert page.view is not None
    (row,) = page.view.rows
    return row


def record(page: ChargePersonPage, step: Step, day: date, words: str) -> None:
    card = page.steps[step]
    card.day.set_value(day)
    card.words.set_value(words)
    card.act_button.click()


def test_everybody_is_listed_and_the_first_missing_step_is_offered(
    opened: Opened, desk: Desk, newcomer: str
) -> None:
    page = opened.show(ChargePage)
    assert page.rows.total() == 5
    assert page.subtitle.text() == "5件の担当のうち、1件は手続きが残っています。"
    shown = page.current()
    assert shown is not None
    assert (shown.appointment.user_name, shown.state_words) == (NEWCOMER, "周知がまだ")
    assert page.bar.open_button.text() == "周知を記録する"
    page.bar.open_button.click()
    assert opened.shell.opened == [("charge_person", (newcomer, shown.appointment.id, "announced"))]
    assert count_missing_steps(desk).count == 1
    assert nameless_controls(page) == []


def test_the_list_narrows_to_what_is_missing_and_back(opened: Opened, newcomer: str) -> None:
    page = opened.show(ChargePage, MISSING)
    assert page.rows.rowCount() == 1
    page.list.clear_filter()
    assert page.rows.rowCount() == 5
    page.choice.set_value(ENDED)
    assert page.rows.rowCount() == 0


def test_the_steps_one_after_the_other_make_somebody_able_to_act(
    opened: Opened, desk: Desk, newcomer: str, tmp_path: Path
) -> None:
    page = opened.show(ChargePersonPage, newcomer)
    assert page.heading.text() == NEWCOMER
    assert only(page).missing is Step.ANNOUNCED
    held = desk.vault.file_keys.holders()
    assert not any(newcomer in holders for holders in held.values())
    for step, words in ((Step.ANNOUNCED, "掲示板"), (Step.PLEDGED, "書庫1"), (Step.TRAINED, "読合わせ")):
        card = page.cards[0]
        assert card.primary is not None
        card.primary.click()
        assert not page.steps[step].isHidden()
        record(page, step, date(2026, 6, 10), words)
        opened.rest()
    one = desk.vault.appointments.of_user(newcomer)[0]
    assert is_in_force(one, desk.today, desk.regulation.steps(one.role))
    assert (one.announced_where, one.pledge_place, one.training_note) == ("掲示板", "書庫1", "読合わせ")
    assert any(newcomer in holders for holders in desk.vault.file_keys.holders().values())
    assert told(page)[0][0] == "success"
    assert page.cards[0].primary is None


def test_a_pledge_before_the_appointment_is_said_beside_the_day(opened: Opened, newcomer: str) -> None:
    page = opened.show(ChargePersonPage, newcomer)
    page.ask(Step.PLEDGED.value, only(page))
    record(page, Step.PLEDGED, date(2026, 5, 1), "書庫1")
    opened.rest()
    assert "選任を決めた日" in page.steps[Step.PLEDGED].form.rows()[0].problem_text()
    assert not page.steps[Step.PLEDGED].isHidden()


def test_the_pledge_is_made_and_its_day_recorded(
    opened: Opened, desk: Desk, newcomer: str, tmp_path: Path
) -> None:
    page = opened.show(ChargePersonPage, newcomer)
    page.ask(acts.PRINT_PLEDGE, only(page))
    target = tmp_path / "pledge.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    assert run_together(NEWCOMER) in run_together("".join(pages(target.read_bytes())))
    assert desk.vault.appointments.of_user(newcomer)[0].pledge_printed_on == desk.today
    assert told(page)[0] == ("success", "できました 誓約書をPDFで保存しました。")
    primary = page.cards[0].primary
    assert primary is not None
    assert primary.hasFocus(), "the card was made anew, and the next step has the keyboard"


def test_a_pledge_that_cannot_be_written_is_not_recorded(
    opened: Opened, desk: Desk, newcomer: str, tmp_path: Path
) -> None:
    page = opened.show(ChargePersonPage, newcomer)
    page.ask(acts.PRINT_PLEDGE, only(page))
    file_choice.answer_next(tmp_path / "gone" / "pledge.pdf")
    page.paper.save_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert desk.vault.appointments.of_user(newcomer)[0].pledge_printed_on is None


def test_the_sheet_to_post_names_everybody_appointed(opened: Opened, newcomer: str, tmp_path: Path) -> None:
    page = opened.show(ChargePage)
    page.ask_paper()
    target = tmp_path / "post.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    text = run_together("".join(pages(target.read_bytes())))
    for name in (NEWCOMER, "星川 楓", "葦原 灯", "霧島 澪"):
        assert run_together(name) in text


def test_narrowing_takes_the_key_away_and_asks_for_the_password(
    opened: Opened, desk: Desk, scene: Scene, own_password: str
) -> None:
    handler = scene.users["handler"].user_id
    page = opened.show(ChargePersonPage, handler)
    page.ask(acts.AFFAIRS, only(page))
    assert not page.affairs.password_row.isHidden()
    first = page.affairs.affairs.value()[0]
    page.affairs.affairs.set_value((first,))
    page.affairs.password.line.setText("ちがう")
    page.affairs.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert len(desk.vault.appointments.of_user(handler)[0].affairs) > 1
    page.affairs.password.line.setText(own_password)
    page.affairs.act_button.click()
    opened.rest()
    assert desk.vault.appointments.of_user(handler)[0].affairs == (first,)
    assert page.affairs.password.is_empty()
    assert sum(handler in holders for holders in desk.vault.file_keys.holders().values()) == 1


def test_a_handover_from_the_sheet_to_the_end(
    opened: Opened, desk: Desk, scene: Scene, own_password: str, tmp_path: Path
) -> None:
    handler = scene.users["handler"].user_id
    page = opened.show(ChargePersonPage, handler)
    page.ask(acts.HANDOVER, only(page))
    key, row = opened.shell.opened[-1]
    assert key == "handover"
    form = opened.show(HandoverPage, row)
    form.save()
    assert form.form.rows()[2].problem_text(), "every field needs a word"
    for field in form.fields.values():
        field.set_value("なし")
    form.reason.set_value("異動のため")
    assert form.draft()["open_work"] == "なし"
    form.save()
    opened.rest()
    assert opened.shell.went_back == 1
    assert only(page).state_words == "引継ぎ中"
    target = tmp_path / "handover.pdf"
    page.ask(acts.PRINT_HANDOVER, only(page))
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    assert "異動のため" in run_together("".join(pages(target.read_bytes())))
    page.ask(acts.END, only(page))
    page.end.password.line.setText(own_password)
    page.end.act_button.click()
    opened.rest()
    assert only(page).state == ENDED
    assert "もう入れません" in told(page)[0][1]
    assert not any(handler in holders for holders in desk.vault.file_keys.holders().values())
    assert fits(ENDED, only(page))


def test_a_handover_begun_by_mistake_is_taken_back(opened: Opened, scene: Scene) -> None:
    page = opened.show(ChargePersonPage, scene.users["handler"].user_id)
    form = opened.show(HandoverPage, only(page))
    for field in form.fields.values():
        field.set_value("なし")
    form.save()
    opened.rest()
    message_box.answer_next(True)
    page.ask(acts.WITHDRAW, only(page))
    opened.rest()
    assert [asked.act for asked in message_box.take_asked()] == ["取りやめる"]
    assert only(page).state_words == "担当中"


def test_another_end_of_the_term(opened: Opened, desk: Desk, newcomer: str) -> None:
    page = opened.show(ChargePersonPage, newcomer)
    page.ask(acts.TERM, only(page))
    page.term.ends_on.set_value(date(2026, 5, 1))
    page.term.act_button.click()
    opened.rest()
    assert page.term.form.rows()[0].problem_text()
    page.term.ends_on.set_value(desk.today + timedelta(days=30))
    page.term.act_button.click()
    opened.rest()
    assert "(あと30日)" in _all_text(page)


def _all_text(page: ChargePersonPage) -> str:
    return "".join(label.text() for label in page.findChildren(PlainLabel))


def test_an_auditor_reads_and_is_offered_nothing(
    opened: Opened, newcomer: str, seat: Callable[[str], Desk]
) -> None:
    seat(AUDITOR)
    page = opened.show(ChargePage)
    assert page.rows.total() == 5
    assert not texts(page) & {"選任を記録する", "周知の用紙を印刷"}
    person = opened.show(ChargePersonPage, newcomer)
    assert person.cards[0].primary is None
    assert person.cards[0].others == []


def test_every_control_has_a_name_also_in_the_forms(opened: Opened, newcomer: str) -> None:
    page = opened.show(ChargePersonPage, newcomer)
    for act in (*(step.value for step in page.steps), acts.AFFAIRS, acts.TERM, acts.END, acts.PRINT_PLEDGE):
        page.ask(act, only(page))
        assert nameless_controls(page) == []


@pytest.mark.parametrize("act", ["announced", "pledged"])
def test_the_list_leads_straight_into_the_form_of_a_step(opened: Opened, newcomer: str, act: str) -> None:
    first = opened.show(ChargePersonPage, newcomer)
    page = opened.show(ChargePersonPage, (newcomer, only(first).appointment.id, act))
    assert not page.steps[Step(act)].isHidden()


def test_roles_that_had_better_be_separate_are_named_with_their_article(
    opened: Opened, desk: Desk, scene: Scene, own_password: str
) -> None:
    auditor = scene.users[AUDITOR].user_id
    done(change_roles(desk, auditor, frozenset({Role.AUDITOR, Role.SYSTEM_KEEPER}), own_password))
    page = opened.show(ChargePersonPage, auditor)
    (advice,) = told(page)
    assert advice[0] == "info"
    assert "分けることをおすすめします" in advice[1]
    page.refresh(page.refresh_on)
    opened.rest()
    assert told(page) == [advice], "said once"


def test_everything_goes_without_a_mouse(opened: Opened, desk: Desk, newcomer: str, qtbot: QtBot) -> None:
    page = opened.show(ChargePage)
    page.first_focus().setFocus()
    page.list.view.selectRow(0)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert opened.shell.opened[-1] == ("charge_person", newcomer)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert opened.shell.opened[-1] == ("appoint", None)
    person = opened.show(ChargePersonPage, newcomer)
    button = person.cards[0].primary
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Return)
    card = person.steps[Step.ANNOUNCED]
    assert card.day.isAncestorOf(person.focusWidget()) or card.day is person.focusWidget()
    for _step in range(4):
        if person.focusWidget() is card.words:
            break
        qtbot.keyClick(person.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(card.words, "board")
    qtbot.keyClick(card.words, Qt.Key.Key_Tab)
    assert person.focusWidget() is card.act_button
    qtbot.keyClick(card.act_button, Qt.Key.Key_Space)
    opened.rest()
    assert desk.vault.appointments.of_user(newcomer)[0].announced_where == "board"


def test_the_record_of_the_first_training_is_printed_to_take_along(
    opened: Opened, desk: Desk, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(ChargePersonPage, scene.users["handler"].user_id)
    target = tmp_path / "training.pdf"
    page.ask(acts.PRINT_TRAINING, only(page))
    assert page.paper.isVisible()
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    words = run_together("".join(pages(target.read_bytes())))
    assert run_together(scene.users["handler"].name) in words
    assert "初任研修の記録" in words
    assert [paper.form_id for paper in desk.vault.papers.all()] == ["FT"]
