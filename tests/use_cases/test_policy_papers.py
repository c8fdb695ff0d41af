"""What fills the papers everybody may read (Y1, K6, K15), and who may have them."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.policy_facts import Audience, PolicyDays, check_policy_days
from ashibue_desk.use_cases import policy_papers
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.policy_days import policy_days, record_policy_days
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, RECEIVER, Scene, done


@dataclass(frozen=True)
class Design:
    """One wording on file."""

    form_id: str = "Y1"
    name: str = "特定個人情報基本方針"
    version: int = 1
    in_force_from: date | None = date(2026, 4, 1)


def test_the_policy_is_filled_from_the_office(desk: Desk) -> None:
    office = desk.vault.settings.office()
    facts = policy_papers.basic_policy_facts(desk, Design())
    assert (facts.head.office_name, facts.officer_name) == (office.name, office.officer_name)
    assert (facts.representative_name, facts.contact) == (office.representative_name, office.contact)
    assert facts.resolved_on is None


def test_the_days_of_the_policy_are_typed_once_and_stand_on_every_copy(desk: Desk) -> None:
    resolved, revised = date(2024, 3, 18), date(2026, 3, 23)
    days = done(record_policy_days(desk, resolved, revised)).answer
    assert policy_days(desk) == days == PolicyDays(resolved, revised)
    facts = policy_papers.basic_policy_facts(desk, Design())
    assert (facts.resolved_on, facts.revised_on) == (resolved, revised)
    line = desk.vault.log.read(LogFilter(most=1))[0].line
    assert line.detail == "制定 令和6年3月18日、改定 令和8年3月23日"
    done(record_policy_days(desk, None, None))
    assert policy_papers.basic_policy_facts(desk, Design()).resolved_on is None


DAYS = st.one_of(st.none(), st.dates(date(2016, 1, 1), date(2032, 12, 31)))


@given(DAYS, DAYS, st.dates(date(2016, 1, 1), date(2032, 12, 31)))
def test_days_to_come_or_the_wrong_way_round_are_refused_beside_their_field(
    resolved: date | None, revised: date | None, today: date
) -> None:
    problems = check_policy_days(PolicyDays(resolved, revised), today)
    known = [day for day in (resolved, revised) if day is not None]
    fits = (
        all(day <= today for day in known)
        and (revised is None or resolved is not None)
        and (revised is None or resolved is None or resolved <= revised)
    )
    assert (problems == ()) is fits
    assert {problem.field for problem in problems} <= {"resolved_on", "revised_on"}


def test_what_is_refused_is_not_recorded(desk: Desk) -> None:
    before = desk.vault.log.last_seq()
    assert isinstance(record_policy_days(desk, date(2030, 1, 1), None), tuple)
    assert policy_days(desk) == PolicyDays()
    assert desk.vault.log.last_seq() == before


def test_the_notice_names_the_affairs_of_its_audience_and_no_others(desk: Desk) -> None:
    workers = policy_papers.purpose_notice_facts(desk, Design(), Audience.WORKERS)
    payees = policy_papers.purpose_notice_facts(desk, Design(), Audience.PAYEES)
    every = {affair.name for affair in desk.law.affairs(desk.today)}
    names = [{affair.name for affair in facts.affairs} for facts in (workers, payees)]
    assert names[0] | names[1] == every
    assert not names[0] & names[1]
    assert all(affair.whose and affair.basis.startswith("番号法") for affair in workers.affairs)
    assert workers.notified_on == desk.today
    assert workers.purposes == tuple(purpose.name for purpose in desk.regulation.purposes)


def test_the_auditor_may_have_them_and_the_receiver_may_not(scene: Scene) -> None:
    auditor = scene.unlock(AUDITOR)
    assert policy_papers.basic_policy_facts(auditor, Design()).head.office_name
    auditor.vault.close()
    auditor.lock.release()
    receiver = scene.unlock(RECEIVER)
    with pytest.raises(NotYourDuty):
        policy_papers.basic_policy_facts(receiver, Design())
    with pytest.raises(NotYourDuty):
        policy_papers.purpose_notice_facts(receiver, Design(), Audience.PAYEES)
