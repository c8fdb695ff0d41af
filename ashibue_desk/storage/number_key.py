"""The number key: its private half opens sealed numbers, and from it follows the key of the duplicate index."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.key_material import derive, private_bytes


@dataclass(frozen=True, slots=True)
class NumberKey:
    """The number key pair's private half with what follows from it."""

    private: EllipticCurvePrivateKey = field(repr=False)
    vault_id: str

    def duplicate_index(self, number: IndividualNumber) -> bytes:
        """Return the value under which the same number is found again."""
        index_key = derive(private_bytes(self.private), "duplicate index", self.vault_id)
        return hmac.new(index_key, number.digits().encode(), sha256).digest()
