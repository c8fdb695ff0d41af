"""What stands on the papers of people in charge, who may have them, and what printing leaves in the log (Y3, K8, K9)."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from ashibue_desk.domain.appointments import Handover
from ashibue_desk.domain.form_facts import PledgeFacts
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.superior_views import ViewPlan
from ashibue_desk.use_cases import charge_papers as papers
from ashibue_desk.use_cases import handovers, superior_views
from ashibue_desk.use_cases.appointments import record_pledge_received
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_situations import AppointmentGone, NoHandoverYet, ViewOver
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from ashibue_desk.use_cases.users import Invitation
from tests.helpers.desks import HANDLER, OFFICER, RECEIVER, Scene, done
from tests.helpers.wordings import new_version


@dataclass(frozen=True)
class Design:
    """One wording on file."""

    form_id: str = "Y3"
    name: str = "誓約書"
    version: int = 4
    in_force_from: date | None = None


DESIGN = Design()


def own(desk: Desk, scene: Scene, who: str = HANDLER) -> str:
    return desk.vault.appointments.of_user(scene.users[who].user_id)[0].id


def test_a_printed_pledge_is_recorded_with_the_version_of_its_wording(desk: Desk, scene: Scene) -> None:
    drawn: list[PledgeFacts] = []

    def render(facts: PledgeFacts) -> bytes:
        drawn.append(facts)
        return b"paper"

    key = own(desk, scene)
    desk.vault.appointments.put(replace(desk.vault.appointments.get(key), pledge_received_on=None))
    version = new_version(desk, "pledge")
    assert papers.print_pledge(desk, key, render, DESIGN).answer == b"paper"
    assert drawn[0].person_name == scene.users[HANDLER].name
    assert drawn[0].appointed_on == date(2026, 4, 1)
    assert (drawn[0].head.version, drawn[0].head.in_force_from) == (version, desk.today)
    found = desk.vault.appointments.get(key)
    assert (found.pledge_printed_on, found.pledge_version) == (desk.today, version)
    assert desk.vault.log.read(LogFilter(most=1))[0].line.act == "誓約書の印刷"


def test_a_signed_pledge_keeps_its_version_until_the_new_sheet_comes_back(desk: Desk, scene: Scene) -> None:
    key = own(desk, scene)
    version = new_version(desk, "pledge")
    papers.print_pledge(desk, key, lambda _facts: b"paper", DESIGN)
    assert desk.vault.appointments.get(key).pledge_version == version - 1
    done(record_pledge_received(desk, key, desk.today, "書庫"))
    assert desk.vault.appointments.get(key).pledge_version == version


def test_what_cannot_be_drawn_is_not_recorded(desk: Desk, scene: Scene) -> None:
    def fail(_facts: PledgeFacts) -> bytes:
        raise ValueError

    before = desk.vault.appointments.get(own(desk, scene))
    with pytest.raises(ValueError):  # noqa: PT011 - whatever a renderer raises
        papers.print_pledge(desk, own(desk, scene), fail, DESIGN)
    assert desk.vault.appointments.get(own(desk, scene)) == before


def test_everybody_has_the_own_paper_and_nobody_elses(scene: Scene) -> None:
    desk = scene.unlock(RECEIVER)
    mine = own(desk, scene, RECEIVER)
    assert papers.pledge_facts(desk, mine, DESIGN).person_name == scene.users[RECEIVER].name
    for refused in (papers.pledge_facts, papers.handover_facts):
        with pytest.raises(NotYourDuty):
            refused(desk, own(desk, scene), DESIGN)
    with pytest.raises(NotYourDuty):
        papers.announcement_facts(desk, DESIGN, desk.today)


def test_the_announcement_names_officer_handlers_and_receivers(desk: Desk, scene: Scene) -> None:
    facts = papers.announcement_facts(desk, DESIGN, desk.today)
    assert {charge.name for charge in facts.charges} == {
        scene.users[who].name for who in (OFFICER, HANDLER, RECEIVER)
    }
    handler = next(charge for charge in facts.charges if charge.name == scene.users[HANDLER].name)
    assert len(handler.affairs) == len(desk.law.affairs(desk.today))


def test_the_handover_sheet_exists_once_it_was_written_down(desk: Desk, scene: Scene) -> None:
    one = own(desk, scene)
    with pytest.raises(NoHandoverYet):
        papers.handover_facts(desk, one, DESIGN)
    sheet = Handover("途中の事務", "書類3通", "なし", "鍵1本")
    assert isinstance(handovers.begin_handover(desk, one, sheet, desk.today, "異動"), Done)
    facts = papers.handover_facts(desk, one, DESIGN, "白樺 千鳥")
    assert (facts.papers, facts.reason, facts.successor_name) == ("書類3通", "異動", "白樺 千鳥")
    with pytest.raises(AppointmentGone):
        papers.handover_facts(desk, "f" * 32, DESIGN)


def test_the_invitation_carries_its_password_only_to_the_paper(desk: Desk) -> None:
    invitation = Invitation("u", "月見里 弦", ("監査担当",), "botan-hinoki4-kemuri-ume", again=True)
    facts = papers.invitation_facts(desk, invitation, DESIGN)
    assert facts.one_time_password == invitation.one_time_password
    assert facts.again
    assert invitation.one_time_password not in repr(facts)


def test_an_approval_is_printed_as_it_was_recorded(desk: Desk) -> None:
    with pytest.raises(ViewOver):
        papers.approval_facts(desk, "f" * 32, DESIGN)
    plan = ViewPlan(
        superior_name="月見里 弦", post="事務局長", department="", purpose="配置の検討", until=desk.today
    )
    answer = superior_views.approve_view(desk, plan)
    assert isinstance(answer, Done)
    facts = papers.approval_facts(desk, answer.answer, DESIGN)
    assert (facts.post, facts.until, facts.officer_name) == ("事務局長", desk.today, desk.actor.name)
