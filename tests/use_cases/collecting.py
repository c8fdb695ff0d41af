"""What the tests of taking in a number share: a person without one, a receipt, and what is kept."""

import pytest

from ashibue_desk.domain.collection import NumberReceipt
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import WITH_NUMBERS, Scene, receipt_for
from tests.helpers.sample_numbers import valid_number

NEW = 700
"""The seed of a number that nobody of the template has."""


@pytest.fixture
def person_id(scene: Scene) -> str:
    """Somebody whose number is not on file yet."""
    return scene.person_ids[WITH_NUMBERS]


@pytest.fixture
def receipt(desk: Desk, person_id: str) -> NumberReceipt:
    """Give the receipt of a number for that person, to which nothing can be objected."""
    return receipt_for(desk, person_id, valid_number(NEW))


def kept(desk: Desk) -> tuple[int, ...]:
    """Return how many rows each table concerned has."""
    return tuple(
        desk.vault.with_raw(
            lambda raw, table=table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        )
        for table in ("numbers", "collections", "collection_events", "log")
    )
