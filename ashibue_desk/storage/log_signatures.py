"""Checking Ed25519 signatures of the log (RFC 8032)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signature_is_right(public: str, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` is that of ``message`` under the public key in hex; a key that is none signs nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
