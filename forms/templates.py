"""Form texts of a regulation pack: TOML in ``resources/regulations/<pack>/forms``, fields filled by Jinja2.

The wording belongs to the office and may be edited by it, so templates run in Jinja2's sandbox, and a field the
form does not offer is an error instead of a silent gap.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ashibue_desk.resource_files import resource


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a clause with its numbered items; ``note`` is a line set apart (a name, an address)."""

    text: str
    items: tuple[str, ...] = ()
    kana: bool = False  # items are marked ア, イ, ウ instead of (1), (2)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered section. Items marked (1), (2) count through the whole clause."""

    heading: str
    passages: tuple[Passage, ...]


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

    def filled(self, fields: Mapping[str, str]) -> "FormText":
        """Return the text with its fields filled in; raise ``jinja2.UndefinedError`` for a field not offered."""
        fill = _filler(fields)
        clauses = tuple(
            Clause(
                fill(clause.heading), tuple(_filled_passage(passage, fields) for passage in clause.passages)
            )
            for clause in self.clauses
        )
        return FormText(
            self.form_id,
            self.number,
            self.name,
            self.version,
            self.in_force_from,
            self.basis,
            fill(self.lead),
            fill(self.after_lead),
            fill(self.closing),
            clauses,
        )


@cache
def form_text(pack: str, name: str) -> FormText:
    """Load ``forms/<name>.toml`` of a regulation pack."""
    table = tomllib.loads(resource("regulations", pack, "forms", f"{name}.toml").read_text(encoding="utf-8"))
    return FormText(
        form_id=table["form_id"],
        number=table["number"],
        name=table["name"],
        version=table["version"],
        in_force_from=table["in_force_from"],
        basis=table["basis"],
        lead=table["lead"].strip(),
        after_lead=table["after_lead"].strip(),
        closing=table["closing"],
        clauses=tuple(_clause(entry) for entry in table["clauses"]),
    )


def _clause(entry: Mapping[str, Any]) -> Clause:
    passages = (
        Passage(
            text=part["text"].strip(),
            items=tuple(part.get("items", ())),
            kana=part.get("numbering") == "kana",
            note=part.get("note", ""),
        )
        for part in entry["paragraphs"]
    )
    return Clause(entry["heading"], tuple(passages))


def _filled_passage(passage: Passage, fields: Mapping[str, str]) -> Passage:
    fill = _filler(fields)
    return Passage(
        fill(passage.text), tuple(fill(item) for item in passage.items), passage.kana, fill(passage.note)
    )


def _filler(fields: Mapping[str, str]) -> Any:
    environment = _environment()
    return lambda template: environment.from_string(template).render(fields)


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    # Plain text for paper, not HTML: nothing to escape.
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
