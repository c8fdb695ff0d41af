"""Backups made up by somebody who knows the public half of a sheet."""

import io
import json
import random
import tarfile
from base64 import b64encode
from pathlib import Path

import pyrage
import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.storage.backup_file import open_backup
from ashibue_desk.storage.backup_inside import FORMAT
from ashibue_desk.storage.connection import connect
from ashibue_desk.storage.key_material import new_database_key
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import BackupDamaged, BackupForeign
from ashibue_desk.storage.tar_stream import DATABASE, MANIFEST, RECOVERY
from tests.helpers.desks import Scene
from tests.storage.backups import SUMMARY, left_in

MADE_UP: tuple[dict[str, object], ...] = (
    {"business_year": "x"},
    {"business_year": None},
    {"business_year": True},
    {"business_year": float("inf")},
    {"summary": None},
    {"summary": "x"},
    {"summary": []},
    {"summary": {"people": "x"}},
    {"summary": {"people": -1}},
    {"summary": {"numbers": 1.5}},
    {"summary": {"generation": 10**30}},
    {"summary": {"made_at": "yesterday"}},
    {"summary": {"made_at": 7}},
    {"summary": {"last_log_at": None}},
    {"summary": {"more": 1}},
)


class TestMadeUpInside:
    """The public half stands in the open header of the key-slot file, so anybody can seal something to the sheet."""

    @staticmethod
    def forge(tmp_path: Path, members: list[tuple[str, bytes]], identity: RecoveryIdentity) -> Path:
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, data in members:
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
        path = tmp_path / "forged.age"
        recipient = pyrage.x25519.Recipient.from_str(identity.public)
        path.write_bytes(pyrage.encrypt(inner.getvalue(), [recipient]))
        return path

    @staticmethod
    def manifest(database: bytes, **changed: object) -> bytes:
        from hashlib import sha256

        told = {
            "format": FORMAT,
            "vault_id": "0" * 32,
            "business_year": 2026,
            "schema": "0001",
            "summary": {field: getattr(SUMMARY, field) for field in SUMMARY.__slots__},
            "database_sha256": sha256(database).hexdigest(),
            "database_size": len(database),
        }
        return json.dumps({**told, **changed}).encode()

    @staticmethod
    def keys(**changed: object) -> bytes:
        told = {
            "database_keyspec": new_database_key().keyspec(),
            "users": [],
        }
        return json.dumps({**told, **changed}).encode()

    def refused(self, tmp_path: Path, members: list[tuple[str, bytes]]) -> None:
        identity = RecoveryIdentity.new(2026)
        path = self.forge(tmp_path, members, identity)
        with pytest.raises(Situation):
            open_backup(path, identity.text, tmp_path / "into" / "o.db")
        assert left_in(tmp_path / "into") == []

    @pytest.mark.parametrize(
        "manifest",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b"7",
            b'"x"',
            b"\xff",
            b"{}",
            b"[" * 50_000,
            json.dumps({"format": FORMAT}).encode(),
        ],
    )
    def test_a_manifest_that_is_none(self, tmp_path: Path, manifest: bytes) -> None:
        self.refused(tmp_path, [(MANIFEST, manifest), (RECOVERY, self.keys()), (DATABASE, bytes(5000))])

    def test_a_manifest_with_something_else_in_it(self, scene: Scene, backup: Path, tmp_path: Path) -> None:
        """Around a database that is whole and ours, so that nothing but the manifest can be refused."""
        opened = open_backup(backup, scene.identity.text, tmp_path / "o.db")
        database = opened.database.read_bytes()
        members = [(RECOVERY, self.keys(database_keyspec=opened.key.keyspec())), (DATABASE, database)]
        told = json.loads(self.manifest(database))
        good = self.forge(tmp_path, [(MANIFEST, json.dumps(told).encode()), *members], scene.identity)
        assert open_backup(good, scene.identity.text, tmp_path / "good.db").summary == SUMMARY
        for changed in MADE_UP:
            other = {
                name: {**told[name], **value} if isinstance(value, dict) else value
                for name, value in changed.items()
            }
            self.refused(tmp_path, [(MANIFEST, json.dumps({**told, **other}).encode()), *members])

    def test_a_database_in_which_something_was_planted(
        self, scene: Scene, backup: Path, tmp_path: Path
    ) -> None:
        opened = open_backup(backup, scene.identity.text, tmp_path / "o.db")
        connection = connect(opened.database, opened.key)
        connection.execute("CREATE VIEW of_mine AS SELECT * FROM people")
        connection.close()
        database = opened.database.read_bytes()
        keys = self.keys(database_keyspec=opened.key.keyspec())
        path = self.forge(
            tmp_path,
            [(MANIFEST, self.manifest(database)), (RECOVERY, keys), (DATABASE, database)],
            scene.identity,
        )
        with pytest.raises(BackupForeign):
            open_backup(path, scene.identity.text, tmp_path / "into" / "o.db")
        assert left_in(tmp_path / "into") == []

    @pytest.mark.parametrize(
        "database", [b"SQLite format 3\0" + bytes(4080), b"", random.Random(5).randbytes(8192)]
    )
    def test_a_database_that_is_none_of_ours(self, tmp_path: Path, database: bytes) -> None:
        identity = RecoveryIdentity.new(2026)
        members = [(MANIFEST, self.manifest(database)), (RECOVERY, self.keys()), (DATABASE, database)]
        path = self.forge(tmp_path, members, identity)
        with pytest.raises(BackupDamaged):
            open_backup(path, identity.text, tmp_path / "into" / "o.db")
        assert left_in(tmp_path / "into") == []

    @pytest.mark.parametrize(
        "changed",
        [
            {"database_keyspec": "x'00'"},
            {"database_keyspec": "x'\"; ATTACH '"},
            {"database_keyspec": None},
            {"number_key": ""},
            {"number_key": "!!"},
            {"number_key": b64encode(b"no key").decode()},
            {"users": None},
            {"users": [1]},
            {"users": [{"name": "x"}]},
            {"users": [{"user_id": "u", "name": "n", "roles": ["emperor"]}]},
            {"users": [{"user_id": "u", "name": "n", "roles": None}]},
        ],
    )
    def test_keys_that_are_none(self, tmp_path: Path, changed: dict[str, object]) -> None:
        database = bytes(5000)
        members = [
            (MANIFEST, self.manifest(database)),
            (RECOVERY, self.keys(**changed)),
            (DATABASE, database),
        ]
        self.refused(tmp_path, members)

    def test_a_database_that_the_manifest_does_not_know(self, tmp_path: Path) -> None:
        members = [(MANIFEST, self.manifest(b"other")), (RECOVERY, self.keys()), (DATABASE, bytes(5000))]
        self.refused(tmp_path, members)

    def test_members_missing_repeated_or_in_another_order(self, tmp_path: Path) -> None:
        database = bytes(5000)
        manifest, keys, data = (
            (MANIFEST, self.manifest(database)),
            (RECOVERY, self.keys()),
            (DATABASE, database),
        )
        for members in (
            [],
            [manifest],
            [manifest, keys],
            [keys, manifest, data],
            [manifest, manifest, data],
            [manifest, keys, data, data],
            [manifest, keys, data, ("more", b"x")],
            [manifest, keys, ("../../vault.db", database)],
            [("x", b""), manifest, keys, data],
        ):
            self.refused(tmp_path, members)

    def test_links_and_devices_in_the_tar(self, tmp_path: Path) -> None:
        identity = RecoveryIdentity.new(2026)
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            member = tarfile.TarInfo(MANIFEST)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(member)
        path = tmp_path / "forged.age"
        path.write_bytes(
            pyrage.encrypt(inner.getvalue(), [pyrage.x25519.Recipient.from_str(identity.public)])
        )
        with pytest.raises(BackupDamaged):
            open_backup(path, identity.text, tmp_path / "into" / "o.db")
