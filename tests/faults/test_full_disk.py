"""A disk that is full at each write: a sentence, and nothing lost."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.people import LONGEST_NOTE
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.schema import HEAD, migrate_on_a_copy, schema_of
from ashibue_desk.storage.situations import VaultDiskFull, WrongPassword
from ashibue_desk.use_cases import (
    collect_number,
    drafts,
    import_people,
    people,
    recovery_sheets,
    restore_vault,
    reveal_number,
    settings,
    vault_gate,
)
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from tests.faults.small_machine import MEGABYTE, scene
from tests.helpers.desks import (
    OFFICER,
    WITH_NUMBERS,
    SaltSeries,
    Scene,
    digits,
    done,
    empty_scene_at,
    plan_for,
    receipt_for,
    remember_passwords,
    scene_at,
)
from tests.helpers.made_up_people import made_up_office, made_up_person
from tests.helpers.sample_numbers import valid_number
from tests.helpers.small_disk import SmallDisk
from tests.storage.databases import next_versions

__all__ = ["scene"]

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("remembered_passwords")]
PAGE = 4096


def rooms(step: int) -> Iterator[int]:
    """Yield how much room is left: a page more each time, then in greater strides up to half the disk."""
    room = 0
    while room < 6 * MEGABYTE:
        yield room
        room += step if room < 40 * step else room // 4


def refused_until_it_fits(
    disk: SmallDisk, act: Callable[[], object], check: Callable[[], object], step: int = PAGE
) -> int:
    """Do ``act`` with more and more room; return how often it was refused, each time with sentences and ``check`` passing."""
    for refused, room in enumerate(rooms(step)):
        disk.leave(room)
        try:
            act()
        except Situation as met:
            kind, met_sentences = type(met), met.sentence()
        else:
            return refused
        finally:
            disk.make_room()
        assert not issubclass(kind, WrongPassword), "refused, but not for want of room"
        assert met_sentences.count("\n") == 2
        check()
    pytest.fail("it never fitted")


def state_of(desk: Desk) -> list[object]:
    """Return what the vault holds, after its every page was checked."""
    desk.vault.verify()
    return [
        people.list_people(desk),
        desk.vault.log.read(LogFilter()),
        list_backups(desk),
        desk.vault.imports.all(),
        [digits(desk, one.id) for one in people.list_people(desk) if one.has_number],
    ]


class TestOpenDesk:
    """Acts at an open desk: refused as a whole, done once there is room, and the desk goes on."""

    def refused(self, scene: Scene, disk: SmallDisk, act: Callable[[Desk], object], step: int = PAGE) -> Desk:
        desk = scene.unlock()
        before = state_of(desk)

        def unchanged() -> None:
            assert state_of(desk) == before

        assert refused_until_it_fits(disk, lambda: act(desk), unchanged, step) > 0
        after = state_of(desk)
        assert after != before
        scene.close()
        assert state_of(scene.unlock())[0] == after[0]
        return scene.desks[-1]

    def test_adding_somebody(self, scene: Scene, disk: SmallDisk) -> None:
        self.refused(scene, disk, lambda desk: done(people.add_person(desk, made_up_person(70))))

    def test_changing_somebody(self, scene: Scene, disk: SmallDisk) -> None:
        entry = replace(made_up_person(0), note="x" * LONGEST_NOTE)
        self.refused(scene, disk, lambda desk: done(people.change_person(desk, scene.person_ids[0], entry)))

    def test_collecting_a_number(self, scene: Scene, disk: SmallDisk) -> None:
        person_id = scene.person_ids[WITH_NUMBERS]

        def act(desk: Desk) -> None:
            done(collect_number.collect_number(desk, receipt_for(desk, person_id, valid_number(70))))

        desk = self.refused(scene, disk, act)
        assert digits(desk, person_id) == valid_number(70).digits()

    def test_showing_a_number(self, scene: Scene, disk: SmallDisk) -> None:
        """No line, no number: it is not shown while the log cannot take it."""

        def act(desk: Desk) -> object:
            affair = reveal_number.affairs_of_number(desk, scene.person_ids[0])[0].id
            return reveal_number.reveal_number(
                desk, scene.person_ids[0], affair, scene.users[OFFICER].password
            )

        self.refused(scene, disk, act)

    def test_bringing_in_a_list(self, scene: Scene, disk: SmallDisk, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        rows = (f"I{row:04},架空 {row}番,カクウ" for row in range(400))
        path.write_text("\n".join(["社員番号,氏名,フリガナ", *rows]), encoding="utf-8")

        def act(desk: Desk) -> object:
            return import_people.take_in(desk, import_people.preview_import(desk, path, Quiet()), Quiet())

        self.refused(scene, disk, act, 4 * PAGE)

    def test_backing_up(self, scene: Scene, disk: SmallDisk, tmp_path: Path) -> None:
        place = disk.path / "place for backups"
        place.mkdir()

        def act(desk: Desk) -> object:
            try:
                return back_up_vault(desk, place, Quiet())
            except Situation:
                assert not list(place.iterdir())
                work = scene.place / "work"
                assert not work.exists() or not list(work.iterdir())
                raise

        desk = self.refused(scene, disk, act, 3 * PAGE)
        (record,) = list_backups(desk)
        restore_vault.look_inside(scene.surroundings, place / record.file_name, scene.identity.text)

    def test_a_place_for_backups_that_is_full(self, scene: Scene, disk: SmallDisk, tmp_path: Path) -> None:
        """The vault lies elsewhere; only the medium is full."""
        elsewhere = scene_at(tmp_path / "machine elsewhere")
        desk, place = elsewhere.unlock(), disk.path / "place"
        place.mkdir()

        def nothing_there() -> None:
            assert not list(place.iterdir())
            assert list_backups(desk) == ()

        assert refused_until_it_fits(
            disk, lambda: back_up_vault(desk, place, Quiet()), nothing_there, 3 * PAGE
        )
        elsewhere.close()

    def test_changing_the_password(self, scene: Scene, disk: SmallDisk) -> None:
        new = "yamabuki 2031 tombo"
        desk = scene.unlock()

        def old_one_opens() -> None:
            desk.vault.verify()
            vault_gate.confirm_password(desk, scene.users[OFFICER].password)

        act = functools.partial(settings.change_password, desk, scene.users[OFFICER].password, new)
        assert refused_until_it_fits(disk, act, old_one_opens)
        written = desk.vault.log.read(LogFilter())
        lines = [entry for entry in written if "パスワードの変更" in entry.line.act]
        assert len(lines) == 1
        scene.close()
        scene.unlock(OFFICER, new)

    def test_renewing_the_sheet(self, scene: Scene, disk: SmallDisk) -> None:
        desk = scene.unlock()
        identity = recovery_sheets.new_identity(made_up_office(), desk.today)

        def old_sheet_opens() -> None:
            assert len(recovery_sheets.sheets(desk)) == 1
            open_recovery_bundle(scene.place, scene.identity.text)

        password = scene.users[OFFICER].password
        act = functools.partial(recovery_sheets.renew_sheet, desk, identity, identity.text, password)
        assert refused_until_it_fits(disk, act, old_sheet_opens)
        open_recovery_bundle(scene.place, identity.text)
        assert len(recovery_sheets.sheets(desk)) == 2

    def test_keeping_a_draft_and_locking(self, scene: Scene, disk: SmallDisk) -> None:
        """A full disk keeps the draft away, never the lock: the vault is shut all the same."""
        for room in (0, PAGE, 3 * PAGE, 8 * PAGE):
            desk = scene.unlock()
            before = people.list_people(desk)
            disk.leave(room)
            with pytest.raises(VaultDiskFull):
                drafts.keep_draft(desk, "person", {"name": "x" * 100_000})
            vault_gate.close(desk, "自動ロック")
            disk.make_room()
            assert not desk.lock.held
            assert people.list_people(scene.unlock()) == before
            scene.close()


class TestAtTheDoor:
    """Opening, making, restoring and migrating with no room."""

    def test_opening(self, scene: Scene, disk: SmallDisk) -> None:
        lines = scene.unlock().vault.log.last_seq()
        scene.close()

        def still_there() -> None:
            assert not scene.desks

        assert refused_until_it_fits(disk, scene.unlock, still_there)
        assert scene.desks[-1].vault.log.last_seq() == lines + 1

    def test_noting_a_wrong_password(self, scene: Scene, disk: SmallDisk) -> None:
        disk.leave(0)
        with pytest.raises(Situation):
            scene.unlock(OFFICER, "wrong")
        disk.make_room()
        scene.unlock()

    def test_making_a_vault(self, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch) -> None:
        scene = empty_scene_at(disk.path / "new machine")
        plan = replace(plan_for(scene), users=(scene.users[OFFICER],))

        def nothing_there() -> None:
            vaults = scene.place.parent
            assert not vaults.exists() or not list(vaults.iterdir())

        def make() -> None:
            remember_passwords(monkeypatch, SaltSeries("of each try"))  # it is the room that differs
            create_vault(scene.surroundings, plan)

        assert refused_until_it_fits(disk, make, nothing_there, 6 * PAGE)
        scene.unlock().vault.verify()
        scene.close()

    def test_restoring(self, disk: SmallDisk, tmp_path: Path) -> None:
        source = scene_at(tmp_path / "source")
        place = tmp_path / "place"
        place.mkdir()
        record = back_up_vault(source.unlock(), place, Quiet()).answer
        source.close()
        scene = replace(empty_scene_at(disk.path / "new machine"), identity=source.identity)
        plan = restore_vault.RestorePlan(
            backup=place / record.file_name,
            sheet=source.identity.text,
            place=scene.place,
            users=(scene.users[OFFICER],),
        )

        def nothing_there() -> None:
            assert not [path for path in scene.root.rglob("*") if path.is_file()]

        assert refused_until_it_fits(
            disk, lambda: restore_vault.restore_vault(scene.surroundings, plan), nothing_there, 6 * PAGE
        )
        assert len(people.list_people(scene.unlock())) == len(source.person_ids)
        scene.close()

    def test_looking_into_a_backup(self, disk: SmallDisk, scene: Scene) -> None:
        """A full disk is told as such, not as a damaged backup."""
        place = disk.path / "place"
        place.mkdir()
        record = back_up_vault(scene.unlock(), place, Quiet()).answer
        scene.close()
        disk.leave(8 * PAGE)
        with pytest.raises((DiskFull, VaultDiskFull)):
            restore_vault.look_inside(scene.surroundings, place / record.file_name, scene.identity.text)
        disk.make_room()
        restore_vault.look_inside(scene.surroundings, place / record.file_name, scene.identity.text)
        assert not list(scene.surroundings.folders.data.glob(".restoring*"))

    def test_migrating(self, disk: SmallDisk, scene: Scene, tmp_path: Path) -> None:
        versions = next_versions(tmp_path)
        path = scene.place / DATABASE_NAME
        bundle = open_recovery_bundle(scene.place, scene.identity.text)
        key = database_key(bundle.master_key, scene.vault_id)
        kept = scene.place / "snapshots" / "before.db"

        def old_one_is_whole() -> None:
            connection = connect(path, key)
            assert schema_of(connection) == HEAD
            connection.close()
            assert not list(scene.place.glob("*.migrating*"))

        assert refused_until_it_fits(
            disk, lambda: migrate_on_a_copy(path, key, kept, versions=versions), old_one_is_whole, 3 * PAGE
        )
        connection = connect(path, key)
        assert schema_of(connection) == "9998"
        connection.close()
