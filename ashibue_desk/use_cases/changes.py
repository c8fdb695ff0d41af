"""What a use case changed, so that only the pages concerned read again."""

from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Changed(Flag):
    """Kinds of things a page may show."""

    NOTHING = 0
    OFFICE = auto()
    PEOPLE = auto()
    NUMBERS = auto()
    CONSENTS = auto()
    LOG = auto()
    BACKUPS = auto()
    SETTINGS = auto()
    DRAFTS = auto()
    USERS = auto()
    CONTRACTORS = auto()
    WORDINGS = auto()
    PAPERS = auto()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The answer of an act and what it changed."""

    answer: T
    changed: Changed
