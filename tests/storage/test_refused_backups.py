"""A backup that is damaged, cut, foreign or sealed to another sheet is refused, and nothing of it is left."""

import random
from pathlib import Path

import pytest

from ashibue_desk.storage.backup_file import open_backup
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import BackupDamaged, NotABackup, WrongSheet
from tests.helpers.desks import Scene
from tests.storage.backups import back_up, left_in

DAMAGED = (BackupDamaged, WrongSheet, NotABackup)


def test_another_sheet_is_told_apart_from_damage(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongSheet):
        open_backup(backup, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
    assert left_in(tmp_path / "into") == []


def assert_refused(altered: bytes, backup: Path, sheet: str) -> None:
    """Refuse the altered file and leave not a byte of its inside."""
    into = backup.parent / "into"
    damaged = backup.with_name("damaged.age")
    damaged.write_bytes(altered)
    with pytest.raises(DAMAGED):
        open_backup(damaged, sheet, into / "o.db")
    assert left_in(into) == []


def test_every_sampled_flip_is_noticed_and_leaves_nothing(scene: Scene, backup: Path) -> None:
    data, chance = backup.read_bytes(), random.Random(19)
    places = {*range(22, 400, 9), len(data) - 1, *(chance.randrange(400, len(data)) for _ in range(120))}
    for place in sorted(places):
        altered = bytearray(data)
        altered[place] ^= 1 << chance.randrange(8)
        assert_refused(bytes(altered), backup, scene.identity.text)


def test_every_sampled_cut_is_noticed_and_leaves_nothing(scene: Scene, backup: Path) -> None:
    data = backup.read_bytes()
    chunk = 65536 + 16
    lengths = {0, 1, 21, 22, 100, 300, len(data) // 2, len(data) - 1, len(data) - 17, len(data) - 4096}
    lengths |= {cut for cut in range(0, len(data), chunk // 5) if cut < len(data)}
    for length in sorted(lengths):
        assert_refused(data[:length], backup, scene.identity.text)


def test_swapped_repeated_and_appended_pieces_are_noticed(scene: Scene, backup: Path) -> None:
    data, chunk = backup.read_bytes(), 65536 + 16
    head = data.index(b"\n", data.index(b"--- ")) + 1 + 16
    first, second, rest = (
        data[head : head + chunk],
        data[head + chunk : head + 2 * chunk],
        data[head + 2 * chunk :],
    )
    assert len(second) == chunk
    for altered in (
        data[:head] + second + first + rest,
        data[:head] + first + first + rest,
        data[:head] + first + rest,
        data[:head] + second + rest,
        data + b"\0",
        data + data[head:],
        data[:head] + bytes(len(data) - head),
    ):
        assert_refused(altered, backup, scene.identity.text)


def test_the_end_of_another_generation_does_not_fit(scene: Scene, backup: Path, tmp_path: Path) -> None:
    back_up(scene, tmp_path / "second.age")
    one, other = backup.read_bytes(), (tmp_path / "second.age").read_bytes()
    for place in (300, 65_000, len(one) // 2):
        assert_refused(one[:place] + other[place:], backup, scene.identity.text)


@pytest.mark.parametrize(
    "data",
    [b"", b"age", b"PK\x03\x04 a workbook", b"SQLite format 3\0", b"AGE-ENCRYPTION.ORG/V1\n", bytes(4096)],
)
def test_a_file_of_something_else_is_no_backup(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(data)
    with pytest.raises(NotABackup):
        open_backup(path, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
    for other in (tmp_path, tmp_path / "nowhere.age"):
        with pytest.raises(NotABackup):
            open_backup(other, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
    assert left_in(tmp_path / "into") == []


def test_a_file_locked_with_a_password_is_no_backup_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt 8P8mQqAjDj5q0C2w6kiyPQ 1\n" + bytes(60))
    with pytest.raises(DAMAGED):
        open_backup(path, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
