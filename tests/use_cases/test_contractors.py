"""From a candidate to the end of an entrustment, in a real vault."""

from datetime import date, timedelta
from typing import Any

import pytest

from ashibue_desk.domain.contractor_contract import ClauseAnswer
from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_gate import Objection
from ashibue_desk.domain.contractor_history import history_line
from ashibue_desk.domain.contractor_provision import GateClosed, Way
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors import contracting, evaluating, providing, register
from ashibue_desk.use_cases.contractors.due import contractor_due
from ashibue_desk.use_cases.contractors.situations import (
    AlreadyDone,
    ContractorGone,
    EvaluationAlreadyOpen,
    EvaluationClosed,
)
from ashibue_desk.use_cases.contractors.standing import standing_today
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers import contractors as made
from tests.helpers.desks import AUDITOR, HANDLER, RECEIVER, Scene, done
from tests.helpers.sample_numbers import valid_number

TODAY = date(2026, 6, 15)


def last(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def fields(answer: object) -> set[str]:
    """Return the fields of the problems a use case answered with."""
    assert isinstance(answer, tuple), answer
    assert all(isinstance(problem, Problem) and problem.sentence for problem in answer)
    return {problem.field for problem in answer}


def objections(desk: Desk, contractor_id: str, day: date | None = None) -> set[Objection]:
    return {finding.objection for finding in providing.gate_now(desk, contractor_id, day)}


def state(desk: Desk, contractor_id: str) -> ContractorState:
    return register.contractor_file(desk, contractor_id).contractor.state


class TestRegister:
    def test_a_candidate_is_listed_with_what_is_entrusted(self, desk: Desk) -> None:
        contractor_id = made.add(desk, corporate_number="7000 0120 50002")
        (row,) = register.list_contractors(desk)
        assert (row.id, row.state, row.score, row.may_receive) == (
            contractor_id,
            ContractorState.CANDIDATE,
            None,
            False,
        )
        file = register.contractor_file(desk, contractor_id)
        assert file.contractor.entry.corporate_number == "7000012050002"
        assert list(file.affair_names) == [made.AFFAIR]
        assert last(desk).line.act == "委託先の登録"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": " "}, "name"),
            ({"corporate_number": "8000012050002"}, "corporate_number"),
            ({"corporate_number": "12"}, "corporate_number"),
            ({"postal_code": "69-0001"}, "postal_code"),
            ({"since": date(2026, 4, 1), "until": date(2026, 3, 31)}, "until"),
            ({"affairs": ("no_such_affair",)}, "affairs"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(
        self, desk: Desk, changes: dict[str, Any], field: str
    ) -> None:
        lines = desk.vault.log.last_seq()
        assert fields(register.add_contractor(desk, made.entry(**changes))) == {field}
        assert register.list_contractors(desk) == ()
        assert desk.vault.log.last_seq() == lines

    def test_an_individual_number_is_refused_in_every_text(self, desk: Desk) -> None:
        number = valid_number(1).digits()
        for field in ("note", "entrusted", "contact", "person_in_charge"):
            changes: dict[str, Any] = {field: f"番号 {number}"}
            answer = register.add_contractor(desk, made.entry(**changes))
            assert fields(answer) == {field}
            assert number not in str(answer)
        assert fields(register.add_contractor(desk, made.entry(number_files=(number,)))) == {"number_files"}

    def test_the_same_corporate_number_twice_names_the_other(self, desk: Desk) -> None:
        made.add(desk, 1, corporate_number="7000012050002")
        answer = register.add_contractor(desk, made.entry(2, corporate_number="7000012050002"))
        assert isinstance(answer, tuple)
        assert "みなも税理士事務所1" in answer[0].sentence

    def test_a_change_leaves_history_and_a_line(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        done(register.change_contractor(desk, contractor_id, made.entry(contact="電話 0852-00-0002")))
        (change,) = register.contractor_file(desk, contractor_id).history
        assert (change.field, change.old, change.new) == (
            "contact",
            "電話 0852-00-0001",
            "電話 0852-00-0002",
        )
        assert last(desk).line.act == "委託先の変更"
        lines = desk.vault.log.last_seq()
        same = done(register.change_contractor(desk, contractor_id, made.entry(contact="電話 0852-00-0002")))
        assert same.changed is Changed.NOTHING
        assert desk.vault.log.last_seq() == lines

    def test_who_may_do_what(self, desk: Desk, scene: Scene) -> None:
        contractor_id = made.add(desk)
        desk.vault.close()
        desk.lock.release()
        handler = scene.unlock(HANDLER)
        opened = evaluating.open_evaluation(handler, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
        done(evaluating.fill_answers(handler, opened, made.answers(register.rules(handler))))
        with pytest.raises(NotYourDuty):
            evaluating.decide_evaluation(handler, opened, Verdict.PASSED)
        with pytest.raises(NotYourDuty):
            providing.record_provision(handler, made.provision(contractor_id, TODAY), "急ぐため")
        handler.vault.close()
        handler.lock.release()
        auditor = scene.unlock(AUDITOR)
        assert register.contractor_file(auditor, contractor_id).open is not None
        with pytest.raises(NotYourDuty):
            register.add_contractor(auditor, made.entry(2))
        auditor.vault.close()
        auditor.lock.release()
        with pytest.raises(NotYourDuty):
            register.list_contractors(scene.unlock(RECEIVER))

    def test_a_contractor_that_is_not_there(self, desk: Desk) -> None:
        with pytest.raises(ContractorGone):
            register.contractor_file(desk, "nobody")


class TestEvaluation:
    def test_all_good_passes_with_full_points(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        assert state(desk, contractor_id) is ContractorState.CANDIDATE
        evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.ON_SITE)
        assert state(desk, contractor_id) is ContractorState.EVALUATING
        opened = register.contractor_file(desk, contractor_id).open
        assert opened is not None
        assert len(opened.judgement.remarks) == 32
        done(evaluating.fill_answers(desk, opened.head.id, made.answers(register.rules(desk)), seen_on=TODAY))
        view = evaluating.decide_evaluation(desk, opened.head.id, Verdict.PASSED)
        assert isinstance(view, Done)
        assert (view.answer.head.score, view.answer.head.verdict) == (100, Verdict.PASSED)
        assert view.answer.head.seen_on == TODAY
        assert last(desk).line.detail == "合格 100点"
        assert state(desk, contractor_id) is ContractorState.PASSED

    def test_what_is_not_answered_keeps_it_open(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        opened = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
        done(evaluating.fill_answers(desk, opened, made.answers(register.rules(desk))[:30]))
        assert fields(evaluating.decide_evaluation(desk, opened, Verdict.REFUSED, "理由")) == {
            "accident-contacts",
            "accident-none",
        }

    def test_a_condition_becomes_due_and_is_met(self, desk: Desk, scene: Scene) -> None:
        contractor_id = made.add(desk)
        fair = Answer(
            criterion_id="org-training",
            mark=Mark.FAIR,
            condition="教育の記録を残すこと",
            due_on=TODAY + timedelta(days=10),
        )
        evaluation_id = made.evaluate(desk, contractor_id, Verdict.PASSED_WITH_CONDITIONS, org_training=fair)
        assert state(desk, contractor_id) is ContractorState.PASSED_WITH_CONDITIONS
        made.contract(desk, contractor_id)
        (condition,) = standing_today(desk).unmet(contractor_id)
        assert (condition.text, condition.contractor_id) == (fair.condition, contractor_id)
        assert objections(desk, contractor_id) == set()
        scene.clock.advance(timedelta(days=11))
        assert objections(desk, contractor_id) == {Objection.CONDITION_OVERDUE}
        answer = evaluating.record_condition_met(desk, evaluation_id, "org-training", TODAY, "")
        assert fields(answer) == {"note"}
        done(
            evaluating.record_condition_met(
                desk, evaluation_id, "org-training", desk.today, "受講の記録の写し"
            )
        )
        assert objections(desk, contractor_id) == set()
        assert standing_today(desk).unmet(contractor_id) == ()
        with pytest.raises(EvaluationClosed):
            evaluating.record_condition_met(desk, evaluation_id, "org-training", desk.today, "もう一度")

    def test_the_officer_may_be_stricter_and_never_milder(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        opened = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
        poor = Answer(criterion_id="org-rules", mark=Mark.POOR, comment="規程がない")
        done(evaluating.fill_answers(desk, opened, made.answers(register.rules(desk), org_rules=poor)))
        assert fields(evaluating.decide_evaluation(desk, opened, Verdict.PASSED)) == {"verdict", "reason"}
        assert fields(evaluating.decide_evaluation(desk, opened, Verdict.REFUSED)) == {"reason"}
        done(evaluating.decide_evaluation(desk, opened, Verdict.REFUSED, "規程を定めてから評価し直します"))
        assert state(desk, contractor_id) is ContractorState.REFUSED
        with pytest.raises(EvaluationClosed):
            evaluating.fill_answers(desk, opened, ())

    def test_two_open_evaluations_are_refused_and_one_can_be_withdrawn(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        opened = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
        with pytest.raises(EvaluationAlreadyOpen):
            evaluating.open_evaluation(desk, contractor_id, Occasion.YEARLY, Method.DOCUMENT)
        assert fields(evaluating.withdraw_evaluation(desk, opened, " ")) == {"reason"}
        done(evaluating.withdraw_evaluation(desk, opened, "別の事務所に頼むため"))
        assert state(desk, contractor_id) is ContractorState.CANDIDATE
        evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT)

    def test_last_time_stands_beside_this_time(self, desk: Desk, scene: Scene) -> None:
        contractor_id = made.add(desk)
        fair = Answer(criterion_id="org-policy", mark=Mark.FAIR)
        made.evaluate(desk, contractor_id, org_policy=fair)
        scene.clock.advance(timedelta(days=300))
        again = made.evaluate(desk, contractor_id)
        view = evaluating.evaluation_view(desk, again)
        assert view.last is not None
        assert (view.last.score, view.head.score) == (98, 100)
        assert (view.last_scores[0].percent, view.scores[0].percent) == (94, 100)
        assert view.last_answers["org-policy"].mark is Mark.FAIR

    def test_a_condition_that_lies_in_the_past_cannot_be_decided(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        opened = evaluating.open_evaluation(desk, contractor_id, Occasion.FIRST, Method.DOCUMENT).answer
        fair = Answer(
            criterion_id="org-rules", mark=Mark.FAIR, condition="直す", due_on=TODAY - timedelta(days=1)
        )
        done(evaluating.fill_answers(desk, opened, [*made.answers(register.rules(desk)), fair]))
        answer = evaluating.decide_evaluation(desk, opened, Verdict.PASSED_WITH_CONDITIONS)
        assert fields(answer) == {"org-rules"}


class TestContractAndGate:
    def test_no_contract_without_a_passed_evaluation(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        answer = contracting.record_contract(desk, contractor_id, made.contract_entry())
        assert fields(answer) == {"evaluation"}

    def test_end_before_start_and_missing_scope(self, desk: Desk) -> None:
        contractor_id = made.add(desk, least_scope="")
        made.evaluate(desk, contractor_id)
        entry = made.contract_entry(ends_on=date(2026, 3, 31))
        assert fields(contracting.record_contract(desk, contractor_id, entry)) == {"ends_on", "entrusted"}

    def test_a_contract_and_its_clauses_are_kept_together_or_not_at_all(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        made.evaluate(desk, contractor_id)
        places = [ClauseAnswer(one.id, "第1条") for one in register.rules(desk).clauses]
        wrong = [*places[1:], ClauseAnswer(places[0].clause_id, valid_number(1).digits())]
        answer = contracting.record_contract(desk, contractor_id, made.contract_entry(), wrong)
        assert fields(answer) == {places[0].clause_id}
        assert register.contractor_file(desk, contractor_id).contracts == ()
        contract_id = done(
            contracting.record_contract(desk, contractor_id, made.contract_entry(), places)
        ).answer
        assert register.contractor_file(desk, contractor_id).missing == ()
        assert fields(contracting.change_contract(desk, contract_id, made.contract_entry(), wrong)) == {
            places[0].clause_id
        }

    def test_what_a_correction_of_the_contract_replaced_is_in_the_history(self, desk: Desk) -> None:
        contractor_id = made.ready(desk)
        contract = register.contractor_file(desk, contractor_id).contracts[0]
        later = made.contract_entry(starts_on=date(2026, 5, 1))
        done(contracting.change_contract(desk, contract.id, later, [ClauseAnswer("return", "")]))
        changes = register.contractor_file(desk, contractor_id).history
        clause, start = (history_line(change, {}) for change in changes)
        assert (clause.field, clause.new) == ("条項「終了後の返却と廃棄」の場所", "(空欄)")
        assert (start.field, start.old, start.new) == (
            "契約のはじまりの日",
            "令和8年4月1日(2026-04-01)",
            "令和8年5月1日(2026-05-01)",
        )
        done(contracting.change_contract(desk, contract.id, later))  # nothing is different
        assert len(register.contractor_file(desk, contractor_id).history) == len(changes)

    def test_each_lacking_thing_closes_the_gate(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        assert objections(desk, contractor_id) == {Objection.NOT_EVALUATED, Objection.NO_CONTRACT}
        made.evaluate(desk, contractor_id)
        assert objections(desk, contractor_id) == {Objection.NO_CONTRACT}
        contract_id = made.contract(
            desk, contractor_id, lacking="return", equal_measures_on=None, equal_measures_note=""
        )
        assert objections(desk, contractor_id) == {
            Objection.CLAUSE_MISSING,
            Objection.MEASURES_UNCONFIRMED,
        }
        done(contracting.change_contract(desk, contract_id, made.contract_entry()))
        done(contracting.check_clauses(desk, contract_id, [ClauseAnswer("return", "覚書 第3条")]))
        assert objections(desk, contractor_id) == set()
        assert objections(desk, contractor_id, date(2026, 3, 31)) == {
            Objection.NOT_EVALUATED,
            Objection.NOT_IN_FORCE,
        }
        assert register.list_contractors(desk)[0].may_receive

    def test_advice_is_named_and_never_closes_the_gate(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        made.evaluate(desk, contractor_id)
        made.contract(desk, contractor_id, lacking="advice-certificate")
        file = register.contractor_file(desk, contractor_id)
        assert [clause.id for clause in file.missing_advice] == ["advice-certificate"]
        assert file.missing == ()
        assert file.gate == ()

    def test_a_lapsed_evaluation_closes_the_gate(self, desk: Desk, scene: Scene) -> None:
        contractor_id = made.ready(desk)
        made_contract = made.contract_entry(ends_on=None)
        file = register.contractor_file(desk, contractor_id)
        assert file.contract is not None
        done(contracting.change_contract(desk, file.contract.id, made_contract))
        scene.clock.advance(timedelta(days=365))
        assert objections(desk, contractor_id) == set()
        scene.clock.advance(timedelta(days=1))
        assert objections(desk, contractor_id) == {Objection.LAPSED}

    def test_a_provision_through_the_open_gate(self, desk: Desk) -> None:
        contractor_id = made.ready(desk)
        recorded = providing.record_provision(desk, made.provision(contractor_id, TODAY))
        assert isinstance(recorded, Done)
        assert recorded.answer.permitted
        line = last(desk).line
        assert (line.log_class, line.count, line.affair, line.object_id) == (
            LogClass.PROVISION,
            6,
            made.AFFAIR,
            contractor_id,
        )
        (found,) = register.contractor_file(desk, contractor_id).provisions
        assert found == recorded.answer
        done(providing.record_receipt(desk, found.id, "6月16日に受領書"))
        assert register.contractor_file(desk, contractor_id).provisions[0].entry.receipt == "6月16日に受領書"

    def test_a_closed_gate_stores_nothing_until_the_officer_gives_a_reason(self, desk: Desk) -> None:
        contractor_id = made.add(desk)
        lines = desk.vault.log.last_seq()
        closed = providing.record_provision(desk, made.provision(contractor_id, TODAY))
        assert isinstance(closed, GateClosed)
        assert {finding.objection for finding in closed.findings} == {
            Objection.NOT_EVALUATED,
            Objection.NO_CONTRACT,
        }
        assert desk.vault.log.last_seq() == lines
        assert register.contractor_file(desk, contractor_id).provisions == ()
        through = providing.record_provision(
            desk, made.provision(contractor_id, TODAY), "期限が今日の届出のため"
        )
        assert isinstance(through, Done)
        assert not through.answer.permitted
        assert len(through.answer.objections) == 2
        assert last(desk).line.act == "要件を欠く委託先への提供(責任者の判断)"
        assert contractor_due(desk).overridden == 1
        done(providing.review_override(desk, through.answer.id))
        assert contractor_due(desk).overridden == 0
        with pytest.raises(AlreadyDone):
            providing.review_override(desk, through.answer.id)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"provided_on": TODAY + timedelta(days=1)}, "provided_on"),
            ({"what": ""}, "what"),
            ({"count": 0}, "count"),
            ({"affair": ""}, "affair"),
            ({"affair": "payment_record_rent"}, "affair"),
            ({"way": Way.TRACKED_MAIL}, "tracking"),
        ],
    )
    def test_a_provision_that_is_not_whole(self, desk: Desk, changes: dict[str, Any], field: str) -> None:
        contractor_id = made.ready(desk)
        entry = made.provision(contractor_id, TODAY, **changes)
        assert fields(providing.record_provision(desk, entry)) == {field}

    def test_papers_to_be_shredded_name_no_affair(self, desk: Desk) -> None:
        contractor_id = made.ready(desk)
        entry = made.provision(contractor_id, TODAY, affair="", way=Way.COLLECTED)
        assert isinstance(providing.record_provision(desk, entry), Done)

    def test_a_number_is_no_tracking_number(self, desk: Desk) -> None:
        contractor_id = made.ready(desk)
        numbers = [valid_number(seed).digits() for seed in range(1, 60)]
        plain = next(one for one in numbers if int(one[:11]) % 7 != int(one[11]))
        entry = made.provision(contractor_id, TODAY, way=Way.TRACKED_MAIL, tracking=plain)
        assert fields(providing.record_provision(desk, entry)) == {"tracking"}
        by_seven = "12345678901" + str(12345678901 % 7)
        entry = made.provision(contractor_id, TODAY, way=Way.TRACKED_MAIL, tracking=by_seven)
        assert isinstance(providing.record_provision(desk, entry), Done)
