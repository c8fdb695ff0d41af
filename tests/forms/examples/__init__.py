"""One example for each form of the catalogue: how its facts are made from a seed, and which function draws it.

A module of this package holds ``EXAMPLES``, form id to ``Example``; a new form needs one line in one of them.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.forms.made_up import MadeUp


@dataclass(frozen=True)
class Example:
    """How to try a form.

    ``facts`` makes them (a facts class is built by itself); ``unprinted`` are attributes whose strings are not on the paper
    as typed: ids, what is only counted, what is shortened.
    """

    facts: type | Callable[[MadeUp], Any]
    render: Callable[[Any], bytes]
    unprinted: frozenset[str] = frozenset()

    def made(self, form_id: str, seed: int) -> Any:
        """Return facts for ``form_id`` from ``seed``."""
        made_up = MadeUp(seed)
        if isinstance(self.facts, type):
            return made_up.build(self.facts, form_id)
        return self.facts(made_up)

    def paper(self, form_id: str, seed: int) -> bytes:
        """Return the PDF of the form with facts from ``seed``."""
        return self.render(self.made(form_id, seed))


@cache
def examples() -> dict[str, Example]:
    """Return the example of each form by its id."""
    found: dict[str, Example] = {}
    for module in pkgutil.iter_modules(__path__):
        table: dict[str, Example] = importlib.import_module(f"{__name__}.{module.name}").EXAMPLES
        assert not found.keys() & table.keys(), "a form has two examples"
        found.update(table)
    return found
