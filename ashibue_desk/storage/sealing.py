"""Sealing to a public key: HPKE (RFC 9180) with DHKEM(P-256), HKDF-SHA-256 and AES-256-GCM.

What a sealed text is bound to (person, kind, row) goes in as ``info``, which HPKE authenticates: a sealed
number moved to another row no longer opens.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class NotSealedForThis(Exception):
    """The sealed text was altered, or was sealed for another key or another place."""


def bound_to(*parts: str) -> bytes:
    """Return the binding of a sealed text. Length prefixes keep ("ab", "c") and ("a", "bc") apart."""
    return b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)


def seal(plain: bytes, key: EllipticCurvePublicKey, binding: bytes) -> bytes:
    """Seal ``plain`` so that only the private half opens it, and only under the same binding."""
    return _SUITE.encrypt(plain, key, info=binding)


def unseal(sealed: bytes, key: EllipticCurvePrivateKey, binding: bytes) -> bytes:
    """Open a sealed text; raise ``NotSealedForThis`` if anything about it is not as it was sealed."""
    try:
        return _SUITE.decrypt(sealed, key, info=binding)
    except (InvalidTag, ValueError):
        raise NotSealedForThis from None
