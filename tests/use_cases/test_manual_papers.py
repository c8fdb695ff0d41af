"""What fills the handling manual (K5, K7-3, K9-4): the people in force with their ranges, and who may have which edition."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from ashibue_desk.use_cases import manual_papers as papers
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import HANDLER, OFFICER, RECEIVER, Scene
from tests.helpers.system_keeper import KEEPER, with_keeper


@dataclass(frozen=True)
class Design:
    """One edition in the catalogue."""

    form_id: str = "HM"
    name: str = "特定個人情報取扱マニュアル（事務取扱担当者用）"
    version: int = 1
    in_force_from: date | None = date(2026, 4, 1)


HANDLERS, WORKERS = Design(), Design("WM", "特定個人情報取扱マニュアル（従業者用）")


def test_the_manual_fixes_each_handlers_range(desk: Desk, scene: Scene) -> None:
    facts = papers.handlers_manual_facts(desk, HANDLERS)
    assert [one.name for one in facts.in_charge] == [
        scene.users[who].name for who in (OFFICER, HANDLER, RECEIVER)
    ]
    handler = facts.in_charge[1]
    own = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)[0]
    assert len(handler.affairs) == len(own.affairs) > 0
    assert len(facts.affairs) == len(desk.law.affairs(desk.today))
    rule = desk.regulation.plain_password_rule
    assert (facts.password_least, facts.password_months) == (rule.min_length, rule.max_age_months)
    assert facts.measures
    assert facts.small_business


def test_who_is_not_in_force_does_not_stand_in_it(desk: Desk, scene: Scene) -> None:
    own = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)[0]
    with desk.act():
        desk.vault.appointments.put(replace(own, pledge_received_on=None))
    names = {one.name for one in papers.handlers_manual_facts(desk, HANDLERS).in_charge}
    assert scene.users[HANDLER].name not in names


def test_the_workers_edition_holds_no_measures(desk: Desk) -> None:
    facts = papers.workers_manual_facts(desk, WORKERS)
    assert (facts.measures, facts.small_business) == ((), "")
    assert facts.head.form_id == "WM"


def test_a_receiver_has_the_handlers_edition(scene: Scene) -> None:
    desk = scene.unlock(RECEIVER)
    assert papers.handlers_manual_facts(desk, HANDLERS).in_charge
    assert papers.workers_manual_facts(desk, WORKERS).in_charge


def test_a_system_keeper_has_only_the_workers_edition(scene: Scene) -> None:
    scene.users = dict(scene.users)
    with_keeper(scene)
    desk = scene.unlock(KEEPER)
    assert papers.workers_manual_facts(desk, WORKERS).affairs
    with pytest.raises(NotYourDuty):
        papers.handlers_manual_facts(desk, HANDLERS)
