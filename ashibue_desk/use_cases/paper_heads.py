"""The head of every paper made at an open desk: whose it is, which form in which version, and when it was made."""

from datetime import date
from typing import Protocol

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.worded_heads import head_for, worded_name


class Design(Protocol):
    """One entry of the catalogue of forms: which paper, in which wording."""

    @property
    def form_id(self) -> str:
        """Return the id in the foot of the sheet."""
        ...

    @property
    def name(self) -> str:
        """Return the title."""
        ...

    @property
    def version(self) -> int:
        """Return the version of the wording."""
        ...

    @property
    def in_force_from(self) -> date | None:
        """Return the first day of the wording, or ``None`` where none is fixed."""
        ...


def paper_head(desk: Desk, design: Design) -> PaperHead:
    """Return the head of a paper printed now: with the wording in force where the form has one."""
    form = worded_name(desk, design.form_id)
    if form:
        return head_for(desk, form)
    since = design.in_force_from or desk.regulation.in_force_from
    return plain_head(desk, design.form_id, design.name, design.version, since)


def plain_head(desk: Desk, form_id: str, name: str, version: int, in_force_from: date) -> PaperHead:
    """Return the head of a paper printed now whose wording nobody edits."""
    return PaperHead(
        office_name=desk.vault.settings.office().name,
        form_id=form_id,
        form_name=name,
        version=version,
        in_force_from=in_force_from,
        printed_at=desk.surroundings.clock.local_now(),
    )
