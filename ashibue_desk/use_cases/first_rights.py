"""The compartments and appointments that a vault begins with: a new one, or one of the first schema."""

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.law.regulation import Regulation
from ashibue_desk.storage.number_key import NumberKey

if TYPE_CHECKING:
    from ashibue_desk.storage.vault import Vault


def first_number_files(
    vault: "Vault", regulation: Regulation, sheet_public: str, ordered_by: str, at: str
) -> dict[str, NumberKey]:
    """Make the number files of the regulation pack; return the keys of the compartments, which nobody holds yet."""
    from ashibue_desk.storage.compartments import make_number_file

    made: dict[str, NumberKey] = {}
    for rule in regulation.number_files:
        key = make_number_file(vault, rule.id, rule.plan, ordered_by, at, (sheet_public,))
        if key is not None:
            made[rule.id] = key
    return made


def first_appointments(vault: "Vault", at: str) -> None:
    """Begin one appointment for each user and role: nothing of it is recorded but that it is to be completed."""
    for user in vault.users.active():
        for role in sorted(user.roles, key=lambda role: role.value):
            vault.appointments.add(
                Appointment(
                    id=uuid.uuid4().hex,
                    user_id=user.user_id,
                    user_name=user.name,
                    role=role,
                    created_at=at,
                )
            )


def public_halves(vault: "Vault") -> Mapping[str, bytes]:
    """Return everybody's public half as the database has it."""
    return {user.user_id: user.agreement_public for user in vault.users.active()}
