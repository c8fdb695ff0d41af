"""The people whose numbers an office may handle, and whose it may not (regulation 003, articles 2 and 3).

Names are stored exactly as typed and never normalised (髙, 﨑, 𠮷 and variation selectors stay as they are);
finding goes through a separate search key, see ``search_key``.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

LONGEST_NAME: Final = 100
"""Characters: longer than any name, and a sign that a column or a paste went wrong."""
LONGEST_TEXT: Final = 500
"""Characters of any other text about a person but the note."""
LONGEST_NOTE: Final = 2000


class PersonCategory(Enum):
    """What a person is to the office; the rules for each are data (resources/law/person_categories.toml)."""

    OFFICER = "officer"  # 役員
    EMPLOYEE = "employee"  # 職員
    DISPATCHED = "dispatched"  # 派遣労働者: no number is ever collected (規程2条)
    APPLICANT = "applicant"  # 応募者: no number is ever collected (規程21条)
    FORMER = "former"  # 退職者
    DEPENDANT = "dependant"  # 扶養親族
    SPOUSE3 = "spouse3"  # 国民年金第3号被保険者である配偶者
    PAYEE = "payee"  # 支払先(個人)
    PAYEE_CORPORATE = "payee_corporate"  # 支払先(法人): has a Corporate Number, never an Individual Number


WORKERS = frozenset({PersonCategory.OFFICER, PersonCategory.EMPLOYEE, PersonCategory.DISPATCHED})
FAMILY = frozenset({PersonCategory.DEPENDANT, PersonCategory.SPOUSE3})
PAYEES = frozenset({PersonCategory.PAYEE, PersonCategory.PAYEE_CORPORATE})
_BECOMES_FORMER = frozenset({PersonCategory.OFFICER, PersonCategory.EMPLOYEE})


def standing(category: PersonCategory, left_on: date | None, day: date) -> PersonCategory:
    """Return as whom the law sees somebody on ``day``: from the day after the last one a worker is a former one."""
    has_left = left_on is not None and left_on < day
    return PersonCategory.FORMER if has_left and category in _BECOMES_FORMER else category


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """What somebody types, or a staff list holds, about one person. Dates are Gregorian ``date`` values."""

    category: PersonCategory
    name: str
    kana: str = ""
    code: str = ""  # 社員番号, unique among the workers, or the payees, who have not left; may be empty
    birth_date: date | None = None
    department: str = ""
    employment: str = ""  # 雇用形態, in the office's own words
    joined_on: date | None = None
    left_on: date | None = None
    postal_code: str = ""  # seven digits, no hyphen
    address: str = ""
    address2: str = ""  # building and room
    note: str = ""
    worker_id: str = ""  # dependants and category 3 spouses: the worker they belong to
    relation: str = ""  # 続柄
    payment_kind: str = ""  # payees: 出演料, 講演料, 家賃 …
    corporate_number: str = ""  # payees that are corporations

    def standing_on(self, day: date) -> PersonCategory:
        """Return as whom the law sees this person on ``day``."""
        return standing(self.category, self.left_on, day)


@dataclass(frozen=True, slots=True)
class Person:
    """A person on file. ``id`` is a random UUID in text; ``has_number`` says only that a sealed number exists."""

    id: str
    entry: PersonEntry
    has_number: bool = False

    @property
    def name(self) -> str:
        """Return the name exactly as typed."""
        return self.entry.name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people: flat, small, ready to draw and to filter."""

    id: str
    category: PersonCategory
    code: str
    name: str
    kana: str
    department: str
    employment: str
    joined_on: date | None
    left_on: date | None
    has_number: bool
    search_key: str = field(repr=False)
    worker_id: str = ""  # of family: through whom they are asked
    worker_name: str = ""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One field of one person, changed once: the history shown beside the details."""

    at: str  # UTC, ISO 8601; shown in local time
    actor: str
    field: str
    old: str
    new: str
