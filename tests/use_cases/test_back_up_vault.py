"""Backups: to judged places only, proven, in the ledger, never over another, nothing left when they fail."""

import json
import os
import tarfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyrage
import pytest

from ashibue_desk.domain.backup import BackupRecord
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.files.situations import DiskFull, FolderMissing
from ashibue_desk.machine.drives.place import Verdict
from ashibue_desk.machine.situations import PlaceChanged, PlaceRefused
from ashibue_desk.storage import backup_file
from ashibue_desk.storage.situations import BackupNotProven, WrongPassword
from ashibue_desk.use_cases import back_up_vault as module
from ashibue_desk.use_cases import home, people, recovery_sheets, restore_vault
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups, summary_of
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.situations import NotYourDuty, SheetOutOfYear, StoppedByHand
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, WITH_NUMBERS, FakeDrives, Scene, done
from tests.helpers.log_desks import another_tool, checked
from tests.helpers.made_up_people import made_up_office, made_up_person

QUIET = Quiet()
GENERATIONS = 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The place for backups, which is not ours: its mode stays as it is."""
    place = tmp_path / "place for backups"
    place.mkdir(mode=0o755)
    return place


def back_up(desk: Desk, folder: Path) -> BackupRecord:
    return back_up_vault(desk, folder, QUIET).answer


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def acts(desk: Desk) -> list[str]:
    return [entry.line.act for entry in desk.vault.log.read(LogFilter())]


def test_the_ledger_says_what_lies_there(desk: Desk, folder: Path, scene: Scene) -> None:
    record = back_up(desk, folder)
    data = (folder / record.file_name).read_bytes()
    assert (record.sha256, record.size) == (sha256(data).hexdigest(), len(data))
    assert (record.generation, record.business_year, record.place) == (1, 2026, str(folder))
    assert record.recovery_public == scene.identity.public
    assert list_backups(desk) == (record,)
    entry = desk.vault.log.read(LogFilter(most=1))[0]
    assert entry.line.object_label == record.file_name
    assert record.log_seq == entry.seq - 1
    assert names_in(folder) == [record.file_name]


def test_the_manifest_keeps_the_head_of_the_log_outside_the_vault(
    desk: Desk, folder: Path, scene: Scene
) -> None:
    record = back_up(desk, folder)
    tar = pyrage.decrypt(
        (folder / record.file_name).read_bytes(), [pyrage.x25519.Identity.from_str(scene.identity.text)]
    )
    with tarfile.open(fileobj=BytesIO(tar)) as members:
        inside = members.extractfile("manifest.json")
        assert inside is not None
        manifest = json.loads(inside.read())
    assert manifest["log_seq"] == record.log_seq
    head = {record.log_seq: manifest["log_head"]}
    assert checked(desk, codes=head).holds
    with another_tool(desk) as tool:
        for table in ("log", "log_seals"):
            tool.execute(f"DELETE FROM {table} WHERE seq >= ?", (record.log_seq,))
    assert not checked(desk, codes=head).holds


def test_the_file_is_for_its_owner_alone_and_the_folder_stays_as_it_was(desk: Desk, folder: Path) -> None:
    folder.chmod(0o755)
    record = back_up(desk, folder)
    assert (folder / record.file_name).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o755


def test_fifty_generations_each_open_with_what_was_there(desk: Desk, folder: Path, scene: Scene) -> None:
    for generation in range(1, GENERATIONS + 1):
        done(people.add_person(desk, replace(made_up_person(200 + generation), code=f"G{generation}")))
        assert back_up(desk, folder).generation == generation
    assert len(set(names_in(folder))) == GENERATIONS
    for record in list_backups(desk)[::7]:
        inside = restore_vault.look_inside(scene.surroundings, folder / record.file_name, scene.identity.text)
        assert inside.summary.generation == record.generation
        assert inside.summary.people == len(scene.person_ids) + record.generation
        assert inside.summary.numbers == WITH_NUMBERS


@pytest.mark.parametrize("who", [RECEIVER, AUDITOR])
def test_others_make_none(scene: Scene, folder: Path, who: str) -> None:
    desk = scene.unlock(who)
    with pytest.raises(NotYourDuty):
        back_up(desk, folder)
    assert names_in(folder) == []


def test_a_handler_makes_one(scene: Scene, folder: Path) -> None:
    assert back_up(scene.unlock(HANDLER), folder).generation == 1


class TestPlaces:
    """Judged by the bus before, and again after writing."""

    def test_what_goes_down_with_the_vault_is_told(self, desk: Desk, folder: Path, scene: Scene) -> None:
        assert "同じディスク" in module.examine_place(desk, folder).sentence
        scene.drives.then = FakeDrives(identity="disk-2")
        scene.drives.looks = 0
        assert "同じディスク" not in module.examine_place(desk, folder).sentence

    def test_the_folder_of_the_vault_takes_none(self, desk: Desk) -> None:
        inside = desk.vault.folder / "backups"
        inside.mkdir()
        assert not module.examine_place(desk, inside).allowed
        with pytest.raises(PlaceRefused) as raised:
            back_up(desk, inside)
        assert "保管庫のフォルダーの中" in raised.value.what
        assert names_in(inside) == []

    @pytest.mark.parametrize("verdict", list(Verdict))
    def test_only_fixed_and_optical_places_are_taken(
        self, desk: Desk, folder: Path, scene: Scene, verdict: Verdict
    ) -> None:
        scene.drives.verdict = verdict
        assert module.examine_place(desk, folder).allowed == (verdict in {Verdict.FIXED, Verdict.OPTICAL})
        if verdict in {Verdict.FIXED, Verdict.OPTICAL}:
            back_up(desk, folder)
            return
        with pytest.raises(PlaceRefused) as raised:
            back_up(desk, folder)
        assert "使えません" in raised.value.what
        assert names_in(folder) == []
        assert not any("バックアップ" in act for act in acts(desk))

    @pytest.mark.parametrize(
        "then",
        [
            FakeDrives(Verdict.FIXED, "disk-2"),
            FakeDrives(Verdict.USB, "disk-1"),
            FakeDrives(Verdict.UNKNOWN, ""),
        ],
    )
    def test_one_that_changed_while_writing_counts_for_nothing(
        self, desk: Desk, folder: Path, scene: Scene, then: FakeDrives
    ) -> None:
        scene.drives.looks, scene.drives.then = 0, then
        with pytest.raises(PlaceChanged):
            back_up(desk, folder)
        assert names_in(folder) == []
        assert list_backups(desk) == ()
        scene.drives.then = None
        assert back_up(desk, folder).generation == 1

    def test_one_that_is_not_there_has_its_sentence(self, desk: Desk, folder: Path) -> None:
        with pytest.raises(FolderMissing):
            back_up(desk, folder / "nowhere")
        assert list_backups(desk) == ()

    def test_a_sync_folder_is_refused(self, desk: Desk, scene: Scene) -> None:
        synced = scene.root / "home" / "Dropbox" / "backup"
        (scene.root / "home" / "Dropbox" / ".dropbox.cache").mkdir(parents=True)
        synced.mkdir()
        with pytest.raises(PlaceRefused):
            back_up(desk, synced)


class TestNeverOver:
    """A backup that lies there is never written over, whoever made it."""

    def test_a_second_vault_with_the_same_generation(self, desk: Desk, folder: Path) -> None:
        name = f"ashibue-2026-0001-{desk.today:%Y%m%d}.age"
        (folder / name).write_bytes(b"the backup of another vault")
        record = back_up(desk, folder)
        assert (folder / name).read_bytes() == b"the backup of another vault"
        assert record.file_name != name
        assert (folder / record.file_name).exists()

    def test_one_that_fails_does_not_take_the_other_with_it(
        self, desk: Desk, folder: Path, scene: Scene
    ) -> None:
        name = f"ashibue-2026-0001-{desk.today:%Y%m%d}.age"
        (folder / name).write_bytes(b"the backup of another vault")
        scene.drives.looks, scene.drives.then = 0, FakeDrives(Verdict.USB, "u")
        with pytest.raises(PlaceChanged):
            back_up(desk, folder)
        assert names_in(folder) == [name]

    def test_a_restored_vault_does_not_write_over_its_own_source(
        self, desk: Desk, folder: Path, scene: Scene
    ) -> None:
        first = back_up(desk, folder)
        data = (folder / first.file_name).read_bytes()
        scene.close()
        plan = restore_vault.RestorePlan(
            backup=folder / first.file_name,
            sheet=scene.identity.text,
            place=scene.place.with_name("again"),
            users=tuple(scene.users.values()),
        )
        restore_vault.restore_vault(scene.surroundings, plan)
        again = replace(scene, place=plan.place).unlock()
        second = back_up(again, folder)
        assert (folder / first.file_name).read_bytes() == data
        assert second.generation > first.generation
        assert [record.generation for record in list_backups(again)] == [2, 1]
        assert list_backups(again)[1].sha256 == first.sha256


class TestFailures:
    """Whatever fails, the vault is as before, no backup is left and none is in the ledger."""

    @pytest.fixture(autouse=True)
    def nothing_is_left(self, desk: Desk, folder: Path, scene: Scene) -> object:
        before = acts(desk)
        yield
        assert names_in(folder) == []
        assert list_backups(desk) == ()
        assert acts(desk) == before
        work = scene.place / "work"
        assert not work.exists() or names_in(work) == []
        assert back_up(desk, folder).generation == 1

    def test_stopped_by_hand_at_each_step(self, desk: Desk, folder: Path) -> None:
        for steps in range(2):

            class Impatient(Quiet):
                asked = 0

                def should_stop(self) -> bool:
                    self.asked += 1
                    return self.asked > steps  # noqa: B023 - used within the round

            with pytest.raises(StoppedByHand):
                back_up_vault(desk, folder, Impatient())

    def test_a_medium_that_lies(self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def spoil(file: object) -> None:
            file.seek(-1, os.SEEK_END)  # type: ignore[attr-defined] # an open file
            file.write(b"\0\0")  # type: ignore[attr-defined]
            file.flush()  # type: ignore[attr-defined]

        with monkeypatch.context() as patched:
            patched.setattr(backup_file, "_flush_from_cache", spoil)
            with pytest.raises(BackupNotProven):
                back_up(desk, folder)

    @pytest.mark.parametrize("step", ["export_database", "_prove", "sha256_of", "_flush_from_cache"])
    def test_a_disk_that_refuses(
        self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(backup_file, step, lambda *_: (_ for _ in ()).throw(OSError(28, "no space")))
            with pytest.raises((DiskFull, OSError)):
                back_up(desk, folder)

    def test_a_ledger_that_cannot_be_written(
        self, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from ashibue_desk.storage.backup_book import BackupBook

        with monkeypatch.context() as patched:
            patched.setattr(BackupBook, "add", lambda *_: (_ for _ in ()).throw(DiskFull))
            with pytest.raises(DiskFull):
                back_up(desk, folder)


class TestYear:
    """Each business year has its own sheet; the old one opens the old backups only."""

    def test_after_the_year_a_new_sheet_is_needed(self, desk: Desk, folder: Path, scene: Scene) -> None:
        old = back_up(desk, folder)
        scene.clock.set_to(scene.clock.local_now().replace(year=2027, month=3, day=31))
        assert back_up(desk, folder).generation == 2
        scene.clock.advance(timedelta(days=1))
        with pytest.raises(SheetOutOfYear) as raised:
            back_up(desk, folder)
        assert "今年度" in raised.value.sentence()
        assert any(item.todo is home.Todo.RENEW_SHEET for item in home.home(desk).due)
        identity = recovery_sheets.new_identity(made_up_office(), desk.today)
        assert identity.business_year == 2027
        renewed = recovery_sheets.renew_sheet(desk, identity, identity.text, scene.users[OFFICER].password)
        new_desk = done(renewed).answer
        assert isinstance(new_desk, Desk)
        assert not any(item.todo is home.Todo.RENEW_SHEET for item in home.home(new_desk).due)
        new = back_up(new_desk, folder)
        assert (new.business_year, new.recovery_public) == (2027, identity.public)
        look = restore_vault.look_inside
        for record, right, wrong in ((old, scene.identity, identity), (new, identity, scene.identity)):
            look(scene.surroundings, folder / record.file_name, right.text)
            with pytest.raises(Situation):
                look(scene.surroundings, folder / record.file_name, wrong.text)

    def test_the_new_sheet_opens_the_vault_and_the_old_one_no_longer(self, desk: Desk, scene: Scene) -> None:
        from ashibue_desk.storage.key_slots import open_recovery_bundle
        from ashibue_desk.storage.situations import WrongSheet

        identity = recovery_sheets.new_identity(made_up_office(), desk.today)
        scene.clock.advance(timedelta(minutes=1))
        done(recovery_sheets.renew_sheet(desk, identity, identity.text, scene.users[OFFICER].password))
        assert open_recovery_bundle(scene.place, identity.text).device_secret == scene.device_secret
        with pytest.raises(WrongSheet):
            open_recovery_bundle(scene.place, scene.identity.text)
        assert [sheet.public for sheet in recovery_sheets.sheets(desk)][-1] == scene.identity.public
        assert len(recovery_sheets.sheets(desk)) == 2

    def test_a_sheet_that_is_not_proven_is_not_put_in_force(self, desk: Desk, scene: Scene) -> None:
        before = (scene.place / "keyslots.json").read_bytes()
        identity = recovery_sheets.new_identity(made_up_office(), desk.today)
        for typed in ("", scene.identity.text, identity.text[:-1]):
            answer = recovery_sheets.renew_sheet(desk, identity, typed, "")
            assert hasattr(answer, "sentence")
        assert (scene.place / "keyslots.json").read_bytes() == before
        assert len(recovery_sheets.sheets(desk)) == 1

    def test_an_open_desk_alone_puts_no_sheet_in_force(self, desk: Desk, scene: Scene) -> None:
        before = (scene.place / "keyslots.json").read_bytes()
        identity = recovery_sheets.new_identity(made_up_office(), desk.today)
        for password in ("", "not the officer's password 1"):
            with pytest.raises(WrongPassword):
                recovery_sheets.renew_sheet(desk, identity, identity.text, password)
        assert (scene.place / "keyslots.json").read_bytes() == before

    def test_others_renew_none(self, scene: Scene) -> None:
        identity = recovery_sheets.new_identity(made_up_office(), scene.clock.today())
        with pytest.raises(NotYourDuty):
            recovery_sheets.renew_sheet(scene.unlock(AUDITOR), identity, identity.text, "")


def test_the_summary_counts_what_is_there(desk: Desk, scene: Scene) -> None:
    summary = summary_of(desk)
    assert (summary.people, summary.numbers) == (len(scene.person_ids), WITH_NUMBERS)
    assert summary.log_lines == desk.vault.log.last_seq()
    assert summary.office_name == made_up_office().name


def test_progress_is_told_to_the_end(desk: Desk, folder: Path) -> None:
    told: list[tuple[int, int]] = []

    class Watched(Quiet):
        def report(self, done: int, total: int, text: str = "") -> None:
            told.append((done, total))
            assert text

    back_up_vault(desk, folder, Watched())
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
