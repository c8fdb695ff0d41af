"""One user's slot: password → Argon2id → wraps the user's two private keys, to which the vault's keys are sealed.

A password change rewrites this slot alone. Parameters are authenticated with the wrap, and anything below
the floor is refused before it is used (reference: KeePassXC accepted 8 KiB from a header).
"""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ashibue_desk.domain.passwords import normalise_password
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage import key_material as keys
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, seal, unseal
from ashibue_desk.storage.situations import KeySlotsDamaged, WeakKeyDerivation, WrongPassword

_NONCE_BYTES = 12
_ED25519_BYTES = 32


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Argon2id (RFC 9106): memory in KiB, passes, lanes. About one second on an office PC."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def refuse_if_weak(self) -> None:
        """Raise ``WeakKeyDerivation`` below 64 MiB and 3 passes, or beyond what a PC can do."""
        strong = self.memory_kib >= FLOOR.memory_kib and self.passes >= FLOOR.passes and self.lanes >= 1
        sane = self.memory_kib <= 4 * 1024 * 1024 and self.passes <= 64 and self.lanes <= 64
        if not (strong and sane):
            raise WeakKeyDerivation


FLOOR = KdfCost(memory_kib=64 * 1024, passes=3, lanes=4)


@dataclass(frozen=True, slots=True)
class OpenKeys:
    """What a right password yields. ``number_key_0001`` is what officers and handlers of the first schema held."""

    agreement: EllipticCurvePrivateKey = field(repr=False)
    signing: Ed25519PrivateKey = field(repr=False)
    master_key: bytes = field(repr=False)
    number_key_0001: EllipticCurvePrivateKey | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class UserSlot:
    """One user as the key-slot file keeps them.

    ``wrapped_for`` are the roles at the time the password was set, to which the wrap is bound: so ``roles`` may change
    without the password. What somebody may do follows from the database and its keys, never from this file alone.
    ``must_change``: the password was given by another and opens the door once, to set an own one.
    ``sealed_number_key_0001`` exists in files of the first schema until its numbers lie in compartments.
    """

    user_id: str
    name: str
    roles: frozenset[Role]
    cost: KdfCost
    salt: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    agreement_public: bytes = field(repr=False)
    signing_public: bytes = field(repr=False)
    sealed_master: bytes = field(repr=False)
    password_set_on: date
    wrapped_for: frozenset[Role] = frozenset()
    must_change: bool = False
    sealed_number_key_0001: bytes | None = field(default=None, repr=False)

    def open(self, password: str, vault_id: str) -> OpenKeys:
        """Return the keys; raise ``WrongPassword``, ``WeakKeyDerivation`` or ``KeySlotsDamaged``."""
        self.cost.refuse_if_weak()
        plain = _unwrap(self, password, vault_id)
        try:
            return self._unsealed(plain, vault_id)
        except NotSealedForThis:
            raise KeySlotsDamaged from None

    def _unsealed(self, plain: bytes, vault_id: str) -> OpenKeys:
        signing = Ed25519PrivateKey.from_private_bytes(plain[:_ED25519_BYTES])
        agreement = keys.agreement_private(plain[_ED25519_BYTES:])
        number_key = None
        if self.sealed_number_key_0001 is not None:
            binding = bound_to("number key", vault_id, self.user_id)
            der = unseal(self.sealed_number_key_0001, agreement, binding)
            number_key = keys.agreement_private(der)
        master_key = unseal(self.sealed_master, agreement, _for_master(vault_id, self.user_id))
        return OpenKeys(agreement, signing, master_key, number_key)

    def with_password(self, old: str, new: str, vault_id: str, today: date) -> "UserSlot":
        """Return the slot under a new password of the user's own; raise ``WrongPassword`` unless ``old`` is right."""
        self.cost.refuse_if_weak()
        plain = _unwrap(self, old, vault_id)
        fresh = replace(
            self,
            salt=_new_salt(),
            password_set_on=today,
            wrapped_for=self.roles,
            must_change=False,
        )
        return replace(fresh, wrapped=_wrap(fresh, plain, new, vault_id))

    def with_master_key(self, master_key: bytes, vault_id: str) -> "UserSlot":
        """Return the slot with another master key sealed to the user; nobody's password is needed."""
        public = keys.agreement_public(self.agreement_public)
        return replace(self, sealed_master=seal(master_key, public, _for_master(vault_id, self.user_id)))

    def to_json(self) -> dict[str, Any]:
        """Return the slot as plain JSON values."""
        first_schema = {}
        if self.sealed_number_key_0001 is not None:
            first_schema["sealed_number_key"] = b64encode(self.sealed_number_key_0001).decode()
        return {
            "user_id": self.user_id,
            "name": self.name,
            "roles": _values(self.roles),
            "wrapped_for": _values(self.wrapped_for),
            "must_change": self.must_change,
            "kdf": [self.cost.memory_kib, self.cost.passes, self.cost.lanes],
            "salt": b64encode(self.salt).decode(),
            "wrapped": b64encode(self.wrapped).decode(),
            "agreement_public": b64encode(self.agreement_public).decode(),
            "signing_public": b64encode(self.signing_public).decode(),
            "sealed_master": b64encode(self.sealed_master).decode(),
            "password_set_on": self.password_set_on.isoformat(),
            **first_schema,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "UserSlot":
        """Read what ``to_json`` wrote; raises ``KeyError``, ``ValueError`` or ``TypeError`` on anything else."""
        memory_kib, passes, lanes = (int(value) for value in stored["kdf"])
        sealed_number_key = stored.get("sealed_number_key")
        return cls(
            user_id=stored["user_id"],
            name=stored["name"],
            roles=frozenset(Role(value) for value in stored["roles"]),
            wrapped_for=frozenset(Role(value) for value in stored.get("wrapped_for", stored["roles"])),
            must_change=bool(stored.get("must_change", False)),
            cost=KdfCost(memory_kib, passes, lanes),
            salt=b64decode(stored["salt"]),
            wrapped=b64decode(stored["wrapped"]),
            agreement_public=b64decode(stored["agreement_public"]),
            signing_public=b64decode(stored["signing_public"]),
            sealed_master=b64decode(stored["sealed_master"]),
            password_set_on=date.fromisoformat(stored["password_set_on"]),
            sealed_number_key_0001=b64decode(sealed_number_key) if sealed_number_key else None,
        )


def make_slot(
    user: NewUser, vault_id: str, master_key: bytes, cost: KdfCost, today: date, *, must_change: bool = False
) -> UserSlot:
    """Make fresh key pairs for ``user`` and seal the master key to them.

    Keys of compartments are sealed in the database, to ``agreement_public``.
    """
    agreement = keys.new_agreement_key()
    signing = Ed25519PrivateKey.generate()
    slot = UserSlot(
        user_id=user.user_id,
        name=user.name,
        roles=user.roles,
        cost=cost,
        salt=_new_salt(),
        wrapped=b"",
        agreement_public=keys.public_bytes(agreement),
        signing_public=keys.public_bytes(signing),
        sealed_master=seal(master_key, agreement.public_key(), _for_master(vault_id, user.user_id)),
        password_set_on=today,
        wrapped_for=user.roles,
        must_change=must_change,
    )
    plain = signing.private_bytes_raw() + keys.private_bytes(agreement)
    return replace(slot, wrapped=_wrap(slot, plain, user.password, vault_id))


def _for_master(vault_id: str, user_id: str) -> bytes:
    return bound_to("master key", vault_id, user_id)


def _values(roles: frozenset[Role]) -> list[str]:
    return sorted(role.value for role in roles)


def _new_salt() -> bytes:
    return secrets.token_bytes(16)


def _password_key(slot: UserSlot, password: str) -> bytes:
    return Argon2id(
        salt=slot.salt,
        length=keys.SECRET_BYTES,
        iterations=slot.cost.passes,
        lanes=slot.cost.lanes,
        memory_cost=slot.cost.memory_kib,
    ).derive(
        normalise_password(password).encode("utf-8", "surrogatepass")
    )  # half a character is a wrong password


def _binding(slot: UserSlot, vault_id: str) -> bytes:
    cost = f"{slot.cost.memory_kib}/{slot.cost.passes}/{slot.cost.lanes}"
    roles = ",".join(_values(slot.wrapped_for))
    return bound_to("user slot", vault_id, slot.user_id, roles, cost, slot.salt.hex())


def _wrap(slot: UserSlot, plain: bytes, password: str, vault_id: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_password_key(slot, password)).encrypt(nonce, plain, _binding(slot, vault_id))


def _unwrap(slot: UserSlot, password: str, vault_id: str) -> bytes:
    nonce, body = slot.wrapped[:_NONCE_BYTES], slot.wrapped[_NONCE_BYTES:]
    try:
        return AESGCM(_password_key(slot, password)).decrypt(nonce, body, _binding(slot, vault_id))
    except InvalidTag:
        raise WrongPassword from None
