"""Whatever is damaged, swapped or taken away is noticed at the door or by the check, with a sentence, and never with a crash."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.storage.connection import DATABASE_NAME
from ashibue_desk.storage.key_slots import FILE_NAME
from ashibue_desk.storage.situations import NotAVault, PlaintextDatabase, VaultDamaged
from ashibue_desk.use_cases import home, people, vault_gate
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import OFFICER, Scene, empty_scene_at, plan_for

pytestmark = pytest.mark.faults
PAGE = 4096


@pytest.fixture(scope="module")
def chance() -> random.Random:
    """The same damage in every run."""
    return random.Random(20261121)


def use(desk: Desk) -> list[object]:
    """Do what somebody does who suspects nothing, and have everything checked."""
    desk.vault.verify()
    return [people.list_people(desk), home.home(desk).due, len(desk.vault.log.read(LogFilter())) > 0]


def noticed(scene: Scene) -> bool:
    """Whether opening, checking or using the vault tells that something is wrong; anything but a situation is our bug."""
    try:
        desk = vault_gate.unlock(
            scene.surroundings, scene.place, scene.users[OFFICER].user_id, scene.users[OFFICER].password
        )
    except Situation as met:
        return met.sentence().count("\n") == 2
    try:
        use(desk)
    except Situation:
        return True
    finally:
        desk.vault.close()
        desk.lock.release()
    return False


class Original:
    """The files of a vault, put back before each piece of damage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    def restore(self) -> None:
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, data in self.files.items():
            (self.folder / name).write_bytes(data)


@pytest.fixture
def original(scene: Scene) -> Original:
    return Original(scene.place)


def damages(data: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield the file with one thing wrong: a bit in each page, a cut, a zeroed block, two pages swapped, something added."""
    for page in sorted([*range(len(data) // PAGE)] * 3):
        place = page * PAGE + chance.randrange(PAGE)
        altered = bytearray(data)
        altered[place] ^= 1 << chance.randrange(8)
        yield f"bit in byte {place}", bytes(altered)
    for length in (
        1,
        PAGE,
        len(data) // 2 // PAGE * PAGE,
        len(data) // 2 + 7,
        len(data) - 16,
        len(data) - PAGE + 1,
    ):
        yield f"cut by {length}", data[:-length]
    for page in range(0, len(data) // PAGE, 3):
        yield f"page {page} zeroed", data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :]
    for page in range(1, len(data) // PAGE - 1, 4):
        first, second = (data[at * PAGE : (at + 1) * PAGE] for at in (page, page + 1))
        yield f"pages {page} swapped", data[: page * PAGE] + second + first + data[(page + 2) * PAGE :]
    yield "only the first page", data[:PAGE]
    yield "nothing", b""
    yield "one byte", data[:1]
    yield "another vault's noise", chance.randbytes(len(data))
    yield "zeros", bytes(len(data))


def test_every_damage_to_the_database_is_noticed(
    scene: Scene, original: Original, chance: random.Random
) -> None:
    tried = 0
    for what, data in damages(original.files[DATABASE_NAME], chance):
        original.restore()
        (scene.place / DATABASE_NAME).write_bytes(data)
        assert noticed(scene), f"{what} was not noticed"
        tried += 1
    assert tried > 120
    original.restore()
    assert not noticed(scene)


def test_a_page_added_at_the_end_is_noticed_or_without_effect(scene: Scene, original: Original) -> None:
    whole = original.files[DATABASE_NAME]
    (scene.place / DATABASE_NAME).write_bytes(whole + whole[-PAGE:])
    assert noticed(scene) or scene.unlock().vault.log.last_seq() > 0


def test_the_database_of_another_vault_is_noticed(scene: Scene, original: Original, tmp_path: Path) -> None:
    other = empty_scene_at(tmp_path / "other")
    create_vault(other.surroundings, plan_for(other))
    for name in (DATABASE_NAME, FILE_NAME):
        original.restore()
        shutil.copyfile(other.place / name, scene.place / name)
        assert noticed(scene), f"{name} of another vault"


def test_every_damage_to_the_key_file_is_noticed(
    scene: Scene, original: Original, chance: random.Random
) -> None:
    data = original.files[FILE_NAME]
    unnoticed = 0
    for _ in range(150):
        original.restore()
        altered = bytearray(data)
        altered[chance.randrange(len(data))] = chance.randrange(256)
        (scene.place / FILE_NAME).write_bytes(altered)
        unnoticed += not noticed(scene)  # white space, or the byte that stood there
    assert unnoticed <= 5
    for length in (0, 1, 100, len(data) // 2, len(data) - 2):
        original.restore()
        (scene.place / FILE_NAME).write_bytes(data[:length])
        assert noticed(scene)


class TestSomethingElse:
    """A folder or file that is no vault, told as such."""

    def test_an_empty_folder(self, scene: Scene) -> None:
        shutil.rmtree(scene.place)
        scene.place.mkdir()
        with pytest.raises(NotAVault):
            scene.unlock()

    def test_a_folder_without_its_database(self, scene: Scene) -> None:
        (scene.place / DATABASE_NAME).unlink()
        with pytest.raises(NotAVault):
            scene.unlock()
        assert not (scene.place / DATABASE_NAME).exists()

    def test_a_file_instead_of_the_folder(self, scene: Scene) -> None:
        shutil.rmtree(scene.place)
        scene.place.write_bytes(b"x")
        with pytest.raises(NotAVault):
            scene.unlock()

    def test_a_plain_database(self, scene: Scene) -> None:
        path = scene.place / DATABASE_NAME
        path.unlink()
        plain = sqlite3.connect(path)
        plain.execute("CREATE TABLE people (id)")
        plain.commit()
        plain.close()
        before = path.read_bytes()
        with pytest.raises(PlaintextDatabase):
            scene.unlock()
        assert path.read_bytes() == before

    @pytest.mark.parametrize("name", [DATABASE_NAME, FILE_NAME])
    def test_a_folder_instead_of_a_file(self, scene: Scene, name: str) -> None:
        (scene.place / name).unlink()
        (scene.place / name).mkdir()
        with pytest.raises(Situation):
            scene.unlock()

    @pytest.mark.parametrize("name", [DATABASE_NAME, FILE_NAME])
    def test_a_pipe_instead_of_a_file_is_never_waited_for(self, scene: Scene, name: str) -> None:
        (scene.place / name).unlink()
        os.mkfifo(scene.place / name)
        with pytest.raises(Situation):
            scene.unlock()


class TestJournal:
    """What was acknowledged lies in the journal until the vault is closed."""

    @staticmethod
    def crashed(scene: Scene, tmp_path: Path) -> int:
        """Leave the folder as a power cut would while a desk is open; return the last acknowledged line."""
        desk = scene.unlock()
        for _ in range(20):
            with desk.act():
                desk.log(LogLine(log_class=LogClass.USE, act="正気の行"))
        last = desk.vault.log.last_seq()
        shutil.copytree(scene.place, tmp_path / "crashed")
        scene.close()
        shutil.rmtree(scene.place)
        shutil.move(tmp_path / "crashed", scene.place)
        return last

    def test_nothing_acknowledged_is_lost_in_a_crash(self, scene: Scene, tmp_path: Path) -> None:
        last = self.crashed(scene, tmp_path)
        assert (scene.place / f"{DATABASE_NAME}-wal").stat().st_size > 0
        assert scene.unlock().vault.log.last_seq() == last + 1

    def test_the_journal_shows_no_plain_text(self, scene: Scene, tmp_path: Path) -> None:
        self.crashed(scene, tmp_path)
        for path in scene.place.iterdir():
            assert "正気の行".encode() not in path.read_bytes()

    def test_a_damaged_journal_ends_at_the_last_whole_line(
        self, scene: Scene, tmp_path: Path, chance: random.Random
    ) -> None:
        """SQLite plays a journal up to the first frame that is not whole: what comes out is whole, and ends earlier."""
        last = self.crashed(scene, tmp_path)
        original = Original(scene.place)
        wal = f"{DATABASE_NAME}-wal"
        data = original.files[wal]
        for place in sorted(chance.randrange(len(data)) for _ in range(25)):
            original.restore()
            altered = bytearray(data)
            altered[place] ^= 1 << chance.randrange(8)
            (scene.place / wal).write_bytes(altered)
            (scene.place / f"{DATABASE_NAME}-shm").unlink(missing_ok=True)
            try:
                desk = scene.unlock()
            except VaultDamaged:
                continue
            use(desk)
            assert desk.vault.log.last_seq() <= last + 1
            sequence = [entry.seq for entry in desk.vault.log.read(LogFilter())]
            assert sequence == list(range(len(sequence), 0, -1))
            scene.close()

    def test_without_its_journal_the_vault_is_whole_and_older(self, scene: Scene, tmp_path: Path) -> None:
        """That lines are missing is found by the sealed log's head outside of the vault; that it opens whole is ours."""
        last = self.crashed(scene, tmp_path)
        (scene.place / f"{DATABASE_NAME}-wal").unlink()
        (scene.place / f"{DATABASE_NAME}-shm").unlink()
        desk = scene.unlock()
        use(desk)
        assert desk.vault.log.last_seq() <= last


def test_a_damaged_vault_is_left_as_it_is_for_those_who_look_into_it(
    scene: Scene, original: Original
) -> None:
    data = bytearray(original.files[DATABASE_NAME])
    data[PAGE + 5] ^= 1
    (scene.place / DATABASE_NAME).write_bytes(data)
    assert noticed(scene)
    assert (scene.place / DATABASE_NAME).read_bytes() == data
