"""Months of the log that wait for their check: who checks them, and a signature under all of them."""

import pytest

from ashibue_desk.domain.log_check import Verdict
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_acts import SignedMonth, sign_month
from ashibue_desk.use_cases.log_checks import MonthView, view_month
from tests.helpers.desks import OFFICER, Scene, done
from tests.helpers.office_months import JUNE, go_to


def password(scene: Scene, who: str = OFFICER) -> str:
    """Return what somebody unlocks the vault with."""
    return scene.users[who].password


def two_handlers(desk: Desk) -> None:
    """Make the auditor a handler too, in the program's eyes: then the officer checks."""
    user = next(user for user in desk.vault.users.all() if user.name == "宵町 律")
    with desk.act():
        desk.vault.users.set_roles(user.user_id, frozenset({Role.AUDITOR, Role.HANDLER}))


def all_in_order(view: MonthView) -> SignedMonth:
    """Return a check that found nothing doubtful in what it looked at."""
    return SignedMonth(
        month=view.month.key,
        last_seq=view.last_seq,
        verdicts=tuple(Verdict(seq=item.seq) for item in view.items),
    )


def sign(desk: Desk, scene: Scene, key: str = JUNE, who: str = OFFICER) -> str:
    """Sign a month in which all is in order; return the id of the check."""
    return done(sign_month(desk, all_in_order(view_month(desk, key)), password(scene, who))).answer


@pytest.fixture
def july(scene: Scene) -> Desk:
    """The officer on 6 July, one of whose two handlers worked in June."""
    desk = scene.unlock()
    two_handlers(desk)
    go_to(scene, 7, 6)
    return desk
