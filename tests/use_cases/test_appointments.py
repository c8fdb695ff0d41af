"""The sequence in a real vault: until its last step no number opens, and the keys follow each act (K8, K9, K7-3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.appointments import Step
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import appointments, charges, reveal_number, users, vault_gate
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_situations import AppointmentGone, UserGone
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.settings import change_password
from ashibue_desk.use_cases.situations import NotYetAble, NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, rights_are_sealed

NAME = "月見里 弦"
OWN = "botan-hinoki-suika4-kemuri"
PAYROLL = ("income_withholding_slip",)
INSURANCE = ("health_pension_enrolment",)


def secret(scene: Scene, who: str = OFFICER) -> str:
    return scene.users[who].password


def invite(desk: Desk, scene: Scene, role: Role = Role.HANDLER) -> users.Invitation:
    answer = users.invite_user(desk, NAME, frozenset({role}), secret(scene))
    assert isinstance(answer, Done), answer
    return answer.answer


def own(desk: Desk, user_id: str, role: Role = Role.HANDLER) -> str:
    return next(
        one.id for one in desk.vault.appointments.of_user(user_id) if one.role is role and one.is_open
    )


def appoint(desk: Desk, user_id: str, affairs: tuple[str, ...] = PAYROLL, **changed: object) -> object:
    days = {"resolved_on": desk.today, "starts_on": desk.today, "ends_on": None} | changed
    role = days.pop("role", Role.HANDLER)
    return appointments.appoint(desk, user_id, role, affairs, **days)  # type: ignore[arg-type] # days and a role


def acts(desk: Desk) -> list[str]:
    return [entry.line.act for entry in desk.vault.log.read(LogFilter(most=4))]


class TestSequence:
    """Appointed, announced, pledged, trained; after the last step the key is there."""

    def test_each_step_is_missing_until_it_is_recorded_and_the_last_gives_the_key(
        self, desk: Desk, scene: Scene
    ) -> None:
        invitation = invite(desk, scene)
        user, today = invitation.user_id, desk.today
        one = own(desk, user)
        steps: list[tuple[Step, Callable[[], object]]] = [
            (Step.APPOINTED, lambda: appoint(desk, user)),
            (Step.ANNOUNCED, lambda: appointments.record_announced(desk, one, today, "掲示板")),
            (Step.PLEDGED, lambda: appointments.record_pledge_received(desk, one, today, "書庫")),
            (
                Step.TRAINED,
                lambda: appointments.record_training(desk, one, today, "教材1を読み、問いに答えた"),
            ),
        ]
        for step, record in steps:
            charge = charges.charge_of(desk, desk.vault.appointments.get(one))
            assert charge.missing[0] is step
            assert charge.reason
            assert desk.vault.file_keys.files_of(user) == set()
            assert isinstance(record(), Done)
            assert rights_are_sealed(desk)
        assert charges.charge_of(desk, desk.vault.appointments.get(one)).reason == ""
        assert desk.vault.file_keys.files_of(user) == {"payroll"}
        assert "担当者の教育研修" in acts(desk)

    def test_they_may_come_in_another_order_but_all_are_needed(self, desk: Desk, scene: Scene) -> None:
        user = invite(desk, scene).user_id
        one, today = own(desk, user), desk.today
        appoint(desk, user)
        appointments.record_training(desk, one, today, "教材1")
        appointments.record_pledge_received(desk, one, today, "書庫")
        assert desk.vault.file_keys.files_of(user) == set()
        appointments.record_announced(desk, one, today, "掲示板")
        assert desk.vault.file_keys.files_of(user) == {"payroll"}

    def test_what_was_appointed_opens_and_what_was_not_does_not(self, scene: Scene) -> None:
        desk = scene.unlock()
        invitation = invite(desk, scene)
        one, today = own(desk, invitation.user_id), desk.today
        appoint(desk, invitation.user_id)
        appointments.record_announced(desk, one, today, "掲示板")
        appointments.record_pledge_received(desk, one, today, "書庫")
        appointments.record_training(desk, one, today, "教材1")
        scene.close()
        word = invitation.one_time_password
        entered = scene.keep(vault_gate.unlock(scene.surroundings, scene.place, invitation.user_id, word))
        assert isinstance(change_password(entered, word, OWN), Done)
        entered.require_able(PAYROLL[0])
        assert set(entered.file_keys) == {"payroll"}
        with pytest.raises(NotYetAble):
            entered.require_able(INSURANCE[0])
        shown = reveal_number.reveal_number(entered, scene.person_ids[0], PAYROLL[0], OWN)
        assert shown.answer.person_name

    def test_a_term_that_is_over_closes_the_compartment_at_the_next_arrival(self, scene: Scene) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER].user_id
        assert isinstance(appointments.change_term(desk, own(desk, handler), desk.today), Done)
        assert desk.vault.file_keys.files_of(handler)
        scene.close()
        scene.clock.advance(timedelta(days=1))
        desk = scene.unlock()
        assert desk.vault.file_keys.files_of(handler) == set()
        assert desk.vault.users.get(handler).roles == {Role.HANDLER}

    def test_the_next_term_is_another_appointment_with_its_own_steps(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        first = own(desk, handler)
        appointments.change_term(desk, first, desk.today + timedelta(days=10))
        answer = appoint(desk, handler, starts_on=desk.today + timedelta(days=11), password=secret(scene))
        assert isinstance(answer, Done)
        assert answer.answer != first
        assert len([one for one in desk.vault.appointments.of_user(handler) if one.is_open]) == 2

    def test_appointing_gives_the_role_with_it(self, scene: Scene) -> None:
        desk = scene.unlock()
        auditor = scene.users[AUDITOR].user_id
        assert isinstance(appoint(desk, auditor, (), role=Role.SYSTEM_KEEPER, password=secret(scene)), Done)
        scene.close()
        assert scene.unlock(AUDITOR).actor.roles == {Role.AUDITOR, Role.SYSTEM_KEEPER}


class TestBadInput:
    """Each mistake is a sentence beside its field, and nothing is kept of it."""

    def test_a_pledge_before_the_appointment(self, desk: Desk, scene: Scene) -> None:
        user = invite(desk, scene).user_id
        appoint(desk, user)
        early = desk.today - timedelta(days=1)
        self.refused(
            desk,
            appointments.record_pledge_received(desk, own(desk, user), early, "書庫"),
            "pledge_received_on",
        )

    def test_an_announcement_before_the_resolution(self, desk: Desk, scene: Scene) -> None:
        user = invite(desk, scene).user_id
        appoint(desk, user)
        early = desk.today - timedelta(days=1)
        answer = appointments.record_announced(desk, own(desk, user), early, "掲示板")
        self.refused(desk, answer, "announced_on")

    def test_a_second_officer_in_the_same_term(self, desk: Desk, scene: Scene) -> None:
        auditor = scene.users[AUDITOR].user_id
        answer = appoint(desk, auditor, (), role=Role.OFFICER, password=secret(scene))
        self.refused(desk, answer, "starts_on")
        assert desk.vault.users.get(auditor).roles == {Role.AUDITOR}

    def test_an_affair_that_is_not_on_the_list(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        answer = appointments.change_affairs(desk, own(desk, handler), ("abolished",), secret(scene))
        self.refused(desk, answer, "affairs")

    def test_a_term_that_ends_before_it_begins(self, desk: Desk, scene: Scene) -> None:
        user = invite(desk, scene).user_id
        self.refused(desk, appoint(desk, user, ends_on=desk.today - timedelta(days=1)), "ends_on")

    def refused(self, desk: Desk, answer: object, field: str) -> None:
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer if isinstance(problem, Problem)] == [field]
        assert rights_are_sealed(desk)

    def test_somebody_who_is_gone_meanwhile(self, desk: Desk) -> None:
        with pytest.raises(UserGone):
            appoint(desk, "f" * 32)
        with pytest.raises(AppointmentGone):
            appointments.record_training(desk, "f" * 32, desk.today, "教材1")

    def test_the_password_is_asked_for_what_gives_rights(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        with pytest.raises(WrongPassword):
            appointments.change_affairs(desk, own(desk, handler), PAYROLL, "wrong")
        with pytest.raises(WrongPassword):
            appoint(desk, scene.users[AUDITOR].user_id, (), role=Role.SYSTEM_KEEPER, password="wrong")

    @pytest.mark.parametrize("who", [HANDLER, RECEIVER, AUDITOR])
    def test_only_the_officer_records(self, scene: Scene, who: str) -> None:
        desk = scene.unlock(who)
        one = own(desk, scene.users[HANDLER].user_id)
        with pytest.raises(NotYourDuty):
            appointments.record_training(desk, one, desk.today, "教材1")
        with pytest.raises(NotYourDuty):
            appointments.change_affairs(desk, one, PAYROLL, secret(scene, who))
        with pytest.raises(NotYourDuty):
            appoint(desk, desk.actor.user_id, role=Role.OFFICER, affairs=())


class TestAffairs:
    """Narrowing takes the key; widening gives it; nobody's password but the officer's."""

    def test_narrowed_and_widened_again(self, scene: Scene) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER].user_id
        before = desk.vault.number_files.get("insurance").edition
        assert isinstance(appointments.change_affairs(desk, own(desk, handler), PAYROLL, secret(scene)), Done)
        assert desk.vault.file_keys.files_of(handler) == {"payroll"}
        assert desk.vault.number_files.get("insurance").edition == before + 1
        assert isinstance(appointments.change_affairs(desk, own(desk, handler), (*PAYROLL, *INSURANCE)), Done)
        assert desk.vault.file_keys.files_of(handler) == {"payroll", "insurance"}
        scene.close()
        assert set(scene.unlock(HANDLER).file_keys) == {"payroll", "insurance"}

    def test_the_log_names_the_affairs_and_who_fell_out(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER]
        appointments.change_affairs(desk, own(desk, handler.user_id), PAYROLL, secret(scene))
        lines = [entry.line for entry in desk.vault.log.read(LogFilter(most=4))]
        changed = next(line for line in lines if line.act == "担当する事務の変更")
        assert (changed.object_label, changed.affair) == (handler.name, "income_withholding_slip")
        assert all(
            handler.name in line.detail
            for line in lines
            if line.act == "特定個人情報ファイルを開ける人の変更"
        )


class TestList:
    """What the page of people in charge reads."""

    def test_everybody_with_steps_term_and_next_training(self, desk: Desk, scene: Scene) -> None:
        people = {person.user_id: person for person in charges.list_charges(desk)}
        handler = people[scene.users[HANDLER].user_id].charges[0]
        assert (handler.missing, handler.reason) == ((), "")
        assert handler.next_training == date(2027, 4, 1)
        assert not handler.ends_soon
        appointments.change_term(desk, handler.appointment.id, desk.today + timedelta(days=60))
        assert charges.charge_of(desk, desk.vault.appointments.get(handler.appointment.id)).ends_soon
        appointments.change_term(desk, handler.appointment.id, desk.today + timedelta(days=61))
        assert not charges.charge_of(desk, desk.vault.appointments.get(handler.appointment.id)).ends_soon

    def test_a_handler_sees_only_the_own_duty_and_the_auditor_all(self, scene: Scene) -> None:
        desk = scene.unlock(HANDLER)
        assert [person.user_id for person in charges.list_charges(desk)] == [desk.actor.user_id]
        scene.close()
        assert len(charges.list_charges(scene.unlock(AUDITOR))) == 4

    def test_an_affair_that_left_the_list_is_told(self, desk: Desk, scene: Scene) -> None:
        one = desk.vault.appointments.get(own(desk, scene.users[HANDLER].user_id))
        with desk.act():
            desk.vault.appointments.put(replace(one, affairs=(*PAYROLL, "abolished")))
        charge = charges.charge_of(desk, desk.vault.appointments.get(one.id))
        assert charge.affair_names[1] == "いまは一覧にない事務"

    def test_duties_that_had_better_be_separate_are_named(self, desk: Desk, scene: Scene) -> None:
        auditor = scene.users[AUDITOR].user_id
        users.change_roles(desk, auditor, frozenset({Role.AUDITOR, Role.RECEIVER}), secret(scene))
        person = next(each for each in charges.list_charges(desk) if each.user_id == auditor)
        assert [advice.roles for advice in person.separations] == [frozenset({Role.AUDITOR, Role.RECEIVER})]
        assert all(advice.why.endswith("。") and advice.article for advice in person.separations)

    def test_a_single_handler_is_looked_after_by_a_superior(self, desk: Desk, scene: Scene) -> None:
        assert "直属の上司" in charges.office_advice(desk)[0].sentence
        invite(desk, scene)
        assert charges.office_advice(desk) == ()
