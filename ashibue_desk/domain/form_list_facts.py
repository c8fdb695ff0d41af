"""What the list of all forms says: each form by scene, with its articles, its version in force, and how it can be made."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.form_facts import PaperHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedForm:
    """One form: ``code`` stands in the foot of its sheets; ``version`` is the one in force on the day of the list."""

    code: str
    name: str
    scene: str
    articles: tuple[str, ...]
    version: int
    in_force_from: date | None
    blank: bool
    filled: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormListFacts:
    """様式一覧 as it stands on ``as_of``; the forms in the order of the scenes."""

    head: PaperHead
    as_of: date
    forms: tuple[ListedForm, ...]
