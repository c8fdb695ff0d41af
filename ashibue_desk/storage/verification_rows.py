"""A verification of identity as the columns that a collection and a drop have in common."""

from datetime import date
from typing import Any

from sqlalchemy import Row

from ashibue_desk.domain.identity import Route, Verification
from ashibue_desk.storage.rows import from_json, to_json


def verification_columns(verification: Verification, affairs: tuple[str, ...]) -> dict[str, str]:
    """Return the columns of a verification and of the affairs the number is taken in for."""
    return {
        "route": verification.route.value,
        "combination_id": verification.combination_id,
        "document_ids": to_json(list(verification.document_ids)),
        "omission_reason": verification.omission_reason,
        "agent_name": verification.agent_name,
        "affairs": to_json(list(affairs)),
        "checked_on": verification.checked_on.isoformat(),
        "checked_by": verification.checked_by,
    }


def verification_of(row: "Row[Any]") -> Verification:
    """Return the verification that ``verification_columns`` stored."""
    return Verification(
        combination_id=row.combination_id,
        document_ids=tuple(from_json(row.document_ids)),
        route=Route(row.route),
        checked_on=date.fromisoformat(row.checked_on),
        checked_by=row.checked_by,
        omission_reason=row.omission_reason,
        agent_name=row.agent_name,
    )
