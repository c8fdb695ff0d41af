"""The gate: whether numbers may be provided to a contractor on a day (規程14条3項・4項, 35条4号).

Pure: facts in, objections out. No objection, and only then, a provision may be recorded as permitted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.contractor_contract import Contract
from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.japanese_calendar import both


class Objection(Enum):
    """What stands in the way."""

    NOT_EVALUATED = "not_evaluated"
    REFUSED = "refused"
    LAPSED = "lapsed"
    CONDITION_OVERDUE = "condition_overdue"
    NO_CONTRACT = "no_contract"
    NOT_IN_FORCE = "not_in_force"
    CLAUSE_MISSING = "clause_missing"
    MEASURES_UNCONFIRMED = "measures_unconfirmed"
    SUB_NOT_PERMITTED = "sub_not_permitted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class GateFinding:
    """One objection with the sentence to show; it says what to do about it."""

    objection: Objection
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """What the gate looks at. ``verdict`` and ``decided_on`` are those of the last evaluation decided until the day."""

    verdict: Verdict | None = None
    decided_on: date | None = None
    overdue_conditions: int = 0
    contract: Contract | None = None
    is_sub: bool = False  # known only as somebody's sub-contractor
    sub_permitted: bool = False  # and whoever asked for it may receive numbers itself
    ended_on: date | None = None


def gate(facts: GateFacts, rules: ContractorRules, day: date) -> tuple[GateFinding, ...]:
    """Return everything that stands in the way of a provision on ``day``; nothing means it may be permitted."""
    found = [*_of_evaluation(facts, rules, day), *_of_contract(facts, rules, day)]
    if facts.is_sub and not facts.sub_permitted:
        found.append(
            GateFinding(
                Objection.SUB_NOT_PERMITTED,
                "再委託を許諾していないか、再委託した元の委託先に提供できない状態です。「再委託」の欄を確かめてください。",
            )
        )
    if facts.ended_on is not None and facts.ended_on <= day:
        found.append(GateFinding(Objection.ENDED, f"委託は{both(facts.ended_on)}に終了しています。"))
    return tuple(found)


def _of_evaluation(facts: GateFacts, rules: ContractorRules, day: date) -> Iterator[GateFinding]:
    if facts.verdict is None or facts.decided_on is None:
        yield GateFinding(
            Objection.NOT_EVALUATED, "評価がまだ終わっていません。評価票で評価し、責任者が決定してください。"
        )
        return
    if not facts.verdict.passes:
        yield GateFinding(Objection.REFUSED, "最後の評価は不合格です。改善を求め、評価し直してください。")
    until = rules.fresh_until(facts.decided_on)
    if not facts.decided_on <= day <= until:
        yield GateFinding(
            Objection.LAPSED, f"評価の有効期限({both(until)})が過ぎています。評価し直してください。"
        )
    if facts.overdue_conditions:
        yield GateFinding(
            Objection.CONDITION_OVERDUE,
            f"合格の条件{facts.overdue_conditions}件の期限が過ぎています。改善を確かめて記録してください。",
        )


def _of_contract(facts: GateFacts, rules: ContractorRules, day: date) -> Iterator[GateFinding]:
    contract = facts.contract
    if contract is None:
        # A permitted sub-contractor is bound through the contractor's own contract.
        if not (facts.is_sub and facts.sub_permitted):
            yield GateFinding(
                Objection.NO_CONTRACT, "契約が記録されていません。「契約」の欄で登録してください。"
            )
        return
    if not contract.in_force_on(day):
        yield GateFinding(
            Objection.NOT_IN_FORCE, f"{both(day)}は契約の期間に入っていません。契約の期間を確かめてください。"
        )
    missing = contract.missing(rules)
    if missing:
        names = "、".join(clause.heading for clause in missing)
        yield GateFinding(
            Objection.CLAUSE_MISSING,
            f"契約書に必要な条項がありません({names})。特記事項を取り交わしてください。",
        )
    confirmed = contract.entry.equal_measures_on
    if confirmed is None:
        yield GateFinding(
            Objection.MEASURES_UNCONFIRMED,
            "当事業所と同等の安全管理措置があるかを確かめた記録がありません。「契約」の欄に記録してください。",
        )
    elif confirmed > day:
        yield GateFinding(
            Objection.MEASURES_UNCONFIRMED,
            f"同等の安全管理措置を確かめたのは{both(confirmed)}です。それより前に渡すことは認められません。",
        )
