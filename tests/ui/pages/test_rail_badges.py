"""The rail counts for the one at the desk: what they only read, or cannot do yet, is nobody's work of theirs."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.people import WORKERS
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.collect_number import count_missing
from ashibue_desk.use_cases.contractors import providing
from ashibue_desk.use_cases.contractors.due import ContractorDue, contractor_due
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors as made
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, done
from tests.ui.pages.showing import Opened
from ui.background.operations import Operations
from ui.catalogue import page_specs
from ui.main_window import MainWindow

Counted = Callable[[str], set[str]]


@pytest.fixture
def counted(qtbot: QtBot, opened: Opened, open_operations: Operations, scene: Scene) -> Counted:
    """Return which entries of the rail bear a count when somebody sits down."""

    def sit(who: str) -> set[str]:
        scene.close()
        desk = scene.unlock(who)
        open_operations.open_desk(desk)
        window = MainWindow(page_specs(), "みずうみ劇場", "", is_sample=False)
        qtbot.addWidget(window)
        window.start(replace(opened.context, shell=window, roles=desk.actor.roles), "settings")
        opened.rest()
        entries = {entry.key for entry in window.rail.entries() if entry.accessibleName() != entry.text()}
        window.close_for_good()
        return entries

    return sit


def test_only_who_does_the_work_sees_its_count(counted: Counted, desk: Desk) -> None:
    contractor = made.add(desk)
    done(providing.record_provision(desk, made.provision(contractor, desk.today), "期限が今日のため"))
    assert {"home", "collection", "consents", "contractors"} <= counted(OFFICER)
    assert counted(AUDITOR) == set(), "an auditor reads all of it and does none of it"
    assert counted(RECEIVER) <= {"home", "collection"}


def change_own(desk: Desk, role: Role, **columns: object) -> None:
    """Write columns of everybody's appointments to a role past the acts."""
    with desk.act():
        for one in desk.vault.appointments.all():
            if one.role is role:
                desk.vault.appointments.put(replace(one, **columns))  # type: ignore[arg-type] # names of columns


@pytest.mark.parametrize(("who", "role"), [(HANDLER, Role.HANDLER), (RECEIVER, Role.RECEIVER)])
def test_numbers_are_counted_for_those_who_may_take_them_in(scene: Scene, who: str, role: Role) -> None:
    waiting = count_missing(scene.unlock(who))
    assert waiting > 0
    scene.close()
    officer = scene.unlock()
    assert count_missing(officer) == waiting
    change_own(officer, role, pledge_received_on=None)
    scene.close()
    assert count_missing(scene.unlock(who)) == 0


def test_numbers_of_workers_are_not_counted_for_who_handles_payees_alone(scene: Scene) -> None:
    officer = scene.unlock()
    affairs = officer.law.affairs(officer.today)
    others = tuple(one.id for one in affairs if not set(WORKERS) & set(one.categories))
    assert others
    change_own(officer, Role.HANDLER, affairs=others)
    scene.close()
    handler = scene.unlock(HANDLER)
    assert count_missing(handler) == 0


def test_what_only_an_officer_closes_is_counted_for_the_officer_alone(scene: Scene) -> None:
    officer = scene.unlock()
    contractor = made.add(officer)
    done(providing.record_provision(officer, made.provision(contractor, officer.today), "期限が今日のため"))
    assert contractor_due(officer).overridden == 1
    scene.close()
    handler = scene.unlock(HANDLER)
    assert contractor_due(handler).overridden == 0
    scene.close()
    assert contractor_due(scene.unlock(AUDITOR)) == ContractorDue()
