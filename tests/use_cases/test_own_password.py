"""One's own password: told thirty days before, forced at the limit, and the yearly change as a setting (M9.2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import own_password, settings
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import HANDLER, OFFICER, Scene

OWN = "botan-hinoki-suika4-kemuri"
REVISED = date(2026, 5, 20)


def secret(scene: Scene, who: str = OFFICER) -> str:
    return scene.users[who].password


@contextmanager
def later(scene: Scene, days: int) -> Iterator[Desk]:
    scene.close()
    scene.clock.advance(timedelta(days=days))
    yield scene.unlock()


@pytest.mark.parametrize(
    ("days", "told", "forced"),
    [(334, "", False), (335, "あと30日", False), (365, "今日", False), (366, "過ぎて", True)],
)
def test_it_is_told_thirty_days_before_and_forced_after_the_last_day(
    scene: Scene, days: int, told: str, forced: bool
) -> None:
    with later(scene, days) as desk:
        state = own_password.own_password(desk)
        assert state.must_change is forced
        assert told in state.sentence
        assert bool(state.sentence) is bool(told)


def test_work_that_is_under_way_goes_on_beyond_the_last_day(scene: Scene) -> None:
    with later(scene, 365) as desk:
        scene.clock.advance(timedelta(days=1))
        assert own_password.own_password(desk).must_change
        assert settings.change_auto_lock(desk, 5).answer == 5


def test_a_clock_that_was_turned_back_makes_it_due(scene: Scene) -> None:
    scene.clock.set_to(scene.clock.local_now() - timedelta(days=1))
    assert own_password.own_password(scene.unlock()).must_change


def test_a_changed_password_has_a_year_again(scene: Scene) -> None:
    with later(scene, 360) as desk:
        assert isinstance(settings.change_password(desk, secret(scene), OWN), Done)
        state = own_password.own_password(desk)
        assert (desk.ring.password_set_on, state.sentence) == (desk.today, "")


class TestNewPassword:
    """The use case judges too: no window is needed to keep the rule."""

    @pytest.mark.parametrize("new", ["", "short1", "password1", "Minamono2026xk", "星川9xkqvB2m"])
    def test_a_foreseeable_one_is_refused_beside_its_field(self, desk: Desk, scene: Scene, new: str) -> None:
        epoch = desk.header.epoch
        answer = settings.change_password(desk, secret(scene), new)
        assert isinstance(answer, tuple)
        assert {problem.field for problem in answer} == {"new"}
        assert all(new not in problem.sentence for problem in answer if new)
        assert desk.header.epoch == epoch

    def test_one_like_the_old_is_refused(self, desk: Desk, scene: Scene) -> None:
        answer = settings.change_password(desk, secret(scene), f"{secret(scene)}2")
        assert isinstance(answer, tuple)
        assert "よく似ています" in answer[0].sentence

    def test_the_office_and_everybody_in_charge_are_words_a_guesser_knows(
        self, desk: Desk, scene: Scene
    ) -> None:
        words = own_password.password_words(desk)
        assert {user.name for user in scene.users.values()} <= set(words)
        assert desk.vault.settings.office().name in words


class TestTerm:
    """Whoever asks for no yearly change names the revision of the regulation that allows it; the log keeps it."""

    def test_without_the_day_of_the_revision_nothing_changes(self, desk: Desk, scene: Scene) -> None:
        for day in (None, desk.today + timedelta(days=1), date(2019, 5, 1)):
            answer = own_password.change_password_term(
                desk, yearly=False, revised_on=day, password=secret(scene)
            )
            assert isinstance(answer, tuple)
            assert [problem.field for problem in answer] == ["revised_on"]
        assert own_password.password_term(desk).yearly

    def test_with_it_passwords_have_no_term_and_the_log_says_since_when(self, scene: Scene) -> None:
        desk = scene.unlock()
        with pytest.raises(WrongPassword):
            own_password.change_password_term(desk, yearly=False, revised_on=REVISED, password="wrong")
        answer = own_password.change_password_term(
            desk, yearly=False, revised_on=REVISED, password=secret(scene)
        )
        assert isinstance(answer, Done)
        line = desk.vault.log.read(LogFilter(most=1))[0].line
        assert line.act == "パスワードの期限の設定の変更"
        assert "2026-05-20" in line.detail
        with later(scene, 800) as after:
            state = own_password.own_password(after)
            assert (state.age, state.sentence, state.must_change) == (None, "", False)
            assert own_password.password_term(after) == own_password.PasswordTerm(False, REVISED)
            assert isinstance(
                own_password.change_password_term(after, yearly=True, password=secret(scene)), Done
            )
            assert own_password.own_password(after).must_change

    def test_only_the_officer_decides(self, scene: Scene) -> None:
        desk = scene.unlock(HANDLER)
        with pytest.raises(NotYourDuty):
            own_password.change_password_term(
                desk, yearly=False, revised_on=REVISED, password=secret(scene, HANDLER)
            )
