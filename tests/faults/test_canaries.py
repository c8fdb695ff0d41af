"""After a whole journey that ends in a crash, nothing on the disk tells a number, a name, a password or a key."""

import base64
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ashibue_desk.files.private_files import only_owner_can_read
from ashibue_desk.machine.folders import Folders
from tests.faults import journey
from tests.helpers.desks import empty_scene_at
from tests.helpers.kill import run_and_kill

pytestmark = pytest.mark.faults
_WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}


def spellings_of_text(text: str) -> Iterator[bytes]:
    """Yield the bytes of ``text`` in every encoding and wrapping that a program might have used."""
    for form in {text, text.translate(_WIDE), text.upper(), text.replace(" ", "")}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932", "utf-7"):
            try:
                data = form.encode(encoding)
            except UnicodeEncodeError:
                continue
            yield data
            yield from wrapped(data)
    yield json.dumps(text)[1:-1].encode()


def spellings_of_bytes(secret: bytes) -> Iterator[bytes]:
    """Yield a key as it is and wrapped."""
    yield secret
    yield secret[::-1]
    yield from wrapped(secret)
    yield str(list(secret))[1:-1].encode()


def wrapped(data: bytes) -> Iterator[bytes]:
    """Yield ``data`` as hex and as base64 at each of the three places where it may stand in a longer text."""
    yield data.hex().encode()
    yield data.hex().upper().encode()
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + data)
        inner = whole[(0, 2, 3)[before] : len(whole) - (0 if (before + len(data)) % 3 == 0 else 4)]
        if len(inner) >= 8:
            yield inner
            yield inner.translate(bytes.maketrans(b"+/", b"-_"))


@dataclass(frozen=True)
class Canaries:
    """What must not be found, each with its name."""

    spellings: dict[bytes, str]

    @classmethod
    def of(cls, told: Path) -> "Canaries":
        values = json.loads(told.read_text(encoding="utf-8"))
        found: dict[bytes, str] = {}
        for kind in ("texts", "passwords", "sheets"):
            for text in values[kind]:
                found |= dict.fromkeys(spellings_of_text(text), f"{kind}: {text}")
        for digits in values["numbers"]:
            grouped = [
                between.join((digits[:4], digits[4:8], digits[8:])) for between in (" ", "-", "\u3000", "")
            ]
            for form in grouped:
                found |= dict.fromkeys(spellings_of_text(form), f"number {form}")
        for keys in values["keys"]:
            for name, text in keys.items():
                found |= dict.fromkeys(spellings_of_bytes(bytes.fromhex(text)), name)
        return cls({spelling: name for spelling, name in found.items() if len(spelling) >= 8})

    def in_file(self, path: Path) -> list[str]:
        """Return which of them stand in the file or its name."""
        data = path.read_bytes() + b"\0" + str(path.name).encode("utf-8", "surrogateescape")
        return sorted({f"{name} in {path}" for spelling, name in self.spellings.items() if spelling in data})


@dataclass(frozen=True)
class Crashed:
    """The machine after the crash."""

    root: Path
    temporary: Path
    canaries: Canaries

    def files(self) -> list[Path]:
        """Return every file of the machine but those that exist to hold the key."""
        keys = Folders.under(self.root).device_keys
        return [
            path
            for folder in (self.root, self.temporary)
            for path in folder.rglob("*")
            if path.is_file() and not path.is_relative_to(keys)
        ]


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    folder = tmp_path_factory.mktemp("journey")
    root, temporary, home, told = (folder / name for name in ("machine", "temporary", "home", "told.json"))
    for made in (root, temporary, home):
        made.mkdir()
    list_file = folder / "list.csv"
    list_file.write_text("社員番号,氏名,フリガナ\nT1,取込 みずき,トリコミ ミズキ\n", encoding="utf-8")
    ended = run_and_kill(
        Path(journey.__file__),
        [str(root), str(list_file), str(told)],
        at_mark="in the middle",
        environment={
            "TMPDIR": str(temporary),
            "HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "XDG_CACHE_HOME": str(home),
            "XDG_STATE_HOME": str(home),
        },
    )
    assert ended.killed, ended.errors
    assert ended.marks == ("refused", "in the middle")
    assert not list(home.rglob("*"))
    return Crashed(root, temporary, Canaries.of(told))


def test_nothing_is_found(crashed: Crashed) -> None:
    files = crashed.files()
    names = {path.name for path in files}
    assert {"vault.db", "vault.db-wal", "keyslots.json", "export-0123.db"} <= names
    assert any(name.endswith(".age") for name in names)
    assert [found for path in files for found in crashed.canaries.in_file(path)] == []


def test_the_key_stands_in_its_own_folder_and_nowhere_else(crashed: Crashed) -> None:
    kept = list(Folders.under(crashed.root).device_keys.iterdir())
    keys = [path for path in kept if "anchor" not in path.name]
    assert len(keys) == 2
    for anchor in set(kept) - set(keys):  # the head of the log, which is no secret
        assert not crashed.canaries.in_file(anchor)
    for path in keys:
        assert {found.split(" in ")[0] for found in crashed.canaries.in_file(path)} == {"device secret"}


def test_every_file_and_folder_is_for_its_owner_alone(crashed: Crashed) -> None:
    for path in crashed.root.rglob("*"):
        assert only_owner_can_read(path), path


def test_after_the_crash_the_vault_is_whole_without_what_was_never_acknowledged(
    crashed: Crashed, tmp_path: Path
) -> None:
    scene = empty_scene_at(shutil.copytree(crashed.root, tmp_path / "looked into"))
    desk = scene.unlock("officer", journey.NEW)
    desk.vault.verify()
    assert "f" * 32 not in {row.id for row in desk.vault.people.rows()}
    assert len(desk.vault.people.rows()) == 5
    scene.close()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp932"])
def test_a_name_left_behind_would_be_found(crashed: Crashed, tmp_path: Path, encoding: str) -> None:
    left = tmp_path / "left.tmp"
    left.write_bytes(b"\x07noise" + journey.NAME.encode(encoding) + b"noise")
    assert crashed.canaries.in_file(left)


@pytest.mark.parametrize("before", [b"", b"x", b"xx", b"xxx"])
def test_a_number_left_behind_would_be_found_however_it_is_written(
    crashed: Crashed, tmp_path: Path, before: bytes
) -> None:
    from tests.helpers.sample_numbers import valid_number

    number, left = valid_number(journey.SEEDS[0]), tmp_path / "left.tmp"
    plain = number.digits().encode()
    wide = number.digits().translate(_WIDE)
    for data in (
        plain,
        number.grouped().encode(),
        wide.encode(),
        wide.encode("cp932"),
        number.digits().encode("utf-16-le"),
        plain.hex().encode(),
        base64.b64encode(before + plain + b"behind"),
        base64.b64encode(before + wide.encode() + b"behind"),
    ):
        left.write_bytes(before + data)
        assert crashed.canaries.in_file(left), data


def test_a_key_or_password_left_behind_would_be_found(crashed: Crashed, tmp_path: Path) -> None:
    from tests.helpers.desks import made_up_users

    left = tmp_path / "left.tmp"
    for user in made_up_users().values():
        left.write_text(f"password={user.password};", encoding="utf-16-le")
        assert crashed.canaries.in_file(left)
    keys = [
        spelling
        for spelling, name in crashed.canaries.spellings.items()
        if name.endswith("key") or "secret" in name
    ]
    assert len({crashed.canaries.spellings[spelling] for spelling in keys}) == 2 + 3
    for spelling in keys:
        left.write_bytes(b"\0" + spelling)
        assert crashed.canaries.in_file(left)


def test_a_file_name_would_be_found(crashed: Crashed, tmp_path: Path) -> None:
    left = tmp_path / f"{journey.NAME}.pdf"
    left.write_bytes(b"%PDF")
    assert crashed.canaries.in_file(left)
