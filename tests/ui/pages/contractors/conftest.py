"""Contractors as they stand in an office in the middle of its work."""

from dataclasses import dataclass

import pytest

from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.use_cases.contractors.register import add_contractor, contractor_file
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.sample_contractors import add_sample_contractors
from tests.helpers.desks import done
from tests.ui.pages.showing import opened

__all__ = ["opened"]


@dataclass(frozen=True)
class Office:
    """The ids of what is there: one well looked after, one being evaluated, one only registered."""

    desk: Desk
    entrusted: str
    evaluating: str
    candidate: str

    @property
    def evaluation(self) -> str:
        """Return the id of the evaluation that is open."""
        file = contractor_file(self.desk, self.evaluating)
        assert file.open is not None
        return file.open.head.id


@pytest.fixture
def office(desk: Desk) -> Office:
    """Give an office with contractors in every state that matters."""
    entrusted, evaluating = add_sample_contractors(desk)
    candidate = done(add_contractor(desk, ContractorEntry(name="そよかぜ社会保険労務士法人"))).answer
    return Office(desk, entrusted, evaluating, candidate)
