"""The key-slot file ``keyslots.json``: who can open the vault, sealed under the device secret.

The header is in the open but authenticated; the users, their names included, are sealed. A stolen folder with
a right password opens nothing without the device secret of this PC, and with the recovery sheet the header's
bundle gives back the device secret itself.
"""

import json
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.private_files import PREVIOUS, read_limited, replace_keeping_previous, settle_previous
from ashibue_desk.storage.connection import DATABASE_NAME
from ashibue_desk.storage.key_material import agreement_private, derive
from ashibue_desk.storage.recovery_identity import open_with_sheet, public_of, seal_to_sheet
from ashibue_desk.storage.situations import KeySlotsDamaged, NotAVault, WrongDeviceSecret, WrongSheet
from ashibue_desk.storage.user_slot import UserSlot

FILE_NAME = "keyslots.json"
_FORMAT = "ashibue-desk key slots 1"
T = TypeVar("T")
_MOST_BYTES = 4 * 1024 * 1024
_VAULT_ID = re.compile(r"[0-9a-f]{32}")
# What reading a file that somebody made up can raise, down to a thousand brackets and an epoch of infinity.
_UNREADABLE = (KeyError, ValueError, TypeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class RecoveryBundle:
    """What the recovery sheet opens: everything needed to open the vault and bind a PC to it again.

    ``number_key_0001`` is in bundles of the first schema; later the keys of numbers lie in the database, sealed to the sheet.
    """

    device_secret: bytes = field(repr=False)
    master_key: bytes = field(repr=False)
    number_key_0001: bytes = field(default=b"", repr=False)

    def sealed(self, public: str) -> bytes:
        """Seal the bundle to the sheet of ``public``."""
        values = [value for value in (self.device_secret, self.master_key, self.number_key_0001) if value]
        return seal_to_sheet(json.dumps([b64encode(value).decode() for value in values]).encode(), public)


@dataclass(frozen=True, slots=True)
class Header:
    """The open part: no name, no address. ``binding`` says where the device secret lives."""

    vault_id: str
    epoch: int  # grows by one with every write
    binding: str
    sample: bool
    business_year: int
    recovery_public: str
    recovery_bundle: bytes = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the header as plain JSON values."""
        return {
            "format": _FORMAT,
            "vault_id": self.vault_id,
            "epoch": self.epoch,
            "binding": self.binding,
            "sample": self.sample,
            "recovery": {
                "business_year": self.business_year,
                "public": self.recovery_public,
                "bundle": b64encode(self.recovery_bundle).decode(),
            },
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Header":
        """Read what ``to_json`` wrote; raise ``KeyError``, ``TypeError``, ``ValueError`` or ``OverflowError`` otherwise."""
        if stored["format"] != _FORMAT or not _VAULT_ID.fullmatch(stored["vault_id"]):
            raise ValueError("another format")
        recovery = stored["recovery"]
        return cls(
            vault_id=stored["vault_id"],
            epoch=int(stored["epoch"]),
            binding=str(stored["binding"]),
            sample=bool(stored["sample"]),
            business_year=int(recovery["business_year"]),
            recovery_public=str(recovery["public"]),
            recovery_bundle=b64decode(recovery["bundle"], validate=True),
        )


@dataclass(frozen=True, slots=True)
class KeySlots:
    """The whole file, opened."""

    header: Header
    users: tuple[UserSlot, ...]

    def user(self, user_id: str) -> UserSlot:
        """Return one user's slot; raise ``KeyError`` if there is none."""
        return {slot.user_id: slot for slot in self.users}[user_id]

    def with_user(self, slot: UserSlot) -> "KeySlots":
        """Return the slots with one user's slot added or replaced."""
        others = tuple(kept for kept in self.users if kept.user_id != slot.user_id)
        return replace(self, users=(*others, slot))

    def without_user(self, user_id: str) -> "KeySlots":
        """Return the slots without one user's: with that file the door is shut for them."""
        return replace(self, users=tuple(slot for slot in self.users if slot.user_id != user_id))


def read_header(folder: Path) -> Header:
    """Return the open part, without any key; raise ``NotAVault`` or ``KeySlotsDamaged``."""
    return _either_file(folder, _header_of)


def read_slots(folder: Path, device_secret: bytes) -> KeySlots:
    """Open the file; raise ``NotAVault``, ``WrongDeviceSecret`` or ``KeySlotsDamaged``."""
    return _either_file(folder, lambda data: _open(data, device_secret))


def open_recovery_bundle(folder: Path, sheet: str) -> RecoveryBundle:
    """Open the bundle with the text of the recovery sheet; raise ``WrongSheet`` or ``KeySlotsDamaged``."""
    header = read_header(folder)
    if public_of(sheet) != header.recovery_public:
        raise WrongSheet
    plain = open_with_sheet(header.recovery_bundle, sheet)
    try:
        device_secret, master_key, *more = (b64decode(value) for value in json.loads(plain))
        if more:
            agreement_private(more[0])
        return RecoveryBundle(device_secret, master_key, *more)
    except _UNREADABLE:  # the public half stands in the header: anybody can seal something to it
        raise KeySlotsDamaged from None


def write_slots(
    folder: Path, slots: KeySlots, device_secret: bytes, *, and_then: Callable[[], None] | None = None
) -> KeySlots:
    """Write atomically with the next epoch; the predecessor stays until the new file has been opened again.

    It stays until ``and_then`` has returned, too, and comes back when that raises.
    """
    fresh = replace(slots, header=replace(slots.header, epoch=slots.header.epoch + 1))

    def prove(path: Path) -> None:
        if _open(path.read_bytes(), device_secret) != fresh:
            raise KeySlotsDamaged
        if and_then is not None:
            and_then()

    replace_keeping_previous(folder / FILE_NAME, _sealed(fresh, device_secret), prove)
    return fresh


def settle_slots(folder: Path, device_secret: bytes) -> None:
    """Finish a write that a crash cut short, so that no old password stays in the predecessor. Only under the vault's lock."""

    def prove(path: Path) -> None:
        _open(path.read_bytes(), device_secret)

    settle_previous(folder / FILE_NAME, prove)


def _sealed(slots: KeySlots, device_secret: bytes) -> bytes:
    header = slots.header.to_json()
    nonce = secrets.token_bytes(12)
    plain = json.dumps([slot.to_json() for slot in slots.users]).encode()
    sealed = _cipher(slots.header, device_secret).encrypt(nonce, plain, _canonical(header))
    text = json.dumps({"header": header, "sealed": b64encode(nonce + sealed).decode()}, indent=1)
    return f"{text}\n".encode()


def _open(data: bytes, device_secret: bytes) -> KeySlots:
    header = _header_of(data)
    stored = json.loads(data)
    try:
        sealed = b64decode(stored["sealed"], validate=True)
        plain = _cipher(header, device_secret).decrypt(sealed[:12], sealed[12:], _canonical(stored["header"]))
        return KeySlots(header, tuple(UserSlot.from_json(item) for item in json.loads(plain)))
    except InvalidTag:
        raise WrongDeviceSecret from None
    except _UNREADABLE:
        raise KeySlotsDamaged from None


def _header_of(data: bytes) -> Header:
    try:
        return Header.from_json(json.loads(data)["header"])
    except _UNREADABLE:
        raise KeySlotsDamaged from None


def _cipher(header: Header, device_secret: bytes) -> AESGCM:
    return AESGCM(derive(device_secret, "key slots", header.vault_id))


def _canonical(header: dict[str, Any]) -> bytes:
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def _either_file(folder: Path, read: Callable[[bytes], T]) -> T:
    """Read the file, or its predecessor where a crash or a bad sector took the newer one."""
    current = folder / FILE_NAME
    candidates = [path for path in (current, current.with_name(FILE_NAME + PREVIOUS)) if path.is_file()]
    if not candidates:
        raise KeySlotsDamaged if (folder / DATABASE_NAME).is_file() else NotAVault
    failures: list[Situation] = []
    for path in candidates:
        try:
            return read(read_limited(path, _MOST_BYTES))
        except (KeySlotsDamaged, WrongDeviceSecret) as failure:
            failures.append(failure)
    raise failures[0]
