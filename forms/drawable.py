"""Before anything is drawn: every string of a form's facts is asked of the fonts, so that no design can forget one.

``Paper`` asks for the facts it is made for. A character that no font has stops the paper and is told with the person
(or firm, or office) whose it is, the field and the character.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol

from ashibue_desk.domain.form_facts import PaperHead
from forms.field_names import FIELD_NAMES, OF_OFFICE, UNNAMED, WHOSE_NAME, is_printed
from forms.fonts import MINCHO
from forms.situations import CannotDrawCharacter


class Facts(Protocol):
    """What a form is filled with: a frozen value whose ``head`` says whose paper it is."""

    @property
    def head(self) -> PaperHead:
        """Return what stands on every sheet."""


class Told(NamedTuple):
    """One string of the facts: whose it is, the attribute that holds it and what it is called, and the text."""

    whose: str
    attribute: str
    field: str
    text: str


def require_facts_drawable(facts: object) -> None:
    """Raise ``CannotDrawCharacter`` for the first character anywhere in ``facts`` that no font has."""
    for told in strings_of(facts):
        for character in _missing(told.text):
            raise CannotDrawCharacter(told.whose, told.field, character)


def strings_of(facts: object) -> Iterator[Told]:
    """Yield every string to print in a frozen value and in the values, tuples and mappings inside it.

    A value that has a name of its own (``WHOSE_NAME``) is the person told for its strings; the others take over whom
    they stand in, and in the end the office.
    """
    head = getattr(facts, "head", None)
    office = head.office_name if isinstance(head, PaperHead) else ""
    found: list[Told] = []
    _gather(facts, office, "", found)
    for told in found:
        yield told._replace(whose=office) if told.attribute in OF_OFFICE else told


# A list to add to, not a generator in a generator: a long paper holds forty thousand values, five deep.
def _gather(value: object, whose: str, attribute: str, found: list[Told]) -> None:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        found.append(Told(whose, attribute, FIELD_NAMES.get(attribute, UNNAMED), value))
    elif isinstance(value, Mapping):
        for each in value.values():
            _gather(each, whose, attribute, found)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            _gather(each, whose, attribute, found)
    elif is_dataclass(value):
        own = _own_name(value) or whose
        for name in _printed_fields(value.__class__):
            _gather(getattr(value, name), own, name, found)


@cache
def _printed_fields(kind: Any) -> tuple[str, ...]:
    """Return the names of what is printed of a dataclass."""
    return tuple(field.name for field in fields(kind) if is_printed(field.name))


def _own_name(value: object) -> str:
    names = (getattr(value, attribute, "") for attribute in WHOSE_NAME)
    return next((name for name in names if isinstance(name, str) and name), "")


# Every typeface draws the same characters (a test holds them to it), so one of them answers for all.
@lru_cache(maxsize=4096)
def _missing(text: str) -> tuple[str, ...]:
    return MINCHO.missing(text)
