"""Checks of the log by month and by quarter: when due, what deserves a look, what stays bound, what is refused (K10-10, M6.3)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.domain.log_check import MonthState, Unusual, Verdict
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import log_check_situations as situations
from ashibue_desk.use_cases import verify_log
from ashibue_desk.use_cases.access_analysis import quarters_waiting, record_findings, view_quarter
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_acts import sign_month
from ashibue_desk.use_cases.log_checks import checks_late_since, list_months, months_waiting, view_month
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.vault_gate import close
from tests.helpers.desks import AUDITOR, Scene, done
from tests.helpers.office_months import JULY, JUNE, go_to, write
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.months_to_check import all_in_order, july, password, sign, two_handlers

__all__ = ["july"]


def test_a_month_is_due_after_it_ended_and_overdue_after_the_days_of_the_pack(scene: Scene) -> None:
    desk = scene.unlock()
    two_handlers(desk)
    assert [line.state for line in list_months(desk).months] == [MonthState.RUNNING]
    assert months_waiting(desk) == ()
    go_to(scene, 7, 1)
    assert [line.state for line in list_months(desk).months] == [
        MonthState.RUNNING,
        MonthState.DUE,
    ]
    assert months_waiting(desk) == (MonthState.DUE,)
    go_to(scene, 7, 14)
    assert months_waiting(desk) == (MonthState.DUE,)
    assert checks_late_since(desk) is None
    go_to(scene, 7, 15)
    assert months_waiting(desk) == (MonthState.OVERDUE,)
    assert checks_late_since(desk) == date(2026, 7, 14)


def test_a_month_without_a_line_asks_for_nothing(july: Desk, scene: Scene) -> None:
    go_to(scene, 9, 3)
    write(july, "個人番号の表示")
    states = {line.month.key: line.state for line in list_months(july).months}
    assert states == {
        "2026-09": MonthState.RUNNING,
        "2026-08": MonthState.EMPTY,
        JULY: MonthState.EMPTY,
        JUNE: MonthState.OVERDUE,
    }
    with pytest.raises(situations.NothingToCheck):
        sign(july, scene, JULY)


def test_the_summary_counts_by_class_and_handler_and_compares(july: Desk, scene: Scene) -> None:
    for person in scene.person_ids[:2]:
        write(july, "個人番号の表示", object_id=person, affair="income_withholding_slip")
    write(july, "個人番号の表示", object_id=scene.person_ids[0], affair="income_withholding_slip")
    view = view_month(july, JULY)
    assert view.figures.by_class[LogClass.USE] == 3
    assert view.figures.persons == 2
    assert [(one.name, one.lines) for one in view.figures.handlers] == [("星川 楓", 3)]
    assert [before.month.key for before in view.before] == [JUNE]
    assert view.before[0].lines == july.vault.log.last_seq() - 3


def test_unusual_lines_come_gravest_first_and_a_saturday_is_one_item(july: Desk, scene: Scene) -> None:
    write(july, "削除", LogClass.DISPOSAL)
    go_to(scene, 7, 11)  # a Saturday
    first = write(july, "名簿の訂正", LogClass.ADMINISTRATION)
    write(july, "名簿の訂正", LogClass.ADMINISTRATION)
    given = write(july, "委託先への提供", LogClass.PROVISION)
    go_to(scene, 7, 13, 21)
    write(july, "名簿の訂正", LogClass.ADMINISTRATION)
    items = view_month(july, JULY).items
    assert [item.kinds for item in items] == [
        (Unusual.DISPOSAL,),
        (Unusual.PROVISION, Unusual.DAY_OFF),
        (Unusual.DAY_OFF,),
        (Unusual.OUT_OF_HOURS,),
    ]
    saturday = items[2]
    assert (saturday.seq, saturday.until.seq, saturday.lines) == (first, first + 1, 2)
    assert items[1].seq == given


def test_the_signed_check_is_kept_with_its_verdicts_and_sealed_in_the_log(july: Desk, scene: Scene) -> None:
    view = view_month(july, JUNE)
    (item, *_) = view.items
    doubtful = Verdict(seq=item.seq, in_order=False, remark="本人に確かめる")
    rest = tuple(Verdict(seq=each.seq) for each in view.items[1:])
    signed = replace(all_in_order(view), verdicts=(doubtful, *rest), comment="担当者に聞きました")
    check_id = done(sign_month(july, signed, password(scene))).answer
    (entry,) = july.vault.log.read(LogFilter(most=1))
    assert (entry.line.act, entry.line.object_id, entry.line.count) == (
        "取扱記録の月次点検",
        check_id,
        view.to_check,
    )
    assert "要確認 1件" in entry.line.detail
    after = view_month(july, JUNE)
    ((check, remarks),) = after.checks
    assert after.state is MonthState.CHECKED
    assert after.items == ()
    assert (check.checked_as, check.checker_name, check.checked_on) == (
        CheckedAs.OFFICER,
        "星川 楓",
        date(2026, 7, 6),
    )
    assert (check.lines, check.last_seq, check.items) == (view.to_check, view.last_seq, len(view.items))
    assert {remark.seq: remark.in_order for remark in remarks}[item.seq] is False
    assert after.looked[item.seq] == item.entry


def test_the_line_of_a_check_bears_a_signature_and_its_rows_are_sealed(july: Desk, scene: Scene) -> None:
    sign(july, scene)
    found = verify_log.verify_log(july, (), {}, Quiet()).answer
    assert (found.report.finding, found.bad_rows) == (None, ())
    july.vault.log.connection.execute(text("UPDATE log_checks SET comment = '異常なし'"))
    changed = verify_log.verify_log(july, (), {}, Quiet()).answer
    assert [bad.table for bad in changed.bad_rows] == ["log_checks"]
    signed = july.vault.log.connection.execute(
        text(
            "SELECT s.signature FROM log_seals s JOIN log l ON l.seq = s.seq WHERE l.act = '取扱記録の月次点検'"
        )
    ).scalar_one()
    assert signed


def test_nothing_is_signed_before_every_item_has_a_verdict(july: Desk, scene: Scene) -> None:
    write(july, "削除", LogClass.DISPOSAL)
    go_to(scene, 8, 3)
    view = view_month(july, JULY)
    with pytest.raises(situations.UnlookedLines) as caught:
        sign_month(july, replace(all_in_order(view), verdicts=()), password(scene))
    assert "1件" in caught.value.what
    assert july.vault.log_checks.all() == ()


def test_each_refusal_is_a_sentence_and_leaves_nothing(july: Desk, scene: Scene) -> None:
    lines = july.vault.log.last_seq()
    with pytest.raises(situations.MonthNotEnded):
        sign(july, scene, JULY)
    with pytest.raises(PasswordNeeded):
        sign_month(july, all_in_order(view_month(july, JUNE)))
    with pytest.raises(WrongPassword):
        sign_month(july, all_in_order(view_month(july, JUNE)), "ちがうパスワード")
    old = replace(all_in_order(view_month(july, JUNE)), last_seq=1)
    with pytest.raises(situations.LogGrew):
        sign_month(july, old, password(scene))
    assert july.vault.log.last_seq() == lines
    sign(july, scene)
    with pytest.raises(situations.AlreadyChecked):
        sign_month(july, all_in_order(view_month(july, JUNE)), password(scene))


def test_doubt_needs_a_reason_and_no_text_may_hold_a_number(july: Desk, scene: Scene) -> None:
    write(july, "削除", LogClass.DISPOSAL)
    go_to(scene, 8, 3)
    signed = all_in_order(view_month(july, JULY))
    number = f"番号は{valid_number(1).digits()}"
    for verdict, comment, field in (
        (Verdict(seq=signed.verdicts[0].seq, in_order=False), "", "remark"),
        (Verdict(seq=signed.verdicts[0].seq, remark=number), "", "remark"),
        (signed.verdicts[0], number, "comment"),
    ):
        answer = sign_month(july, replace(signed, verdicts=(verdict,), comment=comment), password(scene))
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == [field]


def test_a_quarter_is_concluded_once_it_has_ended_and_by_whom_it_concerns(july: Desk, scene: Scene) -> None:
    with pytest.raises(situations.QuarterNotEnded):
        record_findings(july, "2026-Q3", "静かでした。", password(scene))
    with pytest.raises(situations.NothingToCheck):
        record_findings(july, "2026-Q1", "静かでした。", password(scene))
    for wrong in (" ", f"番号は{valid_number(1).digits()}"):
        answer = record_findings(july, "2026-Q2", wrong, password(scene))
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == ["findings"]
    assert [quarter.key for quarter in quarters_waiting(july)] == ["2026-Q2"]
    done(record_findings(july, "2026-Q2", "静かでした。", password(scene)))
    done(record_findings(july, "2026-Q2", "書き足しました。", password(scene)))
    assert quarters_waiting(july) == ()
    view = view_quarter(july)
    assert {one.findings for one in view.analyses} == {"静かでした。", "書き足しました。"}
    assert all(one.lines == view.figures.lines for one in view.analyses)
    close(july, "done")
    auditor = scene.unlock(AUDITOR)
    assert not view_quarter(auditor, "2026-Q2").may_write
    with pytest.raises(situations.NotYourCheck):
        record_findings(auditor, "2026-Q2", "静かでした。", password(scene, AUDITOR))
