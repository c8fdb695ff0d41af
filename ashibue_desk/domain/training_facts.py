"""What the record of somebody's first training says (規程9条3項・13条1項, マニュアル6.2・6.3)."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.form_facts import PaperHead


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTrainingFacts:
    """初任研修の記録 of one appointment; an empty ``person_name`` makes a sheet to fill by hand.

    ``trained_on`` is ``None`` while the training is still to be held: the sheet is then taken along to it.
    """

    head: PaperHead
    person_name: str
    role_name: str
    affairs: tuple[str, ...]
    starts_on: date | None
    trained_on: date | None
    content: str
    officer_name: str
