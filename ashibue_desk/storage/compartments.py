"""Compartments as a whole: making one, giving it the next key, moving numbers in, and what the recovery sheet holds of them.

Everything happens in the caller's transaction, so that a kill leaves the old state or the new one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from ashibue_desk.domain.number_files import FileKind, NumberFilePlan
from ashibue_desk.storage.number_key import Compartment, NumberKey
from ashibue_desk.storage.sheet_keys import key_from_sheet
from ashibue_desk.storage.vault import Vault

Report = Callable[[int, int], None]


def make_number_file(
    vault: Vault, file_id: str, plan: NumberFilePlan, ordered_by: str, at: str, sheets: Sequence[str]
) -> NumberKey | None:
    """Enter a number file; return the key of a compartment, which nobody but the recovery ``sheets`` holds yet."""
    key = NumberKey.new(file_id) if plan.kind is FileKind.VAULT else None
    vault.number_files.add(file_id, plan, ordered_by, at, key, sheets)
    return key


def renew_compartment(vault: Vault, old: NumberKey, sheets: Sequence[str], report: Report) -> NumberKey:
    """Give a compartment its next key: numbers and dropped numbers are sealed again, and nobody holds the new key yet.

    Raises ``NotSealedForThis`` when something in it was tampered with.
    """
    new = NumberKey.new(old.file_id, old.edition + 1)
    vault.numbers.complete_index(old)
    vault.numbers.reseal(old, new, report)
    vault.drops.reseal(old, new)
    vault.number_files.set_key(new, sheets)
    vault.file_keys.revoke(old.file_id)
    return new


def keys_from_sheet(vault: Vault, sheet: str) -> dict[str, NumberKey]:
    """Return the keys of all open compartments with the text of the recovery sheet.

    Raises ``WrongSheet``, or ``NotSealedForThis`` for one that was tampered with.
    """
    return {
        copy.file_id: key_from_sheet(copy.sealed, copy.file_id, copy.edition, sheet)
        for copy in vault.number_files.sheet_copies()
    }


def needed_for(affairs: Iterable[str], compartments: Sequence[Compartment]) -> tuple[Compartment, ...]:
    """Return the compartments in which a number for ``affairs`` lies."""
    wanted = frozenset(affairs)
    return tuple(one for one in compartments if wanted.intersection(one.affairs))


def move_from_first_schema(vault: Vault, old: EllipticCurvePrivateKey, keys: Mapping[str, NumberKey]) -> int:
    """Move the numbers of the first schema into the compartments that their affairs need; return how many.

    A number whose affairs stand in no compartment any more goes into the first one: none is ever lost.
    """
    compartments = vault.number_files.compartments()
    affairs = vault.collections.every_affair_by_person()
    into = {
        person_id: needed_for(affairs.get(person_id, ()), compartments) or compartments[:1]
        for person_id in vault.numbers.of_first_schema()
    }
    return vault.numbers.move_from_first_schema(old, into, keys)
