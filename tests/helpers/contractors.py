"""Made-up contractors, the steps that lead to one that may receive numbers, and what follows until the end."""

from dataclasses import replace
from datetime import date
from typing import Any

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudCheckEntry
from ashibue_desk.domain.contractor_contract import ClauseAnswer, ContractEntry
from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_gate import Objection
from ashibue_desk.domain.contractor_provision import ProvisionEntry
from ashibue_desk.domain.contractor_supervision import EndingEntry, ReturnWay
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.re_entrustment import ReEntrustmentEntry
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import (
    cloud,
    contracting,
    evaluating,
    providing,
    re_entrusting,
    register,
)
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import done

TODAY = date(2026, 6, 15)
"""The day at every desk that no test has moved on."""

AFFAIR = "income_withholding_slip"
FILES = ("源泉徴収に使う番号の控え",)


def entry(number: int = 1, **changes: object) -> ContractorEntry:
    """Return what somebody would type about contractor ``number``."""
    made = ContractorEntry(
        name=f"みなも税理士事務所{number}",
        kana=f"ミナモゼイリシジムショ{number}",
        business="税理士",
        address="みずうみ県なぎさ市はまべ町1-2-3",
        contact="電話 0852-00-0001",
        person_in_charge="渚 つぐみ",
        affairs=(AFFAIR,),
        entrusted="従業者の年末調整と源泉徴収票の作成",
        least_scope="扶養控除等申告書の記載事項だけを渡します。",
        number_files=FILES,
        since=date(2026, 4, 1),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def answers(rules: ContractorRules, **changed: Answer) -> tuple[Answer, ...]:
    """Return ○ for every criterion but the ``changed`` ones, whose ids are written with underscores."""
    wanted = {name.replace("_", "-"): answer for name, answer in changed.items()}
    return tuple(
        wanted.get(one, Answer(criterion_id=one, mark=Mark.GOOD, evidence="規程を確認"))
        for one in rules.criteria
    )


def add(desk: Desk, number: int = 1, **changes: object) -> str:
    """Add contractor ``number`` and return its id."""
    return done(register.add_contractor(desk, entry(number, **changes))).answer


def evaluate(
    desk: Desk,
    contractor_id: str,
    verdict: Verdict = Verdict.PASSED,
    seen_on: date | None = None,
    **changed: Answer,
) -> str:
    """Evaluate with ○ but for the ``changed`` answers; return the evaluation's id."""
    opened = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
    given = answers(register.rules(desk), **changed)
    done(evaluating.fill_answers(desk, opened, given, seen_on=seen_on))
    reason = "" if verdict is Verdict.PASSED else "是正が必要なため"
    done(evaluating.decide_evaluation(desk, opened, verdict, reason))
    return opened


def contract_entry(**changes: object) -> ContractEntry:
    """Return a contract to which nothing can be objected."""
    made = ContractEntry(
        title="税務に関する業務委託契約",
        signed_on=date(2026, 3, 25),
        starts_on=date(2026, 4, 1),
        ends_on=date(2027, 3, 31),
        place="書庫A-3",
        equal_measures_on=date(2026, 3, 20),
        equal_measures_note="規程と取扱区域を実地で確かめた",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def contract(desk: Desk, contractor_id: str, *, lacking: str = "", **changes: object) -> str:
    """Record a contract and the check of its clauses, all but ``lacking``; return its id."""
    made = done(contracting.record_contract(desk, contractor_id, contract_entry(**changes))).answer
    clauses = [
        ClauseAnswer(clause.id, "" if clause.id == lacking else f"第{number}条")
        for number, clause in enumerate(register.rules(desk).clauses, 1)
    ]
    done(contracting.check_clauses(desk, made, clauses))
    return made


def ready(desk: Desk, number: int = 1) -> str:
    """Return a contractor that may receive numbers."""
    contractor_id = add(desk, number)
    evaluate(desk, contractor_id)
    contract(desk, contractor_id)
    return contractor_id


def provision(contractor_id: str, on: date, **changes: object) -> ProvisionEntry:
    """Return a provision to which nothing can be objected."""
    made = ProvisionEntry(
        contractor_id=contractor_id,
        provided_on=on,
        what="扶養控除等申告書",
        whose="従業者",
        count=6,
        affair=AFFAIR,
        receipt="受領書を受け取った",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def objections(desk: Desk, contractor_id: str) -> set[Objection]:
    """Return what speaks today against giving the contractor numbers."""
    return {finding.objection for finding in providing.gate_now(desk, contractor_id)}


def asked(desk: Desk, contractor_id: str, sub_id: str, **changes: Any) -> tuple[Problem, ...] | Done[str]:
    """Ask whether a contractor may re-entrust to another, and return what was answered."""
    made = ReEntrustmentEntry(
        contractor_id=contractor_id, sub_id=sub_id, requested_on=TODAY, scope="給与の入力"
    )
    return re_entrusting.request_re_entrustment(desk, replace(made, **changes))


def permitted(desk: Desk, contractor_id: str, sub_id: str, **changes: Any) -> str:
    """Permit a re-entrustment and return the id of the request."""
    request_id = done(asked(desk, contractor_id, sub_id, **changes)).answer
    done(re_entrusting.decide_re_entrustment(desk, request_id, permit=True, conditions="年1回の報告"))
    return request_id


def erased(contractor_id: str, **changes: Any) -> EndingEntry:
    """Return an end to which nothing can be objected: everything erased, with the certificate."""
    made = EndingEntry(
        contractor_id=contractor_id,
        ended_on=TODAY,
        reason="契約の満了",
        way=ReturnWay.ERASED,
        done_on=date(2026, 6, 10),
        method="溶解",
        certificate_on=date(2026, 6, 12),
        certificate_by="なぎさ文書廃棄",
        certificate_place="書庫A",
        closed_files=FILES,
    )
    return replace(made, **changes)


def cloud_check(desk: Desk, answer: CloudAnswer, **changes: Any) -> CloudCheckEntry:
    """Return a check of a cloud service with the same ``answer`` to every question."""
    ids = [question.id for question in cloud.cloud_questions(desk)]
    made = CloudCheckEntry(
        service="給与のクラウド",
        provider="なぎさ情報",
        answers=dict.fromkeys(ids, answer),
        notes=dict.fromkeys(ids, "利用規約 第8条"),
        own_measures="通信と保存の暗号化、利用者の限定",
    )
    return replace(made, **changes)
