"""Inviting, resetting, other roles: nobody's password but the officer's, and the keys follow (K10-6, M9.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.passwords import judge_password
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import SEES_STAFF, Role
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_material import public_bytes
from ashibue_desk.storage.key_slots import read_slots
from ashibue_desk.storage.log_book import LogBook
from ashibue_desk.storage.situations import MustWait, WrongPassword
from ashibue_desk.use_cases import reveal_number, users, vault_gate
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_situations import NotOneself, OnlyOfficer, UserGone
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.own_password import own_password
from ashibue_desk.use_cases.settings import change_password
from ashibue_desk.use_cases.situations import NotYetAble, NotYourDuty, OwnPasswordFirst
from ashibue_desk.use_cases.verify_log import verify_log
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, rights_are_sealed

NAME = "月見里 弦"
OWN = "botan-hinoki-suika4-kemuri"


def secret(scene: Scene, who: str = OFFICER) -> str:
    return scene.users[who].password


def invite(desk: Desk, scene: Scene, *roles: Role) -> users.Invitation:
    answer = users.invite_user(desk, NAME, frozenset(roles), secret(scene))
    assert isinstance(answer, Done), answer
    return answer.answer


def enter(scene: Scene, invitation: users.Invitation) -> Desk:
    """Enter for the first time and set an own password."""
    word = invitation.one_time_password
    desk = scene.keep(vault_gate.unlock(scene.surroundings, scene.place, invitation.user_id, word))
    assert isinstance(change_password(desk, word, OWN), Done)
    return desk


def refuse(_book: LogBook) -> None:
    raise DiskFull


def view_of(desk: Desk, user_id: str) -> users.UserView:
    return next(view for view in users.list_users(desk) if view.user_id == user_id)


def last_line(desk: Desk) -> tuple[str, str, str]:
    lines = desk.vault.log.read(LogFilter(most=5))
    line = next(entry.line for entry in lines if entry.line.act != "特定個人情報ファイルを開ける人の変更")
    return line.act, line.object_label, line.detail


class TestInviting:
    """A one-time password on paper opens the door once."""

    def test_the_invited_enters_with_it_and_must_change_it(self, scene: Scene) -> None:
        desk = scene.unlock()
        invitation = invite(desk, scene, Role.HANDLER)
        assert last_line(desk) == ("利用者の招待", NAME, "事務取扱担当者")
        assert view_of(desk, invitation.user_id).must_change
        scene.close()
        entered = scene.keep(
            vault_gate.unlock(
                scene.surroundings, scene.place, invitation.user_id, invitation.one_time_password
            )
        )
        state = own_password(entered)
        assert (state.given_by_another, state.must_change) == (True, True)
        assert "一時パスワード" in state.sentence
        assert isinstance(change_password(entered, invitation.one_time_password, OWN), Done)
        assert not own_password(entered).must_change
        scene.close()
        with pytest.raises(WrongPassword):
            vault_gate.unlock(
                scene.surroundings, scene.place, invitation.user_id, invitation.one_time_password
            )
        again = scene.keep(vault_gate.unlock(scene.surroundings, scene.place, invitation.user_id, OWN))
        assert not own_password(again).must_change

    def test_who_gave_the_one_time_password_holds_no_key_of_the_invited(self, scene: Scene) -> None:
        """Kept with the key file of that day it opened the user's keys for ever: to read with, and to sign in their name."""
        officer = scene.unlock()
        handler = scene.users[HANDLER].user_id
        invitation = users.reset_password(officer, handler, secret(scene)).answer
        kept = read_slots(scene.place, officer.device_secret).user(handler)
        assert officer.vault.file_keys.files_of(handler)
        scene.close()
        entered = enter(scene, invitation)
        held = set(entered.file_keys)
        with entered.act():
            entered.log(LogLine(log_class=LogClass.USE, act="個人番号の表示"))
        scene.close()
        old = kept.open(invitation.one_time_password, scene.vault_id)
        again = scene.keep(vault_gate.unlock(scene.surroundings, scene.place, handler, OWN))
        assert set(again.file_keys) == held != set()
        assert not again.vault.file_keys.open_for(handler, old.agreement, scene.vault_id)
        assert public_bytes(again.keys.signing) != public_bytes(old.signing)
        assert again.vault.users.get(handler).agreement_public == public_bytes(again.keys.agreement)
        told = [entry.line.act for entry in again.vault.log.read(LogFilter(most=8))]
        assert not any("鍵が" in act for act in told)
        scene.close()
        assert verify_log(scene.unlock()).answer.holds

    def test_a_disk_that_refuses_leaves_the_one_time_password_and_its_keys(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        invitation = invite(scene.unlock(), scene, Role.AUDITOR)
        scene.close()
        word = invitation.one_time_password
        desk = scene.keep(vault_gate.unlock(scene.surroundings, scene.place, invitation.user_id, word))
        with monkeypatch.context() as patch:
            patch.setattr(LogBook, "before_commit", refuse)
            with pytest.raises(DiskFull):
                change_password(desk, word, OWN)
        assert isinstance(change_password(desk, word, OWN), Done)
        with desk.act():
            desk.log(LogLine(log_class=LogClass.USE, act="一覧の印刷"))
        scene.close()
        assert verify_log(scene.unlock()).answer.holds

    def test_before_the_sequence_is_complete_no_number_opens(self, scene: Scene) -> None:
        invitation = invite(scene.unlock(), scene, Role.HANDLER)
        scene.close()
        entered = enter(scene, invitation)
        assert entered.file_keys == {}
        person = scene.person_ids[0]
        affair = reveal_number.affairs_of_number(entered, person)[0].id
        with pytest.raises(NotYetAble, match="選任"):
            reveal_number.reveal_number(entered, person, affair, OWN)

    def test_with_the_one_time_password_nothing_is_done_but_to_set_an_own_one(self, scene: Scene) -> None:
        desk = scene.unlock()
        word = users.reset_password(
            desk, scene.users[HANDLER].user_id, secret(scene)
        ).answer.one_time_password
        affair = reveal_number.affairs_of_number(desk, scene.person_ids[0])[0].id
        scene.close()
        entered = scene.unlock(HANDLER, word)
        with pytest.raises(OwnPasswordFirst):
            reveal_number.reveal_number(entered, scene.person_ids[0], affair, word)
        refused = change_password(entered, word, f"{word}1")
        assert isinstance(refused, tuple)
        assert "よく似ています" in refused[0].sentence
        assert isinstance(change_password(entered, word, OWN), Done)
        assert reveal_number.reveal_number(entered, scene.person_ids[0], affair, OWN).answer.number

    def test_the_one_time_password_meets_the_rule_and_is_kept_nowhere(self, desk: Desk, scene: Scene) -> None:
        invitation = invite(desk, scene, Role.AUDITOR)
        word = invitation.one_time_password
        assert judge_password(word, desk.regulation.password_rule, (NAME,), None).accepted
        assert word not in repr(invitation)
        assert all(word not in repr(entry) for entry in desk.vault.log.read(LogFilter()))
        assert word.encode() not in (scene.place / key_slots.FILE_NAME).read_bytes()

    @pytest.mark.parametrize(
        ("name", "roles", "field"),
        [(" ", {Role.AUDITOR}, "name"), ("葦原 灯", {Role.AUDITOR}, "name"), (NAME, set(), "roles")],
    )
    def test_what_is_wrong_stands_beside_its_field(
        self, desk: Desk, scene: Scene, name: str, roles: set[Role], field: str
    ) -> None:
        lines = desk.vault.log.last_seq()
        answer = users.invite_user(desk, name, frozenset(roles), secret(scene))
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == [field]
        assert desk.vault.log.last_seq() == lines

    def test_the_password_is_asked_again_and_remembered_for_minutes(self, desk: Desk, scene: Scene) -> None:
        with pytest.raises(WrongPassword):
            users.invite_user(desk, NAME, frozenset({Role.AUDITOR}), "wrong")
        assert len(users.list_users(desk)) == 4
        invite(desk, scene, Role.AUDITOR)
        assert isinstance(users.invite_user(desk, "風見 朔", frozenset({Role.AUDITOR})), Done)
        scene.clock.advance(timedelta(minutes=6))
        with pytest.raises(WrongPassword):
            users.invite_user(desk, "白樺 千鳥", frozenset({Role.AUDITOR}))

    @pytest.mark.parametrize("who", [HANDLER, RECEIVER, AUDITOR])
    def test_nobody_else_invites(self, scene: Scene, who: str) -> None:
        desk = scene.unlock(who)
        with pytest.raises(NotYourDuty):
            users.invite_user(desk, NAME, frozenset({Role.AUDITOR}), secret(scene, who))
        with pytest.raises(NotYourDuty):
            users.reset_password(desk, scene.users[OFFICER].user_id, secret(scene, who))
        with pytest.raises(NotYourDuty):
            users.change_roles(desk, desk.actor.user_id, frozenset({Role.OFFICER}), secret(scene, who))

    def test_a_keeper_invites_only_those_who_see_no_more(self, scene: Scene) -> None:
        """Who invites knows the one-time password: an invented auditor would show the keeper what keepers do not see."""
        invitation = invite(scene.unlock(), scene, Role.SYSTEM_KEEPER)
        scene.close()
        keeper = enter(scene, invitation)
        for role in SEES_STAFF:
            with pytest.raises(NotYourDuty):
                users.invite_user(keeper, "風見 朔", frozenset({role, Role.SYSTEM_KEEPER}), OWN)
        assert isinstance(users.invite_user(keeper, "風見 朔", frozenset({Role.SYSTEM_KEEPER}), OWN), Done)

    def test_an_invited_officer_holds_every_key(self, desk: Desk, scene: Scene) -> None:
        invitation = invite(desk, scene, Role.OFFICER)
        assert rights_are_sealed(desk)
        assert desk.vault.file_keys.files_of(invitation.user_id) == set(desk.file_keys) != set()


class TestResetting:
    """The officer never learns or needs the old password."""

    def test_the_new_one_opens_the_same_numbers_and_the_old_one_nothing(self, scene: Scene) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER]
        held = desk.vault.file_keys.files_of(handler.user_id)
        invitation = users.reset_password(desk, handler.user_id, secret(scene)).answer
        assert invitation.again
        assert last_line(desk) == ("パスワードの再設定", handler.name, "一時パスワードの発行")
        scene.close()
        with pytest.raises(WrongPassword):
            scene.unlock(HANDLER)
        entered = enter(scene, invitation)
        assert set(entered.file_keys) == held != set()
        affair = reveal_number.affairs_of_number(entered, scene.person_ids[0])[0].id
        assert reveal_number.reveal_number(entered, scene.person_ids[0], affair, OWN).answer.number

    def test_failed_tries_no_longer_keep_the_door_shut(self, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        for _ in range(5):
            with pytest.raises((WrongPassword, MustWait)):
                scene.unlock(HANDLER, "wrong")
        assert vault_gate.shut_until(scene.surroundings, scene.place, handler) is not None
        desk = scene.unlock()
        word = users.reset_password(desk, handler, secret(scene)).answer.one_time_password
        assert vault_gate.shut_until(scene.surroundings, scene.place, handler) is None
        scene.close()
        scene.unlock(HANDLER, word)

    def test_not_ones_own_and_not_of_somebody_who_is_gone(self, desk: Desk, scene: Scene) -> None:
        with pytest.raises(NotOneself):
            users.reset_password(desk, desk.actor.user_id, secret(scene))
        with pytest.raises(UserGone):
            users.reset_password(desk, "f" * 32, secret(scene))

    def test_a_failure_while_it_is_written_leaves_the_old_password(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = scene.unlock()
        handler = scene.users[HANDLER].user_id
        before = desk.vault.file_keys.files_of(handler)

        def fail(_desk: Desk, _user: str) -> None:
            raise NotYourDuty

        monkeypatch.setattr(users, "reseal_for", fail)
        with pytest.raises(NotYourDuty):
            users.reset_password(desk, handler, secret(scene))
        scene.close()
        assert set(scene.unlock(HANDLER).file_keys) == before


class TestRoles:
    """Roles change without the user's password; a duty that has begun ends with its handover."""

    def test_a_further_role_begins_an_appointment_and_changes_the_name_at_the_door(
        self, scene: Scene
    ) -> None:
        desk = scene.unlock()
        auditor = scene.users[AUDITOR].user_id
        roles = frozenset({Role.AUDITOR, Role.SYSTEM_KEEPER})
        assert isinstance(users.change_roles(desk, auditor, roles, secret(scene)), Done)
        begun = [one for one in desk.vault.appointments.of_user(auditor) if one.role is Role.SYSTEM_KEEPER]
        assert [(one.is_open, one.resolved_on) for one in begun] == [(True, None)]
        scene.close()
        names = {
            user.user_id: user.role_words
            for user in vault_gate.look_at(scene.surroundings, scene.place).users
        }
        assert "システム管理者" in names[auditor]
        assert scene.unlock(AUDITOR).actor.roles == roles

    def test_taking_away_what_never_began_needs_no_handover(self, desk: Desk, scene: Scene) -> None:
        auditor = scene.users[AUDITOR].user_id
        users.change_roles(desk, auditor, frozenset({Role.AUDITOR, Role.HANDLER}), secret(scene))
        users.change_roles(desk, auditor, frozenset({Role.AUDITOR}), secret(scene))
        ended = [one for one in desk.vault.appointments.of_user(auditor) if one.role is Role.HANDLER]
        assert [one.ended_on for one in ended] == [desk.today]
        assert rights_are_sealed(desk)

    def test_a_handler_in_office_is_not_dropped_here(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        answer = users.change_roles(desk, handler, frozenset({Role.AUDITOR}), secret(scene))
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == ["roles"]
        assert "引継ぎ" in answer[0].sentence
        assert desk.vault.users.get(handler).roles == {Role.HANDLER}

    def test_nobody_is_left_without_a_role(self, desk: Desk, scene: Scene) -> None:
        answer = users.change_roles(desk, scene.users[AUDITOR].user_id, frozenset(), secret(scene))
        assert isinstance(answer, tuple)
        assert isinstance(answer[0], Problem)

    def test_the_only_officer_keeps_the_role(self, desk: Desk, scene: Scene) -> None:
        me = desk.actor.user_id
        one = desk.vault.appointments.of_user(me)[0]
        with desk.act():  # as in a new vault, where nothing of it is recorded yet
            desk.vault.appointments.put(replace(one, resolved_on=None, starts_on=None))
        with pytest.raises(OnlyOfficer):
            users.change_roles(desk, me, frozenset({Role.AUDITOR}), secret(scene))
        assert view_of(desk, me).is_only_officer
        assert isinstance(users.invite_user(desk, "早瀬 湊", frozenset({Role.OFFICER}), secret(scene)), Done)
        # The roles of the one at the desk are those of their arrival: what they gave up they could go on using.
        with pytest.raises(NotOneself):
            users.change_roles(desk, me, frozenset({Role.AUDITOR}), secret(scene))
        assert desk.vault.users.get(me).roles == {Role.OFFICER}


def test_the_list_says_who_is_who(desk: Desk, scene: Scene) -> None:
    views = users.list_users(desk)
    assert [view.name for view in views] == [user.name for user in scene.users.values()]
    assert {view.password_set_on for view in views} == {desk.today}
    assert view_of(desk, desk.actor.user_id).last_used_at
    assert not view_of(desk, scene.users[HANDLER].user_id).last_used_at
    scene.close()
    with pytest.raises(NotYourDuty):
        users.list_users(scene.unlock(RECEIVER))
