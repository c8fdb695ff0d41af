"""What somebody at an unlocked vault could open with any program: every key tried on every sealed byte, again and again.

The sweep knows how everything is built and bound; what it lacks is only what the session lacks.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b, md5, sha1, sha256, sha512
from itertools import product
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.key_material import agreement_private, derive, private_bytes, public_bytes
from ashibue_desk.storage.key_slots import read_slots
from ashibue_desk.storage.number_book import KIND
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, unseal
from ashibue_desk.use_cases.desk import Desk

PURPOSES = ("database", "key slots", "duplicate index", "number key", "file key", "failed tries")


@dataclass
class Loot:
    """What one session holds: private keys, and secrets of 32 bytes."""

    privates: dict[bytes, EllipticCurvePrivateKey] = field(default_factory=dict)
    secrets: set[bytes] = field(default_factory=set)

    def add(self, key: EllipticCurvePrivateKey) -> bool:
        """Take a private key; return whether it is new."""
        name = public_bytes(key)
        fresh = name not in self.privates
        self.privates[name] = key
        return fresh


def loot_of(desk: Desk) -> Loot:
    """Return every key that lies in the memory of a session."""
    loot = Loot(secrets={desk.keys.master_key, desk.device_secret, desk.keys.signing.private_bytes_raw()})
    loot.add(desk.keys.agreement)
    for key in desk.file_keys.values():
        loot.add(key.private)
    return loot


def rows_of(desk: Desk, table: str) -> list[dict[str, Any]]:
    """Return a table as SQL in any tool would show it."""

    def read(raw: Any) -> list[dict[str, Any]]:
        found = raw.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    return desk.vault.with_raw(read)


def every_byte(desk: Desk) -> list[bytes]:
    """Return every value of the database and every file of the vault's folder as bytes."""
    tables = [row["name"] for row in rows_of(desk, "sqlite_master") if row["type"] == "table"]
    values = [value for table in tables for row in rows_of(desk, table) for value in row.values()]
    found = [
        value if isinstance(value, bytes) else str(value).encode() for value in values if value is not None
    ]
    slots = read_slots(desk.vault.folder, desk.device_secret)
    found += [
        value if isinstance(value, bytes) else str(value).encode()
        for slot in slots.users
        for value in slot.to_json().values()
    ]
    return found + [path.read_bytes() for path in desk.vault.folder.rglob("*") if path.is_file()]


def open_more_keys(desk: Desk, loot: Loot) -> None:
    """Try every key on every sealed key, under every binding there could be, until nothing new opens."""
    users = [row["id"] for row in rows_of(desk, "users")]
    files = [row["id"] for row in rows_of(desk, "number_files")]
    editions = [str(edition) for edition in range(4)]
    vault_id = desk.header.vault_id
    bindings = [bound_to("file key", vault_id, *one) for one in product(files, editions, users)]
    bindings += [bound_to("number key", vault_id, user) for user in users]
    slots = read_slots(desk.vault.folder, desk.device_secret)
    sealed = [row["sealed"] for row in rows_of(desk, "file_keys")]
    sealed += [row["sealed_to_sheet"] for row in rows_of(desk, "number_files") if row["sealed_to_sheet"]]
    sealed += [slot.sealed_master for slot in slots.users] + [slot.wrapped for slot in slots.users]
    sealed.append(slots.header.recovery_bundle)
    grew = True
    while grew:
        plains = [plain for blob in sealed for plain in _opened(blob, loot, bindings, vault_id)]
        grew = sum(_take(plain, loot) for plain in plains) > 0


def numbers_opened(desk: Desk, loot: Loot) -> set[str]:
    """Return every number that opens with what the session holds, kept ones and dropped ones."""
    tried = [(row["sealed"], bound_to(row["person_id"], KIND, row["id"])) for row in rows_of(desk, "numbers")]
    person_of = {row["id"]: row["person_id"] for row in rows_of(desk, "drop_box")}
    tried += [
        (row["sealed"], bound_to("drop", row["drop_id"], person_of[row["drop_id"]], KIND, row["id"]))
        for row in rows_of(desk, "dropped_numbers")
    ]
    return {
        plain.decode()
        for blob, binding in tried
        for plain in _opened(blob, loot, [binding], desk.header.vault_id)
    }


def derived_values(
    number: IndividualNumber, loot: Loot, vault_id: str, contexts: Iterable[str]
) -> set[bytes]:
    """Return what could be made of a known number with these keys: itself in many writings, digests, keyed digests."""
    digits = number.digits()
    texts = {digits.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")}
    texts |= {number.grouped().encode(), digits[::-1].encode(), b64encode(digits.encode())}
    texts |= {int(digits).to_bytes(8, "big"), int(digits).to_bytes(8, "little"), digits[-4:].encode() * 2}
    plain = digits.encode()
    found = set(texts)
    for make in (sha256, sha1, md5, sha512, blake2b):
        found |= {make(plain).digest(), make(plain).hexdigest().encode()}
    keys = {b"", vault_id.encode(), *loot.secrets, *(private_bytes(key) for key in loot.privates.values())}
    keys |= {
        derive(key, purpose, context)
        for key, purpose, context in product(keys - {b""}, PURPOSES, (vault_id, *contexts))
    }
    for key in keys:
        found.add(hmac.new(key, plain, sha256).digest())
    return found


def _opened(blob: bytes, loot: Loot, bindings: Iterable[bytes], vault_id: str) -> list[bytes]:
    plains = []
    for key, binding in product(loot.privates.values(), bindings):
        try:
            plains.append(unseal(blob, key, binding))
        except NotSealedForThis:
            continue
    symmetric = loot.secrets | {
        derive(one, purpose, vault_id) for one, purpose in product(loot.secrets, PURPOSES)
    }
    for secret in symmetric:
        try:
            plains.append(AESGCM(secret).decrypt(blob[:12], blob[12:], None))
        except (InvalidTag, ValueError):
            continue
    return plains


def _take(plain: bytes, loot: Loot) -> bool:
    try:
        return loot.add(agreement_private(plain))
    except ValueError:
        return False
