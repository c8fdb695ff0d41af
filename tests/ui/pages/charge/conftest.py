"""People in charge on the screen: somebody invited but not yet able to act, and anybody at the desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.appointments import appoint
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.users import invite_user
from tests.helpers.desks import OFFICER, Scene, done
from tests.ui.pages.charge.newcomers import NEWCOMER
from tests.ui.pages.showing import Opened
from ui.background.operations import Operations


@pytest.fixture
def own_password(scene: Scene) -> str:
    """Give the officer's own password, which sensitive acts ask for."""
    return scene.users[OFFICER].password


@pytest.fixture
def newcomer(desk: Desk, own_password: str) -> str:
    """Invite a handler who was appointed and nothing else; give the user's id."""
    user_id = done(invite_user(desk, NEWCOMER, frozenset({Role.HANDLER}), own_password)).answer.user_id
    affairs = tuple(affair.id for affair in desk.law.affairs(desk.today))[:2]
    done(
        appoint(
            desk,
            user_id,
            Role.HANDLER,
            affairs,
            resolved_on=date(2026, 5, 20),
            starts_on=date(2026, 6, 1),
            ends_on=date(2028, 3, 31),
            password=own_password,
        )
    )
    return str(user_id)


@pytest.fixture
def seat(opened: Opened, open_operations: Operations, scene: Scene) -> Callable[[str], Desk]:
    """Let somebody else sit down at the desk: what is shown next is shown to them."""

    def sit(who: str) -> Desk:
        scene.close()
        taken = scene.unlock(who)
        open_operations.open_desk(taken)
        opened.context = replace(
            opened.context, roles=taken.actor.roles, actor_name=taken.actor.name, day=lambda: taken.today
        )
        return taken

    return sit
