"""Acts on paper entered by hand: both days are kept, what is missing is told, no number comes into the log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter
from ashibue_desk.domain.paper_acts import Need, PaperAct
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.paper_act_data import load_paper_acts
from ashibue_desk.use_cases import paper_acts, verify_log
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, MORNING, RECEIVER, Scene
from tests.helpers.sample_numbers import VALID, full_width

TODAY = MORNING.date()
RULES = load_paper_acts("npo")
FILED = PaperAct(
    kind="filed",
    happened_on=TODAY - timedelta(days=0),
    group="退職した3人",
    affair="income_withholding_slip",
    count=3,
    recipient="若葉税務署",
    remark="窓口に持参",
)


def newest(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def fields(answer: object) -> list[str]:
    assert isinstance(answer, tuple), answer
    return [problem.field for problem in answer]


def test_day_of_the_act_and_time_of_the_entry_are_both_kept(scene: Scene, desk: Desk) -> None:
    scene.clock.advance(timedelta(days=2))
    answer = paper_acts.record_paper_act(desk, FILED)
    assert isinstance(answer, Done)
    entry = newest(desk)
    assert entry.seq == answer.answer
    assert (entry.line.happened_on, entry.local_at[:10]) == ("2026-06-15", "2026-06-17")
    assert (entry.line.log_class, entry.line.object_label, entry.line.count) == (
        LogClass.PROVISION,
        "退職した3人",
        3,
    )
    assert (entry.line.recipient, entry.line.detail) == ("若葉税務署", "窓口に持参")
    assert verify_log.verify_log(desk).answer.holds


def test_somebody_on_the_register_is_named_by_their_id(scene: Scene, desk: Desk) -> None:
    person = scene.person_ids[1]
    act = PaperAct(kind="looked_at", happened_on=TODAY, person_id=person, affair="income_withholding_slip")
    assert isinstance(paper_acts.record_paper_act(desk, act), Done)
    line = newest(desk).line
    assert (line.object_id, line.object_label) == (person, desk.vault.people.get(person).name)


@pytest.mark.parametrize("rule", RULES.acts, ids=lambda rule: rule.id)
def test_every_kind_can_be_entered_and_says_its_class(desk: Desk, rule: object) -> None:
    kind = RULES.by_id[rule.id]  # type: ignore[attr-defined] # a parameter of pytest
    act = replace(
        FILED,
        kind=kind.id,
        affair="" if kind.affair is Need.NONE else FILED.affair,
        recipient="" if kind.recipient is Need.NONE else "相手",
    )
    assert isinstance(paper_acts.record_paper_act(desk, act), Done)
    entry = newest(desk)
    assert (entry.line.act, entry.line.log_class) == (kind.act, kind.log_class)
    assert RULES.of_line(entry) is kind


def test_the_classes_of_the_manual_are_all_there() -> None:
    wanted = {LogClass.USE, LogClass.CARRY_OUT, LogClass.PROVISION, LogClass.DISPOSAL, LogClass.ACCESS}
    assert wanted <= {rule.log_class for rule in RULES.acts}
    assert "証明書" in RULES.by_id["certificate"].act


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_on": TODAY + timedelta(days=1)}, "happened_on"),
        ({"group": " "}, "group"),
        ({"count": 0}, "count"),
        ({"count": 100_001}, "count"),
        ({"affair": ""}, "affair"),
        ({"affair": "workers_compensation"}, "affair"),
        ({"recipient": ""}, "recipient"),
        ({"group": f"番号 {VALID[0]} の人"}, "group"),
        ({"recipient": full_width(VALID[1])}, "recipient"),
        ({"remark": f"{VALID[2][:4]}-{VALID[2][4:8]}-{VALID[2][8:]}"}, "remark"),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field(
    desk: Desk, changes: dict[str, object], field: str
) -> None:
    before = desk.vault.log.last_seq()
    act = replace(FILED, **changes)  # type: ignore[arg-type]
    assert fields(paper_acts.record_paper_act(desk, act)) == [field]
    assert desk.vault.log.last_seq() == before


def test_one_person_of_the_register_is_one(scene: Scene, desk: Desk) -> None:
    act = replace(FILED, person_id=scene.person_ids[0])
    assert fields(paper_acts.record_paper_act(desk, act)) == ["count"]


def test_what_is_older_than_the_vault_needs_a_remark(desk: Desk) -> None:
    old = replace(FILED, happened_on=date(2025, 11, 3), remark="")
    assert fields(paper_acts.record_paper_act(desk, old)) == ["remark"]
    assert isinstance(paper_acts.record_paper_act(desk, replace(old, remark="紙の記録簿から")), Done)


def test_a_receiver_enters_what_receivers_do_and_an_auditor_nothing(scene: Scene) -> None:
    receiver = scene.unlock(RECEIVER)
    assert {rule.id for rule in paper_acts.paper_act_rules(receiver).acts} == {
        "received",
        "handed_over",
        "cabinet",
    }
    received = replace(FILED, kind="received", recipient="")
    assert isinstance(paper_acts.record_paper_act(receiver, received), Done)
    with pytest.raises(NotYourDuty):
        paper_acts.record_paper_act(receiver, FILED)
    with pytest.raises(NotYourDuty):
        paper_acts.record_paper_act(receiver, replace(FILED, kind="nothing"))
    scene.close()
    handler = scene.unlock(HANDLER)
    assert isinstance(paper_acts.record_paper_act(handler, FILED), Done)
    scene.close()
    with pytest.raises(NotYourDuty):
        paper_acts.record_paper_act(scene.unlock(AUDITOR), FILED)
    assert all(Role.AUDITOR not in rule.roles for rule in RULES.acts)
