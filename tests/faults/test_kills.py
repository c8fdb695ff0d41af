"""kill -9 at random in everything that writes: nothing acknowledged is lost, no data is without its line, no vault is half."""

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.storage.compartments import keys_from_sheet
from ashibue_desk.storage.connection import connect, verify
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle, read_header, read_slots
from ashibue_desk.storage.log_reading import read_sealed
from ashibue_desk.storage.recovery_identity import RecoveryIdentity, public_of
from ashibue_desk.storage.schema import HEAD, schema_of
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import drafts, import_people, people, restore_vault, settings, vault_gate
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_seals import OPENING_ACTS
from ashibue_desk.use_cases.progress import Quiet
from tests.faults.flows import AFFAIRS, AGAIN, told
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    digits,
    empty_scene_at,
    plan_for,
    rights_are_sealed,
    scene_at,
)
from tests.helpers.forked_kills import Ended, KillServer
from tests.helpers.sample_numbers import valid_number
from tests.helpers.sealed_logs import judge
from tests.storage.databases import next_versions

pytestmark = pytest.mark.faults
KILLS = 35  # for each of the six flows: 210; more for what they rest on


@pytest.fixture(scope="module")
def server() -> Iterator[KillServer]:
    """One server for all: its start costs more than a hundred kills."""
    with KillServer(Path(__file__).with_name("flows.py")) as running:
        yield running


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Moments that differ from test to test and are the same in every run; where they fall depends on the machine."""
    return random.Random(request.node.name)


class Killing:
    """Runs one work again and again, killing it at moments spread over its duration."""

    def __init__(self, server: KillServer, folder: Path, chance: random.Random) -> None:
        self.server, self.folder, self.chance = server, folder, chance
        self.killed, self.patience = 0, 0.3
        self.folder.mkdir(exist_ok=True)

    def run(self, work: str, *arguments: str, within: float) -> Ended:
        """Run and kill within so many seconds; a work that fails by itself fails the test."""
        ended = self.server.run(work, arguments, self.folder, kill_after=self.chance.uniform(0, within))
        assert not ended.errors, ended.errors
        self.killed += ended.killed
        return ended

    def run_on(self, work: str, *arguments: str) -> Ended:
        """Run a work that goes on for ever; the time it gets follows what it gets done, on any machine."""
        ended = self.run(work, *arguments, within=self.patience)
        assert ended.killed, "it ended by itself before it was killed"
        self.patience *= 1.4 if not ended.marks else 0.8 if len(ended.marks) > 2 else 1.0
        return ended

    def until(self, kills: int, seconds: float) -> Iterator[tuple[int, float]]:
        """Yield a number and a time until so many kills came in time; ``seconds`` is how long the whole work takes."""
        for number in range(5 * kills):
            if self.killed == kills:
                return
            before = self.killed
            yield number, seconds
            seconds *= 1.02 if self.killed > before else 0.9
        pytest.fail(f"only {self.killed} of {kills} kills came in time")

    def whole(self, work: str, *arguments: str) -> Ended:
        """Run to the end, to learn how long it takes."""
        ended = self.server.run(work, arguments, self.folder)
        assert not ended.errors, ended.errors
        assert ended.marks
        return ended


@pytest.fixture
def killing(server: KillServer, tmp_path: Path, chance: random.Random) -> Killing:
    return Killing(server, tmp_path / "kills", chance)


def lines(desk: Desk, act: str) -> list[LogEntry]:
    return [entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act.startswith(act)]


def assert_sound(desk: Desk) -> None:
    """Every page authentic, every reference whole, no gap in the log, its seals unbroken: a kill is no attack."""
    desk.vault.verify()
    entries = desk.vault.log.read(LogFilter())
    assert [entry.seq for entry in entries] == list(range(len(entries), 0, -1))
    assert judge(list(read_sealed(desk.vault.log.connection))).holds
    alarms = {OPENING_ACTS[reason] for reason in ("key-missing", "tail-missing", "broken", "unsealed")}
    assert not alarms.intersection(entry.line.act for entry in entries)


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
            if desk.vault.numbers.has(maybe) and digits(desk, maybe) == valid_number(seed).digits():
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


def scene_with_key_files(scene: Scene) -> Scene:
    """Return the scene with the surroundings of its own root, where the killed work left the key."""
    from tests.helpers.desks import surroundings_at

    surroundings = surroundings_at(scene.root, scene.backend, scene.clock, scene.drives)
    return replace(scene, surroundings=surroundings, desks=[])


def assert_numbers(desk: Desk, expected: dict[str, int], maybe: dict[str, int] | None = None) -> None:
    """Every acknowledged number opens and is the last acknowledged one, or the one that was just being taken in."""
    for person_id, seed in expected.items():
        allowed = {valid_number(seed).digits()}
        if maybe and person_id in maybe:
            allowed.add(valid_number(maybe[person_id]).digits())
        assert digits(desk, person_id) in allowed


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
