"""kill -9 at random while keys are sealed anew: every number opens afterwards, and everybody comes in."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.storage.compartments import keys_from_sheet
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle, read_header, read_slots
from ashibue_desk.storage.recovery_identity import RecoveryIdentity, public_of
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import vault_gate
from tests.faults.flows import AFFAIRS, AGAIN, told
from tests.faults.killing import KILLS, Killing, assert_numbers, assert_sound, chance, killing, lines, server
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    empty_scene_at,
    rights_are_sealed,
    scene_at,
)
from tests.helpers.sample_numbers import valid_number

__all__ = ["chance", "killing", "server"]

pytestmark = pytest.mark.faults


class TestKeys:
    """Every step in which something is sealed anew: the old state or the new one, and everybody comes in."""

    def assert_all_open(self, scene: Scene) -> None:
        """The officer opens every number, and the keys fit the rights."""
        desk = scene.unlock()
        assert_sound(desk)
        assert_numbers(desk, {person: seed for seed, person in enumerate(scene.person_ids[:WITH_NUMBERS])})
        assert rights_are_sealed(desk)
        assert set(desk.file_keys) == {one.file_id for one in desk.vault.number_files.compartments()}
        assert not list(scene.place.glob("*.renewed*"))
        scene.close()

    def test_narrowing_and_widening(self, killing: Killing, scene: Scene) -> None:
        turn = 0
        for _ in range(KILLS // 2):
            ended = killing.run_on("narrow", told(scene), str(turn))
            turn = int(ended.marks[-1]) if ended.marks else turn
            self.assert_all_open(scene)
            desk = scene.unlock(HANDLER)
            (one,) = desk.vault.appointments.of_user(desk.actor.user_id)
            held = {
                key.file_id
                for key in desk.vault.number_files.compartments()
                if set(key.affairs) & set(one.affairs)
            }
            assert set(desk.file_keys) == held
            if ended.marks:
                assert one.affairs in {AFFAIRS[number % len(AFFAIRS)] for number in (turn, turn + 1)}
            scene.close()
            turn += 2
        assert killing.killed == KILLS // 2

    def test_renewing_the_master_key(self, killing: Killing, scene: Scene) -> None:
        for number in range(KILLS // 2):
            killing.run_on("new_master_key", told(scene))
            self.assert_all_open(scene)
            desk = scene.unlock((HANDLER, RECEIVER, AUDITOR)[number % 3])
            desk.vault.verify()
            scene.close()
        assert killing.killed == KILLS // 2

    def test_renewing_the_recovery_sheet(self, killing: Killing, scene: Scene) -> None:
        """Whichever sheet the key file names, it opens vault and numbers, before anybody has arrived again."""
        sheets = [RecoveryIdentity.new(2026).text for _ in range(40 * KILLS)]
        known = {public_of(text): text for text in (*sheets, scene.identity.text)}
        turn = 0
        for _ in range(KILLS // 3):
            ended = killing.run_on("new_sheet", told(scene), " ".join(sheets), str(turn))
            turn = int(ended.marks[-1]) + 1 if ended.marks else turn
            sheet = known[read_header(scene.place).recovery_public]
            bundle = open_recovery_bundle(scene.place, sheet)
            vault = Vault(scene.place, database_key(bundle.master_key, scene.vault_id))
            try:
                keys = keys_from_sheet(vault, sheet)
                assert len(keys) == len(vault.number_files.compartments())
                read = [
                    vault.numbers.read(scene.person_ids[0], keys[one])
                    for one in vault.numbers.files_of(scene.person_ids[0])
                ]
                assert {number.digits() for number in read} == {valid_number(0).digits()}
            finally:
                vault.close()
            self.assert_all_open(scene)
            desk = scene.unlock()
            copies = {copy.sheets for copy in desk.vault.number_files.sheet_copies()}
            assert copies == {(read_header(scene.place).recovery_public,)}
            scene.close()
            turn += 1
        assert killing.killed == KILLS // 3

    def test_moving_the_numbers_of_the_first_schema(self, killing: Killing, tmp_path: Path) -> None:
        source = Path(__file__).parent.parent / "vault_files" / "schema_0001"
        known = json.loads((source / "known.json").read_text(encoding="utf-8"))

        def at(name: str) -> Scene:
            scene = empty_scene_at(tmp_path / name)
            shutil.copytree(source / "vault", scene.place)
            secret = bytes.fromhex((source / "device-secret.hex").read_text())
            scene.surroundings.keychain().write(scene.vault_id, secret)
            return scene

        password = known["passwords"][OFFICER]
        seconds = killing.whole("convert", told(at("first")), password).seconds
        for number, within in killing.until(KILLS // 2, seconds):
            scene = at(f"old {number}")
            killing.run("convert", told(scene), password, within=within)
            desk = scene.unlock(OFFICER, password)
            desk.vault.verify()
            assert not desk.vault.numbers.of_first_schema()
            assert_numbers(desk, known["seeds"])
            assert len(lines(desk, "特定個人情報ファイルをつくり、個人番号を移した")) == 1
            slots = read_slots(scene.place, scene.device_secret)
            assert not any(slot.sealed_number_key_0001 for slot in slots.users)
            scene.close()

    def test_opening_with_the_sheet(self, killing: Killing, scene: Scene, tmp_path: Path) -> None:
        """After a kill the old password or the new one opens, or the sheet does once more; then everything is there."""

        def at(name: str) -> Scene:
            copied = scene_at(tmp_path / name)
            return replace(copied, identity=scene.identity)

        seconds = killing.whole("with_sheet", told(at("first")), AGAIN[0]).seconds
        for number, within in killing.until(KILLS // 3, seconds):
            place = at(f"sheet {number}")
            killing.run("with_sheet", told(place), AGAIN[0], within=within)
            try:
                desk = place.unlock(OFFICER, AGAIN[0])
            except WrongPassword:
                desk = place.unlock()
            if not desk.file_keys:  # killed between key file and vault
                place.close()
                args = (place.surroundings, place.place, place.identity.text, place.users[OFFICER].user_id)
                desk = place.keep(vault_gate.open_with_sheet(*args, AGAIN[1]))
            assert_sound(desk)
            assert_numbers(
                desk, {person: seed for seed, person in enumerate(place.person_ids[:WITH_NUMBERS])}
            )
            place.close()
