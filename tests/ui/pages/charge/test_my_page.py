"""「自分の担当」 for each role: one's own steps, open work, papers; and what is missing where a number is wanted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.charge import appointment_card as acts
from ui.pages.charge.my_page import MyDutiesPage, WorkLine
from ui.pages.reveal.page import RevealPage
from ui.wizards.collect_number.page import CollectPage


def lose_pledge(desk: Desk, user_id: str) -> None:
    """Take the pledge of a user back out of the record."""
    one = desk.vault.appointments.of_user(user_id)[0]
    with desk.act():
        desk.vault.appointments.put(replace(one, pledge_received_on=None, pledge_place=""))


@pytest.mark.parametrize("who", [OFFICER, HANDLER, RECEIVER, AUDITOR])
def test_everybody_sees_their_own_and_nobody_elses(
    opened: Opened, scene: Scene, seat: Callable[[str], Desk], who: str
) -> None:
    taken = seat(who)
    page = opened.show(MyDutiesPage)
    assert page.subtitle.text().startswith(taken.actor.name)
    assert {card.shown.appointment.user_id for card in page.cards} == {taken.actor.user_id}
    assert all(card.primary is None for card in page.cards), "recording is the officer's"
    assert nameless_controls(page) == []


def test_one_prints_ones_own_pledge(
    opened: Opened, desk: Desk, scene: Scene, seat: Callable[[str], Desk], tmp_path: Path
) -> None:
    lose_pledge(desk, scene.users[HANDLER].user_id)
    taken = seat(HANDLER)
    page = opened.show(MyDutiesPage)
    (card,) = page.cards
    assert "誓約書の受領" in card.reason.text()
    assert {button.text() for button in card.others} == {"誓約書を印刷する", "引継ぎを始める"}
    page.ask(acts.PRINT_PLEDGE, card.shown)
    file_choice.answer_next(tmp_path / "mine.pdf")
    page.paper.save_button.click()
    opened.rest()
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert taken.vault.appointments.of_user(taken.actor.user_id)[0].pledge_printed_on == taken.today


def test_open_work_leads_to_its_page(opened: Opened) -> None:
    page = opened.show(MyDutiesPage)
    line = page.findChild(WorkLine)
    assert line is not None
    line.click()
    assert opened.shell.opened == [("collection", None)]


def test_a_number_is_not_offered_before_the_pledge_and_the_step_is_named(
    opened: Opened, desk: Desk, scene: Scene, seat: Callable[[str], Desk]
) -> None:
    lose_pledge(desk, scene.users[HANDLER].user_id)
    seat(HANDLER)
    page = opened.show(RevealPage, scene.person_ids[0])
    tone, text = told(page)[0]
    assert tone == "warning"
    assert "誓約書の受領が、まだ記録されていません" in text
    assert page.question.isHidden()
    page.missing_step.open()
    assert opened.shell.opened[-1] == ("my_duties", None)
    wizard = opened.show(CollectPage, scene.person_ids[4])
    assert "誓約書の受領が、まだ記録されていません" in told(wizard)[0][1]
    assert wizard.wizard.isHidden()


def test_the_officer_is_led_to_where_the_step_is_recorded(opened: Opened, desk: Desk, scene: Scene) -> None:
    one = desk.vault.appointments.of_user(desk.actor.user_id)[0]
    with desk.act():
        desk.vault.appointments.put(replace(one, announced_on=None))
    page = opened.show(RevealPage, scene.person_ids[0])
    assert "周知" in told(page)[0][1]
    page.missing_step.open()
    assert opened.shell.opened[-1] == ("charge", None)
