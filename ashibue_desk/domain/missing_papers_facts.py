"""What the list of missing papers says: who still owes which paper, or which number, on a day."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.form_facts import PaperHead


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """One thing that is missing: the paper, and how far it is (「未発行」「依頼中」)."""

    paper: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwingPerson:
    """One person and what is missing of them; ``kind`` is the category or the role, ``detail`` code and department."""

    name: str
    kind: str
    detail: str
    missing: tuple[MissingPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPapersFacts:
    """未提出書類の一覧 as it stands on ``as_of``; ``checked`` is how many people were looked through."""

    head: PaperHead
    as_of: date
    people: tuple[OwingPerson, ...]
    in_charge: tuple[OwingPerson, ...]
    checked: int
