"""From tables of ``resources/law`` to domain values: affairs, categories, documents and combinations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.category_rules import CategoryRule, CollectUntil, Verifier
from ashibue_desk.domain.identity import (
    Combination,
    DocumentSlot,
    IdentityDocument,
    Proof,
    Route,
    VerificationCase,
)
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.files.data_tables import DataTable


class Dated(Protocol):
    """A rule that holds from one day to another, both included."""

    @property
    def valid_from(self) -> date:
        """Return the first day."""
        ...

    @property
    def valid_to(self) -> date | None:
        """Return the last day, or ``None`` while no end is known."""
        ...


Rule = TypeVar("Rule", bound=Dated)
Editions = Mapping[str, tuple[Rule, ...]]
"""The editions of each rule by id, oldest first; their days never overlap."""


def holds(rule: Dated, day: date) -> bool:
    """Return whether ``rule`` is in force on ``day``."""
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def add_edition(editions: dict[str, tuple[Rule, ...]], key: str, rule: Rule, table: DataTable) -> None:
    """Put ``rule`` after its older editions; refuse two that hold on the same day."""
    before = editions.get(key, ())
    if before and (before[-1].valid_to is None or before[-1].valid_to >= rule.valid_from):
        raise table.wrong("two editions hold on the same day, or they are out of order")
    editions[key] = (*before, rule)


@dataclass(frozen=True, slots=True)
class SlotRule:
    """One place of a combination before the day is known: the documents are ids."""

    proof: Proof
    label: str
    count: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CombinationRule:
    """A combination before the case is known. ``pattern`` has no slots."""

    pattern: Combination
    slots: tuple[SlotRule, ...]
    routes: frozenset[Route]
    categories: frozenset[PersonCategory]
    valid_from: date
    valid_to: date | None

    def serves(self, case: VerificationCase) -> bool:
        """Return whether category, route and day of ``case`` are its own."""
        return case.route in self.routes and case.category in self.categories and holds(self, case.day)


def read_affairs(table: DataTable) -> dict[str, tuple[Affair, ...]]:
    """Return the closed list of affairs, in the order of the file."""
    affairs: dict[str, tuple[Affair, ...]] = {}
    for entry in table.tables("affair"):
        key = entry.text("id")
        start, end = entry.period()
        affair = Affair(
            id=key,
            name=entry.text("name"),
            categories=entry.choices("categories", PersonCategory),
            valid_from=start,
            valid_to=end,
            source=entry.source(),
            busy_months=_busy_months(entry),
        )
        add_edition(affairs, key, affair, entry)
        entry.finish()
    return affairs


def _busy_months(entry: DataTable) -> frozenset[int]:
    """Return the months from ``busy_from`` on, ``busy_for`` of them; none where the file names none."""
    if not entry.has("busy_from"):
        return frozenset()
    first = entry.whole("busy_from", 1, 12)
    return frozenset((first - 1 + later) % 12 + 1 for later in range(entry.whole("busy_for", 1, 12)))


def read_categories(table: DataTable) -> dict[str, tuple[CategoryRule, ...]]:
    """Return the rule of each category; every category must have one."""
    rules: dict[str, tuple[CategoryRule, ...]] = {}
    for entry in table.tables("category"):
        rule = _category(entry)
        add_edition(rules, rule.category.value, rule, entry)
        entry.finish()
    missing = sorted({category.value for category in PersonCategory} - rules.keys())
    if missing:
        raise table.wrong(f"no rule for {', '.join(missing)}")
    return rules


def _category(entry: DataTable) -> CategoryRule:
    start, end = entry.period()
    until = _collect_until(entry.table("collect_until")) if entry.has("collect_until") else None
    may_collect = entry.flag("may_collect")
    rule = CategoryRule(
        category=entry.choice("id", PersonCategory),
        name=entry.text("name"),
        may_collect=may_collect,
        why_not=entry.text("why_not", empty=may_collect),
        verifier=entry.choice("verifier", Verifier),
        verifier_sentence=entry.text("verifier_sentence"),
        default_affairs=entry.texts("default_affairs", empty=not may_collect),
        dependants_allowed=entry.flag("dependants_allowed"),
        collect_until=until,
        until_sentence=entry.text("until_sentence") if until else "",
        valid_from=start,
        valid_to=end,
        source=entry.source(),
    )
    if may_collect and (rule.why_not or rule.verifier is Verifier.NOBODY):
        raise entry.wrong("a number may be collected, yet why_not or verifier says otherwise")
    if not may_collect and (rule.default_affairs or rule.verifier is not Verifier.NOBODY):
        raise entry.wrong("no number may be collected, yet an affair or a verifier is named")
    return rule


def _collect_until(entry: DataTable) -> CollectUntil:
    until = CollectUntil(
        years_after=entry.whole("years_after", 0, 20),
        month=entry.whole("month", 1, 12),
        day=entry.whole("day", 1, 31),
    )
    entry.finish()
    try:
        date(
            2023, until.month, until.day
        )  # not a leap year: 29 February is refused with the days that never are
    except ValueError:
        raise entry.wrong("there is no such day in every year") from None
    return until


def read_documents(table: DataTable) -> dict[str, tuple[IdentityDocument, ...]]:
    """Return the kinds of documents by id, each with its editions."""
    documents: dict[str, tuple[IdentityDocument, ...]] = {}
    for entry in table.tables("document"):
        key = entry.text("id")
        start, end = entry.period()
        document = IdentityDocument(
            id=key,
            name=entry.text("name"),
            proves=entry.choices("proves", Proof),
            valid_from=start,
            valid_to=end,
            warning=entry.text("warning", empty=True),
            two_needed=entry.flag("two_needed"),
            source=entry.source(),
        )
        add_edition(documents, key, document, entry)
        entry.finish()
    return documents


def read_combinations(table: DataTable) -> dict[str, tuple[CombinationRule, ...]]:
    """Return the combinations by id, each with its editions, in the order in which the screen offers them."""
    groups = _choice_groups(table.table("groups"))
    rules: dict[str, tuple[CombinationRule, ...]] = {}
    for entry in table.tables("combination"):
        rule = _combination(entry, groups)
        add_edition(rules, rule.pattern.id, rule, entry)
        entry.finish()
    return rules


def _choice_groups(table: DataTable) -> dict[str, tuple[str, ...]]:
    groups = {name: table.texts(name) for name in table.keys_left()}
    table.finish()
    return groups


def _combination(entry: DataTable, groups: Mapping[str, tuple[str, ...]]) -> CombinationRule:
    start, end = entry.period()
    omission = entry.flag("omission")
    by_worker = entry.flag("checked_by_worker")
    pattern = Combination(
        id=entry.text("id"),
        name=entry.text("name"),
        explanation=entry.text("explanation"),
        slots=(),
        source=entry.source(),
        warning=entry.text("warning", empty=True),
        omission=omission,
        omission_reasons=entry.texts("omission_reasons") if omission else (),
        checked_by_worker=by_worker,
    )
    slots = tuple(_slot(slot, groups) for slot in entry.tables("slot", empty=True))
    _check_slots(entry, slots, by_worker=by_worker)
    return CombinationRule(
        pattern=pattern,
        slots=slots,
        routes=entry.choices("routes", Route),
        categories=entry.choices("categories", PersonCategory),
        valid_from=start,
        valid_to=end,
    )


def _slot(entry: DataTable, groups: Mapping[str, tuple[str, ...]]) -> SlotRule:
    group = entry.text("choices")
    if group not in groups:
        raise entry.wrong(f"no group of documents is called {group!r}")
    slot = SlotRule(
        proof=entry.choice("proof", Proof),
        label=entry.text("label"),
        count=entry.whole("count", 1, 3),
        choices=groups[group],
    )
    entry.finish()
    return slot


def _check_slots(entry: DataTable, slots: tuple[SlotRule, ...], *, by_worker: bool) -> None:
    if by_worker == bool(slots):
        raise entry.wrong("either the worker checks, or documents are chosen")
    chosen = [document for slot in slots for document in slot.choices]
    if len(set(chosen)) != len(chosen):
        raise entry.wrong("a document stands in two places of the combination")


def fill_slots(
    slots: tuple[SlotRule, ...], documents: Editions[IdentityDocument], day: date
) -> tuple[DocumentSlot, ...] | None:
    """Return the slots with the documents that hold on ``day``, or ``None`` when too few are left in one."""
    filled = []
    for slot in slots:
        choices = tuple(
            document for key in slot.choices for document in documents[key] if document.holds_on(day)
        )
        if len(choices) < slot.count:
            return None
        filled.append(DocumentSlot(slot.proof, slot.label, slot.count, choices))
    return tuple(filled)
