"""Showing a number: for a stated affair, after the password, one line each, and nothing of it elsewhere."""

import gc
import logging
import traceback
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.storage.situations import MustWait, WrongPassword
from ashibue_desk.use_cases import people, reveal_number
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reveal_number import needs_password
from ashibue_desk.use_cases.situations import (
    AffairNotAllowed,
    NoNumberOnFile,
    NotYetAble,
    NotYourDuty,
    NumberTampered,
    PersonGone,
)
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, WITH_NUMBERS, Scene, collect, done
from tests.helpers.sample_numbers import valid_number


@pytest.fixture
def affair(desk: Desk, scene: Scene) -> str:
    """The affair for which the first person's number was collected."""
    (found,) = reveal_number.affairs_of_number(desk, scene.person_ids[0])
    return found.id


def shows(desk: Desk) -> list[LogEntry]:
    return [entry for entry in desk.vault.log.read(LogFilter()) if entry.line.log_class is LogClass.USE]


def test_the_number_comes_with_its_line_and_its_seconds(desk: Desk, scene: Scene, affair: str) -> None:
    password = scene.users[OFFICER].password
    shown = reveal_number.reveal_number(desk, scene.person_ids[0], affair, password).answer
    assert shown.number == valid_number(0)
    assert shown.seconds == 20
    (entry,) = shows(desk)
    assert (entry.line.act, entry.line.object_id, entry.line.affair, entry.line.count) == (
        "個人番号の表示",
        scene.person_ids[0],
        affair,
        1,
    )
    assert entry.line.object_label == shown.person_name


def test_one_line_for_each_number(desk: Desk, scene: Scene, affair: str) -> None:
    for person_id in scene.person_ids[:WITH_NUMBERS] * 2:
        reveal_number.reveal_number(desk, person_id, affair, scene.users[OFFICER].password)
    assert [entry.line.object_id for entry in reversed(shows(desk))] == [*scene.person_ids[:WITH_NUMBERS]] * 2


class TestPasswordAgain:
    """Asked for each affair, remembered for five minutes."""

    def test_it_is_remembered_for_five_minutes(self, desk: Desk, scene: Scene, affair: str) -> None:
        first = scene.person_ids[0]
        assert needs_password(desk, affair)
        reveal_number.reveal_number(desk, first, affair, scene.users[OFFICER].password)
        scene.clock.advance(timedelta(minutes=5) - timedelta(seconds=1))
        assert not needs_password(desk, affair)
        reveal_number.reveal_number(desk, first, affair)
        scene.clock.advance(timedelta(seconds=1))
        assert needs_password(desk, affair)
        with pytest.raises(WrongPassword):
            reveal_number.reveal_number(desk, first, affair)

    def test_a_view_does_not_lengthen_it(self, desk: Desk, scene: Scene, affair: str) -> None:
        reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
        for _ in range(4):
            scene.clock.advance(timedelta(minutes=1))
            reveal_number.reveal_number(desk, scene.person_ids[0], affair)
        scene.clock.advance(timedelta(minutes=1))
        assert needs_password(desk, affair)

    def test_it_holds_for_the_same_affair_only(self, desk: Desk, scene: Scene, affair: str) -> None:
        payee = scene.person_ids[8]
        other = collect(desk, payee, 800)
        assert other != affair
        reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
        assert needs_password(desk, other)
        with pytest.raises(WrongPassword):
            reveal_number.reveal_number(desk, payee, other)
        assert len(shows(desk)) == 1

    def test_the_wall_clock_does_not_lengthen_it(self, desk: Desk, scene: Scene, affair: str) -> None:
        reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
        scene.clock.advance(timedelta(minutes=5))
        scene.clock.set_to(scene.clock.local_now() - timedelta(hours=1))
        assert needs_password(desk, affair)

    def test_it_ends_with_the_desk(self, scene: Scene, desk: Desk, affair: str) -> None:
        reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
        scene.close()
        assert needs_password(scene.unlock(), affair)

    @pytest.mark.parametrize("typed", ["", "wrong"])
    def test_a_wrong_one_shows_and_logs_nothing(
        self, desk: Desk, scene: Scene, affair: str, typed: str
    ) -> None:
        with pytest.raises(WrongPassword):
            reveal_number.reveal_number(desk, scene.person_ids[0], affair, typed)
        assert not shows(desk)
        assert needs_password(desk, affair)

    def test_somebody_elses_is_wrong(self, desk: Desk, scene: Scene, affair: str) -> None:
        with pytest.raises(WrongPassword):
            reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[HANDLER].password)

    def test_guessing_has_an_end(self, desk: Desk, scene: Scene, affair: str) -> None:
        for _ in range(4):
            with pytest.raises(WrongPassword):
                reveal_number.reveal_number(desk, scene.person_ids[0], affair, "guess")
        for typed in ("guess", scene.users[OFFICER].password):
            with pytest.raises(MustWait):
                reveal_number.reveal_number(desk, scene.person_ids[0], affair, typed)
        assert not shows(desk)


class TestRefused:
    """What is not shown leaves no line that says it was."""

    @pytest.mark.parametrize("who", [RECEIVER, AUDITOR])
    def test_to_those_whose_keys_do_not_open_it(
        self, desk: Desk, scene: Scene, affair: str, who: str
    ) -> None:
        scene.close()
        other = scene.unlock(who)
        with pytest.raises(NotYourDuty):
            reveal_number.reveal_number(other, scene.person_ids[0], affair, scene.users[who].password)
        assert not shows(other)

    def test_rights_are_keys_and_not_ifs(self, desk: Desk, scene: Scene, affair: str) -> None:
        """A program changed to skip every question still has nothing to open the number with."""
        officers_roles = desk.actor.roles
        scene.close()
        auditor = scene.unlock(AUDITOR)
        forged = replace(auditor, actor=replace(auditor.actor, roles=officers_roles))
        with pytest.raises(NotYetAble):
            reveal_number.reveal_number(forged, scene.person_ids[0], affair, scene.users[AUDITOR].password)
        with pytest.raises(NotYourDuty):
            forged.key_for(affair)
        assert not auditor.file_keys

    @pytest.mark.parametrize("other", ["", "workers_compensation", "payment_slip", "nothing"])
    def test_for_an_affair_it_was_not_collected_for(
        self, desk: Desk, scene: Scene, affair: str, other: str
    ) -> None:
        with pytest.raises(AffairNotAllowed):
            reveal_number.reveal_number(desk, scene.person_ids[0], other, scene.users[OFFICER].password)
        assert not shows(desk)

    def test_for_an_affair_the_present_category_has_not(self, desk: Desk, scene: Scene, affair: str) -> None:
        person_id = scene.person_ids[0]
        entry = people.get_person(desk, person_id).entry
        done(people.change_person(desk, person_id, replace(entry, category=PersonCategory.APPLICANT)))
        with pytest.raises(AffairNotAllowed):
            reveal_number.reveal_number(desk, person_id, affair, scene.users[OFFICER].password)

    def test_where_there_is_none(self, desk: Desk, scene: Scene, affair: str) -> None:
        with pytest.raises(AffairNotAllowed):
            reveal_number.reveal_number(
                desk, scene.person_ids[WITH_NUMBERS], affair, scene.users[OFFICER].password
            )
        desk.vault.with_raw(
            lambda raw: raw.execute("DELETE FROM numbers WHERE person_id = ?", (scene.person_ids[0],))
        )
        with pytest.raises(NoNumberOnFile):
            reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
        with pytest.raises(PersonGone):
            reveal_number.reveal_number(desk, "0" * 32, affair, scene.users[OFFICER].password)
        assert not shows(desk)


class TestTampered:
    """Whoever writes the database past the program is found when the number is to be shown."""

    @pytest.mark.parametrize(
        "statements",
        [
            [
                "UPDATE numbers SET sealed = (SELECT sealed FROM numbers WHERE person_id = :other) WHERE person_id = :person"
            ],
            [
                "UPDATE numbers SET person_id = 'swap' WHERE person_id = :person",
                "UPDATE numbers SET person_id = :person WHERE person_id = :other",
            ],
            ["UPDATE numbers SET id = 'another row' WHERE person_id = :person"],
            ["UPDATE numbers SET kind = 'corporate number' WHERE person_id = :person"],
            ["UPDATE numbers SET sealed = X'' WHERE person_id = :person"],
            ["UPDATE numbers SET sealed = X'00' WHERE person_id = :person"],
            ["UPDATE numbers SET sealed = randomblob(length(sealed)) WHERE person_id = :person"],
            ["UPDATE numbers SET sealed = substr(sealed, 1, length(sealed) - 1) WHERE person_id = :person"],
        ],
    )
    def test_it_is_not_shown_and_not_logged_as_shown(
        self, desk: Desk, scene: Scene, affair: str, statements: list[str]
    ) -> None:
        person, other = scene.person_ids[:2]

        def tamper(raw: Any) -> None:
            raw.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                raw.execute(statement, {"person": person, "other": other})

        desk.vault.with_raw(tamper)
        with pytest.raises(NumberTampered) as raised:
            reveal_number.reveal_number(desk, person, affair, scene.users[OFFICER].password)
        assert "責任者" in raised.value.sentence()
        assert not shows(desk)
        for seed in range(WITH_NUMBERS):
            assert valid_number(seed).digits() not in "".join(traceback.format_exception(raised.value))

    def test_every_flipped_byte_is_found(self, desk: Desk, scene: Scene, affair: str) -> None:
        person = scene.person_ids[0]
        (sealed,) = desk.vault.with_raw(
            lambda raw: raw.execute("SELECT sealed FROM numbers WHERE person_id = ?", (person,)).fetchone()
        )
        for place in range(len(sealed)):
            altered = bytearray(sealed)
            altered[place] ^= 1
            desk.vault.with_raw(
                lambda raw, altered=altered: raw.execute(
                    "UPDATE numbers SET sealed = ? WHERE person_id = ?", (bytes(altered), person)
                )
            )
            with pytest.raises(NumberTampered):
                reveal_number.reveal_number(desk, person, affair, scene.users[OFFICER].password)
        assert not shows(desk)

    def test_a_number_of_another_vault_does_not_fit(self, desk: Desk, scene: Scene, affair: str) -> None:
        from ashibue_desk.storage.key_material import new_agreement_key
        from ashibue_desk.storage.sealing import bound_to, seal

        person = scene.person_ids[0]
        (row_id,) = desk.vault.with_raw(
            lambda raw: raw.execute("SELECT id FROM numbers WHERE person_id = ?", (person,)).fetchone()
        )
        binding = bound_to(person, "individual number", row_id)
        foreign = seal(valid_number(5).digits().encode(), new_agreement_key().public_key(), binding)
        desk.vault.with_raw(
            lambda raw: raw.execute("UPDATE numbers SET sealed = ? WHERE person_id = ?", (foreign, person))
        )
        with pytest.raises(NumberTampered):
            reveal_number.reveal_number(desk, person, affair, scene.users[OFFICER].password)


def test_the_number_is_in_no_text_along_the_way(
    desk: Desk, scene: Scene, affair: str, caplog: pytest.LogCaptureFixture
) -> None:
    digits = valid_number(0).digits()
    with caplog.at_level(logging.DEBUG):
        shown = reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
    for told in (
        repr(shown),
        str(shown),
        f"{shown.answer.number}",
        caplog.text,
        str(shows(desk)),
        repr(desk),
    ):
        assert digits not in told
        assert digits[-4:] not in told.replace(shows(desk)[0].line.object_id, "")


def test_a_failure_while_the_number_is_open_tells_nothing_of_it(
    desk: Desk, scene: Scene, affair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line cannot be written: no number is handed out, and no text of the failure holds it."""
    from ashibue_desk.storage.log_book import LogBook
    from ashibue_desk.storage.situations import VaultDiskFull

    monkeypatch.setattr(LogBook, "append", lambda *_, **__: (_ for _ in ()).throw(VaultDiskFull))
    with pytest.raises(Situation) as raised:
        reveal_number.reveal_number(desk, scene.person_ids[0], affair, scene.users[OFFICER].password)
    shown = "".join(traceback.TracebackException.from_exception(raised.value, capture_locals=True).format())
    assert valid_number(0).digits() not in shown
    gc.collect()


def test_the_affairs_offered_are_those_collected_for_and_still_allowed(desk: Desk, scene: Scene) -> None:
    offered = {affair.id for affair in reveal_number.affairs_of_number(desk, scene.person_ids[0])}
    collected = {
        affair
        for record in people.person_details(desk, scene.person_ids[0]).collections
        for affair in record.affairs
    }
    assert offered == collected
    assert reveal_number.affairs_of_number(desk, scene.person_ids[WITH_NUMBERS]) == ()
