"""Consent forms: issued, received, to be renewed, refused; a hundred at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashibue_desk.domain.consent import ConsentRow, ConsentState
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.form_facts import ConsentFacts
from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.use_cases import consent_forms, people
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty, PersonGone
from forms.catalogue import catalogue
from forms.consent_form import render_consent_forms
from tests.helpers.desks import AUDITOR, Scene, done, entries
from tests.helpers.made_up_people import made_up_person
from tests.helpers.pdf_text import pages, run_together
from tests.helpers.sample_numbers import valid_number
from tests.helpers.wordings import new_version

DAY = date(2026, 6, 15)


def render(facts: Sequence[ConsentFacts]) -> bytes:
    return "|".join(fact.person_name for fact in facts).encode()


def row(desk: Desk, person_id: str) -> ConsentRow:
    return next(found for found in consent_forms.list_consents(desk) if found.person_id == person_id)


def last(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def test_the_paper_tells_the_version_and_the_day_of_its_own_wording(desk: Desk) -> None:
    head = consent_forms.preview_consent(desk).head
    wording = catalogue()["Y2"]
    assert (head.form_name, head.version) == (wording.name, wording.version)
    assert head.in_force_from == wording.in_force_from == date(2026, 4, 1)
    text = run_together("".join(pages(render_consent_forms([consent_forms.preview_consent(desk)]))))
    assert "第1版（令和8年4月1日施行）" in text
    assert "令和元年" not in text


def test_every_worker_in_office_is_listed_and_nobody_else(desk: Desk, scene: Scene) -> None:
    rows = consent_forms.list_consents(desk)
    assert [found.person_id for found in rows] == [*scene.person_ids[:7]]
    assert {found.state for found in rows} == {ConsentState.NOT_ISSUED}
    done(people.record_leaving(desk, scene.person_ids[0], date(2026, 6, 14)))
    done(people.record_leaving(desk, scene.person_ids[1], DAY))
    assert [found.person_id for found in consent_forms.list_consents(desk)] == [*scene.person_ids[1:7]]


def test_issued_then_received_with_day_and_place(desk: Desk, scene: Scene) -> None:
    chosen = scene.person_ids[:3]
    files = consent_forms.issue_consents(desk, chosen, render).answer
    assert len(files) == 1
    assert files[0][1].decode() == "|".join(entry.name for entry in entries()[:3])
    assert row(desk, chosen[0]).state is ConsentState.ISSUED
    assert row(desk, chosen[0]).issued_on == DAY
    assert (last(desk).line.act, last(desk).line.count) == ("同意書の印刷", 3)
    assert done(consent_forms.record_received(desk, chosen[:2], DAY, "書庫A")).answer == 2
    assert [row(desk, one).state for one in chosen] == [ConsentState.RECEIVED] * 2 + [ConsentState.ISSUED]
    assert (row(desk, chosen[0]).received_on, row(desk, chosen[0]).place) == (DAY, "書庫A")
    assert (last(desk).line.act, last(desk).line.count, last(desk).line.detail) == (
        "同意書の受領",
        2,
        "書庫A",
    )


@given(days=st.integers(-400, 400))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_day_before_the_issue_or_to_come_is_refused_with_a_sentence(
    desk: Desk, scene: Scene, days: int
) -> None:
    person_id = scene.person_ids[0]
    consent_forms.issue_consents(desk, [person_id], render)
    lines = desk.vault.log.last_seq()
    answer = consent_forms.record_received(desk, [person_id], DAY + timedelta(days=days), "書庫A")
    if days == 0:
        assert isinstance(answer, Done)
        return
    assert isinstance(answer, tuple)
    ((field, sentence),) = [(problem.field, problem.sentence) for problem in answer]
    assert field == "received_on"
    assert ("今日より後" if days > 0 else "渡した日") in sentence
    assert row(desk, person_id).state is ConsentState.ISSUED
    assert desk.vault.log.last_seq() == lines


def test_a_form_the_program_did_not_print_came_back_on_whatever_day(desk: Desk, scene: Scene) -> None:
    day = DAY - timedelta(days=200)
    assert done(consent_forms.record_received(desk, scene.person_ids[:1], day, "書庫A")).answer == 1
    assert row(desk, scene.person_ids[0]).received_on == day


def test_one_file_each_when_asked_and_no_name_in_a_file_name(desk: Desk, scene: Scene) -> None:
    files = consent_forms.issue_consents(desk, scene.person_ids[:3], render, one_each=True).answer
    assert [data.decode() for _, data in files] == [entry.name for entry in entries()[:3]]
    assert len({name for name, _ in files}) == 3
    for name, _ in files:
        assert not any(part in name for entry in entries() for part in entry.name.split())
        assert name.endswith(".pdf")


def test_a_form_that_cannot_be_drawn_leaves_everything_as_it_was(desk: Desk, scene: Scene) -> None:
    class NoGlyph(Situation):
        """A name that no font can draw."""

    def refuse(facts: Sequence[ConsentFacts]) -> bytes:
        raise NoGlyph

    lines = desk.vault.log.last_seq()
    with pytest.raises(NoGlyph):
        consent_forms.issue_consents(desk, scene.person_ids[:2], refuse)
    assert row(desk, scene.person_ids[0]).state is ConsentState.NOT_ISSUED
    assert desk.vault.log.last_seq() == lines


def test_a_hundred_are_received_in_one_selection_with_one_line(desk: Desk) -> None:
    ids = [
        done(people.add_person(desk, replace(made_up_person(n), code=f"H{n:04}"))).answer
        for n in range(100, 200)
    ]
    consent_forms.issue_consents(desk, ids, render)
    lines = desk.vault.log.last_seq()
    assert done(consent_forms.record_received(desk, ids, DAY, "金庫室")).answer == 100
    assert desk.vault.log.last_seq() == lines + 1
    assert (last(desk).line.count, last(desk).line.object_label) == (100, "従業者 100人")
    states = {found.person_id: found.state for found in consent_forms.list_consents(desk)}
    assert {states[one] for one in ids} == {ConsentState.RECEIVED}


def test_who_has_handed_in_keeps_day_and_place_in_a_selection_with_others(desk: Desk, scene: Scene) -> None:
    first, second = scene.person_ids[:2]
    done(consent_forms.record_received(desk, [first], date(2026, 4, 2), "書庫A"))
    assert done(consent_forms.record_received(desk, [first, second], DAY, "書庫B")).answer == 1
    assert last(desk).line.object_id == second
    assert (row(desk, first).received_on, row(desk, first).place) == (date(2026, 4, 2), "書庫A")
    assert (row(desk, second).received_on, row(desk, second).place) == (DAY, "書庫B")
    done(consent_forms.record_received(desk, [first], date(2026, 4, 3), "書庫C"))
    assert (row(desk, first).received_on, row(desk, first).place) == (date(2026, 4, 3), "書庫C")
    third = scene.person_ids[2]
    assert done(consent_forms.record_refused(desk, [first, third], "いまは", DAY)).answer == 1
    assert [row(desk, each).state for each in (first, third)] == [ConsentState.RECEIVED, ConsentState.REFUSED]


def test_one_unknown_among_a_hundred_changes_nobody(desk: Desk, scene: Scene) -> None:
    lines = desk.vault.log.last_seq()
    for act in (
        lambda: consent_forms.record_received(desk, [*scene.person_ids[:3], "0" * 32], DAY, "書庫"),
        lambda: consent_forms.issue_consents(desk, [*scene.person_ids[:3], "0" * 32], render),
        lambda: consent_forms.preview_consent(desk, "0" * 32),
    ):
        with pytest.raises(PersonGone):
            act()
    assert row(desk, scene.person_ids[0]).state is ConsentState.NOT_ISSUED
    assert desk.vault.log.last_seq() == lines


class TestRenewal:
    """A newer version of the form makes received ones due again."""

    def test_a_received_one_is_to_be_renewed(self, desk: Desk, scene: Scene) -> None:
        person_id = scene.person_ids[0]
        consent_forms.issue_consents(desk, [person_id], render)
        consent_forms.record_received(desk, [person_id], DAY, "書庫")
        version = new_version(desk, "consent")
        assert row(desk, person_id).state is ConsentState.RENEW
        consent_forms.issue_consents(desk, [person_id], render)
        assert row(desk, person_id).state is ConsentState.ISSUED
        consent_forms.record_received(desk, [person_id], DAY, "書庫")
        assert row(desk, person_id).state is ConsentState.RECEIVED
        assert row(desk, person_id).version == version

    def test_an_old_paper_that_comes_back_late_does_not_count_as_the_new_one(
        self, desk: Desk, scene: Scene
    ) -> None:
        person_id = scene.person_ids[0]
        consent_forms.issue_consents(desk, [person_id], render)
        version = new_version(desk, "consent")
        consent_forms.record_received(desk, [person_id], DAY, "書庫")
        assert row(desk, person_id).version == version - 1
        assert row(desk, person_id).state is ConsentState.RENEW

    def test_a_paper_the_program_did_not_print_has_the_newest_version(self, desk: Desk, scene: Scene) -> None:
        person_id = scene.person_ids[0]
        consent_forms.record_received(desk, [person_id], DAY, "書庫")
        assert row(desk, person_id).state is ConsentState.RECEIVED
        assert row(desk, person_id).version == desk.regulation.consent_form.version


@pytest.mark.parametrize(
    ("act", "state", "words"),
    [
        (consent_forms.record_refused, ConsentState.REFUSED, "同意書の提出拒否"),
        (consent_forms.record_withdrawn, ConsentState.WITHDRAWN, "同意の撤回"),
    ],
)
def test_refused_and_withdrawn_keep_day_and_reason(
    desk: Desk, scene: Scene, act: object, state: ConsentState, words: str
) -> None:
    person_id = scene.person_ids[0]
    reason = f"家の事情。番号は {valid_number(3).digits()}"
    (problem,) = act(desk, [person_id], reason, DAY + timedelta(days=1))  # type: ignore[operator] # a use case
    assert problem.field == "said_on"
    assert row(desk, person_id).state is ConsentState.NOT_ISSUED
    act(desk, [person_id], reason, date(2026, 6, 8))  # type: ignore[operator] # as above
    found = row(desk, person_id)
    assert found.state is state
    assert found.note.startswith("R8.6.8 家の事情")
    assert valid_number(3).digits() not in found.note
    line = last(desk).line
    assert (line.act, line.object_id, line.detail) == (words, person_id, "R8.6.8の申し出")


def test_nobody_takes_back_a_consent_before_the_day_it_was_given(desk: Desk, scene: Scene) -> None:
    first, second = scene.person_ids[:2]
    given = date(2026, 6, 8)
    consent_forms.record_received(desk, [first], given, "書庫")
    lines = desk.vault.log.last_seq()
    answer = consent_forms.record_withdrawn(desk, [first, second], "家の事情", given - timedelta(days=1))
    assert isinstance(answer, tuple)
    assert [(problem.field, "令和8年6月8日" in problem.sentence) for problem in answer] == [("said_on", True)]
    assert row(desk, first).state is ConsentState.RECEIVED
    assert desk.vault.log.last_seq() == lines
    assert done(consent_forms.record_withdrawn(desk, [first, second], "家の事情", given)).answer == 2


def test_a_number_in_the_place_reaches_neither_list_nor_log(desk: Desk, scene: Scene) -> None:
    consent_forms.record_received(desk, [scene.person_ids[0]], DAY, f"棚 {valid_number(3).grouped()}")
    assert valid_number(3).digits()[:4] not in row(desk, scene.person_ids[0]).place
    assert valid_number(3).digits()[:4] not in last(desk).line.detail


def test_a_preview_records_nothing(desk: Desk, scene: Scene) -> None:
    lines = desk.vault.log.last_seq()
    assert consent_forms.preview_consent(desk).person_name == ""
    facts = consent_forms.preview_consent(desk, scene.person_ids[0])
    assert facts.person_name == entries()[0].name
    assert facts.head.version == desk.regulation.consent_form.version
    assert desk.vault.log.last_seq() == lines
    assert row(desk, scene.person_ids[0]).state is ConsentState.NOT_ISSUED


def test_dispatched_workers_are_asked_too_and_dependants_are_not(desk: Desk) -> None:
    """規程4条4項 asks it of every worker; a number is another matter."""
    listed = {
        people.get_person(desk, found.person_id).entry.category for found in consent_forms.list_consents(desk)
    }
    assert listed == {PersonCategory.EMPLOYEE, PersonCategory.DISPATCHED}


def test_others_may_look_and_not_record(scene: Scene) -> None:
    desk = scene.unlock(AUDITOR)
    assert consent_forms.list_consents(desk)
    for act in (
        lambda: consent_forms.issue_consents(desk, scene.person_ids[:1], render),
        lambda: consent_forms.record_received(desk, scene.person_ids[:1], DAY, ""),
        lambda: consent_forms.record_refused(desk, scene.person_ids[:1], "", DAY),
        lambda: consent_forms.record_withdrawn(desk, scene.person_ids[:1], "", DAY),
    ):
        with pytest.raises(NotYourDuty):
            act()
