"""The key-slot file: authentic in every byte, replaced whole or not at all, opened by this PC or by the sheet."""

import json
import math
import random
from base64 import b64decode, b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.private_files import PREVIOUS
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_material import database_key, new_secret
from ashibue_desk.storage.key_slots import (
    FILE_NAME,
    open_recovery_bundle,
    read_header,
    read_slots,
    settle_slots,
    write_slots,
)
from ashibue_desk.storage.recovery_identity import RecoveryIdentity, seal_to_sheet
from ashibue_desk.storage.situations import (
    KeySlotsDamaged,
    NotAVault,
    WrongDeviceSecret,
    WrongPassword,
    WrongSheet,
)
from ashibue_desk.storage.vault import Vault
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene

TAMPERED = (KeySlotsDamaged, WrongDeviceSecret)


def slot_file(scene: Scene) -> Path:
    return scene.place / FILE_NAME


def rewritten(scene: Scene, change: Any) -> None:
    """Write the file with its JSON altered by ``change``, as somebody with an editor could."""
    stored = json.loads(slot_file(scene).read_bytes())
    change(stored)
    slot_file(scene).write_text(json.dumps(stored))


def test_the_users_open_with_the_device_secret(scene: Scene) -> None:
    slots = read_slots(scene.place, scene.device_secret)
    assert {slot.name for slot in slots.users} == {user.name for user in scene.users.values()}


def test_the_file_names_nobody(scene: Scene) -> None:
    data = slot_file(scene).read_bytes()
    for user in scene.users.values():
        assert user.name.encode() not in data
        assert json.dumps(user.name).encode() not in data
        assert user.user_id.encode() not in data


def test_another_device_secret_opens_nothing(scene: Scene) -> None:
    for _ in range(20):
        with pytest.raises(WrongDeviceSecret):
            read_slots(scene.place, new_secret())


def test_every_sampled_flip_is_noticed(scene: Scene) -> None:
    secret, right = scene.device_secret, read_slots(scene.place, scene.device_secret)
    data = slot_file(scene).read_bytes()
    chance = random.Random(1)
    noticed = harmless = 0
    for place in sorted({*range(0, len(data), 7), *range(800)}):
        altered = bytearray(data)
        altered[place] ^= 1 << chance.randrange(8)
        slot_file(scene).write_bytes(altered)
        try:
            found = read_slots(scene.place, secret)
        except Situation:
            noticed += 1
        else:
            # White space between JSON tokens, or a digit of base64 that decodes to the same bytes.
            assert found == right, f"a flip in byte {place} went through"
            harmless += 1
    assert noticed > 20 * harmless


@pytest.mark.parametrize("field", ["vault_id", "epoch", "binding", "sample", "recovery"])
def test_a_changed_header_is_noticed(scene: Scene, field: str) -> None:
    other: dict[str, Any] = {
        "vault_id": "0" * 32,
        "epoch": 99,
        "binding": "key-file",
        "sample": True,
        "recovery": {"business_year": 1999, "public": RecoveryIdentity.new(1999).public, "bundle": ""},
    }

    secret = scene.device_secret
    rewritten(scene, lambda stored: stored["header"].update({field: other[field]}))
    with pytest.raises(WrongDeviceSecret):
        read_slots(scene.place, secret)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "ashibue-desk key slots 0"),
        ("vault_id", "../../evil"),
        ("vault_id", "保管庫"),
        ("vault_id", None),
        ("epoch", "many"),
        ("epoch", math.inf),
        ("epoch", None),
        ("recovery", None),
        ("recovery", []),
        ("recovery", {"business_year": 1, "public": "x", "bundle": "not base64!"}),
    ],
)
def test_a_header_that_is_none_has_its_sentence(scene: Scene, field: str, value: object) -> None:
    secret = scene.device_secret
    rewritten(scene, lambda stored: stored["header"].update({field: value}))
    with pytest.raises(KeySlotsDamaged):
        read_header(scene.place)
    with pytest.raises(KeySlotsDamaged):
        read_slots(scene.place, secret)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"7",
        b"\xff\xfe\x00",
        b"{}",
        b'{"header": {}}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        bytes(4096),
    ],
)
def test_a_file_of_something_else_has_its_sentence(scene: Scene, data: bytes) -> None:
    secret = scene.device_secret
    slot_file(scene).write_bytes(data)
    for read in (lambda: read_header(scene.place), lambda: read_slots(scene.place, secret)):
        with pytest.raises(KeySlotsDamaged):
            read()


def test_every_cut_is_noticed(scene: Scene) -> None:
    secret, data = scene.device_secret, slot_file(scene).read_bytes()
    for length in [*range(0, len(data), 97), len(data) - 2, len(data) - 3]:
        slot_file(scene).write_bytes(data[:length])
        with pytest.raises(TAMPERED):
            read_slots(scene.place, secret)


def test_the_sealed_part_of_an_older_file_does_not_fit_a_newer_header(scene: Scene) -> None:
    old = json.loads(slot_file(scene).read_bytes())
    write_slots(scene.place, read_slots(scene.place, scene.device_secret), scene.device_secret)
    rewritten(scene, lambda stored: stored.update(sealed=old["sealed"]))
    with pytest.raises(WrongDeviceSecret):
        read_slots(scene.place, scene.device_secret)


def test_a_receiver_with_the_device_secret_cannot_take_the_officers_keys(scene: Scene) -> None:
    """Somebody who can rewrite the whole file still opens nothing that was sealed to another."""
    secret = scene.device_secret
    slots = read_slots(scene.place, secret)
    officer, receiver = (slots.user(scene.users[who].user_id) for who in (OFFICER, RECEIVER))
    forged = replace(officer, user_id=receiver.user_id, wrapped=receiver.wrapped, salt=receiver.salt)
    write_slots(scene.place, slots.with_user(forged), secret)
    found = read_slots(scene.place, secret).user(receiver.user_id)
    with pytest.raises(WrongPassword):
        found.open(scene.users[RECEIVER].password, slots.header.vault_id)


@pytest.mark.parametrize(
    ("who", "reads"), [(OFFICER, True), (HANDLER, True), (RECEIVER, False), (AUDITOR, False)]
)
def test_the_keys_of_the_compartments_are_sealed_to_readers_alone(
    scene: Scene, who: str, reads: bool
) -> None:
    desk = scene.unlock(who)
    assert bool(desk.file_keys) == reads
    assert bool(desk.vault.file_keys.files_of(scene.users[who].user_id)) == reads


def test_each_write_raises_the_epoch(scene: Scene) -> None:
    slots = read_slots(scene.place, scene.device_secret)
    fresh = write_slots(scene.place, slots, scene.device_secret)
    assert fresh.header.epoch == slots.header.epoch + 1
    assert read_header(scene.place) == fresh.header
    assert not slot_file(scene).with_name(FILE_NAME + PREVIOUS).exists()


@pytest.mark.parametrize("left", [b"", b"half of a fi", b"{}"])
def test_the_predecessor_is_used_after_a_write_that_was_cut_short(scene: Scene, left: bytes) -> None:
    before = slot_file(scene).read_bytes()
    right = read_slots(scene.place, scene.device_secret)
    slot_file(scene).with_name(FILE_NAME + PREVIOUS).write_bytes(before)
    slot_file(scene).write_bytes(left)
    assert read_slots(scene.place, scene.device_secret) == right
    slot_file(scene).unlink()
    assert read_slots(scene.place, scene.device_secret) == right


def test_a_predecessor_of_another_vault_does_not_help(scene: Scene) -> None:
    secret = scene.device_secret
    slot_file(scene).with_name(FILE_NAME + PREVIOUS).write_bytes(b"{}")
    slot_file(scene).write_bytes(b"")
    with pytest.raises(KeySlotsDamaged):
        read_slots(scene.place, secret)


def test_a_write_that_proves_wrong_puts_the_old_file_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, before = scene.device_secret, slot_file(scene).read_bytes()
    slots = read_slots(scene.place, secret)
    whole = key_slots._sealed
    monkeypatch.setattr(key_slots, "_sealed", lambda slots, _secret: whole(slots, new_secret()))
    with pytest.raises(WrongDeviceSecret):
        write_slots(scene.place, slots, secret)
    assert slot_file(scene).read_bytes() == before


def test_a_file_that_opens_to_something_else_puts_the_old_one_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that opens is not enough: it has to hold what was meant."""
    secret, before = scene.device_secret, slot_file(scene).read_bytes()
    slots = read_slots(scene.place, secret)
    whole = key_slots._sealed
    gone = scene.users[HANDLER].user_id
    monkeypatch.setattr(key_slots, "_sealed", lambda slots, secret: whole(slots.without_user(gone), secret))
    with pytest.raises(KeySlotsDamaged):
        write_slots(scene.place, slots, secret)
    assert slot_file(scene).read_bytes() == before


def test_a_write_that_a_crash_cut_short_is_finished_and_the_old_passwords_are_gone(scene: Scene) -> None:
    secret = scene.device_secret
    kept = slot_file(scene).with_name(FILE_NAME + PREVIOUS)
    old = slot_file(scene).read_bytes()
    write_slots(
        scene.place, read_slots(scene.place, secret).without_user(scene.users[HANDLER].user_id), secret
    )
    kept.write_bytes(old)
    settle_slots(scene.place, secret)
    assert not kept.exists()
    left = {slot.user_id for slot in read_slots(scene.place, secret).users}
    assert left == {user.user_id for who, user in scene.users.items() if who != HANDLER}


def test_an_empty_folder_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NotAVault):
        read_header(tmp_path)
    with pytest.raises(NotAVault):
        read_header(tmp_path / "nowhere")


def test_a_vault_without_its_key_file_is_damaged_and_not_absent(scene: Scene) -> None:
    slot_file(scene).unlink()
    with pytest.raises(KeySlotsDamaged):
        read_header(scene.place)


def test_the_sheet_gives_device_secret_and_master_key(scene: Scene) -> None:
    bundle = open_recovery_bundle(scene.place, scene.identity.text)
    assert bundle.device_secret == scene.device_secret
    vault = Vault(scene.place, database_key(bundle.master_key, scene.vault_id))
    try:
        assert len(vault.people.rows()) == len(scene.person_ids)
    finally:
        vault.close()
    assert bundle.device_secret.hex() not in repr(bundle)
    assert repr(bundle.master_key)[2:-1] not in repr(bundle)


def test_the_sheet_of_another_vault_opens_nothing(scene: Scene) -> None:
    with pytest.raises(WrongSheet):
        open_recovery_bundle(scene.place, RecoveryIdentity.new(2026).text)


@pytest.mark.parametrize(
    "plain",
    [b"", b"{}", b"[1, 2, 3]", b'["a", "b"]', b'["aa", "bb", "cc"]', b'["YWE=", "YWE=", "YWE="]', b"\xff"],
)
def test_a_bundle_forged_to_the_public_half_has_its_sentence(scene: Scene, plain: bytes) -> None:
    """The public half stands in the header, so anybody can seal something to it."""
    forged = b64encode(seal_to_sheet(plain, scene.identity.public)).decode()
    rewritten(scene, lambda stored: stored["header"]["recovery"].update(bundle=forged))
    with pytest.raises(KeySlotsDamaged):
        open_recovery_bundle(scene.place, scene.identity.text)


def test_the_sealed_part_is_base64_of_noise(scene: Scene) -> None:
    sealed = b64decode(json.loads(slot_file(scene).read_bytes())["sealed"])
    assert len(set(sealed)) > 200
