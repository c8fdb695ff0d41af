"""The key of one compartment: its private half opens sealed numbers, and from it follows the key of the duplicate index."""

import hmac
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey

from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.key_material import derive, new_agreement_key, private_bytes


@dataclass(frozen=True)
class NumberKey:
    """The key pair of one edition of a compartment, with what follows from its private half.

    Nothing here depends on the vault's id, which a restore changes: what was indexed before is found after it.
    """

    private: EllipticCurvePrivateKey = field(repr=False)
    file_id: str
    edition: int = 1

    @classmethod
    def new(cls, file_id: str, edition: int = 1) -> "NumberKey":
        """Make the key of a new compartment, or of its next edition."""
        return cls(new_agreement_key(), file_id, edition)

    def duplicate_index(self, number: IndividualNumber) -> bytes:
        """Return the value under which the same number is found again in this compartment."""
        return hmac.new(self._index_key, number.digits().encode(), sha256).digest()

    @cached_property
    def _index_key(self) -> bytes:
        return derive(private_bytes(self.private), "duplicate index", self.file_id)


@dataclass(frozen=True, slots=True)
class Compartment:
    """What everybody with the vault may know of a compartment: enough to put a number in."""

    file_id: str
    edition: int
    public: EllipticCurvePublicKey = field(repr=False)
    affairs: tuple[str, ...]
