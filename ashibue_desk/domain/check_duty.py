"""Whose duty the monthly check is: the officer's, or where one person alone handles numbers, their superior's (マニュアル7.1).

Roles can be changed on the day of signing; what was done cannot. So whoever put numbers out in a month never checks that
month, whatever the roles say by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.search_key import search_key

CHECKS = frozenset({Role.OFFICER, Role.AUDITOR})
"""The roles that see the checks: of these somebody is named as superior."""


class CheckedAs(Enum):
    """In which capacity a month was checked."""

    OFFICER = "officer"
    SUPERIOR = "superior"
    PAPER = "paper"  # by the superior on the printed sheet; the officer entered it


@dataclass(frozen=True, slots=True)
class Seat:
    """A user whose account is open."""

    user_id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Superior:
    """The superior named for the check. ``user_id`` is empty for one without an account, who checks on paper."""

    id: str
    user_id: str
    name: str
    post: str
    named_on: date
    named_by: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who has to check.

    Attributes:
        checked_as: in which capacity; ``None`` while the superior has yet to be named.
        by: the ids of those who may sign in the program; on paper, of those who enter it.
        name: of the superior, empty where the officer checks.
        alone: the one who handles numbers alone, ``None`` where there are more.
        own: there are more, but every officer put numbers out, and nobody checks what they did themselves.

    """

    checked_as: CheckedAs | None
    by: frozenset[str]
    name: str = ""
    alone: Seat | None = None
    own: bool = False

    def falls_to(self, user_id: str) -> bool:
        """Whether this user has to do something about it."""
        return user_id in self.by


def duty_of(seats: Sequence[Seat], superior: Superior | None, put_out: frozenset[str] = frozenset()) -> Duty:
    """Return whose duty the check is; ``put_out`` are the ids of those who put numbers out in what is checked.

    Without any handler the officer counts as the one who handles alone.
    """
    officers = frozenset(seat.user_id for seat in seats if Role.OFFICER in seat.roles)
    alone = handles_alone(seats)
    own = alone is None and bool(officers) and officers <= put_out
    if alone is None and not own:
        return Duty(checked_as=CheckedAs.OFFICER, by=officers - put_out)
    if superior is not None and not superior.user_id:
        return Duty(checked_as=CheckedAs.PAPER, by=officers, name=superior.name, alone=alone, own=own)
    if superior is not None and superior.user_id in {seat.user_id for seat in candidates(seats, put_out)}:
        return Duty(
            checked_as=CheckedAs.SUPERIOR,
            by=frozenset({superior.user_id}),
            name=superior.name,
            alone=alone,
            own=own,
        )
    return Duty(checked_as=None, by=officers, alone=alone, own=own)


def handles_alone(seats: Sequence[Seat]) -> Seat | None:
    """Return the one person who handles numbers, or ``None`` where two or more do."""
    handlers = [seat for seat in seats if Role.HANDLER in seat.roles]
    if not handlers:
        handlers = [seat for seat in seats if Role.OFFICER in seat.roles]
    return handlers[0] if len(handlers) == 1 else None


def candidates(seats: Sequence[Seat], put_out: frozenset[str] = frozenset()) -> tuple[Seat, ...]:
    """Return the users who may be named: they see the checks, and would not check their own lines."""
    alone = handles_alone(seats)
    return tuple(
        seat for seat in seats if seat.roles & CHECKS and seat != alone and seat.user_id not in put_out
    )


def check_superior(seats: Sequence[Seat], user_id: str, name: str, post: str) -> tuple[Problem, ...]:
    """Return what keeps somebody from being named; ``name`` and ``post`` count where there is no ``user_id``."""
    if user_id:
        known = {seat.user_id for seat in candidates(seats)}
        sentence = (
            "この利用者は点検する人にできません。責任者か監査担当で、担当者本人ではない人を選んでください。"
        )
        return () if user_id in known else (Problem("superior", sentence),)
    problems = []
    alone = handles_alone(seats)
    if not name.strip():
        problems.append(Problem("superior_name", "上司の氏名を入力してください。"))
    elif alone is not None and search_key(name) == search_key(alone.name):
        sentence = "担当者本人は、自分の記録を点検できません。直属の上司の氏名を入力してください。"
        problems.append(Problem("superior_name", sentence))
    if not post.strip():
        problems.append(Problem("post", "役職を入力してください。"))
    for field, text in (("superior_name", name), ("post", post)):
        if holds_number(text):
            problems.append(Problem(field, NUMBER_INSIDE))
    return tuple(problems)
