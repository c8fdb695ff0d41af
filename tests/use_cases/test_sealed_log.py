"""The sealed log of a real vault at work: card, codes, what was written past the program, a restore, new keys."""

from datetime import timedelta
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.log_paper import LogBookFacts
from ashibue_desk.domain.log_seal import LogCard, footer_code, grouped, read_card, read_footer_code
from ashibue_desk.domain.log_verification import Flaw, Notice
from ashibue_desk.domain.problems import Problem
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage.log_side_file import FILE_NAME, SideFile
from ashibue_desk.use_cases import back_up_vault, log_papers, log_seals, restore_vault, vault_gate, verify_log
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.master_key import renew_master_key
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import HANDLER, OFFICER, Scene, collect
from tests.helpers.log_desks import alarms, another_tool, checked, leave, print_book, with_card, work


def test_an_office_at_work_is_sound_with_card_and_without(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    collect(desk, scene.person_ids[4], 7)
    leave(scene, desk)
    scene.clock.advance(timedelta(days=5))
    desk = scene.unlock(HANDLER)
    work(desk)
    leave(scene, desk)
    desk = scene.unlock()
    assert checked(desk).holds
    found = checked(desk, card)
    assert found.holds
    assert found.report.with_card
    assert not alarms(desk)
    newest = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (newest.act, newest.detail) == ("取扱記録簿の検証", "検証カードあり、問題なし")


def test_a_sealed_line_may_hold_what_this_version_does_not_know(desk: Desk) -> None:
    with desk.act():
        desk.vault.log.append(
            LogLine(log_class=LogClass.ACCESS, act="後の版の記録"),
            actor_id=desk.actor.user_id,
            actor_name=desk.actor.name,
            at=desk.now(),
            local_at=desk.surroundings.clock.local_now().isoformat(timespec="seconds"),
            extra={"later": {"rows": 1}},
        )
    assert checked(desk).holds


def test_the_card_and_the_footer_code_survive_being_typed(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    assert read_card(grouped(card.text).lower()) == card
    head = log_seals.head_of(desk)
    code = read_footer_code(grouped(footer_code(head.head)))
    assert isinstance(code, str)
    assert checked(desk, card, codes={head.seq: code}).holds
    assert checked(desk, card, codes={head.seq - 1: code}).report.finding is not None
    for at in range(56):
        wrong = card.text[:at] + ("A" if card.text[at] != "A" else "B") + card.text[at + 1 :]
        assert isinstance(read_card(wrong), Problem)
    assert isinstance(read_card(card.text[:-1]), Problem)
    assert isinstance(read_card(""), Problem)


def test_the_card_is_kept_nowhere(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    work(desk, 1)
    with another_tool(desk) as tool:
        tables = [
            row[0] for row in tool.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        ]
        stored = "".join(str(tool.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)
    copies = SideFile(scene.place, scene.vault_id, scene.device_secret).read()
    assert len({copy.key for copy in copies}) == 1
    assert card.key not in {copy.key for copy in copies}
    assert card.key.hex() not in stored
    assert repr(card.key)[2:-1] not in stored
    assert card.text not in repr(card)


def test_only_the_officer_gets_a_card_and_a_handler_does_not_verify(scene: Scene) -> None:
    handler = scene.unlock(HANDLER)
    with pytest.raises(NotYourDuty):
        log_papers.print_log_card(handler, scene.users[HANDLER].password, lambda _facts: b"")
    with pytest.raises(NotYourDuty):
        verify_log.verify_log(handler)


def test_a_printer_that_refuses_begins_nothing(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    before = log_seals.head_of(desk)

    def refuse(_facts: object) -> bytes:
        raise DiskFull

    with pytest.raises(DiskFull):
        log_papers.print_log_card(desk, scene.users[OFFICER].password, refuse)
    assert log_seals.head_of(desk) == before
    work(desk, 1)
    assert checked(desk, card).holds


def test_the_code_of_a_printed_book_anchors_the_log(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    work(desk, 2)
    books: list[LogBookFacts] = []
    print_book(desk, LogFilter(), lambda facts: books.append(facts) or b"")
    (book,) = books
    assert [entry.seq for entry in book.entries] == list(range(1, book.until_seq + 1))
    assert checked(desk, card, codes={book.until_seq: book.code}).holds
    with another_tool(desk) as tool:
        tool.execute("DELETE FROM log WHERE seq >= ?", (book.until_seq,))
        tool.execute("DELETE FROM log_seals WHERE seq >= ?", (book.until_seq,))
    finding = checked(desk, card, codes={book.until_seq: book.code}).report.finding
    assert finding is not None


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        ("UPDATE log SET act = 'x' WHERE seq = 6", Flaw.ALTERED),
        ("UPDATE log_seals SET extra = '' WHERE seq = 6", Flaw.ALTERED),
        ("DELETE FROM log WHERE seq = 6", Flaw.ORDER),
        ("DELETE FROM log_seals WHERE seq = 6", Flaw.UNSEALED),
        ("UPDATE log_seals SET signature = NULL WHERE seq = 6", Flaw.UNSIGNED),
        ("UPDATE log_seals SET signature = zeroblob(64) WHERE seq = 6", Flaw.SIGNATURE),
    ],
)
def test_a_written_log_is_named_where_it_was_written(desk: Desk, statement: str, flaw: Flaw) -> None:
    work(desk)
    with another_tool(desk) as tool:
        tool.execute(statement)
    finding = checked(desk).report.finding
    assert finding is not None
    assert (finding.seq, finding.flaw) == (6, flaw)


def test_a_wrong_card_is_never_right(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    other = LogCard(bytes(32))
    for cards in ((other,), (card, other)):
        finding = checked(desk, *cards).report.finding
        assert finding is not None
        assert finding.flaw is Flaw.WRONG_CARD


def test_a_clock_set_back_is_written_down_and_told(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    scene.clock.set_to(scene.clock.local_now() - timedelta(days=40))
    work(desk, 1)
    found = checked(desk, card)
    assert found.holds
    assert [notice for _, notice in found.report.notices].count(Notice.CLOCK_BACK) == 1


class TestRestored:
    def test_a_restored_vault_begins_an_epoch_that_the_old_card_confirms(
        self, scene: Scene, desk: Desk, tmp_path: Path
    ) -> None:
        old_card = with_card(scene, desk)
        folder = tmp_path / "backups"
        folder.mkdir()
        record = back_up_vault.back_up_vault(desk, folder, Quiet()).answer
        assert desk.vault.folder.joinpath(FILE_NAME).exists()
        leave(scene, desk)
        place = scene.place.with_name("restored")
        users = (scene.users[OFFICER],)
        plan = restore_vault.RestorePlan(
            backup=folder / record.file_name, sheet=scene.identity.text, place=place, users=users
        )
        restore_vault.restore_vault(scene.surroundings, plan)
        assert not (place / FILE_NAME).exists()
        user = scene.users[OFFICER]
        desk = scene.keep(vault_gate.unlock(scene.surroundings, place, user.user_id, user.password))
        assert not alarms(desk)
        acts = [entry.line.act for entry in desk.vault.log.read(LogFilter())]
        assert log_seals.OPENING_ACTS["restored"] in acts
        new_card = with_card(scene, desk)
        finding = checked(desk, old_card, new_card).report.finding
        assert finding is not None
        assert finding.flaw is Flaw.UNCONFIRMED
        report = checked(desk).report
        assert verify_log.confirm_openings(desk, (old_card,), report).answer > 0
        found = checked(desk, old_card, new_card)
        assert found.holds, found


def test_a_new_master_key_breaks_nothing(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    renew_master_key(desk)
    work(desk)
    assert checked(desk, card).holds
    leave(scene, desk)
    desk = scene.unlock()
    assert not alarms(desk)
    assert checked(desk, card).holds
