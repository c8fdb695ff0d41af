"""The whole way in the real window: invited, sheet printed, appointed, led from step to step until able to act."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ashibue_desk.domain.appointments import Step, is_in_force
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.users import list_users
from tests.ui.pages.charge.newcomers import NEWCOMER
from tests.ui.pages.showing import Opened
from ui.catalogue import page_specs
from ui.desktop import file_choice
from ui.main_window import MainWindow
from ui.pages.charge.appoint_page import AppointPage
from ui.pages.charge.page import ChargePage
from ui.pages.charge.person_page import ChargePersonPage
from ui.pages.users.invite_page import InvitePage
from ui.pages.users.page import UsersPage


@pytest.fixture
def window(opened: Opened, qtbot) -> Iterator[MainWindow]:
    made = MainWindow(page_specs(), "みずうみ劇場", "責任者", is_sample=False)
    qtbot.addWidget(made)
    made.start(replace(opened.context, shell=made), "charge")
    made.show()
    opened.rest()
    yield made
    opened.rest()
    made.close_for_good()


def page_of(window: MainWindow, opened: Opened, kind: type) -> object:
    opened.rest()
    page = window.page()
    assert isinstance(page, kind), window.key()
    return page


def test_from_the_invitation_to_the_first_day(
    window: MainWindow, opened: Opened, desk: Desk, own_password: str, tmp_path: Path
) -> None:
    window.open("user_invite")
    form = page_of(window, opened, InvitePage)
    form.name.set_value(NEWCOMER)
    form.roles.set_value((Role.HANDLER.value,))
    form.password.line.setText(own_password)
    form.save()
    users = page_of(window, opened, UsersPage)
    assert users.paper.isVisible()
    file_choice.answer_next(tmp_path / "sheet.pdf")
    users.paper.save_button.click()
    opened.rest()
    users.sections.chosen.emit("charge")
    listed = page_of(window, opened, ChargePage)
    listed.list.view.selectRow(0)  # whose step is missing stands on top; the cursor stayed where it was
    shown = listed.current()
    assert shown is not None
    assert (shown.appointment.user_name, shown.missing) == (NEWCOMER, Step.APPOINTED)
    listed.bar.open_button.click()
    appoint = page_of(window, opened, AppointPage)
    assert appoint.person.currentText() == NEWCOMER
    assert appoint.password_row.isHidden(), "given a moment ago"
    appoint.resolved_on.set_value(date(2026, 6, 1))
    appoint.starts_on.set_value(date(2026, 6, 1))
    appoint.affairs.boxes()[0].setChecked(True)
    appoint.save()
    listed = page_of(window, opened, ChargePage)
    user_id = next(user.user_id for user in list_users(desk) if user.name == NEWCOMER)
    for step in (Step.ANNOUNCED, Step.PLEDGED, Step.TRAINED):
        window.open("charge")
        listed = page_of(window, opened, ChargePage)
        listed.list.view.selectRow(0)
        listed.bar.open_button.click()
        person = page_of(window, opened, ChargePersonPage)
        card = person.steps[step]
        assert card.isVisible(), step
        card.words.set_value("記録した場所")
        card.act_button.click()
        opened.rest()
        (shown_card,) = person.cards
        assert shown_card.holds_keyboard(), "what comes next, not the first entry of the rail"
    one = desk.vault.appointments.of_user(user_id)[0]
    assert is_in_force(one, desk.today, desk.regulation.steps(Role.HANDLER))
    assert person.user_id == user_id
    window.back()
    assert window.key() == "charge"
