"""The keys of a vault and how one follows from another (docs/decisions/003-keys.md).

``device secret`` (keychain) → outer key of the key-slot file; ``master key`` → database key;
number key pair → seals numbers, and its private half → the duplicate index. HKDF-SHA-256 (RFC 5869)
with one purpose word per derived key, so that no key serves two ends.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

SECRET_BYTES = 32


def new_secret() -> bytes:
    """Return 32 random bytes from the operating system."""
    return secrets.token_bytes(SECRET_BYTES)


def derive(secret: bytes, purpose: str, vault_id: str, length: int = SECRET_BYTES) -> bytes:
    """Return ``length`` bytes for one purpose of one vault."""
    info = f"ashibue-desk/1/{purpose}/{vault_id}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """SQLCipher's raw key (32 bytes) and salt (16 bytes)."""

    raw: bytes = field(repr=False)

    def keyspec(self) -> str:
        """Return the key as SQLCipher takes it without its own key derivation: ``x'96 hex digits'``."""
        return f"x'{self.raw.hex()}'"


def database_key(master_key: bytes, vault_id: str) -> DatabaseKey:
    """Return the key of the vault's database."""
    return DatabaseKey(derive(master_key, "database", vault_id, 48))


def new_database_key() -> DatabaseKey:
    """Return a key for one exported copy, such as a backup."""
    return DatabaseKey(secrets.token_bytes(48))


def new_agreement_key() -> EllipticCurvePrivateKey:
    """Return a P-256 key for HPKE (ECDH over P-256 stands in the CRYPTREC list)."""
    return generate_private_key(SECP256R1())


def private_bytes(key: EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    """Return a private key as DER PKCS #8, for sealing only."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def public_bytes(key: EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    """Return the public half as DER SubjectPublicKeyInfo."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def agreement_private(der: bytes) -> EllipticCurvePrivateKey:
    """Read what ``private_bytes`` wrote; raise ``ValueError`` for any other kind of key."""
    key = load_der_private_key(der, password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError("not a P-256 key")  # noqa: TRY004 - the bytes are wrong, not the type of an argument
    return key


def agreement_public(der: bytes) -> EllipticCurvePublicKey:
    """Read the public half of an agreement key; raise ``ValueError`` for any other kind of key."""
    key = load_der_public_key(der)
    if not isinstance(key, EllipticCurvePublicKey):
        raise ValueError("not a P-256 key")  # noqa: TRY004 - as above
    return key
