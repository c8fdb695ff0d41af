"""An office in whose months something happened, and the page on which one of them is checked and signed."""

import pytest

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import OFFICER, Scene
from tests.helpers.office_months import JULY, go_to, write
from tests.ui.pages.showing import Opened
from ui.pages.log_checks.month_page import MonthCheckPage


@pytest.fixture
def busy(desk: Desk, scene: Scene) -> Desk:
    """August in an office with two handlers, whose July had a disposal, a Saturday and a late evening."""
    auditor = next(user for user in desk.vault.users.all() if Role.AUDITOR in user.roles)
    with desk.act():
        desk.vault.users.set_roles(auditor.user_id, frozenset({Role.AUDITOR, Role.HANDLER}))
    go_to(scene, 7, 3)
    write(desk, "個人番号の削除", LogClass.DISPOSAL, object_label="架空 花")
    go_to(scene, 7, 11)
    write(desk, "名簿の訂正", LogClass.ADMINISTRATION)
    write(desk, "名簿の訂正", LogClass.ADMINISTRATION)
    go_to(scene, 7, 14, 22)
    write(desk, "名簿の訂正", LogClass.ADMINISTRATION)
    go_to(scene, 8, 3)
    return desk


def month(opened: Opened, key: str = JULY) -> MonthCheckPage:
    """Show the page of one month."""
    return opened.show(MonthCheckPage, key)


def sign(page: MonthCheckPage, opened: Opened, scene: Scene) -> None:
    """Sign the month on its page as the officer."""
    page.sign_button.click()
    page.signing.password.line.setText(scene.users[OFFICER].password)
    page.signing.act_button.click()
    opened.rest()
