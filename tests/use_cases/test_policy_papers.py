"""What fills the papers everybody may read (Y1, K6, K15), and who may have them."""

from dataclasses import dataclass
from datetime import date

import pytest

from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.use_cases import policy_papers
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, RECEIVER, Scene


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
