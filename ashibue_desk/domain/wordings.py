"""The wording of a form: headings, clauses, paragraphs and items, the fields it may use, and who may have changed it when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ashibue_desk.domain.sheet_plan import SheetFrame
from ashibue_desk.domain.wording_language import fill, holds

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
"""The marks of items counted in kana; a paragraph holds no more of them."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A fact that a form offers to its wording: the name in the text and what a clerk calls it.

    A fact that is one of a few (to whom a notice goes) has ``values``: each as it is stored and as a clerk calls it.
    """

    name: str
    label: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a clause with its numbered items; ``note`` is a line set apart (a name, an address).

    ``when`` is a condition over the offered fields; a paragraph whose condition does not hold is left out. ``value`` is what
    is printed in a place to write in; only sheets to fill by hand have such places.
    """

    text: str
    items: tuple[str, ...] = ()
    kana: bool = False  # items are marked ア, イ, ウ instead of (1), (2)
    note: str = ""
    when: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered section. Items marked (1), (2) count through the whole clause; ``covers`` names duties it answers.

    On a sheet to fill by hand it is a block of the sheet, and ``kind`` says which (``domain.sheet_wording``).
    """

    heading: str
    passages: tuple[Passage, ...]
    when: str = ""
    covers: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A sentence of the form that has a place of its own: its key in the design, what a clerk calls it, the text."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FormText:
    """One version of one form's wording."""

    form_id: str
    number: str
    name: str
    version: int
    in_force_from: date
    basis: str
    lead: str
    after_lead: str
    closing: str
    clauses: tuple[Clause, ...]
    fields: tuple[FormField, ...] = ()
    texts: tuple[NamedText, ...] = ()
    explains: str = ""  # the form that this one explains in other words: consent
    sheet: SheetFrame | None = None  # of a sheet to fill by hand: its blocks without their words

    def said(self, key: str) -> str:
        """Return the named text ``key``; raise ``KeyError`` where the form has none."""
        for each in self.texts:
            if each.key == key:
                return each.text
        raise KeyError(key)

    def filled(self, facts: Mapping[str, str]) -> "FormText":
        """Return the text with its fields filled in, without what does not apply.

        Raises ``jinja2.UndefinedError`` for a field that ``facts`` does not offer, ``WordingError`` for a text that uses
        more than fields and conditions.
        """
        return replace(
            self,
            lead=fill(self.lead, facts),
            after_lead=fill(self.after_lead, facts),
            closing=fill(self.closing, facts),
            clauses=tuple(_filled_clause(one, facts) for one in self.clauses if holds(one.when, facts)),
            texts=tuple(replace(one, text=fill(one.text, facts)) for one in self.texts),
        )


def _filled_clause(clause: Clause, facts: Mapping[str, str]) -> Clause:
    passages = tuple(_filled_passage(one, facts) for one in clause.passages if holds(one.when, facts))
    return replace(clause, heading=fill(clause.heading, facts), passages=passages)


def _filled_passage(passage: Passage, facts: Mapping[str, str]) -> Passage:
    return replace(
        passage,
        text=fill(passage.text, facts),
        items=tuple(fill(item, facts) for item in passage.items),
        note=fill(passage.note, facts),
        value=fill(passage.value, facts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWording:
    """A version that the office put in the place of the pack's original; versions are only ever added.

    Attributes:
        form: the name of the template (``consent``).
        base_version: the version of the pack's original from which it was made.
        signs_again: whether papers signed under an older version are signed anew.
        toml: the whole text as ``wording_files`` reads it.

    """

    id: str
    form: str
    version: int
    base_version: int
    signs_again: bool
    toml: str
    in_force_from: date
    made_at: str
    made_by: str
    reason: str


def in_force(versions: Iterable[OfficeWording], on: date) -> OfficeWording | None:
    """Return the office's version that holds on a day: the newest that has begun, or ``None`` while none has."""
    begun = [one for one in versions if one.in_force_from <= on]
    return max(begun, key=lambda one: one.version, default=None)


def binding_version(versions: Iterable[OfficeWording], on: date, original: int) -> int:
    """Return the version that a signed paper needs at least on ``on``; ``original`` is that of the pack.

    A version marked as wording only leaves papers of the version before it in force.
    """
    asked = [one.version for one in versions if one.in_force_from <= on and one.signs_again]
    return max(asked, default=original)
