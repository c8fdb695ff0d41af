"""Corrections: new lines that point back, one course of events, and only by those who may."""

from dataclasses import replace

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.log_corrections import REMARKED, WITHDRAWN
from ashibue_desk.domain.paper_acts import PaperAct
from ashibue_desk.use_cases import log_corrections, paper_acts, verify_log
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import LineGone, LineNotByHand, NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, RECEIVER, Scene, done
from tests.helpers.sample_numbers import VALID
from tests.use_cases.test_paper_acts import FILED, fields, newest

REASON = "人数を数え直したため"


def entered(desk: Desk, act: PaperAct = FILED) -> int:
    return int(done(paper_acts.record_paper_act(desk, act)).answer)


def line(desk: Desk, seq: int) -> LogEntry:
    return next(entry for entry in desk.vault.log.read(LogFilter()) if entry.seq == seq)


def test_a_correction_is_a_new_line_that_points_back(desk: Desk) -> None:
    seq = entered(desk)
    before = line(desk, seq)
    done(log_corrections.correct_entry(desk, seq, replace(FILED, count=4), REASON))
    new = newest(desk)
    assert (new.line.corrects, new.line.count, new.line.happened_on) == (seq, 4, before.line.happened_on)
    assert REASON in new.line.detail
    assert line(desk, seq) == before
    assert verify_log.verify_log(desk).answer.holds


def test_a_correction_of_a_correction_points_to_the_last_one(desk: Desk) -> None:
    seq = entered(desk)
    second = int(done(log_corrections.correct_entry(desk, seq, replace(FILED, count=4), REASON)).answer)
    third = int(done(log_corrections.remark_entry(desk, seq, "控えは書庫A")).answer)
    fourth = int(done(log_corrections.correct_entry(desk, second, replace(FILED, count=5), REASON)).answer)
    assert [line(desk, one).line.corrects for one in (second, third, fourth)] == [seq, second, third]
    for one in (seq, second, third, fourth):
        view = log_corrections.correction_view(desk, one)
        assert [entry.seq for entry in view.course.entries] == [seq, second, third, fourth]
        assert view.course.content.seq == fourth
        assert view.act == replace(FILED, count=5)


def test_kind_and_whom_can_be_put_right_too(scene: Scene, desk: Desk) -> None:
    seq = entered(desk)
    person = scene.person_ids[0]
    other = replace(FILED, kind="provided", person_id=person, group="", count=1, recipient="本人")
    done(log_corrections.correct_entry(desk, seq, other, REASON))
    assert newest(desk).line.object_id == person
    assert log_corrections.correction_view(desk, seq).act == other


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"count": 4}, " ", "reason"),
        ({"count": 4}, f"番号は{VALID[0]}", "reason"),
        ({}, REASON, "reason"),
        ({"count": 0}, REASON, "count"),
    ],
)
def test_what_is_missing_is_told(desk: Desk, changes: dict[str, object], reason: str, field: str) -> None:
    seq = entered(desk)
    act = replace(FILED, **changes)  # type: ignore[arg-type]
    assert fields(log_corrections.correct_entry(desk, seq, act, reason)) == [field]
    assert desk.vault.log.last_seq() == seq


def test_what_the_program_wrote_gets_a_remark_and_nothing_else(desk: Desk) -> None:
    written = desk.vault.log.read(LogFilter(most=1))[0]
    view = log_corrections.correction_view(desk, written.seq)
    assert (view.act, view.is_colleagues) == (None, False)
    with pytest.raises(LineNotByHand):
        log_corrections.correct_entry(desk, written.seq, FILED, REASON)
    with pytest.raises(LineNotByHand):
        log_corrections.withdraw_entry(desk, written.seq, REASON)
    done(log_corrections.remark_entry(desk, written.seq, "停電のあとに開き直した"))
    new = newest(desk).line
    assert (new.act, new.corrects, new.happened_on) == (REMARKED, written.seq, "")
    assert fields(log_corrections.remark_entry(desk, written.seq, "")) == ["reason"]
    assert fields(log_corrections.remark_entry(desk, written.seq, VALID[0])) == ["reason"]


def test_what_was_taken_back_can_only_be_remarked(desk: Desk) -> None:
    seq = entered(desk)
    assert fields(log_corrections.withdraw_entry(desk, seq, "")) == ["reason"]
    done(log_corrections.withdraw_entry(desk, seq, "2回入力していたため"))
    assert (newest(desk).line.act, newest(desk).line.corrects) == (WITHDRAWN, seq)
    view = log_corrections.correction_view(desk, seq)
    assert view.course.is_withdrawn
    assert view.act is None
    with pytest.raises(LineNotByHand):
        log_corrections.correct_entry(desk, seq, replace(FILED, count=4), REASON)
    with pytest.raises(LineNotByHand):
        log_corrections.withdraw_entry(desk, seq, REASON)
    done(log_corrections.remark_entry(desk, seq, "もとの紙は裁断した"))


def test_nobody_corrects_a_line_that_does_not_exist(desk: Desk) -> None:
    for seq in (0, -1, desk.vault.log.last_seq() + 1, 10**12):
        with pytest.raises(LineGone):
            log_corrections.correction_view(desk, seq)
        with pytest.raises(LineGone):
            log_corrections.correct_entry(desk, seq, FILED, REASON)
        with pytest.raises(LineGone):
            log_corrections.withdraw_entry(desk, seq, REASON)
        with pytest.raises(LineGone):
            log_corrections.remark_entry(desk, seq, "補う")


class TestWho:
    def test_who_entered_it_and_the_officer(self, scene: Scene) -> None:
        handler = scene.unlock(HANDLER)
        seq = entered(handler)
        done(log_corrections.correct_entry(handler, seq, replace(FILED, count=4), REASON))
        scene.close()
        desk = scene.unlock()
        done(log_corrections.correct_entry(desk, seq, replace(FILED, count=5), REASON))
        scene.close()
        handler = scene.unlock(HANDLER)
        view = log_corrections.correction_view(handler, seq)
        assert (view.act, view.is_colleagues) == (None, True)
        with pytest.raises(NotYourDuty):
            log_corrections.correct_entry(handler, seq, replace(FILED, count=6), REASON)
        done(log_corrections.remark_entry(handler, seq, "責任者の訂正を見た"))

    def test_an_auditor_remarks_and_a_receiver_does_not(self, scene: Scene, desk: Desk) -> None:
        seq = entered(desk)
        scene.close()
        auditor = scene.unlock(AUDITOR)
        done(log_corrections.remark_entry(auditor, seq, "監査で控えを確かめた"))
        with pytest.raises(NotYourDuty):
            log_corrections.correct_entry(auditor, seq, replace(FILED, count=4), REASON)
        scene.close()
        receiver = scene.unlock(RECEIVER)
        with pytest.raises(NotYourDuty):
            log_corrections.remark_entry(receiver, seq, "補う")


@pytest.mark.parametrize("ahead", [1, 2])
def test_a_line_that_points_to_itself_or_ahead_is_read_like_any_other(desk: Desk, ahead: int) -> None:
    seq = desk.vault.log.last_seq() + 1
    with desk.act():  # no use case writes such lines; with the database key one can
        for corrects in (seq + ahead - 1, seq):
            about = LogLine(log_class=LogClass.USE, act="記録への補記", corrects=corrects)
            desk.log(about)
    view = log_corrections.correction_view(desk, seq)
    assert [entry.seq for entry in view.course.entries] == [seq, seq + 1]


def test_the_course_is_found_by_index(desk: Desk) -> None:
    query = "SELECT seq FROM log WHERE corrects > 0 AND corrects = 5"
    plan = [str(row[-1]) for row in desk.vault.log.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
    assert any("ix_log_corrects" in step for step in plan), plan
