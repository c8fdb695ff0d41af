"""kill -9 at random while a vault is made or worked in: nothing acknowledged is lost, no data is without its line, no vault is half."""

import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.storage.connection import connect, verify
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.schema import HEAD, schema_of
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import drafts, import_people, people, restore_vault, settings, vault_gate
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.log_seals import OPENING_ACTS
from ashibue_desk.use_cases.progress import Quiet
from tests.faults.flows import AGAIN, told
from tests.faults.killing import KILLS, Killing, assert_numbers, assert_sound, chance, killing, lines, server
from tests.helpers.desks import OFFICER, WITH_NUMBERS, Scene, digits, plan_for, scene_at
from tests.helpers.sample_numbers import valid_number
from tests.storage.databases import next_versions

__all__ = ["chance", "killing", "server"]

pytestmark = pytest.mark.faults


def vault_files(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


class TestWhole:
    """Works after which there is a whole vault or none."""

    def test_creating(self, killing: Killing, tmp_path: Path, empty_scene: Scene) -> None:
        def at(name: str) -> Scene:
            place = tmp_path / name
            surroundings = empty_scene.surroundings
            return replace(
                empty_scene, root=place, place=place / "data" / "vaults" / "main", surroundings=surroundings
            )

        seconds = killing.whole("create", told(at("first"))).seconds
        absent = 0
        for number, within in killing.until(KILLS, seconds):
            scene = at(f"vault {number}")
            ended = killing.run("create", told(scene), within=within)
            if not scene.place.exists():
                assert "created" not in ended.marks
                absent += 1
                continue
            found = scene_with_key_files(scene)
            desk = found.unlock()
            assert_sound(desk)
            assert [entry.line.act for entry in desk.vault.log.read(LogFilter())] == [
                "保管庫を開いた",
                OPENING_ACTS["begin"],
                "保管庫をつくった",
            ]
            assert vault_files(scene.place) >= {"vault.db", "keyslots.json"}
            found.close()
        assert absent > 0, "no kill fell before the end: the test proves nothing"
        again = scene_with_key_files(at("vault 0"))
        if not again.place.exists():
            create_vault(
                again.surroundings, replace(plan_for(again, key_file=True), users=(again.users[OFFICER],))
            )
            assert_sound(again.unlock())
            again.close()

    def test_restoring(self, killing: Killing, tmp_path: Path, scene: Scene) -> None:
        folder = tmp_path / "place for backups"
        folder.mkdir()
        desk = scene.unlock()
        backup = folder / back_up_vault(desk, folder, Quiet()).answer.file_name
        vault_gate.close(desk, "backed up")
        data = backup.read_bytes()

        def at(name: str) -> Scene:
            return replace(scene, root=tmp_path / name, place=tmp_path / name / "vaults" / "again")

        seconds = killing.whole("restore", told(at("first")), str(backup)).seconds
        absent = 0
        for number, within in killing.until(KILLS, seconds):
            restored = at(f"restored {number}")
            ended = killing.run("restore", told(restored), str(backup), within=within)
            assert backup.read_bytes() == data
            if not restored.place.exists():
                assert "restored" not in ended.marks
                absent += 1
                continue
            found = scene_with_key_files(restored)
            open_desk = found.unlock()
            assert_sound(open_desk)
            assert len(lines(open_desk, "バックアップ(第1世代)からの復元")) == 1
            assert_numbers(
                open_desk, {person: seed for seed, person in enumerate(scene.person_ids[:WITH_NUMBERS])}
            )
            found.close()
        assert absent > 0
        assert_sound(scene.unlock())

    def test_migrating(self, killing: Killing, tmp_path: Path, scene: Scene) -> None:
        versions = next_versions(tmp_path)
        bundle = open_recovery_bundle(scene.place, scene.identity.text)
        key = database_key(bundle.master_key, scene.vault_id)
        arguments = (bundle.master_key.hex(), str(versions))
        first = shutil.copytree(scene.place, tmp_path / "first")
        seconds = killing.whole("migrate", str(first), *arguments).seconds
        schemas = set()
        for number, within in killing.until(KILLS, seconds):
            place = shutil.copytree(scene.place, tmp_path / f"migrated {number}")
            ended = killing.run("migrate", str(place), *arguments, within=within)
            connection = connect(place / "vault.db", key)
            try:
                verify(connection)
                schema = schema_of(connection)
                assert connection.execute("SELECT count(*) FROM people").fetchone() == (
                    len(scene.person_ids),
                )
            finally:
                connection.close()
            assert schema == "9998" or ("migrated" not in ended.marks and schema == HEAD)
            schemas.add(schema)
            assert (
                killing.server.run("migrate", (str(place), *arguments), killing.folder).marks
                or schema == "9998"
            )
        assert HEAD in schemas


class TestAcknowledged:
    """Works that go on and on in one vault, killed and continued: what was acknowledged is there, with its lines."""

    def test_collecting(self, killing: Killing, scene: Scene) -> None:
        expected = {person: seed for seed, person in enumerate(scene.person_ids[:WITH_NUMBERS])}
        seed = 1000
        for _ in range(KILLS):
            ended = killing.run_on("collect", told(scene), str(seed))
            desk = scene.unlock()
            assert_sound(desk)
            acknowledged = [mark.split() for mark in ended.marks]
            expected |= {person: int(told_seed) for person, told_seed in acknowledged}
            # One more may have been committed and not been told.
            seed += len(acknowledged)
            maybe = scene.person_ids[seed % 6]
            assert_numbers(desk, expected, maybe={maybe: seed})
            if desk.vault.numbers.files_of(maybe) and digits(desk, maybe) == valid_number(seed).digits():
                expected[maybe] = seed
            seed += 1
            count = desk.vault.with_raw(
                lambda raw: raw.execute("SELECT count(*) FROM collections").fetchone()[0]
            )
            assert len(lines(desk, "個人番号の登録")) == count
            scene.close()
        assert killing.killed == KILLS
        assert count > WITH_NUMBERS + KILLS // 4

    def test_bringing_in_a_list(self, killing: Killing, scene: Scene, tmp_path: Path) -> None:
        acknowledged: dict[str, int] = {}
        for number in range(KILLS):
            ended = killing.run_on("import", told(scene), str(tmp_path), str(number * 1000))
            acknowledged |= {mark.split()[0]: int(mark.split()[1]) for mark in ended.marks}
            desk = scene.unlock()
            desk.vault.verify()
            imports = {row.id: row.taken for row in import_people.list_imports(desk)}
            assert acknowledged.items() <= imports.items()
            assert len(people.list_people(desk)) == len(scene.person_ids) + sum(imports.values())
            logged = {entry.line.object_id: entry.line.count for entry in lines(desk, "名簿の取込み")}
            assert logged == imports
            scene.close()
        assert killing.killed == KILLS
        assert set(acknowledged.values()) == {150}

    def test_backing_up(self, killing: Killing, scene: Scene, tmp_path: Path) -> None:
        folder = tmp_path / "place for backups"
        folder.mkdir()
        acknowledged: dict[str, str] = {}
        proven: set[str] = set()
        for _ in range(KILLS):
            ended = killing.run_on("back_up", told(scene), str(folder))
            acknowledged |= dict(mark.split() for mark in ended.marks)
            desk = scene.unlock()
            desk.vault.verify()
            ledger = {record.file_name: record.sha256 for record in list_backups(desk)}
            assert acknowledged.items() <= ledger.items()
            assert {entry.line.object_label for entry in lines(desk, "バックアップ")} == set(ledger)
            for name, digest in ledger.items():
                assert sha256((folder / name).read_bytes()).hexdigest() == digest
            for path in folder.glob("*.age"):
                if path.name not in proven:
                    restore_vault.look_inside(scene.surroundings, path, scene.identity.text)
                    proven.add(path.name)
            assert not (scene.place / "work").exists(), "the copy of a killed backup stays"
            scene.close()
        assert killing.killed == KILLS
        assert len(acknowledged) > KILLS // 4
        for path in folder.iterdir():
            assert path.suffix == ".age" or path.name.endswith(".writing")
            assert b"SQLite" not in path.read_bytes()[:16]

    def test_locking(self, killing: Killing, scene: Scene) -> None:
        last = 0
        for _ in range(KILLS):
            ended = killing.run_on("lock", told(scene), str(last + 1))
            last = int(ended.marks[-1]) if ended.marks else last
            desk = scene.unlock()
            assert_sound(desk)
            kept = drafts.drafts(desk)
            assert int(kept["person"]["name"].split()[1] if kept else 0) in {last, last + 1}
            closed = {entry.line.detail for entry in lines(desk, "保管庫を閉じた")}
            assert last == 0 or f"自動ロック {last}" in closed
            last += 1
            drafts.keep_draft(desk, "person", {"name": f"書きかけ {last}"})
            vault_gate.close(desk, f"自動ロック {last}")
        assert killing.killed == KILLS
        assert last > KILLS

    def test_changing_an_entry(self, killing: Killing, scene: Scene) -> None:
        last = ""
        for _ in range(KILLS // 2):
            ended = killing.run_on("leave", told(scene))
            last = ended.marks[-1] if ended.marks else last
            desk = scene.unlock()
            assert_sound(desk)
            details = people.person_details(desk, scene.person_ids[0])
            if last:
                assert last in [change.new for change in details.history[:2]]
            if details.history:
                assert details.person.entry.note == details.history[0].new
            assert len(lines(desk, "名簿の訂正")) == len(details.history)
            scene.close()
        assert killing.killed == KILLS // 2

    def test_changing_the_password(self, killing: Killing, scene: Scene) -> None:
        """After any kill the acknowledged password opens, or the one that was just being set."""
        desk = scene.unlock()
        settings.change_password(desk, scene.users[OFFICER].password, AGAIN[0])
        vault_gate.close(desk, "changed")
        turn = 0
        for _ in range(KILLS // 3):
            ended = killing.run_on("new_password", told(scene), str(turn))
            turn = int(ended.marks[-1]) if ended.marks else turn
            try:
                desk = scene.unlock(OFFICER, AGAIN[turn])
            except WrongPassword:
                turn = 1 - turn
                desk = scene.unlock(OFFICER, AGAIN[turn])
            assert_sound(desk)
            assert not (scene.place / "keyslots.json.prev").exists()
            vault_gate.close(desk, "looked")
        assert killing.killed == KILLS // 3


def scene_with_key_files(scene: Scene) -> Scene:
    """Return the scene with the surroundings of its own root, where the killed work left the key."""
    from tests.helpers.desks import surroundings_at

    surroundings = surroundings_at(scene.root, scene.backend, scene.clock, scene.drives)
    return replace(scene, surroundings=surroundings, desks=[])


def test_the_kills_are_as_many_as_promised() -> None:
    assert KILLS * 6 >= 200


def test_a_copied_scene_is_told_whole(tmp_path: Path) -> None:
    from tests.faults.flows import stand_before

    scene = scene_at(tmp_path / "s")
    again = stand_before(told(scene))
    assert (again.place, again.backend.items, again.person_ids) == (
        scene.place,
        scene.backend.items,
        scene.person_ids,
    )
