"""However contractors entrust on to one another, numbers go down a chain only where each link of it is in order."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.contractor_contract import ClauseAnswer, Contract, ContractEntry
from ashibue_desk.domain.contractor_evaluation import EvaluationHead, Method, Occasion
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.re_entrustment import ReEntrustment, ReEntrustmentEntry, RequestState
from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.use_cases.contractors.standing import Standing

RULES = load_contractor_rules("npo")
DAY = date(2026, 6, 15)
NAMES = "abcde"


@dataclass(frozen=True)
class Small:
    """What decides, written down a second time: who passed, whose contract is whole or lacks a clause, who asked for whom."""

    passed: frozenset[str]
    whole: frozenset[str]
    lacking: frozenset[str]
    permitted: frozenset[tuple[str, str]]
    asked: frozenset[tuple[str, str]]

    def may(self, name: str, above: frozenset[str] = frozenset()) -> bool:
        """Whether numbers may go to ``name``: by its own whole contract, or through one above it that may have them."""
        if name not in self.passed or name in self.lacking - self.whole:
            return False
        if name in self.whole:
            return True
        seen = above | {name}
        return any(sub == name and by not in seen and self.may(by, seen) for by, sub in self.permitted)


_SOME = st.frozensets(st.sampled_from(NAMES))
_LINKS = st.frozensets(st.sampled_from([(by, sub) for by in NAMES for sub in NAMES if by != sub]), max_size=6)
_OFFICES = st.builds(Small, passed=_SOME, whole=_SOME, lacking=_SOME, permitted=_LINKS, asked=_LINKS)


def contract(name: str, *, whole: bool) -> Contract:
    clauses = {one.id: ClauseAnswer(one.id, "第1条") for one in RULES.required_clauses}
    if not whole:
        clauses.popitem()
    return Contract(name, name, ContractEntry(title="契約", starts_on=DAY, equal_measures_on=DAY), clauses)


def decided(name: str, *, passed: bool) -> EvaluationHead:
    return EvaluationHead(
        id=name,
        contractor_id=name,
        occasion=Occasion.FIRST,
        method=Method.DOCUMENT,
        version=1,
        opened_on=DAY,
        opened_by="",
        verdict=Verdict.PASSED if passed else Verdict.REFUSED,
        decided_on=DAY,
    )


def request(by: str, sub: str, state: RequestState) -> ReEntrustment:
    entry = ReEntrustmentEntry(contractor_id=by, sub_id=sub, requested_on=DAY, scope="入力")
    return ReEntrustment(by + sub, entry, by, sub, state, decided_on=DAY)


def standing_of(office: Small) -> Standing:
    requests = [request(by, sub, RequestState.PERMITTED) for by, sub in office.permitted]
    requests += [request(by, sub, RequestState.REFUSED) for by, sub in office.asked]
    return Standing(
        day=DAY,
        rules=RULES,
        last={name: decided(name, passed=name in office.passed) for name in NAMES},
        evaluating={},
        conditions={},
        contracts={
            name: contract(name, whole=name in office.whole) for name in office.whole | office.lacking
        },
        asked_for={
            name: tuple(one for one in requests if one.entry.sub_id == name)
            for name in {one.entry.sub_id for one in requests}
        },
        supervised=frozenset(),
        endings={},
    )


@given(_OFFICES)
def test_no_chain_leads_past_the_gate(office: Small) -> None:
    stands = standing_of(office)
    assert {name for name in NAMES if not stands.gate(name)} == {name for name in NAMES if office.may(name)}
