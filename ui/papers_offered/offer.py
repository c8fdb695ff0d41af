"""How one form is offered: blank or filled, about whom, and which act makes it. Everything here runs in the vault thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from forms.catalogue import FormDesign

Facts = Any
"""The frozen facts of one form; each design takes its own kind."""
GoOn = Callable[[int, int], bool]
"""Told how many papers of how many are drawn; answers whether to go on."""
RenderAll = Callable[[Sequence[Facts]], Any]
"""Draws papers; what it returns goes to the act's ``put_out``."""
PutOut = Callable[[Any], object]
"""Prints or writes what was drawn, after the act is on record."""
Fill = Callable[[Desk, str, FormDesign], Facts]


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody or something a form can be filled for.

    ``detail`` tells it apart, ``search`` is what it is also found by (kana), ``waits`` says that the paper is still missing.
    ``about`` is the id of the person or thing the sheet is about, where that is not the key itself.
    """

    key: str
    label: str
    detail: str = ""
    search: str = ""
    waits: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One form on the page. What is missing is not offered.

    Attributes:
        form_id: the form's id in ``forms.catalogue``.
        render: draws one paper from its facts; without it the form is made only on ``page``, by an act of its own.
        together: draws many papers as one file, where the design can do that better than one after the other.
        blank: gives the facts of a sheet to fill by hand.
        filled: gives the facts for one chosen key (empty with ``for_office``), from what the vault knows.
        choices: whom or what it can be filled for, in the order of the list; without it there is one, for the office.
        issue: the act that draws with what it is handed, records that the papers go out, and lets them, where another record
            than that of issued papers is kept.
        told: what the log says of a paper besides its edition.
        roles: who may make it filled.
        blank_roles: who may make it blank.
        counter: the word for counting ``choices``.
        page: the page of the program where one works with this paper.

    """

    form_id: str
    render: Callable[[Facts], bytes] | None = None
    together: Callable[[Sequence[Facts], GoOn], bytes] | None = None
    blank: Callable[[Desk, FormDesign], Facts] | None = None
    filled: Fill | None = None
    choices: Callable[[Desk], Sequence[Choice]] | None = None
    issue: Callable[[Desk, FormDesign, Sequence[str], RenderAll, PutOut], Done[Any]] | None = None
    told: Callable[[Facts], str] | None = None
    roles: frozenset[Role] = frozenset(READS_RECORDS)
    blank_roles: frozenset[Role] = frozenset(Role)
    counter: str = "人"
    page: str = ""


def for_office(fill: Callable[[Desk, FormDesign], Facts]) -> Fill:
    """Return how a paper is filled of which there is one for the office, so that nobody is chosen."""
    return lambda desk, _key, design: fill(desk, design)
