"""Mass output: counted in the log, explained before the limit is passed, logged, and told to somebody else."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.mass_output import (
    PROVIDED,
    REASON_FIELD,
    SHOWN,
    MassOutput,
    Window,
    is_crossed,
    reason_problem,
)
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.log_book import LogBook
from ashibue_desk.use_cases import mass_output, reveal_number, verify_log
from ashibue_desk.use_cases.contractors import providing
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import MassOutputGone, MassOutputUnexplained, NotYourDuty
from tests.helpers import contractors as made
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, WITH_NUMBERS, Scene, done
from tests.helpers.sample_numbers import VALID

REASON = "年末調整の源泉徴収票をつくるため"


def shown(ids: Iterable[int | str]) -> list[LogLine]:
    return [LogLine(log_class=LogClass.USE, act=SHOWN, object_id=f"p{one}") for one in ids]


def put_out(desk: Desk, ids: Iterable[int | str], reason: str = "") -> None:
    with desk.act():
        mass_output.log_output(desk, shown(ids), reason)


def outputs(desk: Desk) -> tuple[MassOutput, ...]:
    return desk.vault.mass_outputs.all()


def acts(desk: Desk, act: str) -> int:
    return sum(entry.line.act == act for entry in desk.vault.log.read(LogFilter()))


class TestCounting:
    def test_twenty_within_an_hour_are_free_and_the_next_is_explained(self, desk: Desk) -> None:
        for number in range(20):
            put_out(desk, [number])
        with pytest.raises(MassOutputUnexplained) as told:
            put_out(desk, [20])
        assert "1時間に21人分" in told.value.sentence()
        assert acts(desk, SHOWN) == 20
        put_out(desk, [20], REASON)
        (found,) = outputs(desk)
        assert (found.window, found.persons, found.allowed, found.reason) == (Window.HOUR, 21, 20, REASON)
        newest = desk.vault.log.read(LogFilter(most=1))[0]
        assert newest.seq == found.seq
        assert REASON in newest.line.detail

    def test_the_same_person_counts_once(self, desk: Desk) -> None:
        for _ in range(30):
            put_out(desk, range(20))
        assert mass_output.mass_question(desk, ["p3"]) is None
        assert mass_output.mass_question(desk, ["another"]) is not None

    def test_a_reason_covers_as_many_more(self, desk: Desk) -> None:
        put_out(desk, range(20))
        put_out(desk, [20], REASON)
        put_out(desk, range(21, 40))
        with pytest.raises(MassOutputUnexplained):
            put_out(desk, [40])

    def test_a_reason_makes_no_room_for_others_when_its_own_hour_is_over(
        self, scene: Scene, desk: Desk
    ) -> None:
        put_out(desk, range(20))
        scene.clock.advance(timedelta(minutes=59))
        put_out(desk, [20], REASON)
        scene.clock.advance(timedelta(minutes=2))  # the first twenty are an hour ago, the reason is not
        put_out(desk, range(21, 40))
        put_out(desk, [0, 1, 20])  # whom the reason was given for
        with pytest.raises(MassOutputUnexplained):
            put_out(desk, [40])
        put_out(desk, [40], REASON)
        assert [one.persons for one in outputs(desk) if one.window is Window.HOUR] == [23, 21]

    def test_a_group_counts_against_the_reason_too(self, desk: Desk) -> None:
        put_out(desk, range(21), REASON)
        with desk.act():
            line = LogLine(log_class=LogClass.PROVISION, act=PROVIDED, object_id="contractor", count=15)
            mass_output.log_output(desk, [line])
        put_out(desk, range(21, 25))
        with pytest.raises(MassOutputUnexplained):
            put_out(desk, [25])

    def test_the_hour_rolls_and_the_day_adds_up(self, scene: Scene, desk: Desk) -> None:
        numbers = itertools.count()
        for _ in range(2):
            put_out(desk, itertools.islice(numbers, 20))
            scene.clock.advance(timedelta(hours=1))
        put_out(desk, itertools.islice(numbers, 10))
        scene.clock.advance(timedelta(hours=1))
        question = mass_output.mass_question(desk, ["one more"])
        assert question is not None
        assert [(one.window, one.persons) for one in question.crossings] == [(Window.DAY, 51)]
        scene.clock.advance(timedelta(days=1))
        assert mass_output.mass_question(desk, ["one more"]) is None

    def test_one_large_act_passes_both_limits(self, desk: Desk) -> None:
        put_out(desk, range(60), REASON)
        assert {(one.window, one.persons) for one in outputs(desk)} == {(Window.HOUR, 60), (Window.DAY, 60)}

    def test_a_clock_set_back_hides_nothing(self, scene: Scene, desk: Desk) -> None:
        put_out(desk, range(20))
        scene.clock.set_to(scene.clock.local_now() - timedelta(days=3))
        assert mass_output.mass_question(desk, ["one more"]) is not None

    def test_everybody_is_counted_alone(self, scene: Scene, desk: Desk) -> None:
        put_out(desk, range(20))
        scene.close()
        handler = scene.unlock(HANDLER)
        assert mass_output.mass_question(handler, ["one more"]) is None

    def test_a_group_is_counted_by_its_size(self, desk: Desk) -> None:
        with desk.act():
            line = LogLine(log_class=LogClass.PROVISION, act=PROVIDED, object_id="contractor", count=15)
            mass_output.log_output(desk, [line])
        assert mass_output.mass_question(desk, others=5) is None
        assert mass_output.mass_question(desk, ["p1"], others=5) is not None

    def test_an_act_that_would_not_be_counted_is_refused(self, desk: Desk) -> None:
        with pytest.raises(RuntimeError, match="not counted"), desk.act():
            mass_output.log_output(desk, [LogLine(log_class=LogClass.USE, act="別の出力")])

    def test_a_reason_without_words_or_with_a_number_is_none(self, desk: Desk) -> None:
        for reason in ("", "　 ", f"番号は{VALID[0]}"):
            with pytest.raises(MassOutputUnexplained):
                put_out(desk, range(21), reason)
        assert not outputs(desk)
        assert reason_problem(REASON) is None

    def test_it_reads_the_log_through_its_index(self, desk: Desk) -> None:
        """A scan of a million lines would take a second at each number shown."""
        from ashibue_desk.storage import mass_output_book

        for query, values in (
            (mass_output_book._PERSONS, (desk.actor.user_id, "2026", "[]")),
            (mass_output_book._GROUPS, (desk.actor.user_id, "2026")),
            (
                mass_output_book._SINCE,
                (desk.actor.user_id, "2026", 3, "[]", desk.actor.user_id, "2026", 3),
            ),
            (mass_output_book._GROUPS_SINCE, (desk.actor.user_id, "2026", 3)),
        ):
            plan = desk.vault.log.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
            told = [str(row[-1]) for row in plan]
            assert any("ix_log_outputs (actor_id=? AND at>?)" in step for step in told), told
            assert not any("SCAN log" in step for step in told)


@pytest.mark.parametrize(
    ("persons", "since_reason", "crossed"),
    [(20, None, False), (21, None, True), (21, 0, False), (40, 19, False), (41, 20, True), (20, 20, False)],
)
def test_when_a_limit_of_twenty_is_crossed(persons: int, since_reason: int | None, crossed: bool) -> None:
    assert is_crossed(persons, 20, since_reason) == crossed


def test_what_is_killed_before_the_commit_counts_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_book: LogBook) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LogBook, "before_commit", killed)
        with pytest.raises(KeyboardInterrupt):
            put_out(desk, range(30), REASON)
    assert not outputs(desk)
    assert acts(desk, SHOWN) == 0
    assert mass_output.mass_question(desk, ["p1"]) is None


class TestRevealing:
    def test_the_number_is_shown_only_with_the_reason(self, scene: Scene, desk: Desk) -> None:
        rule = replace(desk.regulation.mass_output, hour_persons=2)
        desk = replace(desk, regulation=replace(desk.regulation, mass_output=rule))
        (affair,) = reveal_number.affairs_of_number(desk, scene.person_ids[0])
        password = scene.users[OFFICER].password
        for person in scene.person_ids[: WITH_NUMBERS - 1]:
            reveal_number.reveal_number(desk, person, affair.id, password)
        last = scene.person_ids[WITH_NUMBERS - 1]
        with pytest.raises(MassOutputUnexplained):
            reveal_number.reveal_number(desk, last, affair.id, password)
        assert acts(desk, SHOWN) == 2
        reveal_number.reveal_number(desk, last, affair.id, password, REASON)
        assert acts(desk, SHOWN) == 3
        assert [one.reason for one in outputs(desk)] == [REASON]
        assert verify_log.verify_log(desk).answer.holds


class TestTelling:
    def as_handler(self, scene: Scene) -> None:
        handler = scene.unlock(HANDLER)
        put_out(handler, range(21), REASON)
        scene.close()

    def test_the_officer_is_told_of_a_handlers(self, scene: Scene) -> None:
        self.as_handler(scene)
        desk = scene.unlock()
        assert mass_output.count_untold(desk) == 1
        (output,) = mass_output.list_mass_outputs(desk)
        told = mass_output.tell_mass_output(desk, output.id, note="仕事の内容を聞いた").answer
        assert (told.told_to, told.note) == (desk.actor.name, "仕事の内容を聞いた")
        assert mass_output.count_untold(desk) == 0
        newest = desk.vault.log.read(LogFilter(most=1))[0].line
        assert (newest.act, newest.object_label) == (mass_output.TOLD, output.actor_name)
        with pytest.raises(MassOutputGone):
            mass_output.tell_mass_output(desk, output.id)
        with pytest.raises(MassOutputGone):
            mass_output.tell_mass_output(desk, "nothing")
        assert verify_log.verify_log(desk).answer.holds

    def test_an_act_that_passed_both_limits_is_seen_once(self, scene: Scene) -> None:
        handler = scene.unlock(HANDLER)
        put_out(handler, range(60), REASON)
        scene.close()
        desk = scene.unlock()
        assert mass_output.count_untold(desk) == 1
        mass_output.tell_mass_output(desk, outputs(desk)[0].id)
        assert mass_output.count_untold(desk) == 0
        assert all(one.told_to for one in outputs(desk))

    def test_the_handler_tells_nobody_and_sees_nothing(self, scene: Scene) -> None:
        self.as_handler(scene)
        handler = scene.unlock(HANDLER)
        assert mass_output.count_untold(handler) == 0
        (output,) = outputs(handler)
        for forbidden in (
            lambda: mass_output.list_mass_outputs(handler),
            lambda: mass_output.tell_mass_output(handler, output.id),
        ):
            with pytest.raises(NotYourDuty):
                forbidden()

    def test_the_officers_own_is_told_to_the_auditor(self, scene: Scene, desk: Desk) -> None:
        put_out(desk, range(21), REASON)
        (output,) = outputs(desk)
        assert mass_output.count_untold(desk) == 0
        with pytest.raises(NotYourDuty):
            mass_output.tell_mass_output(desk, output.id, "理事長")
        scene.close()
        auditor = scene.unlock(AUDITOR)
        assert mass_output.count_untold(auditor) == 1
        assert mass_output.tell_mass_output(auditor, output.id).answer.told_to == auditor.actor.name

    def test_the_auditor_leaves_a_handlers_to_the_officer(self, scene: Scene) -> None:
        self.as_handler(scene)
        auditor = scene.unlock(AUDITOR)
        assert mass_output.count_untold(auditor) == 0
        with pytest.raises(NotYourDuty):
            mass_output.tell_mass_output(auditor, outputs(auditor)[0].id)

    def test_an_officer_without_auditor_names_the_superior_who_was_told(self, desk: Desk) -> None:
        with desk.act():
            for user in desk.vault.users.active():
                if Role.AUDITOR in user.roles:
                    desk.vault.users.disable(user.user_id, desk.now())
        put_out(desk, range(21), REASON)
        (output,) = outputs(desk)
        assert mass_output.count_untold(desk) == 1
        with pytest.raises(NotYourDuty):
            mass_output.tell_mass_output(desk, output.id)
        assert mass_output.tell_mass_output(desk, output.id, "理事長").answer.told_to == "理事長"


class TestProviding:
    def test_a_large_provision_needs_the_reason_beside_its_field(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        entry = replace(made.provision(contractor, desk.today), count=30)
        answer = providing.record_provision(desk, entry)
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == [REASON_FIELD]
        numbered = providing.record_provision(desk, entry, mass_reason=VALID[0])
        assert isinstance(numbered, tuple)
        assert not desk.vault.contractors.provisions.read()
        done(providing.record_provision(desk, entry, mass_reason=REASON))
        newest = desk.vault.log.read(LogFilter(most=1))[0].line
        assert (newest.act, newest.count) == (PROVIDED, 30)
        assert REASON in newest.detail
        assert [one.persons for one in outputs(desk)] == [30]
