"""The drop box inside the collection: a receiver hands in and reads nothing back, a handler takes over in one act."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ashibue_desk.use_cases.collect_number import collect_number
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drop_box import list_drops
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, digits, done, receipt_for
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.showing import Opened, told
from ui.background.operations import Operations
from ui.desktop import message_box
from ui.pages.collection.page import CollectionPage


@pytest.fixture
def seat(opened: Opened, open_operations: Operations, scene: Scene) -> Callable[[str], Desk]:
    """Let somebody else sit down at the desk."""

    def sit(who: str) -> Desk:
        scene.close()
        taken = scene.unlock(who)
        open_operations.open_desk(taken)
        opened.context = replace(opened.context, roles=taken.actor.roles, actor_name=taken.actor.name)
        return taken

    return sit


def hand_in(desk: Desk, person_id: str, seed: int) -> None:
    done(collect_number(desk, receipt_for(desk, person_id, valid_number(seed))))


def test_a_receiver_sees_what_waits_and_is_offered_nothing_but_receiving(
    opened: Opened, scene: Scene, seat: Callable[[str], Desk]
) -> None:
    receiver = seat(RECEIVER)
    hand_in(receiver, scene.person_ids[4], 40)
    page = opened.show(CollectionPage)
    assert not page.drops.isHidden()
    assert page.drops.heading.text() == "引継ぎを待っている番号(1件)"
    assert page.drops.take_button.isHidden()
    assert page.bar.isHidden()
    assert nameless_controls(page) == []


def test_a_handler_takes_over_everything_in_one_act_and_the_list_empties(
    opened: Opened, scene: Scene, seat: Callable[[str], Desk]
) -> None:
    receiver = seat(RECEIVER)
    for seed, person_id in enumerate(scene.person_ids[4:6], 40):
        hand_in(receiver, person_id, seed)
    handler = seat(HANDLER)
    page = opened.show(CollectionPage)
    assert page.drops.take_button.text() == "2件を引き継ぐ"
    page.drops.take_button.click()
    opened.rest()
    assert told(page)[0][1].startswith("2件の番号を引き継ぎました")
    assert page.drops.isHidden()
    assert list_drops(handler) == ()
    assert digits(handler, scene.person_ids[4]) == valid_number(40).digits()
    seat(RECEIVER)
    assert opened.show(CollectionPage).drops.isHidden()


def test_a_number_on_file_for_somebody_else_is_asked_about(
    opened: Opened, scene: Scene, seat: Callable[[str], Desk]
) -> None:
    receiver = seat(RECEIVER)
    hand_in(receiver, scene.person_ids[4], 0)  # the number of somebody who is on file
    officer = seat(OFFICER)
    page = opened.show(CollectionPage)
    message_box.answer_next(False)
    page.drops.take_button.click()
    opened.rest()
    (asked,) = message_box.take_asked()
    assert asked.act == "同じ人なので引き継ぐ"
    assert len(list_drops(officer)) == 1
    message_box.answer_next(True)
    page.drops.take_button.click()
    opened.rest()
    message_box.take_asked()
    assert list_drops(officer) == ()


def test_a_handler_without_the_pledge_is_told_the_step(
    opened: Opened, desk: Desk, scene: Scene, seat: Callable[[str], Desk]
) -> None:
    one = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)[0]
    receiver = seat(RECEIVER)
    hand_in(receiver, scene.person_ids[4], 40)
    handler = seat(HANDLER)
    with handler.act():
        handler.vault.appointments.put(replace(one, pledge_received_on=None))
    page = opened.show(CollectionPage)
    page.drops.take_button.click()
    opened.rest()
    assert "誓約書の受領が、まだ記録されていません" in told(page)[0][1]
    assert len(list_drops(handler)) == 1
    assert page.drops.take_button.isEnabled()


def test_an_auditor_sees_no_drop_box(opened: Opened, scene: Scene, seat: Callable[[str], Desk]) -> None:
    receiver = seat(RECEIVER)
    hand_in(receiver, scene.person_ids[4], 40)
    seat(AUDITOR)
    page = opened.show(CollectionPage)
    assert page.drops.isHidden()
    assert page.rows.total() > 0
