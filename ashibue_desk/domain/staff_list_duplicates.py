"""Finding people who stand twice in a list, or are on file already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ashibue_desk.domain.people import PAYEES, PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.staff_list_cells import doubtful, wrong
from ashibue_desk.domain.staff_list_headers import Column

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOnFile:
    """What the import must know about somebody already on file."""

    category: PersonCategory
    name: str
    code: str = ""
    birth_date: date | None = None
    address: str = ""
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody on file or in a row above. ``among`` tells payees and workers apart: their codes are counted apart."""

    among: bool
    name: str
    key: str  # folded name
    code: str
    birth_date: date | None
    address: str
    left_on: date | None
    place: str  # how a sentence says where: 6行目, 登録済みの名簿

    def has_left(self, today: date) -> bool:
        return self.left_on is not None and self.left_on < today


class Duplicates:
    """Remembers codes and names: first those on file, then each row of the list in turn.

    However many people share a name, each row is compared with a few of them only: the first, the one born on the
    same day, the one who lives at the same place.
    """

    def __init__(self, on_file: Iterable[PersonOnFile], today: date) -> None:
        self._today = today
        self._by_code: dict[tuple[bool, str], _Known] = {}
        self._by_code_and_name: dict[tuple[bool, str, str], _Known] = {}
        self._by_name: dict[tuple[bool, str], _Known] = {}
        self._by_birth: dict[tuple[bool, str, date], _Known] = {}
        self._by_place: dict[tuple[bool, str, str], _Known] = {}
        self._places: dict[str, str] = {}  # addresses, folded once
        for person in on_file:
            self._remember(_known(person, "登録済みの名簿"))

    def check(self, entry: PersonEntry, row: int) -> tuple[Problem, ...]:
        """Return what it means that ``entry`` stands somewhere already, and remember it as standing in ``row``."""
        one = _known(entry, f"{row}行目")
        found = [*self._of_code(one, entry), *self._of_name(one, entry)]
        self._remember(one)
        worst = next((problem for problem in found if problem.blocks), None)
        return (worst,) if worst else tuple(found[:1])

    def _remember(self, known: _Known) -> None:
        if known.code:
            self._put(self._by_code, (known.among, known.code), known)
            self._put(self._by_code_and_name, (known.among, known.code, known.key), known)
        if not known.key:
            return
        if self._by_name.setdefault((known.among, known.key), known) is not known and known.address:
            self._put(self._by_place, (known.among, known.key, self._place(known.address)), known)
        if known.birth_date is not None:
            self._put(self._by_birth, (known.among, known.key, known.birth_date), known)

    def _put(self, book: dict[K, _Known], key: K, known: _Known) -> None:
        """Keep the first under a key; who is there counts before who has left."""
        holder = book.get(key)
        if holder is None or holder.has_left(self._today):
            book[key] = known

    def _of_code(self, one: _Known, entry: PersonEntry) -> Iterator[Problem]:
        if not one.code:
            return
        same = self._by_code_and_name.get((one.among, one.code, one.key))
        holder = self._by_code.get((one.among, one.code))
        if same is not None and _may_be_one(same, one) and not _came_back(same, entry):
            yield _same_code(same)
        elif holder is not None and holder.has_left(self._today):
            yield doubtful(
                Column.CODE,
                f"同じ社員番号・コードの「{holder.name}」さんが退職者にいます。再雇用か、コードの使い回しか確かめてください。",
            )
        elif holder is not None and one.has_left(self._today):
            yield doubtful(
                Column.CODE,
                f"同じ社員番号・コードの「{holder.name}」さんが{holder.place}にいます。この行の人は退職しているので取り込みますが、コードの使い回しか確かめてください。",
            )
        elif holder is not None:
            yield _same_code(holder)

    def _of_name(self, one: _Known, entry: PersonEntry) -> Iterator[Problem]:
        first = self._by_name.get((one.among, one.key))
        if first is None:
            return
        others = [first]
        if one.birth_date is not None:
            others.append(self._by_birth.get((one.among, one.key, one.birth_date), first))
        if one.address:
            others.append(self._by_place.get((one.among, one.key, self._place(one.address)), first))
        for at, known in enumerate(others):
            same_place = bool(one.address) and self._place(known.address) == self._place(one.address)
            if (not at or known is not first) and (
                problem := _same_name(known, one, entry, same_place=same_place)
            ):
                yield problem

    def _place(self, address: str) -> str:
        if address not in self._places:
            self._places[address] = search_key(address)
        return self._places[address]


def _known(person: PersonOnFile | PersonEntry, place: str) -> _Known:
    return _Known(
        person.category in PAYEES,
        person.name,
        search_key(person.name),
        person.code,
        person.birth_date,
        person.address,
        person.left_on,
        place,
    )


def _may_be_one(known: _Known, one: _Known) -> bool:
    return None in {known.birth_date, one.birth_date} or known.birth_date == one.birth_date


def _came_back(known: _Known, entry: PersonEntry) -> bool:
    """Whether ``entry`` joined after ``known`` had left: the same human being, employed anew."""
    return known.left_on is not None and entry.joined_on is not None and entry.joined_on > known.left_on


def _same_code(known: _Known) -> Problem:
    return wrong(
        Column.CODE,
        f"同じ社員番号・コードの「{known.name}」さんが{known.place}にいます。重複として取り込みません。",
    )


def _same_name(known: _Known, one: _Known, entry: PersonEntry, *, same_place: bool) -> Problem | None:
    if known.code and one.code and known.birth_date != one.birth_date:
        return None  # two people of one name, told apart by code and birth date
    same_birth = known.birth_date is not None and known.birth_date == one.birth_date
    alike = (same_birth or same_place) and not (known.code and one.code)
    if alike and _came_back(known, entry):
        return doubtful(
            Column.NAME, f"同じ人と見られる「{known.name}」が退職者にいます。再雇用か確かめてください。"
        )
    if alike:
        return wrong(
            Column.NAME,
            f"同じ人と見られる「{known.name}」が{known.place}にいます。重複として取り込みません。",
        )
    return doubtful(
        Column.NAME, f"同じ氏名の「{known.name}」が{known.place}にいます。別の人か確かめてください。"
    )
