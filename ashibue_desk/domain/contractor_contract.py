"""The contract with a contractor and the check of its clauses (規程14条4項, 番号法11条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.contractor_criteria import ContractClause, ContractorRules


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEntry:
    """What somebody types about a contract. ``equal_measures_on`` is when somebody made sure, before the start, that
    the contractor protects numbers as well as the office does (番号法11条)."""

    title: str
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""  # where the paper lies
    equal_measures_on: date | None = None
    equal_measures_note: str = ""  # how it was made sure of


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """Where a clause stands in the contract; an empty ``place`` means that it is missing."""

    clause_id: str
    place: str = ""  # for example 第5条第2項
    note: str = ""

    @property
    def found(self) -> bool:
        """Whether the contract holds the clause."""
        return bool(self.place.strip())


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract on file with the check of its clauses; the newest of a contractor counts."""

    id: str
    contractor_id: str
    entry: ContractEntry
    clauses: Mapping[str, ClauseAnswer]
    checked_on: date | None = None
    checked_by: str = ""
    equal_measures_by: str = ""

    def missing(self, rules: ContractorRules) -> tuple[ContractClause, ...]:
        """Return the required clauses it lacks; all of them before it was checked."""
        return tuple(clause for clause in rules.required_clauses if not self._has(clause.id))

    def missing_advice(self, rules: ContractorRules) -> tuple[ContractClause, ...]:
        """Return the clauses the guideline wishes for and the contract lacks."""
        return tuple(clause for clause in rules.clauses if not clause.required and not self._has(clause.id))

    def in_force_on(self, day: date) -> bool:
        """Whether ``day`` lies within the contract; one without an end goes on."""
        starts, ends = self.entry.starts_on, self.entry.ends_on
        return starts is not None and starts <= day and (ends is None or day <= ends)

    def _has(self, clause_id: str) -> bool:
        answer = self.clauses.get(clause_id)
        return answer is not None and answer.found
