"""The private half of a compartment, sealed to the recovery sheet: so the sheet that opens the database opens its numbers too."""

import json
from base64 import b64decode, b64encode

from ashibue_desk.storage.key_material import agreement_private, private_bytes
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.recovery_identity import open_with_sheet, seal_to_sheet
from ashibue_desk.storage.sealing import NotSealedForThis


def key_to_sheet(key: NumberKey, *publics: str) -> bytes:
    """Seal ``key`` to the sheets of ``publics``, together with the name of its compartment."""
    told = {
        "file": key.file_id,
        "edition": key.edition,
        "key": b64encode(private_bytes(key.private)).decode(),
    }
    return seal_to_sheet(json.dumps(told).encode(), *publics)


def key_from_sheet(sealed: bytes, file_id: str, edition: int, sheet: str) -> NumberKey:
    """Open what ``key_to_sheet`` made; raise ``WrongSheet``, or ``NotSealedForThis`` for the key of something else."""
    plain = open_with_sheet(sealed, sheet)
    try:
        told = json.loads(plain)
        if (told["file"], told["edition"]) != (file_id, edition):
            raise NotSealedForThis
        return NumberKey(agreement_private(b64decode(told["key"])), file_id, edition)
    except (KeyError, ValueError, TypeError, RecursionError):
        raise NotSealedForThis from None
