"""Work with a contractor: re-entrustment, supervision, the end, and the cloud question."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudConclusion
from ashibue_desk.domain.contractor_gate import Objection
from ashibue_desk.domain.contractor_supervision import FindingEntry, FindingKind, Look, PlanEntry, ReturnWay
from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.re_entrustment import RequestState
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import (
    cloud,
    contracting,
    ending,
    providing,
    re_entrusting,
    register,
    supervising,
)
from ashibue_desk.use_cases.contractors.situations import AlreadyDone, EntrustmentEnded
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors as made
from tests.helpers.contractors import TODAY, asked, erased, objections, permitted
from tests.helpers.desks import Scene, done
from tests.helpers.log_desks import last_line
from tests.helpers.sample_numbers import valid_number


def fields(answer: object) -> set[str]:
    """Return the fields of the problems a use case answered with."""
    assert isinstance(answer, tuple), answer
    assert all(isinstance(problem, Problem) and problem.sentence for problem in answer)
    return {problem.field for problem in answer}


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

    def test_a_firm_registered_twice_closes_a_circle_too(self, desk: Desk) -> None:
        first, sub = made.ready(desk, 1), made.ready(desk, 2)
        again = made.add(desk, 3, name="みなも 税理士事務所１")
        permitted(desk, first, sub)
        for asking in (sub, first):
            (problem,) = asked(desk, asking, again)
            assert (problem.field, "所在地か法人番号" in problem.sentence) == ("sub_id", True)
        elsewhere = made.add(desk, 4, name="みなも税理士事務所1", address="みずうみ県なぎさ市やまべ町9")
        done(asked(desk, sub, elsewhere))

    def test_a_new_name_opens_no_way_round(self, desk: Desk) -> None:
        first, sub = made.ready(desk, 1), made.ready(desk, 2)
        permitted(desk, first, sub)
        done(register.change_contractor(desk, first, made.entry(9)))
        assert fields(asked(desk, sub, first)) == {"sub_id"}

    def test_a_refusal_needs_a_reason(self, desk: Desk) -> None:
        contractor, sub = made.ready(desk, 1), made.add(desk, 2)
        request_id = done(asked(desk, contractor, sub)).answer
        assert fields(re_entrusting.decide_re_entrustment(desk, request_id, permit=False)) == {"reason"}
        refused = re_entrusting.decide_re_entrustment(
            desk, request_id, permit=False, reason="海外の事業所のため"
        )
        assert isinstance(refused, Done)
        assert refused.answer.state is RequestState.REFUSED
        assert last_line(desk).line.act == "再委託の決定"


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
        assert last_line(desk).line.act == "委託先の事故の記録"
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
        assert "浜辺" not in last_line(desk).line.detail
        assert fields(supervising.end_outside_handler(desk, handler_id, date(2026, 6, 1))) == {"until"}
        facts = contracting.annex_facts(desk, contractor)
        assert facts.handlers == ("浜辺 燈",)
        done(supervising.end_outside_handler(desk, handler_id, TODAY))
        assert contracting.annex_facts(desk, contractor).handlers == ()
        (person,) = register.contractor_file(desk, contractor).handlers
        assert person.until == TODAY


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
        assert (last_line(desk).line.log_class, last_line(desk).line.detail) == (
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
    def test_the_reasoning_is_kept(self, desk: Desk) -> None:
        kept = cloud.record_cloud_check(desk, made.cloud_check(desk, CloudAnswer.HOLDS))
        assert isinstance(kept, Done)
        assert kept.answer.conclusion is CloudConclusion.NO_ENTRUSTMENT
        assert cloud.list_cloud_checks(desk) == (kept.answer,)
        assert len(kept.answer.reasoning) == 3
        assert last_line(desk).line.detail == "この使い方は委託にあたりません"
        other = cloud.record_cloud_check(desk, made.cloud_check(desk, CloudAnswer.UNKNOWN, own_measures=""))
        assert isinstance(other, Done)
        assert other.answer.conclusion is CloudConclusion.ENTRUSTMENT

    def test_an_answer_without_a_place_and_own_measures_are_asked_for(self, desk: Desk) -> None:
        entry = made.cloud_check(desk, CloudAnswer.HOLDS, notes={}, own_measures="", service="")
        ids = {question.id for question in cloud.cloud_questions(desk)}
        assert fields(cloud.record_cloud_check(desk, entry)) == {*ids, "own_measures", "service"}
        assert fields(cloud.record_cloud_check(desk, replace(entry, answers={}, service="x"))) == ids
