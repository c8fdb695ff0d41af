"""Users on the screen: inviting, the sheet that is printed once, a reset, other roles, the end of an account."""

from pathlib import Path

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.device_binding import code_is_offered
from ashibue_desk.use_cases.users import Invitation, UserView, list_users
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene
from tests.helpers.pdf_text import poppler_text
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice, message_box
from ui.pages.users.invite_page import InvitePage
from ui.pages.users.page import UsersPage


def line(page: UsersPage, name: str) -> None:
    """Put the cursor on a user."""
    at = next(at for at in range(page.rows.rowCount()) if page.rows.row(at).name == name)
    page.list.view.selectRow(at)


def user(desk: Desk, name: str) -> UserView:
    return next(each for each in list_users(desk) if each.name == name)


def invite(opened: Opened, scene: Scene, name: str = "渡鳥 そよか") -> Invitation:
    form = opened.show(InvitePage)
    form.name.set_value(name)
    form.roles.set_value((Role.AUDITOR.value,))
    form.password.line.setText(scene.users[OFFICER].password)
    form.save()
    opened.rest()
    key, invitation = opened.shell.opened[-1]
    assert key == "users"
    assert isinstance(invitation, Invitation)
    assert form.password.is_empty()
    assert form.draft() == {}
    return invitation


def test_an_invitation_becomes_a_sheet_that_is_made_once(
    opened: Opened, desk: Desk, scene: Scene, tmp_path: Path
) -> None:
    invitation = invite(opened, scene)
    page = opened.show(UsersPage, invitation)
    assert not page.paper.isHidden()
    target = tmp_path / "sheet.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    assert invitation.one_time_password in poppler_text(target.read_bytes(), layout=True)
    assert invitation.one_time_password not in target.name
    assert page.may_leave(), "the password is forgotten, nothing is lost any more"
    assert page.paper.isHidden()
    assert user(desk, "渡鳥 そよか").must_change
    assert "まだ自分のパスワードを決めていません" in page.subtitle.text()


def test_a_sheet_that_cannot_be_written_is_offered_again(
    opened: Opened, scene: Scene, tmp_path: Path
) -> None:
    page = opened.show(UsersPage, invite(opened, scene))
    file_choice.answer_next(tmp_path / "gone" / "sheet.pdf")
    page.paper.save_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert not page.paper.isHidden()


def test_leaving_an_unprinted_sheet_is_asked_about(opened: Opened, scene: Scene) -> None:
    page = opened.show(UsersPage, invite(opened, scene))
    message_box.answer_next(False, False, True)
    assert not page.may_leave()
    page.paper.out_button.click()
    assert not page.paper.isHidden()
    assert page.may_leave()
    assert len(message_box.take_asked()) == 3
    assert page.paper.isHidden()


def test_wrong_entries_of_an_invitation_stand_beside_their_fields(opened: Opened, scene: Scene) -> None:
    form = opened.show(InvitePage)
    form.save()
    assert [row.problem_text() != "" for row in form.form.rows()] == [True, True, True]
    form.name.set_value(scene.users[OFFICER].name)
    form.roles.set_value((Role.AUDITOR.value,))
    form.password.line.setText(scene.users[OFFICER].password)
    form.save()
    opened.rest()
    assert "同じ氏名" in form.form.rows()[0].problem_text()


def test_a_reset_gives_a_new_sheet_without_the_old_password(opened: Opened, desk: Desk, scene: Scene) -> None:
    page = opened.show(UsersPage)
    line(page, scene.users["handler"].name)
    page.bar.reset_button.click()
    page.reset.password.line.setText(scene.users[OFFICER].password)
    page.reset.act_button.click()
    opened.rest()
    assert not page.paper.isHidden()
    assert user(desk, scene.users["handler"].name).must_change
    message_box.answer_next(True)
    assert page.may_leave()
    message_box.take_asked()


def test_a_wrong_password_leaves_everything_as_it_was(opened: Opened, desk: Desk, scene: Scene) -> None:
    page = opened.show(UsersPage)
    line(page, scene.users["handler"].name)
    page.bar.reset_button.click()
    page.reset.password.line.setText("ちがうものです")
    page.reset.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert not page.reset.isHidden()
    assert not user(desk, scene.users["handler"].name).must_change


def test_a_duty_that_has_begun_is_not_taken_away_by_a_tick(opened: Opened, desk: Desk, scene: Scene) -> None:
    page = opened.show(UsersPage)
    line(page, scene.users["handler"].name)
    page.bar.roles_button.click()
    page.roles.roles.set_value((Role.AUDITOR.value,))
    page.roles.password.line.setText(scene.users[OFFICER].password)
    page.roles.act_button.click()
    opened.rest()
    assert "引継ぎを始める" in page.roles.form.rows()[0].problem_text()
    assert user(desk, scene.users["handler"].name).roles == {Role.HANDLER}


def test_another_role_is_added(opened: Opened, desk: Desk, scene: Scene) -> None:
    name = scene.users["auditor"].name
    page = opened.show(UsersPage)
    line(page, name)
    page.bar.roles_button.click()
    page.roles.roles.set_value((Role.AUDITOR.value, Role.SYSTEM_KEEPER.value))
    page.roles.password.line.setText(scene.users[OFFICER].password)
    page.roles.act_button.click()
    opened.rest()
    assert user(desk, name).roles == {Role.AUDITOR, Role.SYSTEM_KEEPER}
    assert told(page)[0][0] == "success"


def test_an_account_is_closed_with_its_reason_and_shown_on_demand(
    opened: Opened, desk: Desk, scene: Scene
) -> None:
    name = scene.users["handler"].name
    page = opened.show(UsersPage)
    line(page, name)
    page.bar.close_button.click()
    page.closing.reason.set_value("退職のため")
    page.closing.password.line.setText(scene.users[OFFICER].password)
    page.closing.act_button.click()
    opened.rest()
    assert user(desk, name).closed_at
    assert page.rows.rowCount() == 3
    page.choice.set_value("every")
    assert page.rows.rowCount() == 4
    line(page, name)
    assert page.bar.isHidden()


def test_the_only_officer_is_offered_neither_a_reset_nor_an_end(opened: Opened, scene: Scene) -> None:
    page = opened.show(UsersPage)
    line(page, scene.users[OFFICER].name)
    assert page.bar.reset_button.isHidden()
    assert page.bar.close_button.isHidden()
    assert "ただ一人の責任者" in page.bar.name.text()


def test_every_control_has_a_name(opened: Opened, scene: Scene) -> None:
    page = opened.show(UsersPage)
    line(page, scene.users["handler"].name)
    for ask in (page.ask_reset, page.ask_roles, page.ask_closing):
        ask()
        assert nameless_controls(page) == []
    assert nameless_controls(opened.show(InvitePage)) == []


def test_the_code_for_another_account_is_shown_once_after_the_password(
    opened: Opened, desk: Desk, scene: Scene
) -> None:
    page = opened.show(UsersPage)
    page.binding.begin()
    assert page.binding.isVisible()
    assert nameless_controls(page) == []
    page.binding.password.line.setText("wrong")
    page.binding.act_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert not code_is_offered(scene.place)
    page.binding.password.line.setText(scene.users[OFFICER].password)
    page.binding.act_button.click()
    opened.rest()
    assert page.binding.isHidden()
    assert code_is_offered(scene.place)
    text = next(words for tone, words in told(page) if tone == "info")
    assert "結び付けのコード" in text
