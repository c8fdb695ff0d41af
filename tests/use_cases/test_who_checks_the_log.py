"""Who checks the log: the officer, a superior, paper, and nobody what they did themselves (K10-10, M7.1)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.domain.log_check import MonthState, Verdict
from ashibue_desk.domain.mass_output import SHOWN
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import log_check_situations as situations
from ashibue_desk.use_cases.access_analysis import quarters_waiting, record_findings
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_acts import (
    PaperCheck,
    SignedMonth,
    name_superior,
    record_paper_check,
    sign_month,
)
from ashibue_desk.use_cases.log_checks import (
    doubts_waiting,
    list_months,
    months_waiting,
    needs_superior,
    view_month,
)
from ashibue_desk.use_cases.log_doubt_acts import Found, settle_doubt
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import NotYourDuty
from ashibue_desk.use_cases.vault_gate import close
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, done
from tests.helpers.office_months import JULY, JUNE, go_to, write
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.months_to_check import all_in_order, july, password, sign

__all__ = ["july"]


def shown_by_the_officer(desk: Desk) -> int:
    return write(desk, SHOWN, object_label="架空 花")


def test_an_officer_who_put_numbers_out_signs_nothing_about_that_month(july: Desk, scene: Scene) -> None:
    """A handler in name only made the officer the checker of their own lines."""
    shown_by_the_officer(july)
    go_to(scene, 8, 3)
    sign(july, scene)  # June, in which the officer put nothing out
    view = view_month(july, JULY)
    assert view.duty.duty.own
    with pytest.raises(situations.SuperiorNotNamed) as caught:
        sign(july, scene, JULY)
    assert "責任者も番号を出力した" in caught.value.what
    assert needs_superior(july)
    assert list_months(july).duty.duty.checked_as is None
    own_name = name_superior(july, july.actor.user_id, post="副理事長", password=password(scene))
    done(own_name)
    assert needs_superior(july), "the officer is no superior of what the officer did"
    with pytest.raises(situations.SuperiorNotNamed):
        sign(july, scene, JULY)
    done(name_superior(july, scene.users[AUDITOR].user_id, post="事務局長", password=password(scene)))
    assert not needs_superior(july)
    with pytest.raises(situations.NotYourCheck):
        sign(july, scene, JULY)
    assert months_waiting(july) == ()
    close(july, "done")
    superior = scene.unlock(AUDITOR)
    assert months_waiting(superior) == (MonthState.DUE,)
    sign(superior, scene, JULY, AUDITOR)
    assert superior.vault.log_checks.all()[-1].checked_as is CheckedAs.SUPERIOR


def test_changing_roles_on_the_day_of_signing_makes_nobody_the_judge_of_themselves(
    july: Desk, scene: Scene
) -> None:
    """Whoever put numbers out as officer is not made the superior of that month either."""
    with july.act():  # another officer, so that the first may step down to the auditor's part
        july.vault.users.set_roles(scene.users[HANDLER].user_id, frozenset({Role.OFFICER, Role.HANDLER}))
    shown_by_the_officer(july)
    go_to(scene, 8, 3)
    duty = view_month(july, JULY).duty.duty
    assert (duty.checked_as, duty.by) == (CheckedAs.OFFICER, {scene.users[HANDLER].user_id})
    sign(july, scene)
    with pytest.raises(situations.NotYourCheck) as caught:
        sign(july, scene, JULY)
    assert "ほかの責任者" in caught.value.what
    done(name_superior(july, july.actor.user_id, post="副理事長", password=password(scene)))
    with july.act():
        july.vault.users.set_roles(scene.users[HANDLER].user_id, frozenset({Role.HANDLER}))
        july.vault.users.set_roles(scene.users[AUDITOR].user_id, frozenset({Role.AUDITOR}))
    assert view_month(july, JULY).duty.duty.checked_as is None


def test_an_officer_does_not_settle_what_the_superior_doubted(july: Desk, scene: Scene) -> None:
    line = shown_by_the_officer(july)
    go_to(scene, 7, 11)  # a Saturday
    shown_by_the_officer(july)
    go_to(scene, 8, 3)
    sign(july, scene)
    done(name_superior(july, scene.users[AUDITOR].user_id, post="事務局長", password=password(scene)))
    close(july, "done")
    superior = scene.unlock(AUDITOR)
    view = view_month(superior, JULY)
    (item,) = view.items
    assert item.seq == line + 1
    doubtful = replace(
        all_in_order(view), verdicts=(Verdict(seq=item.seq, in_order=False, remark="本人に確かめる"),)
    )
    done(sign_month(superior, doubtful, password(scene, AUDITOR)))
    assert doubts_waiting(superior) == 1
    (doubt,) = view_month(superior, JULY).doubts
    close(superior, "done")
    officer = scene.unlock()
    assert doubts_waiting(officer) == 0
    found = Found(doubt_id=doubt.id, found_on=officer.today, finding="問題なし")
    with pytest.raises(situations.NotYourCheck):
        settle_doubt(officer, found, password(scene))


def test_a_single_handler_waits_for_a_superior_who_is_no_handler(scene: Scene) -> None:
    desk = scene.unlock()
    go_to(scene, 7, 6)
    view = list_months(desk).duty
    assert view.duty.checked_as is None
    assert {seat.name for seat in view.candidates} == {"星川 楓", "宵町 律"}
    with pytest.raises(situations.SuperiorNotNamed):
        sign(desk, scene)
    handler = scene.users[HANDLER]
    answer = name_superior(desk, handler.user_id, password=password(scene))
    assert [problem.field for problem in answer if isinstance(problem, Problem)] == ["superior"]  # type: ignore[union-attr]
    answer = name_superior(desk, "", handler.name, "総務", password(scene))
    assert isinstance(answer, tuple)
    with pytest.raises(PasswordNeeded):
        name_superior(desk, scene.users[AUDITOR].user_id)
    done(name_superior(desk, scene.users[AUDITOR].user_id, post="事務局長", password=password(scene)))
    (entry,) = desk.vault.log.read(LogFilter(most=1))
    assert (entry.line.act, entry.line.object_label) == ("月次点検をする上司の決定", "宵町 律")
    assert months_waiting(desk) == (), "it is not the officer's duty any more"
    with pytest.raises(situations.NotYourCheck) as caught:
        sign(desk, scene)
    assert "宵町 律" in caught.value.what
    close(desk, "done")
    superior = scene.unlock(AUDITOR)
    assert months_waiting(superior) == (MonthState.DUE,)
    sign(superior, scene, who=AUDITOR)
    assert superior.vault.log_checks.all()[0].checked_as is CheckedAs.SUPERIOR


def test_the_officer_may_be_the_superior_but_not_of_themselves(scene: Scene) -> None:
    desk = scene.unlock()
    done(name_superior(desk, scene.users[OFFICER].user_id, post="副理事長", password=password(scene)))
    assert list_months(desk).duty.mine
    handler = scene.users[HANDLER].user_id
    with desk.act():  # the clerk leaves; the officer does it all alone
        desk.vault.users.set_roles(handler, frozenset({Role.RECEIVER}))
    view = list_months(desk).duty
    assert (view.duty.checked_as, view.duty.alone and view.duty.alone.name) == (None, "星川 楓")
    assert {seat.name for seat in view.candidates} == {"宵町 律"}


def test_a_superior_without_account_checks_on_paper_and_the_officer_enters_it(scene: Scene) -> None:
    desk = scene.unlock()
    go_to(scene, 7, 6)
    done(name_superior(desk, "", "雲雀 啓", "事務局長", password(scene)))
    view = view_month(desk, JUNE)
    with pytest.raises(situations.NotYourCheck) as caught:
        sign(desk, scene)
    assert "紙" in caught.value.what
    paper = PaperCheck(month=JUNE, last_seq=view.last_seq, checked_on=date(2026, 7, 3), place="書庫A")
    late = write(desk, "名簿の訂正", LogClass.ADMINISTRATION, happened_on="2026-06-30")
    for wrong, field in (
        (replace(paper, last_seq=None), "last_seq"),
        (replace(paper, last_seq=view.last_seq + 1), "last_seq"),
        (replace(paper, checked_on=None), "checked_on"),
        (replace(paper, checked_on=date(2026, 7, 7)), "checked_on"),
        (replace(paper, checked_on=date(2026, 6, 30)), "checked_on"),
        (replace(paper, place=" "), "place"),
        (replace(paper, comment=valid_number(1).digits()), "comment"),
    ):
        answer = record_paper_check(desk, wrong, password(scene))
        assert isinstance(answer, tuple), wrong
        assert [problem.field for problem in answer] == [field]
    done(record_paper_check(desk, paper, password(scene)))
    after = view_month(desk, JUNE)
    check = after.checks[0][0]
    assert (check.checked_as, check.checker_name, check.recorded_by) == (
        CheckedAs.PAPER,
        "事務局長 雲雀 啓",
        "星川 楓",
    )
    assert (check.lines, check.checked_on) == (view.to_check, date(2026, 7, 3))
    assert (after.state, after.last_seq) == (MonthState.ADDED, late), "the sheet did not hold the late line"


def test_no_sheet_was_checked_before_its_newest_line_was_entered(scene: Scene) -> None:
    desk = scene.unlock()
    go_to(scene, 7, 6)
    done(name_superior(desk, "", "雲雀 啓", "事務局長", password(scene)))
    late = write(desk, "名簿の訂正", LogClass.ADMINISTRATION, happened_on="2026-06-30")
    paper = PaperCheck(month=JUNE, last_seq=late, checked_on=date(2026, 7, 5), place="書庫A")
    answer = record_paper_check(desk, paper, password(scene))
    assert isinstance(answer, tuple)
    assert [problem.field for problem in answer] == ["checked_on"]
    done(record_paper_check(desk, replace(paper, checked_on=date(2026, 7, 6)), password(scene)))


def test_a_paper_check_is_refused_where_somebody_signs_in_the_program(july: Desk, scene: Scene) -> None:
    paper = PaperCheck(month=JUNE, last_seq=1, checked_on=date(2026, 7, 3), place="書庫A")
    with pytest.raises(situations.NotOnPaper):
        record_paper_check(july, paper, password(scene))


def test_a_handler_neither_sees_nor_signs(scene: Scene) -> None:
    desk = scene.unlock(HANDLER)
    assert months_waiting(desk) == ()
    with pytest.raises(NotYourDuty):
        list_months(desk)
    with pytest.raises(NotYourDuty):
        sign_month(desk, SignedMonth(month=JUNE, last_seq=1, verdicts=()))


def test_who_was_named_before_stays_on_record(scene: Scene) -> None:
    desk = scene.unlock()
    for name in ("雲雀 啓", "宵町 凪"):
        assert isinstance(name_superior(desk, "", name, "事務局長", password(scene)), Done)
    superior = desk.vault.log_checks.superior()
    assert superior is not None
    assert superior.name == "宵町 凪"
    kept = desk.vault.log.connection.execute(
        text("SELECT name, ended_on FROM log_superiors ORDER BY ended_on DESC")
    )
    assert [tuple(row) for row in kept] == [("雲雀 啓", "2026-06-15"), ("宵町 凪", "")]


def test_an_officer_who_handles_alone_leaves_the_findings_to_the_superior(scene: Scene) -> None:
    desk = scene.unlock()
    with desk.act():
        desk.vault.users.set_roles(scene.users[HANDLER].user_id, frozenset({Role.RECEIVER}))
    done(name_superior(desk, scene.users[AUDITOR].user_id, post="理事長", password=password(scene)))
    go_to(scene, 7, 6)
    assert quarters_waiting(desk) == ()
    with pytest.raises(situations.NotYourCheck):
        record_findings(desk, "2026-Q2", "静かでした。", password(scene))
    close(desk, "done")
    superior = scene.unlock(AUDITOR)
    assert [quarter.key for quarter in quarters_waiting(superior)] == ["2026-Q2"]
    done(record_findings(superior, "2026-Q2", "静かでした。", password(scene, AUDITOR)))
