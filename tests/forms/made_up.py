"""Invented offices and people for papers, made from a seed: everyday ones, the longest, rare characters, empty fields, one row and sixty.

``MadeUp(seed).build(SomeFacts, form_id)`` fills a frozen dataclass from the types and the names of its attributes. The same
seed gives the same facts. Seed 0 is the everyday office whose papers are kept as pictures.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ashibue_desk.domain.form_facts import PaperHead
from tests.forms.facts import head
from tests.helpers.made_up_people import made_up_person

LONGEST = 60  # full-width characters: the longest legal name or address
T = TypeVar("T")

_RARE = (
    "𠮷", "髙", "﨑", "德", "濵", "葛\U000e0100", "辻\U000e0101", "邉\U000e0102", "神\ufa19", "㐂", "彅", "ﾏﾂ", "ễ", "张", "Å", "〜",
)  # fmt: skip
_PIECES = (
    "湖畔",
    "の",
    "人形劇場",
    "と",
    "灯台",
    "ー",
    "みらい",
    "（出雲）",
    "・",
    "「森」",
    "、",
    "A-1 ",
    "ッ",
    "連合会",
    "丁目",
    "12",
)
_FIRST_DAY = date(2019, 5, 1)


class Kind(Enum):
    """What is hard about an office."""

    EVERYDAY = "everyday"
    LONGEST = "longest"
    RARE = "rare"
    EMPTY = "empty"
    SIXTY_ROWS = "sixty rows"
    MIXED = "mixed"


_KINDS = tuple(Kind)


class MadeUp:
    """One invented office with its people."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.kind = _KINDS[seed % len(_KINDS)]
        self._random = random.Random(seed)
        self._within_row = False

    def build(self, facts: type[T], form_id: str = "", **given: object) -> T:
        """Return ``facts`` with every field made up, but for those ``given``."""
        hints = get_type_hints(facts)
        values: dict[str, Any] = dict(given)
        for field in fields(facts):  # type: ignore[arg-type]
            if field.name not in values and field.init:
                values[field.name] = self._value(hints[field.name], field.name, form_id)
        return facts(**values)

    def head(self, form_id: str) -> PaperHead:
        """Return the head of a form for this office."""
        return head(form_id, self.office())

    def office(self) -> str:
        """Return the legal name of the office; never empty."""
        return self._of("特定非営利活動法人みなもの笛", "特定非営利活動法人")

    def person(self) -> str:
        """Return somebody's name."""
        return self._of(made_up_person(self._random.randrange(900)).name, "")

    def address(self) -> str:
        """Return an address."""
        return self._of(made_up_person(self._random.randrange(900)).address, "島根県")

    def words(self, everyday: str = "事務室の書庫", most: int = LONGEST) -> str:
        """Return some words, at most ``most`` characters."""
        return self._of(everyday, "", most)

    def day(self) -> date:
        """Return a day of the Reiwa era."""
        return _FIRST_DAY + timedelta(days=self._random.randrange(4000))

    def rows(self, one: Callable[[], T], usual: int = 3) -> tuple[T, ...]:
        """Return one row, sixty rows or a few; rows within a row are few."""
        count = {Kind.EMPTY: 1, Kind.SIXTY_ROWS: 60, Kind.MIXED: self._random.choice((1, 2, 7, 60))}
        rows = min(count.get(self.kind, usual), 5 if self._within_row else 60)
        within, self._within_row = self._within_row, True
        made = tuple(one() for _ in range(rows))
        self._within_row = within
        return made

    def may(self, likely: float = 0.5) -> bool:
        """Whether something that may be is so."""
        return self._random.random() < likely

    def _of(self, everyday: str, begins: str, most: int = LONGEST) -> str:
        kind = self.kind
        if kind is Kind.MIXED:
            kind = self._random.choice((Kind.EVERYDAY, Kind.LONGEST, Kind.RARE))
        if kind is Kind.LONGEST:
            return self._fill(begins, _PIECES, most)
        if kind is Kind.RARE:
            return self._fill(begins, _RARE, min(most, self._random.randrange(3, 25)))
        return everyday[:most]

    def _fill(self, text: str, pieces: tuple[str, ...], most: int) -> str:
        text = text[:most]
        while True:
            piece = self._random.choice(pieces)
            if len(text) + len(piece) > most:
                return text
            text += piece

    def _value(self, hint: Any, name: str, form_id: str) -> Any:
        plain: dict[Any, Callable[[], Any]] = {
            str: lambda: self._text(name),
            bool: self.may,
            int: lambda: self._random.randrange(1, 40),
            date: self.day,
            PaperHead: lambda: self.head(form_id),
        }
        return plain[hint]() if hint in plain else self._compound(hint, name, form_id)

    def _compound(self, hint: Any, name: str, form_id: str) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            (inner,) = (each for each in arguments if each is not NoneType)
            empty = self.kind is Kind.EMPTY or (self.kind is not Kind.EVERYDAY and self.may(0.3))
            return None if empty else self._value(inner, name, form_id)
        if origin is tuple and arguments[-1] is Ellipsis:
            most = 11 if arguments[0] is str else 60  # affairs and holders in one cell, not a whole table
            return self.rows(lambda: self._value(arguments[0], name, form_id), 2)[:most]
        if origin is tuple:
            return tuple(self._value(each, name, form_id) for each in arguments)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._random.choice(tuple(hint))
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {}
        return self.build(hint, form_id)

    def _text(self, name: str) -> str:
        if name.endswith("_id"):
            return f"{self._random.getrandbits(128):032x}"
        if self.kind is Kind.EMPTY and name not in ("name", "contractor_name"):
            return ""
        if name.endswith("name") and not name.startswith(("file", "vault", "form", "role")):
            return self.person()
        if "address" in name:
            return self.address()
        return self.words(*_WORDS.get(name, ("事務室の書庫2段目", LONGEST)))


# What an attribute holds on an ordinary day, and how long it can be.
_WORDS: Mapping[str, tuple[str, int]] = {
    "category": ("職員", 20),
    "code": ("S00012", 20),
    "contact": ("総務経理（内線00）", LONGEST),
    "department": ("総務経理", 30),
    "officer_title": ("副理事長", 20),
    "occasion": ("委託の前", 30),
    "person_code": ("S00012", 20),
    "post": ("制作課長", 30),
    "postal_code": ("690-2101", 8),
    "relation": ("配偶者", 10),
    "representative_title": ("理事長", 20),
    "role_name": ("事務取扱担当者", 20),
    "role_names": ("事務取扱担当者", 20),
    "route": ("対面", 30),
}
