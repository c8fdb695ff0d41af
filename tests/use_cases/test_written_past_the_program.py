"""Somebody with the database key and the device secret writes into vault and key file with tools of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key, new_agreement_key, public_bytes
from ashibue_desk.storage.key_slots import read_slots, write_slots
from ashibue_desk.storage.number_book import KIND
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, unseal
from ashibue_desk.use_cases import appointments, collect_number, vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.settings import read_settings
from ashibue_desk.use_cases.situations import KeyOutOfReach
from ashibue_desk.use_cases.verify_log import verify_log
from tests.helpers.desks import HANDLER, OFFICER, RECEIVER, Scene, done, receipt_for
from tests.helpers.key_sweep import rows_of
from tests.helpers.sample_numbers import valid_number

INCOME, ENROLMENT = "income_withholding_slip", "health_pension_enrolment"
NOT_GIVEN = "選任の記録に責任者の署名が見あたらないため、鍵を渡していない"
FOREIGN = "利用者の鍵が記録と違う(復旧シートで途中までの作業か、書き換え)"


def write(scene: Scene, *statements: tuple[str, tuple[Any, ...]]) -> None:
    """Write into the database as any tool could, with the key from a receiver's session."""
    desk = scene.unlock(RECEIVER)
    key = database_key(desk.keys.master_key, desk.header.vault_id)
    vault_gate.close(desk, "end")
    connection = connect(scene.place / DATABASE_NAME, key)
    try:
        for statement, values in statements:
            connection.execute(statement, values)
    finally:
        connection.close()


def lines_of(desk: Desk) -> list[str]:
    return [entry.line.act for entry in desk.vault.log.read(LogFilter(most=8))]


def make_oneself_handler(scene: Scene) -> None:
    """Turn the receiver's appointment and role into the handler's, as it stands there."""
    user_id = scene.users[RECEIVER].user_id
    write(
        scene,
        ("UPDATE users SET roles = ? WHERE id = ?", ('["handler"]', user_id)),
        (
            """UPDATE appointments SET role = 'handler', affairs = (SELECT affairs FROM appointments
            WHERE role = 'handler') WHERE user_id = ?""",
            (user_id,),
        ),
    )


def make_oneself_officer(scene: Scene) -> None:
    """Claim to be an officer, which needs no step."""
    user_id = scene.users[RECEIVER].user_id
    write(scene, ("UPDATE users SET roles = ? WHERE id = ?", ('["officer"]', user_id)))


class TestForgedRights:
    """A right that was written into the database gives no key when the officer comes."""

    @pytest.mark.parametrize("forge", [make_oneself_handler, make_oneself_officer])
    def test_the_officers_arrival_gives_no_key_and_says_so(
        self, scene: Scene, forge: Callable[[Scene], None]
    ) -> None:
        forge(scene)
        officer = scene.unlock(OFFICER)
        assert NOT_GIVEN in lines_of(officer)
        vault_gate.close(officer, "end")
        desk = scene.unlock(RECEIVER)
        assert not desk.file_keys
        assert not desk.vault.file_keys.files_of(desk.actor.user_id)

    def test_nor_does_an_act_about_somebody_else(self, scene: Scene) -> None:
        make_oneself_handler(scene)
        officer = scene.unlock(OFFICER)
        (one,) = officer.vault.appointments.of_user(scene.users[HANDLER].user_id)
        done(appointments.record_training(officer, one.id, officer.today, "毎年の研修"))
        assert not officer.vault.file_keys.files_of(scene.users[RECEIVER].user_id)

    def test_an_appointment_written_through_the_program_by_oneself_gives_none_either(
        self, scene: Scene
    ) -> None:
        """With Python in an own session the log line is the forger's own, and their signature is not the officer's."""
        desk = scene.unlock(RECEIVER)
        (model,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
        with desk.act():
            (own,) = desk.vault.appointments.of_user(desk.actor.user_id)
            forged = replace(own, role=Role.HANDLER, affairs=model.affairs)
            desk.vault.appointments.put(forged)
            desk.vault.users.set_roles(desk.actor.user_id, frozenset({Role.HANDLER}))
            desk.log(appointments.line_of(desk, "担当者の選任", forged))
        vault_gate.close(desk, "end")
        officer = scene.unlock(OFFICER)
        assert NOT_GIVEN in lines_of(officer)
        vault_gate.close(officer, "end")
        assert not scene.unlock(RECEIVER).file_keys

    def test_a_term_that_the_officer_recorded_begins_by_itself(self, scene: Scene) -> None:
        """The same way in for somebody who was really appointed: so the refusals above refuse the forgery."""
        officer = scene.unlock(OFFICER)
        user_id, day = scene.users[RECEIVER].user_id, officer.today
        done(
            appointments.appoint(
                officer,
                user_id,
                Role.HANDLER,
                (INCOME,),
                resolved_on=day,
                starts_on=day + timedelta(days=20),
                password=scene.users[OFFICER].password,
            )
        )
        one = next(each for each in officer.vault.appointments.of_user(user_id) if each.role is Role.HANDLER)
        done(appointments.record_announced(officer, one.id, day, "掲示板"))
        done(appointments.record_pledge_received(officer, one.id, day, "書庫"))
        done(appointments.record_training(officer, one.id, day, "最初の研修"))
        assert not officer.vault.file_keys.files_of(user_id)
        vault_gate.close(officer, "end")
        scene.clock.advance(timedelta(days=21))
        officer = scene.unlock(OFFICER)
        assert officer.vault.file_keys.files_of(user_id) == {"payroll"}
        assert NOT_GIVEN not in lines_of(officer)


class TestForgedPublicHalves:
    """A public half that was put in the place of another."""

    def test_a_holder_seals_nothing_to_it_for_any_affair(self, scene: Scene) -> None:
        evil = new_agreement_key()
        write(scene, ("UPDATE number_files SET public = ? WHERE id = 'payroll'", (public_bytes(evil),)))
        desk = scene.unlock(OFFICER)
        assert "特定個人情報ファイルの鍵が合わない" in lines_of(desk)
        for affair in (INCOME, ENROLMENT):  # the second lies in another compartment; the number lies in both
            receipt = replace(
                receipt_for(desk, scene.person_ids[0], valid_number(900)),
                affairs=(affair,),
                same_person_confirmed=True,
            )
            with pytest.raises(KeyOutOfReach):
                collect_number.collect_number(desk, receipt)
        for row in rows_of(desk, "numbers"):
            with pytest.raises(NotSealedForThis):
                unseal(row["sealed"], evil, bound_to(row["person_id"], KIND, row["id"]))

    @pytest.mark.parametrize("in_key_file_too", [False, True])
    def test_a_colleagues_is_told_at_their_arrival(self, scene: Scene, *, in_key_file_too: bool) -> None:
        forged, user_id = public_bytes(new_agreement_key()), scene.users[HANDLER].user_id
        write(scene, ("UPDATE users SET agreement_public = ? WHERE id = ?", (forged, user_id)))
        if in_key_file_too:
            slots = read_slots(scene.place, scene.device_secret)
            slot = replace(slots.user(user_id), agreement_public=forged)
            write_slots(scene.place, slots.with_user(slot), scene.device_secret)
        desk = scene.unlock(HANDLER)
        assert FOREIGN in lines_of(desk)
        assert desk.file_keys

    def test_the_verification_names_both(self, scene: Scene) -> None:
        forged = public_bytes(new_agreement_key())
        write(
            scene,
            ("UPDATE number_files SET public = ? WHERE id = 'payroll'", (forged,)),
            ("UPDATE users SET agreement_public = ? WHERE id = ?", (forged, scene.users[HANDLER].user_id)),
        )
        bad = verify_log(scene.unlock(OFFICER)).answer.bad_rows
        assert {"number_files", "users"} <= {one.table for one in bad}


@pytest.mark.parametrize(
    ("stored", "bound"),
    [("1000000", "most"), ("0", "least"), ('"never"', "default"), ("true", "default")],
)
def test_no_setting_written_past_the_program_keeps_the_vault_from_locking(
    scene: Scene, stored: str, bound: str
) -> None:
    write(scene, ("INSERT OR REPLACE INTO settings (key, value) VALUES ('auto lock minutes', ?)", (stored,)))
    desk = scene.unlock(OFFICER)
    wanted = getattr(desk.regulation.auto_lock, f"{bound}_minutes")
    assert read_settings(desk).auto_lock_minutes == wanted
