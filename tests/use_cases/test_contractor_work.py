"""Re-entrustment, supervision, the end, the cloud question, and what home says about contractors."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudCheckEntry, CloudConclusion
from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_form_facts import DossierFacts, HandlingAnnexFacts
from ashibue_desk.domain.contractor_gate import Objection
from ashibue_desk.domain.contractor_supervision import (
    EndingEntry,
    FindingEntry,
    FindingKind,
    Look,
    PlanEntry,
    ReturnWay,
)
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.re_entrustment import ReEntrustmentEntry, RequestState
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import (
    cloud,
    contracting,
    dossier,
    ending,
    evaluating,
    providing,
    re_entrusting,
    register,
    supervising,
)
from ashibue_desk.use_cases.contractors.due import contractor_due
from ashibue_desk.use_cases.contractors.situations import AlreadyDone, EntrustmentEnded
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, Urgency, home
from forms.contractor_dossier import render_dossier
from tests.helpers import contractors as made
from tests.helpers.desks import HANDLER, MORNING, Scene, done
from tests.helpers.log_desks import leave
from tests.helpers.pdf_text import page_count, poppler_text, run_together
from tests.helpers.sample_numbers import valid_number

TODAY = date(2026, 6, 15)


def last(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def fields(answer: object) -> set[str]:
    """Return the fields of the problems a use case answered with."""
    assert isinstance(answer, tuple), answer
    assert all(isinstance(problem, Problem) and problem.sentence for problem in answer)
    return {problem.field for problem in answer}


def objections(desk: Desk, contractor_id: str) -> set[Objection]:
    return {finding.objection for finding in providing.gate_now(desk, contractor_id)}


def asked(desk: Desk, contractor_id: str, sub_id: str, **changes: Any) -> tuple[Problem, ...] | Done[str]:
    entry = ReEntrustmentEntry(
        contractor_id=contractor_id, sub_id=sub_id, requested_on=TODAY, scope="給与の入力"
    )
    return re_entrusting.request_re_entrustment(desk, replace(entry, **changes))


def permitted(desk: Desk, contractor_id: str, sub_id: str) -> str:
    request_id = done(asked(desk, contractor_id, sub_id)).answer
    done(re_entrusting.decide_re_entrustment(desk, request_id, permit=True, conditions="年1回の報告"))
    return request_id


class TestReEntrustment:
    def test_only_an_evaluated_sub_contractor_is_permitted(self, desk: Desk) -> None:
        contractor, sub = made.ready(desk, 1), made.add(desk, 2)
        request_id = done(asked(desk, contractor, sub)).answer
        answer = re_entrusting.decide_re_entrustment(desk, request_id, permit=True)
        assert fields(answer) == {"sub_id"}
        made.evaluate(desk, sub)
        assert Objection.SUB_NOT_PERMITTED in objections(desk, sub)
        done(re_entrusting.decide_re_entrustment(desk, request_id, permit=True))
        assert objections(desk, sub) == set()
        assert register.contractor_file(desk, sub).contractor.state is ContractorState.CONTRACTED
        with pytest.raises(AlreadyDone):
            re_entrusting.decide_re_entrustment(desk, request_id, permit=True)

    def test_the_chain_goes_to_any_depth_and_closes_with_its_head(self, desk: Desk, scene: Scene) -> None:
        ids = [made.ready(desk, 1), *(made.add(desk, number) for number in (2, 3, 4))]
        for sub in ids[1:]:
            made.evaluate(desk, sub)
        requests = [permitted(desk, above, below) for above, below in itertools.pairwise(ids)]
        node = register.contractor_file(desk, ids[0]).chain
        assert node.depth == 3
        names = []
        while node.below:
            (node,) = node.below
            names.append(node.name)
        assert names == [f"みなも税理士事務所{number}" for number in (2, 3, 4)]
        assert [objections(desk, one) for one in ids] == [set()] * 4
        done(re_entrusting.end_re_entrustment(desk, requests[1], TODAY))
        scene.clock.advance(timedelta(days=1))
        assert objections(desk, ids[1]) == set()
        assert Objection.SUB_NOT_PERMITTED in objections(desk, ids[2])
        assert Objection.SUB_NOT_PERMITTED in objections(desk, ids[3])

    def test_circles_itself_and_twice_are_refused(self, desk: Desk) -> None:
        ids = [made.ready(desk, number) for number in (1, 2, 3)]
        permitted(desk, ids[0], ids[1])
        permitted(desk, ids[1], ids[2])
        assert fields(asked(desk, ids[2], ids[0])) == {"sub_id"}
        assert fields(asked(desk, ids[0], ids[0])) == {"sub_id"}
        assert fields(asked(desk, ids[0], ids[1])) == {"sub_id"}
        assert fields(asked(desk, ids[0], ids[2], scope=" ")) == {"scope"}

    def test_a_refusal_needs_a_reason(self, desk: Desk) -> None:
        contractor, sub = made.ready(desk, 1), made.add(desk, 2)
        request_id = done(asked(desk, contractor, sub)).answer
        assert fields(re_entrusting.decide_re_entrustment(desk, request_id, permit=False)) == {"reason"}
        refused = re_entrusting.decide_re_entrustment(
            desk, request_id, permit=False, reason="海外の事業所のため"
        )
        assert isinstance(refused, Done)
        assert refused.answer.state is RequestState.REFUSED
        assert last(desk).line.act == "再委託の決定"


class TestSupervision:
    def test_a_look_is_planned_done_and_planned_again(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        plan = PlanEntry(contractor_id=contractor, look=Look.ON_SITE, due_on=date(2026, 7, 1))
        look_id = done(supervising.plan_look(desk, plan)).answer
        assert register.contractor_file(desk, contractor).contractor.state is ContractorState.SUPERVISED
        assert fields(supervising.record_look(desk, look_id, TODAY, " ")) == {"result"}
        done(supervising.record_look(desk, look_id, TODAY, "指摘なし", "書庫A"))
        (following,) = desk.vault.contractors.supervision.looks(only_open=True)
        assert (following.entry.due_on, following.entry.look) == (date(2027, 7, 1), Look.ON_SITE)
        done(supervising.drop_look(desk, following.id, "契約が終わるため"))
        assert desk.vault.contractors.supervision.looks(only_open=True) == ()
        with pytest.raises(AlreadyDone):
            supervising.record_look(desk, look_id, TODAY, "もう一度")

    def test_a_plan_in_the_past_is_refused(self, desk: Desk) -> None:
        plan = PlanEntry(contractor_id=made.ready(desk), look=Look.REPORT, due_on=date(2026, 6, 14))
        assert fields(supervising.plan_look(desk, plan)) == {"due_on"}

    def test_findings_and_accidents_are_followed_to_their_correction(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        entry = FindingEntry(
            contractor_id=contractor,
            kind=FindingKind.ACCIDENT,
            found_on=TODAY,
            text="封筒の宛名を間違えた",
            wanted="二人で確かめる",
            due_on=date(2026, 7, 15),
        )
        finding_id = done(supervising.record_finding(desk, entry)).answer
        assert last(desk).line.act == "委託先の事故の記録"
        (found,) = desk.vault.contractors.supervision.findings(only_open=True)
        assert (found.id, found.entry) == (finding_id, entry)
        answer = supervising.record_correction(desk, finding_id, TODAY - timedelta(days=1), "直した")
        assert fields(answer) == {"corrected_on"}
        done(supervising.record_correction(desk, finding_id, TODAY, "手順書を改めた"))
        assert desk.vault.contractors.supervision.findings(only_open=True) == ()
        with pytest.raises(AlreadyDone):
            supervising.record_correction(desk, finding_id, TODAY, "もう一度")

    def test_a_finding_needs_a_day_until_when(self, desk: Desk) -> None:
        entry = FindingEntry(
            contractor_id=made.ready(desk), kind=FindingKind.FINDING, found_on=TODAY, text="鍵がない"
        )
        assert fields(supervising.record_finding(desk, entry)) == {"due_on"}
        early = replace(entry, due_on=date(2026, 6, 1), text=f"番号 {valid_number(2).digits()}")
        assert fields(supervising.record_finding(desk, early)) == {"due_on", "text"}

    def test_the_persons_who_handle_there(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        handler_id = done(
            supervising.add_outside_handler(desk, contractor, "浜辺 燈", "年末調整", TODAY)
        ).answer
        assert "浜辺" not in last(desk).line.detail
        assert fields(supervising.end_outside_handler(desk, handler_id, date(2026, 6, 1))) == {"until"}
        facts = contracting.annex_facts(desk, contractor)
        assert facts.handlers == ("浜辺 燈",)
        done(supervising.end_outside_handler(desk, handler_id, TODAY))
        assert contracting.annex_facts(desk, contractor).handlers == ()
        (person,) = register.contractor_file(desk, contractor).handlers
        assert person.until == TODAY


def erased(contractor_id: str, **changes: Any) -> EndingEntry:
    entry = EndingEntry(
        contractor_id=contractor_id,
        ended_on=TODAY,
        reason="契約の満了",
        way=ReturnWay.ERASED,
        done_on=date(2026, 6, 10),
        method="溶解",
        certificate_on=date(2026, 6, 12),
        certificate_by="なぎさ文書廃棄",
        certificate_place="書庫A",
        closed_files=made.FILES,
    )
    return replace(entry, **changes)


class TestEnding:
    def test_erased_with_a_certificate(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        done(
            supervising.plan_look(
                desk, PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 7, 1))
            )
        )
        done(supervising.add_outside_handler(desk, contractor, "浜辺 燈", "", TODAY))
        done(ending.end_entrustment(desk, erased(contractor)))
        assert (last(desk).line.log_class, last(desk).line.detail) == (
            LogClass.DISPOSAL,
            "廃棄・削除 溶解",
        )
        file = register.contractor_file(desk, contractor)
        assert file.contractor.state is ContractorState.ENDED
        assert file.ending is not None
        assert file.ending.entry == erased(contractor)
        assert file.looks[0].dropped_reason == "委託の終了"
        assert file.handlers[0].until == TODAY
        assert objections(desk, contractor) == {Objection.ENDED}
        with pytest.raises(EntrustmentEnded):
            providing.record_provision(desk, made.provision(contractor, TODAY), "急ぐため")
        with pytest.raises(EntrustmentEnded):
            register.change_contractor(desk, contractor, made.entry())

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"ended_on": date(2026, 3, 31)}, "ended_on"),
            ({"ended_on": date(2026, 6, 16)}, "ended_on"),
            ({"reason": ""}, "reason"),
            ({"done_on": None}, "done_on"),
            ({"method": ""}, "method"),
            ({"certificate_on": None}, "certificate_on"),
            ({"certificate_on": date(2026, 6, 9)}, "certificate_on"),
            ({"certificate_by": " "}, "certificate_by"),
            ({"certificate_place": ""}, "certificate_place"),
            ({"closed_files": ()}, "closed_files"),
        ],
    )
    def test_what_is_lacking_keeps_it_going(self, desk: Desk, changes: dict[str, Any], field: str) -> None:
        contractor = made.ready(desk)
        assert fields(ending.end_entrustment(desk, erased(contractor, **changes))) == {field}
        assert register.contractor_file(desk, contractor).ending is None

    def test_never_held_is_no_answer_after_a_provision(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        done(providing.record_provision(desk, made.provision(contractor, TODAY)))
        entry = erased(contractor, way=ReturnWay.NEVER_HELD)
        assert fields(ending.end_entrustment(desk, entry)) == {"way"}

    def test_neither_the_end_nor_the_return_lies_before_the_last_provision(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        done(providing.record_provision(desk, made.provision(contractor, TODAY)))
        before = TODAY - timedelta(days=1)
        early = erased(contractor, ended_on=before, done_on=before, certificate_on=TODAY)
        assert fields(ending.end_entrustment(desk, early)) == {"ended_on", "done_on"}
        done(
            ending.end_entrustment(
                desk, erased(contractor, ended_on=TODAY, done_on=TODAY, certificate_on=TODAY)
            )
        )

    def test_a_running_re_entrustment_comes_first(self, desk: Desk) -> None:
        contractor, sub = made.ready(desk, 1), made.ready(desk, 2)
        request_id = permitted(desk, contractor, sub)
        assert fields(ending.end_entrustment(desk, erased(contractor))) == {"contractor_id"}
        done(re_entrusting.end_re_entrustment(desk, request_id, TODAY))
        done(ending.end_entrustment(desk, erased(contractor)))


class TestCloud:
    def entry(self, desk: Desk, answer: CloudAnswer, **changes: Any) -> CloudCheckEntry:
        ids = [question.id for question in cloud.cloud_questions(desk)]
        made_entry = CloudCheckEntry(
            service="給与のクラウド",
            provider="なぎさ情報",
            answers=dict.fromkeys(ids, answer),
            notes=dict.fromkeys(ids, "利用規約 第8条"),
            own_measures="通信と保存の暗号化、利用者の限定",
        )
        return replace(made_entry, **changes)

    def test_the_reasoning_is_kept(self, desk: Desk) -> None:
        kept = cloud.record_cloud_check(desk, self.entry(desk, CloudAnswer.HOLDS))
        assert isinstance(kept, Done)
        assert kept.answer.conclusion is CloudConclusion.NO_ENTRUSTMENT
        assert cloud.list_cloud_checks(desk) == (kept.answer,)
        assert len(kept.answer.reasoning) == 3
        assert last(desk).line.detail == "この使い方は委託にあたりません"
        other = cloud.record_cloud_check(desk, self.entry(desk, CloudAnswer.UNKNOWN, own_measures=""))
        assert isinstance(other, Done)
        assert other.answer.conclusion is CloudConclusion.ENTRUSTMENT

    def test_an_answer_without_a_place_and_own_measures_are_asked_for(self, desk: Desk) -> None:
        entry = self.entry(desk, CloudAnswer.HOLDS, notes={}, own_measures="", service="")
        ids = {question.id for question in cloud.cloud_questions(desk)}
        assert fields(cloud.record_cloud_check(desk, entry)) == {*ids, "own_measures", "service"}
        assert fields(cloud.record_cloud_check(desk, replace(entry, answers={}, service="x"))) == ids


class TestHome:
    def due(self, desk: Desk) -> dict[Todo, tuple[Urgency, int]]:
        return {item.todo: (item.urgency, item.count) for item in home(desk).due}

    def test_nothing_is_due_without_contractors_or_for_candidates(self, desk: Desk) -> None:
        made.add(desk)
        assert not {
            Todo.REEVALUATE_CONTRACTORS,
            Todo.MEET_CONDITIONS,
            Todo.LOOK_AFTER_CONTRACTORS,
            Todo.REVIEW_OVERRIDES,
        } & set(self.due(desk))

    def test_what_comes_near_is_due_and_what_is_past_is_overdue(self, desk: Desk, scene: Scene) -> None:
        contractor = made.add(desk)
        fair = Answer(
            criterion_id="org-training", mark=Mark.FAIR, condition="記録を残す", due_on=date(2026, 7, 1)
        )
        made.evaluate(desk, contractor, Verdict.PASSED_WITH_CONDITIONS, org_training=fair)
        made.contract(desk, contractor, ends_on=None)
        plan = PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 9, 1))
        done(supervising.plan_look(desk, plan))
        assert self.due(desk)[Todo.MEET_CONDITIONS] == (Urgency.DUE, 1)
        assert Todo.LOOK_AFTER_CONTRACTORS not in self.due(desk)
        scene.clock.advance(timedelta(days=60))
        assert self.due(desk)[Todo.MEET_CONDITIONS] == (Urgency.OVERDUE, 1)
        assert self.due(desk)[Todo.LOOK_AFTER_CONTRACTORS] == (Urgency.DUE, 1)
        assert register.list_contractors(desk)[0].next_due == date(2026, 7, 1)
        scene.clock.advance(timedelta(days=280))
        assert self.due(desk)[Todo.REEVALUATE_CONTRACTORS] == (Urgency.DUE, 1)
        scene.clock.advance(timedelta(days=30))
        assert self.due(desk)[Todo.REEVALUATE_CONTRACTORS] == (Urgency.OVERDUE, 1)

    def test_who_is_under_contract_is_looked_at_every_year_even_where_nothing_is_planned(
        self, desk: Desk, scene: Scene
    ) -> None:
        contractor = made.ready(desk)  # under contract since April
        plan = PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 7, 1))
        look = done(supervising.plan_look(desk, plan)).answer
        done(supervising.drop_look(desk, look, "担当者が休むため"))
        assert Todo.LOOK_AFTER_CONTRACTORS not in self.due(desk)
        scene.clock.set_to(MORNING + timedelta(days=270))
        assert self.due(desk)[Todo.LOOK_AFTER_CONTRACTORS] == (Urgency.DUE, 1)
        scene.clock.set_to(MORNING + timedelta(days=291))
        assert self.due(desk)[Todo.LOOK_AFTER_CONTRACTORS] == (Urgency.OVERDUE, 1)
        look = done(supervising.plan_look(desk, replace(plan, due_on=desk.today))).answer
        done(supervising.record_look(desk, look, desk.today, "よい", plan_next=False))
        assert Todo.LOOK_AFTER_CONTRACTORS not in self.due(desk)

    def test_a_refused_contractor_under_contract_is_overdue(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        made.evaluate(desk, contractor, Verdict.REFUSED)
        assert self.due(desk)[Todo.REEVALUATE_CONTRACTORS] == (Urgency.OVERDUE, 1)
        assert objections(desk, contractor) == {Objection.REFUSED}

    def test_what_waits_for_the_officer_is_due_for_nobody_else(self, desk: Desk, scene: Scene) -> None:
        contractor, sub = made.ready(desk, 1), made.add(desk, 2)
        evaluation = evaluating.open_evaluation(desk, sub, Occasion.FIRST, Method.DOCUMENT).answer
        whole = made.answers(register.rules(desk))
        done(evaluating.fill_answers(desk, evaluation, whole[:-1]))
        assert Todo.DECIDE_EVALUATIONS not in self.due(desk)
        done(evaluating.fill_answers(desk, evaluation, whole))
        request = done(asked(desk, contractor, sub)).answer
        waiting = {Todo.DECIDE_EVALUATIONS, Todo.ANSWER_RE_ENTRUSTMENTS}
        assert {todo: self.due(desk)[todo] for todo in waiting} == dict.fromkeys(waiting, (Urgency.DUE, 1))
        leave(scene, desk)
        desk = scene.unlock(HANDLER)
        assert not waiting & self.due(desk).keys()
        leave(scene, desk)
        desk = scene.unlock()
        done(re_entrusting.decide_re_entrustment(desk, request, permit=False, reason="範囲が広すぎるため"))
        done(evaluating.decide_evaluation(desk, evaluation, Verdict.PASSED))
        assert not waiting & self.due(desk).keys()

    def test_an_override_stays_until_it_is_closed(self, desk: Desk) -> None:
        contractor = made.add(desk)
        through = providing.record_provision(desk, made.provision(contractor, TODAY), "期限が今日のため")
        assert isinstance(through, Done)
        assert self.due(desk)[Todo.REVIEW_OVERRIDES] == (Urgency.OVERDUE, 1)
        done(providing.review_override(desk, through.answer.id))
        assert Todo.REVIEW_OVERRIDES not in self.due(desk)

    def test_an_ended_entrustment_asks_for_nothing(self, desk: Desk, scene: Scene) -> None:
        contractor = made.ready(desk)
        plan = PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 7, 1))
        done(supervising.plan_look(desk, plan))
        done(ending.end_entrustment(desk, erased(contractor)))
        scene.clock.advance(timedelta(days=700))
        due = contractor_due(desk)
        assert (due.evaluations.shown, due.conditions.shown, due.looks.shown) == (0, 0, 0)


def test_the_dossier_says_everything_on_file(desk: Desk) -> None:
    contractor, sub = made.ready(desk, 1), made.ready(desk, 2)
    permitted(desk, contractor, sub)
    for number in range(30):
        what = f"申告書の束その{number}"
        entry = made.provision(contractor, TODAY, what=what, note=f"封筒{number}")
        done(providing.record_provision(desk, entry, mass_reason="年末調整のため"))
    look = done(
        supervising.plan_look(
            desk,
            PlanEntry(contractor_id=contractor, look=Look.ON_SITE, due_on=TODAY, topics="書庫の鍵"),
        )
    ).answer
    done(supervising.record_look(desk, look, TODAY, "鍵は二人で持つ", "書庫9", plan_next=False))
    wrong = FindingEntry(
        contractor_id=contractor,
        kind=FindingKind.FINDING,
        found_on=TODAY,
        text="鍵がない",
        wanted="鍵を替える",
        due_on=TODAY,
    )
    done(supervising.record_finding(desk, wrong))
    done(supervising.add_outside_handler(desk, contractor, "浜辺 燈", "年末調整", TODAY))
    service = TestCloud().entry(
        desk, CloudAnswer.HOLDS, service="みずべ給与クラウド", contractor_id=contractor
    )
    done(cloud.record_cloud_check(desk, service))
    done(register.change_contractor(desk, contractor, made.entry(contact="電話 0852-00-0077")))
    _, pdf = dossier.print_dossier(desk, contractor, render_dossier).answer
    text = run_together(poppler_text(pdf))
    on_file = (
        "委託先台帳", "みなも税理士事務所2", "提供（続き）", "規程14条4項10号", "年1回の報告",
        "組織と体制", "従業者", desk.law.affair(made.AFFAIR).name, "書庫の鍵", "鍵は二人で持つ", "書庫9", "鍵を替える", "浜辺燈",
        "みずべ給与クラウド", "委託にあたりません", "変更の履歴", "電話0852-00-0001", "電話0852-00-0077",
    )  # fmt: skip
    assert [said for said in on_file if said not in text] == []
    assert all(f"申告書の束その{number}　従業者".replace("　", "") in text for number in range(30))
    assert all(f"封筒{number}" in text for number in range(30))
    assert f"{page_count(pdf)}/{page_count(pdf)}" in text
    done(re_entrusting.end_re_entrustment(desk, desk.vault.contractors.chain.all()[0].id, TODAY))
    whole = erased(contractor, done_on=TODAY, certificate_on=TODAY, note="鍵も受け取った")
    done(ending.end_entrustment(desk, whole))
    ended = run_together(poppler_text(dossier.print_dossier(desk, contractor, render_dossier).answer[1]))
    assert [
        said for said in ("溶解", "なぎさ文書廃棄", *made.FILES, "鍵も受け取った") if said not in ended
    ] == []


def test_dossier_and_annex_are_made_and_logged(desk: Desk) -> None:
    contractor = made.ready(desk)

    def dossier_bytes(facts: DossierFacts) -> bytes:
        return facts.file.contractor.name.encode()

    def annex_bytes(facts: HandlingAnnexFacts) -> bytes:
        return "、".join((*facts.affairs, facts.contract_title)).encode()

    name, data = dossier.print_dossier(desk, contractor, dossier_bytes).answer
    assert (name, data.decode()) == ("委託先台帳-20260615-100000.pdf", "みなも税理士事務所1")
    assert last(desk).line.act == "委託先台帳の印刷"
    name, data = contracting.print_annex(desk, contractor, annex_bytes).answer
    assert name == "取扱特記事項-20260615-100000.pdf"
    assert data.decode().endswith("税務に関する業務委託契約")
    assert last(desk).line.act == "取扱特記事項の案の印刷"
