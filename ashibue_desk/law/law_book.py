"""The book of law: affairs, categories of persons and identity verification, each on its day.

Everything comes from ``resources/law/*.toml``, is read when first asked for and kept. A file is checked against the
others it names, so a book that opened is whole.
"""

from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.category_rules import CategoryRule
from ashibue_desk.domain.identity import Combination, IdentityDocument, Route, VerificationCase
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.files.data_tables import DataFileError, read_data_file
from ashibue_desk.law.rule_readers import (
    CombinationRule,
    Editions,
    fill_slots,
    read_affairs,
    read_categories,
    read_combinations,
    read_documents,
)
from ashibue_desk.resource_files import resource


class LawBook:
    """Dated law as the shipped data has it. Ids are stable for ever; the log may name them."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the four files; nothing is read yet."""
        self._folder = folder

    def affairs(self, on: date) -> tuple[Affair, ...]:
        """Return the affairs that may be named on ``on``, in the order of the list."""
        return tuple(
            affair for editions in self._affairs.values() for affair in editions if affair.holds_on(on)
        )

    def affairs_for(self, category: PersonCategory, on: date) -> tuple[Affair, ...]:
        """Return the affairs that concern persons of ``category`` on ``on``; none where no number is collected."""
        return tuple(affair for affair in self.affairs(on) if category in affair.categories)

    def affair(self, affair_id: str) -> Affair:
        """Return the affair, the newest edition of it; raise ``KeyError`` for an id that never was."""
        return self._affairs[affair_id][-1]

    def category_rule(self, category: PersonCategory, on: date) -> CategoryRule:
        """Return the rule of ``category`` in force on ``on``, the first one where a PC's clock stands before all numbers."""
        editions = self._categories[category.value]
        return next((rule for rule in reversed(editions) if rule.valid_from <= on), editions[0])

    def combinations(self, case: VerificationCase) -> tuple[Combination, ...]:
        """Return every allowed way to verify in this case, the simplest first; empty where none is allowed."""
        found = (
            _on_the_day(rule, self._documents, case.day)
            for editions in self._combinations.values()
            for rule in editions
            if rule.serves(case)
        )
        return tuple(combination for combination in found if combination is not None)

    def combination(self, combination_id: str, case: VerificationCase) -> Combination | None:
        """Return one combination as it is in this case, or ``None`` where it is not allowed."""
        for combination in self.combinations(case):
            if combination.id == combination_id:
                return combination
        return None

    def routes(self, category: PersonCategory, on: date) -> tuple[Route, ...]:
        """Return the routes by which a number of ``category`` may come on ``on``."""
        return tuple(route for route in Route if self.combinations(VerificationCase(category, route, on)))

    def document(self, document_id: str, on: date | None = None) -> IdentityDocument:
        """Return the kind of document as it was on ``on``, or the newest edition; ``KeyError`` if unknown."""
        editions = self._documents[document_id]
        held = (document for document in editions if on is not None and document.holds_on(on))
        return next(held, editions[-1])

    def documents(self, on: date) -> tuple[IdentityDocument, ...]:
        """Return every kind of document that may be accepted for something on ``on``."""
        return tuple(item for editions in self._documents.values() for item in editions if item.holds_on(on))

    @cached_property
    def _affairs(self) -> Editions[Affair]:
        return read_data_file(self._folder / "affairs.toml", read_affairs)

    @cached_property
    def _categories(self) -> Editions[CategoryRule]:
        rules = read_data_file(self._folder / "person_categories.toml", read_categories)
        for editions in rules.values():
            for rule in editions:
                for affair_id in rule.default_affairs:
                    self._check_default_affair(rule, affair_id)
        return rules

    def _check_default_affair(self, rule: CategoryRule, affair_id: str) -> None:
        known = self._affairs.get(affair_id, ())
        if not any(rule.category in affair.categories for affair in known):
            raise DataFileError(
                f"person_categories.toml: {rule.category.value} cannot have affair {affair_id!r}"
            )

    @cached_property
    def _documents(self) -> Editions[IdentityDocument]:
        return read_data_file(self._folder / "identity_documents.toml", read_documents)

    @cached_property
    def _combinations(self) -> Editions[CombinationRule]:
        rules = read_data_file(self._folder / "identity_combinations.toml", read_combinations)
        for editions in rules.values():
            for rule in editions:
                self._check_combination(rule)
        return rules

    def _check_combination(self, rule: CombinationRule) -> None:
        where = f"identity_combinations.toml: {rule.pattern.id}"
        for category in rule.categories:
            if not any(edition.may_collect for edition in self._categories[category.value]):
                raise DataFileError(f"{where}: no number is collected from {category.value}")
        for slot in rule.slots:
            for document_id in slot.choices:
                proves = [document.proves for document in self._documents.get(document_id, ())]
                if not proves or any(slot.proof not in proof for proof in proves):
                    raise DataFileError(f"{where}: {document_id!r} is no {slot.proof.value}")


def _on_the_day(
    rule: CombinationRule, documents: Editions[IdentityDocument], day: date
) -> Combination | None:
    slots = fill_slots(rule.slots, documents, day)
    return None if slots is None else replace(rule.pattern, slots=slots)


@cache
def load_law() -> LawBook:
    """Return the book of the shipped data, one for the whole program."""
    return LawBook(resource("law"))
