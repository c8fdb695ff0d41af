"""Ending a charge: written down, confirmed by the officer, the door shut and the keys renewed (K9-5)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.appointments import Handover
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import appointments, handovers, reveal_number, users, vault_gate
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_situations import (
    AppointmentGone,
    NoHandoverYet,
    NotOneself,
    OnlyOfficer,
    UserGone,
)
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import AccountClosed, NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, rights_are_sealed
from tests.helpers.sample_numbers import valid_number

SHEET = Handover("年末調整の途中", "扶養控除等申告書 3通", "なし", "書庫の鍵 1本")


def secret(scene: Scene, who: str = OFFICER) -> str:
    return scene.users[who].password


def own(desk: Desk, user_id: str) -> str:
    """Return the id of the first appointment of a user that is open."""
    return next(one.id for one in desk.vault.appointments.of_user(user_id) if one.is_open)


def hand_over(desk: Desk, user_id: str) -> str:
    one = own(desk, user_id)
    assert isinstance(handovers.begin_handover(desk, one, SHEET, desk.today, "異動"), Done)
    return one


class TestHandover:
    """The sheet first, then the confirmation of the officer."""

    def test_the_handler_writes_it_down_and_goes_on_until_it_is_confirmed(self, scene: Scene) -> None:
        desk = scene.unlock(HANDLER)
        one = hand_over(desk, desk.actor.user_id)
        affair = reveal_number.affairs_of_number(desk, scene.person_ids[0])[0].id
        desk.require_able(affair)
        with pytest.raises(NotYourDuty):
            handovers.confirm_handover(desk, one, secret(scene, HANDLER))
        scene.close()
        officer = scene.unlock()
        answer = handovers.confirm_handover(officer, one, secret(scene)).answer
        assert (answer.user_name, answer.account_closed) == (scene.users[HANDLER].name, True)
        ended = officer.vault.appointments.get(one)
        assert (ended.ended_on, ended.handover, ended.end_reason) == (officer.today, SHEET, "異動")
        assert ended.handover_confirmed_by == scene.users[OFFICER].name

    def test_the_door_is_shut_and_every_key_is_another(self, scene: Scene) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER].user_id
        slots = key_slots.read_slots(scene.place, scene.device_secret)
        old_keys = slots.user(handler).open(secret(scene, HANDLER), scene.vault_id)
        editions = {file_id: desk.vault.number_files.get(file_id).edition for file_id in desk.file_keys}
        handovers.confirm_handover(desk, hand_over(desk, handler), secret(scene))
        assert rights_are_sealed(desk)
        assert desk.vault.file_keys.files_of(handler) == set()
        assert all(desk.vault.number_files.get(file_id).edition == n + 1 for file_id, n in editions.items())
        assert "保管庫の鍵を新しくした" in {
            entry.line.act for entry in desk.vault.log.read(LogFilter(most=4))
        }
        scene.close()
        with pytest.raises(KeyError):
            key_slots.read_slots(scene.place, scene.device_secret).user(handler)
        with pytest.raises(Situation):
            Vault(scene.place, database_key(old_keys.master_key, scene.vault_id))
        assert len(vault_gate.look_at(scene.surroundings, scene.place).users) == 3
        desk = scene.unlock()
        assert desk.vault.people.rows()
        assert desk.vault.users.get(handler).disabled_at

    def test_another_duty_keeps_the_account_open(self, scene: Scene) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER].user_id
        users.change_roles(desk, handler, frozenset({Role.HANDLER, Role.AUDITOR}), secret(scene))
        one = hand_over(desk, handler)
        assert not handovers.confirm_handover(desk, one, secret(scene)).answer.account_closed
        scene.close()
        entered = scene.unlock(HANDLER)
        assert entered.actor.roles == {Role.AUDITOR}
        assert entered.file_keys == {}

    def test_a_door_that_a_crash_had_shut_stays_shut(self, scene: Scene) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER].user_id
        users.change_roles(desk, handler, frozenset({Role.HANDLER, Role.AUDITOR}), secret(scene))
        one = hand_over(desk, handler)
        slots = key_slots.read_slots(scene.place, scene.device_secret).without_user(handler)
        key_slots.write_slots(scene.place, slots, scene.device_secret)
        scene.close()
        desk = scene.unlock()
        assert not handovers.confirm_handover(desk, one, secret(scene)).answer.account_closed
        assert desk.vault.users.get(handler).roles == {Role.AUDITOR}
        scene.close()
        assert handler not in {
            one.user_id for one in vault_gate.look_at(scene.surroundings, scene.place).users
        }

    def test_begun_by_mistake_it_is_taken_back(self, desk: Desk, scene: Scene) -> None:
        one = hand_over(desk, scene.users[HANDLER].user_id)
        handovers.withdraw_handover(desk, one)
        found = desk.vault.appointments.get(one)
        assert (found.handover, found.handed_over_on, found.end_reason) == (None, None, "")
        with pytest.raises(NoHandoverYet):
            handovers.confirm_handover(desk, one, secret(scene))

    def test_what_is_missing_stands_beside_its_field(self, desk: Desk, scene: Scene) -> None:
        one = own(desk, scene.users[HANDLER].user_id)
        later = desk.today + timedelta(days=1)
        answer = handovers.begin_handover(
            desk, one, replace(SHEET, papers=" "), later, valid_number(3).digits()
        )
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == ["handed_over_on", "papers", "reason"]

    def test_others_neither_write_nor_confirm_it(self, scene: Scene) -> None:
        desk = scene.unlock(RECEIVER)
        one = own(desk, scene.users[HANDLER].user_id)
        for act in (
            lambda: handovers.begin_handover(desk, one, SHEET, desk.today),
            lambda: handovers.withdraw_handover(desk, one),
            lambda: handovers.close_account(
                desk, scene.users[HANDLER].user_id, "異動", secret(scene, RECEIVER)
            ),
        ):
            with pytest.raises(NotYourDuty):
                act()

    def test_a_wrong_password_ends_nothing(self, desk: Desk, scene: Scene) -> None:
        one = hand_over(desk, scene.users[HANDLER].user_id)
        with pytest.raises(WrongPassword):
            handovers.confirm_handover(desk, one, "wrong")
        assert desk.vault.appointments.get(one).is_open


class TestOfficer:
    """The last one who may give rights keeps theirs; a successor confirms."""

    def test_the_only_officer_cannot_leave(self, desk: Desk, scene: Scene) -> None:
        one = hand_over(desk, desk.actor.user_id)
        with pytest.raises(NotOneself):
            handovers.confirm_handover(desk, one, secret(scene))
        with pytest.raises(NotOneself):
            handovers.close_account(desk, desk.actor.user_id, "退任", secret(scene))

    def test_the_successor_takes_over_on_the_same_day(self, scene: Scene) -> None:
        desk = scene.unlock()
        me, auditor = desk.actor.user_id, scene.users[AUDITOR].user_id
        one = hand_over(desk, me)
        appointments.change_term(desk, one, desk.today - timedelta(days=1))
        answer = appointments.appoint(
            desk,
            auditor,
            Role.OFFICER,
            (),
            resolved_on=desk.today,
            starts_on=desk.today,
            password=secret(scene),
        )
        assert isinstance(answer, Done), answer
        appointments.record_announced(desk, answer.answer, desk.today, "掲示板")
        scene.close()
        successor = scene.unlock(AUDITOR)
        assert set(successor.file_keys)
        assert handovers.confirm_handover(successor, one, secret(scene, AUDITOR)).answer.account_closed
        with pytest.raises(OnlyOfficer):
            users.refuse_last_officer(successor, auditor)
        scene.close()
        with pytest.raises(AccountClosed):  # a door that still shows the name
            scene.unlock()
        again = scene.unlock(AUDITOR)
        affair = reveal_number.affairs_of_number(again, scene.person_ids[0])[0].id
        shown = reveal_number.reveal_number(again, scene.person_ids[0], affair, secret(scene, AUDITOR))
        assert shown.answer.number


class TestClosing:
    """At once, with a reason; the log says when no handover was confirmed."""

    def test_it_ends_everything_and_says_that_no_handover_was_confirmed(
        self, desk: Desk, scene: Scene
    ) -> None:
        handler = scene.users[HANDLER].user_id
        answer = handovers.close_account(desk, handler, "急な退職", secret(scene))
        assert isinstance(answer, Done)
        assert answer.answer.account_closed
        line = next(
            entry.line
            for entry in desk.vault.log.read(LogFilter(most=9))
            if entry.line.act == "利用者の登録の終了"
        )
        assert line.detail == "急な退職 引継ぎの確認なし"
        assert all(not one.is_open for one in desk.vault.appointments.of_user(handler))
        assert desk.vault.file_keys.files_of(handler) == set()

    def test_an_auditor_has_nothing_to_hand_over_yet_a_begun_duty_is_named(
        self, desk: Desk, scene: Scene
    ) -> None:
        with desk.act():
            one = desk.vault.appointments.get(own(desk, scene.users[AUDITOR].user_id))
            desk.vault.appointments.put(replace(one, resolved_on=None))
        handovers.close_account(desk, scene.users[AUDITOR].user_id, "異動", secret(scene))
        details = [entry.line.detail for entry in desk.vault.log.read(LogFilter(most=6))]
        assert "異動" in details

    @pytest.mark.parametrize("reason", ["", " ", valid_number(8).digits()])
    def test_a_reason_is_needed_and_holds_no_number(self, desk: Desk, scene: Scene, reason: str) -> None:
        answer = handovers.close_account(desk, scene.users[HANDLER].user_id, reason, secret(scene))
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == ["reason"]

    def test_who_is_gone_is_a_sentence(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        one = hand_over(desk, handler)
        handovers.close_account(desk, handler, "急な退職", secret(scene))
        with pytest.raises(UserGone):
            handovers.close_account(desk, handler, "もう一度", secret(scene))
        with pytest.raises(UserGone):
            users.change_roles(desk, handler, frozenset({Role.AUDITOR}), secret(scene))
        with pytest.raises(AppointmentGone):
            handovers.confirm_handover(desk, one, secret(scene))
        with pytest.raises(AppointmentGone):
            appointments.record_training(desk, one, desk.today, "教材1")
