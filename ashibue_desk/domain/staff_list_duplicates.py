"""Finding people who stand twice in a list, or are on file already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.people import PAYEES, PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.staff_list_cells import doubtful, wrong
from ashibue_desk.domain.staff_list_headers import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOnFile:
    """What the import must know about somebody already on file."""

    category: PersonCategory
    name: str
    code: str = ""
    birth_date: date | None = None
    address: str = ""
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    code: str
    birth_date: date | None
    address: str
    place: str  # how a sentence says where: 6行目, 登録済み
    has_left: bool = False


class _Side(Enum):
    """Codes of workers and of payees are counted apart."""

    WORKERS = "workers"
    PAYEES = "payees"


def _side(category: PersonCategory) -> _Side:
    return _Side.PAYEES if category in PAYEES else _Side.WORKERS


class Duplicates:
    """Remembers codes and names: first those on file, then each row of the list in turn."""

    def __init__(self, on_file: Iterable[PersonOnFile]) -> None:
        self._by_code: dict[tuple[_Side, str], _Known] = {}
        self._by_name: dict[tuple[_Side, str], _Known] = {}
        for person in on_file:
            known = _Known(
                person.name,
                person.code,
                person.birth_date,
                person.address,
                "登録済みの名簿",
                has_left=person.has_left,
            )
            self._remember(_side(person.category), known)

    def check(self, entry: PersonEntry, row: int) -> tuple[Problem, ...]:
        """Return what it means that ``entry`` stands somewhere already, and remember it as standing in ``row``."""
        side = _side(entry.category)
        known = self._by_code.get((side, entry.code)) if entry.code else None
        problem = _same_code(known) if known else None
        if known is None:
            known = self._by_name.get((side, search_key(entry.name)))
            problem = _same_name(known, entry) if known else None
        self._remember(side, _Known(entry.name, entry.code, entry.birth_date, entry.address, f"{row}行目"))
        return (problem,) if problem else ()

    def _remember(self, side: _Side, known: _Known) -> None:
        if known.code:
            self._by_code.setdefault((side, known.code), known)
        if key := search_key(known.name):
            self._by_name.setdefault((side, key), known)


def _same_code(known: _Known) -> Problem:
    if known.has_left:
        return doubtful(
            Column.CODE,
            f"同じ社員番号・コードの「{known.name}」さんが退職者にいます。再雇用か、コードの使い回しか確かめてください。",
        )
    return wrong(
        Column.CODE,
        f"同じ社員番号・コードの「{known.name}」さんが{known.place}にいます。重複として取り込みません。",
    )


def _same_name(known: _Known, entry: PersonEntry) -> Problem | None:
    if known.code and entry.code and known.birth_date != entry.birth_date:
        return None  # two people of one name, told apart by code and birth date
    same_birth = known.birth_date is not None and known.birth_date == entry.birth_date
    same_place = bool(entry.address) and search_key(known.address) == search_key(entry.address)
    if (same_birth or same_place) and not (known.code and entry.code):
        return wrong(
            Column.NAME,
            f"同じ人と見られる「{known.name}」が{known.place}にいます。重複として取り込みません。",
        )
    return doubtful(
        Column.NAME, f"同じ氏名の「{known.name}」が{known.place}にいます。別の人か確かめてください。"
    )
