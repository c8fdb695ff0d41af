"""Contractors of the practice office: one well looked after, one that is just being evaluated. Nobody bears their names."""

from dataclasses import replace
from datetime import date, timedelta

from ashibue_desk.domain.contractor_contract import ClauseAnswer, ContractEntry
from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_provision import ProvisionEntry, Way
from ashibue_desk.domain.contractor_supervision import FindingEntry, FindingKind, Look, PlanEntry
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.re_entrustment import ReEntrustmentEntry
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import (
    contracting,
    evaluating,
    providing,
    re_entrusting,
    register,
    supervising,
)
from ashibue_desk.use_cases.desk import Desk

_LATER = timedelta(days=45)


def add_sample_contractors(desk: Desk) -> tuple[str, str]:
    """Record two contractors and a sub-contractor; ``desk`` is the officer's. Return the ids of the two."""
    accountant = _id(register.add_contractor(desk, _accountant(desk)))
    typist = _id(register.add_contractor(desk, _typist(desk)))
    shredder = _id(register.add_contractor(desk, _shredder()))
    _evaluate(desk, accountant, Occasion.FIRST, {3: Mark.FAIR, 11: Mark.FAIR, 17: Mark.POOR, 30: Mark.FAIR})
    _evaluate(desk, accountant, Occasion.YEARLY, {17: Mark.FAIR, 18: Mark.FAIR})
    _evaluate(desk, typist, Occasion.RE_ENTRUSTMENT, {8: Mark.FAIR})
    _contract(desk, accountant)
    _work(desk, accountant, typist)
    _begin(desk, shredder)
    return accountant, shredder


def _accountant(desk: Desk) -> ContractorEntry:
    return ContractorEntry(
        name="みなもと水の会計事務所",
        kana="ミナモトミズノカイケイジムショ",
        business="税理士",
        address="島根県松江市千鳥町つくりばなし2番地",
        postal_code="6900852",
        contact="0852-00-0000(練習用)",
        person_in_charge="所長 笛木 千鳥",
        affairs=tuple(affair.id for affair in register.affair_choices(desk)[:2]),
        entrusted="職員と扶養親族の番号を記載した年末調整の書類、支払先の番号を記載した支払調書の原稿",
        least_scope="年末調整と支払調書に要る書類だけを渡し、本人確認の書類は渡さない",
        number_files=register.number_file_choices(desk)[:1],
        since=desk.today - timedelta(days=200),
    )


def _typist(desk: Desk) -> ContractorEntry:
    return ContractorEntry(
        name="あおさぎデータ入力舎",
        kana="アオサギデータニュウリョクシャ",
        business="データの入力",
        affairs=tuple(affair.id for affair in register.affair_choices(desk)[:1]),
        entrusted="年末調整の書類の入力",
        least_scope="入力に要る項目だけを渡す",
    )


def _shredder() -> ContractorEntry:
    return ContractorEntry(
        name="紙のみずうみ溶解サービス",
        kana="カミノミズウミヨウカイサービス",
        business="文書の廃棄",
        entrusted="保存の期間が過ぎた書類の溶解",
        least_scope="封をした箱のまま渡し、開けずに溶解する",
    )


def _id(answer: tuple[Problem, ...] | Done[str]) -> str:
    if not isinstance(answer, Done):
        raise TypeError(f"practice data was refused: {answer}")
    return answer.answer


def _answers(desk: Desk, marks: dict[int, Mark]) -> tuple[Answer, ...]:
    """Answer every criterion with ○ but those at the places in ``marks``."""
    return tuple(
        _answer(criterion_id, marks.get(at, Mark.GOOD), desk.today + _LATER)
        for at, criterion_id in enumerate(register.rules(desk).criteria)
    )


def _answer(criterion_id: str, mark: Mark, due: date) -> Answer:
    answer = Answer(criterion_id=criterion_id, mark=mark)
    if mark is Mark.GOOD:
        return replace(answer, evidence="規程と台帳を見た")
    if mark is Mark.FAIR:
        return replace(
            answer, comment="途中まで整っている", condition="手順を書面にし、記録を残す", due_on=due
        )
    return replace(answer, comment="まだ行っていない")


def _evaluate(desk: Desk, contractor_id: str, occasion: Occasion, marks: dict[int, Mark]) -> None:
    evaluation_id = evaluating.open_evaluation(desk, contractor_id, occasion, Method.ON_SITE).answer
    evaluating.fill_answers(desk, evaluation_id, _answers(desk, marks), seen_on=desk.today)
    best = evaluating.evaluation_view(desk, evaluation_id).judgement.best
    reason = "" if best.passes else "アクセスの記録を見ていないため、改善を待つ"
    evaluating.decide_evaluation(desk, evaluation_id, best, reason)
    if best is Verdict.PASSED_WITH_CONDITIONS:
        first = evaluating.evaluation_view(desk, evaluation_id).conditions[0]
        evaluating.record_condition_met(
            desk, evaluation_id, first.criterion_id, desk.today, "手順書の写しを見た"
        )


def _contract(desk: Desk, contractor_id: str) -> None:
    entry = ContractEntry(
        title="税務と給与計算の業務委託契約書",
        signed_on=desk.today - timedelta(days=30),
        starts_on=desk.today - timedelta(days=30),
        ends_on=desk.today + timedelta(days=335),
        place="書庫1 契約書ファイル",
        equal_measures_on=desk.today - timedelta(days=30),
        equal_measures_note="評価票の回答と、事務所の見学で確かめた",
    )
    contract_id = _id(contracting.record_contract(desk, contractor_id, entry))
    clauses = register.rules(desk).required_clauses
    contracting.check_clauses(
        desk, contract_id, [ClauseAnswer(clause.id, f"第{at}条") for at, clause in enumerate(clauses, 3)]
    )


def _work(desk: Desk, contractor_id: str, typist_id: str) -> None:
    entry = register.contractor_file(desk, contractor_id).contractor.entry
    providing.record_provision(
        desk,
        ProvisionEntry(
            contractor_id=contractor_id,
            provided_on=desk.today,
            what="扶養控除等申告書の写し",
            whose="職員と扶養親族",
            count=18,
            affair=entry.affairs[0],
            way=Way.TRACKED_MAIL,
            tracking="練習-0001",
        ),
    )
    supervising.add_outside_handler(
        desk, contractor_id, "笛木 千鳥", "年末調整の計算", desk.today - timedelta(days=30)
    )
    plan = PlanEntry(
        contractor_id=contractor_id,
        look=Look.ON_SITE,
        due_on=desk.today + timedelta(days=20),
        topics="鍵のかかる書庫、取り扱う人、廃棄の記録",
    )
    supervising.plan_look(desk, plan)
    finding = FindingEntry(
        contractor_id=contractor_id,
        kind=FindingKind.FINDING,
        found_on=desk.today - timedelta(days=10),
        text="受渡しの記録に、受け取った人の名前がない行があった",
        wanted="受け取った人の名前を必ず書く",
        due_on=desk.today + timedelta(days=20),
    )
    supervising.record_finding(desk, finding)
    request = ReEntrustmentEntry(
        contractor_id=contractor_id,
        sub_id=typist_id,
        requested_on=desk.today - timedelta(days=5),
        scope="年末調整の書類の入力",
        reason="年末の件数が多いため",
        measures="毎月の報告と、年1回の見学",
    )
    request_id = _id(re_entrusting.request_re_entrustment(desk, request))
    re_entrusting.decide_re_entrustment(
        desk, request_id, permit=True, conditions="入力が終わったら、書類をその日に返す"
    )


def _begin(desk: Desk, contractor_id: str) -> None:
    evaluation_id = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
    answers = _answers(desk, {4: Mark.FAIR, 9: Mark.NOT_APPLICABLE})[:14]
    evaluating.fill_answers(desk, evaluation_id, answers)
