"""What goes wrong around the log: a sentence that says what it is, and a next step, in the program and without it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from ashibue_desk.domain.log_seal import LogCard
from ashibue_desk.domain.log_verification import Flaw, Notice
from ashibue_desk.domain.log_words import (
    ARRIVAL_STEP,
    ARRIVAL_WORDS,
    FLAW_WORDS,
    NOTICE_WORDS,
    finding_words,
    next_step,
)
from ashibue_desk.storage.log_side_file import FILE_NAME
from ashibue_desk.use_cases import log_seals
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.export_signed_log import export_signed_log
from tests.helpers.desks import OFFICER, Scene, scene_at
from tests.helpers.log_desks import alarms, checked, leave, tool_at, with_card, work
from tests.helpers.sealed_logs import stand_alone


@dataclass
class Office:
    """An office with a card and a signed copy of its log."""

    scene: Scene
    desk: Desk
    card: LogCard
    export: Path


@pytest.fixture
def office(scene: Scene, desk: Desk, tmp_path: Path) -> Office:
    card = with_card(scene, desk)
    work(desk)
    export = tmp_path / "log.jsonl"
    export_signed_log(desk, export, scene.users[OFFICER].password)
    return Office(scene, desk, card, export)


def card_of_another_vault(tmp_path: Path) -> LogCard:
    other = scene_at(tmp_path / "another machine")
    try:
        return with_card(other, other.unlock())
    finally:
        other.close()


@pytest.mark.parametrize(
    "wrong", [lambda _folder: LogCard(bytes(32)), card_of_another_vault], ids=["made up", "of another vault"]
)
def test_a_wrong_card_is_told_by_both(
    office: Office, tmp_path: Path, wrong: Callable[[Path], LogCard], capsys: pytest.CaptureFixture[str]
) -> None:
    card = wrong(tmp_path)
    report = checked(office.desk, card).report
    assert report.finding is not None
    assert finding_words(report.finding) == FLAW_WORDS[Flaw.WRONG_CARD]
    assert "検証カード" in FLAW_WORDS[Flaw.WRONG_CARD]
    assert "入力してください" in next_step(report)
    assert stand_alone().main([str(office.export), "--card", card.text]) == 1
    told = capsys.readouterr().out
    assert "検証カードが、この記録簿のものではありません。" in told
    assert "確かめてください。" in told


def test_a_clock_set_back_is_told_with_what_to_do(office: Office) -> None:
    office.scene.clock.set_to(office.scene.clock.local_now() - timedelta(days=2))
    work(office.desk, 1)
    found = checked(office.desk, office.card)
    assert found.holds
    assert Notice.CLOCK_BACK in {notice for _seq, notice in found.report.notices}
    assert "戻されました" in NOTICE_WORDS[Notice.CLOCK_BACK]
    assert "確かめてください" in NOTICE_WORDS[Notice.CLOCK_BACK]


def test_a_missing_side_file_is_told_with_what_to_do(office: Office) -> None:
    leave(office.scene, office.desk)
    (office.scene.place / FILE_NAME).unlink()
    desk = office.scene.unlock()
    assert log_seals.flaw_of(desk) == "key-missing"
    assert "鍵のファイルが見あたらなかった" in ARRIVAL_WORDS["key-missing"]


def test_a_side_file_one_step_behind_is_moved_on_without_a_word(office: Office) -> None:
    path = office.scene.place / FILE_NAME
    before = path.read_bytes()
    work(office.desk, 1)
    office.desk.vault.close()
    office.desk.lock.release()
    office.scene.desks.clear()
    path.write_bytes(before)
    desk = office.scene.unlock()
    assert alarms(desk) == []
    assert log_seals.flaw_of(desk) == ""
    assert checked(desk, office.card).holds


def test_what_a_confirmed_arrival_found_is_told_no_more(office: Office) -> None:
    from ashibue_desk.use_cases.verify_log import confirm_openings

    leave(office.scene, office.desk)
    (office.scene.place / FILE_NAME).unlink()
    desk = office.scene.unlock()
    confirm_openings(desk, (office.card,), checked(desk).report)
    assert log_seals.flaw_of(desk) == ""


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM log_seals WHERE seq > 12", "tail-missing"),
        ("UPDATE log SET act = 'x' WHERE seq = (SELECT max(seq) FROM log)", "broken"),
    ],
)
def test_what_an_arrival_finds_is_told_by_its_reason(office: Office, statement: str, reason: str) -> None:
    from ashibue_desk.storage.key_material import database_key

    key = database_key(office.desk.keys.master_key, office.desk.header.vault_id)
    leave(office.scene, office.desk)
    with tool_at(office.scene.place, key) as tool:
        tool.execute(statement)
        if reason == "tail-missing":
            tool.execute("DELETE FROM log WHERE seq > 12")
    assert log_seals.flaw_of(office.scene.unlock()) == reason


def test_every_flaw_has_a_sentence_and_there_is_one_step() -> None:
    flaws = {reason for reason, act in log_seals.OPENING_ACTS.items() if act in log_seals._FLAWS}
    assert flaws | {"renewed"} == set(ARRIVAL_WORDS)
    assert set(FLAW_WORDS) == set(Flaw)
    assert set(NOTICE_WORDS) == set(Notice)
    assert ARRIVAL_STEP.endswith("扱います。")


def test_an_export_cut_in_half_is_told_with_what_to_do(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = office.export.read_bytes()
    half = tmp_path / "half.jsonl"
    half.write_bytes(data[: len(data) // 2])
    assert stand_alone().main([str(half), "--card", office.card.text]) == 1
    told = capsys.readouterr().out
    assert "途中で切れているか" in told
    assert "もう一度受け取り" in told


def test_every_reason_of_the_stand_alone_verifier_has_a_next_step() -> None:
    module = stand_alone()
    assert set(module.NEXT) <= set(module.WHY)
    assert module.REPORT.endswith("知らせてください。")
