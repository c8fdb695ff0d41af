"""The monthly check of the log: what deserves a look, who signs, what stays bound, what every refusal says (K10-10, M6.3, M7.1)."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import text

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.log_check import MonthState, Unusual, Verdict
from ashibue_desk.domain.mass_output import SHOWN
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import log_check_situations as situations
from ashibue_desk.use_cases import verify_log
from ashibue_desk.use_cases.access_analysis import quarters_waiting, record_findings, view_quarter
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
    MonthView,
    checks_late_since,
    doubts_waiting,
    list_months,
    months_waiting,
    needs_superior,
    view_month,
)
from ashibue_desk.use_cases.log_doubt_acts import Found, settle_doubt
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import NotYourDuty
from ashibue_desk.use_cases.vault_gate import close
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, done
from tests.helpers.sample_numbers import valid_number

JUNE, JULY = "2026-06", "2026-07"


def go_to(scene: Scene, month: int, day: int, hour: int = 10) -> None:
    """Set the office's clock."""
    zone = scene.clock.local_now().tzinfo
    scene.clock.set_to(datetime(2026, month, day, hour, tzinfo=zone))


def write(desk: Desk, act: str, log_class: LogClass = LogClass.USE, **told: object) -> int:
    """Write a line as some use case would."""
    with desk.act():
        desk.log(LogLine(log_class=log_class, act=act, **told))  # type: ignore[arg-type] # fields of a line
    return desk.vault.log.last_seq()


def password(scene: Scene, who: str = OFFICER) -> str:
    return scene.users[who].password


def two_handlers(desk: Desk) -> None:
    """Make the auditor a handler too, in the program's eyes: then the officer checks."""
    user = next(user for user in desk.vault.users.all() if user.name == "宵町 律")
    with desk.act():
        desk.vault.users.set_roles(user.user_id, frozenset({Role.AUDITOR, Role.HANDLER}))


def all_in_order(view: MonthView) -> SignedMonth:
    return SignedMonth(
        month=view.month.key,
        last_seq=view.last_seq,
        verdicts=tuple(Verdict(seq=item.seq) for item in view.items),
    )


def sign(desk: Desk, scene: Scene, key: str = JUNE, who: str = OFFICER) -> str:
    return done(sign_month(desk, all_in_order(view_month(desk, key)), password(scene, who))).answer


@pytest.fixture
def july(scene: Scene) -> Desk:
    """The officer on 6 July, one of whose two handlers worked in June."""
    desk = scene.unlock()
    two_handlers(desk)
    go_to(scene, 7, 6)
    return desk


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


def test_a_paper_act_entered_after_the_check_shows_as_added_and_is_checked_by_itself(
    july: Desk, scene: Scene
) -> None:
    sign(july, scene)
    before = view_month(july, JUNE).checks[0][0]
    late = write(july, "書類の廃棄", happened_on="2026-06-10", object_label="架空 花")
    view = view_month(july, JUNE)
    assert (view.state, view.to_check, view.last_seq) == (MonthState.ADDED, 1, late)
    assert [(item.seq, item.kinds) for item in view.items] == [(late, (Unusual.LATE_PAPER,))]
    june = next(line for line in list_months(july).months if line.month.key == JUNE)
    assert (june.added, june.state, june.lines) == (1, MonthState.ADDED, before.lines + 1)
    assert months_waiting(july) == (MonthState.ADDED,)
    sign(july, scene)
    second = view_month(july, JUNE).checks[1][0]
    assert (second.after_seq, second.last_seq, second.lines) == (before.last_seq, late, 1)
    assert months_waiting(july) == ()
    assert july.vault.log_checks.of_month(before.month)[0] == before, "the first check stands as it was"


def test_lines_written_with_the_clock_set_back_into_a_checked_month_wait_for_a_check_of_their_own(
    july: Desk, scene: Scene
) -> None:
    sign(july, scene)
    go_to(scene, 6, 20)
    hidden = write(july, "名簿の訂正", object_label="架空 花")
    go_to(scene, 7, 6, 11)
    write(july, "名簿の訂正")
    assert months_waiting(july) == (MonthState.ADDED,), "home says so, not only the list"
    view = view_month(july, JUNE)
    assert (view.state, view.to_check, view.last_seq) == (MonthState.ADDED, 1, hidden)
    sign(july, scene)
    assert months_waiting(july) == ()


def test_a_later_check_does_not_hide_lines_put_back_into_an_older_month(july: Desk, scene: Scene) -> None:
    sign(july, scene)
    go_to(scene, 7, 20)
    write(july, "名簿の訂正")
    go_to(scene, 6, 20)
    write(july, "名簿の訂正", object_label="架空 花")
    go_to(scene, 8, 3)
    with pytest.raises(situations.OlderMonthFirst) as caught:
        sign(july, scene, JULY)
    assert "令和8年6月" in caught.value.what
    sign(july, scene)
    sign(july, scene, JULY)
    assert months_waiting(july) == ()


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


def test_a_quarter_is_asked_for_again_after_lines_were_dated_back(july: Desk, scene: Scene) -> None:
    quarter = "2026-Q2"
    done(record_findings(july, quarter, "変わりはありません。", password(scene)))
    go_to(scene, 10, 5)
    assert [one.key for one in quarters_waiting(july)] == ["2026-Q3"]
    go_to(scene, 6, 20)
    write(july, "名簿の訂正", happened_on="2026-06-10")
    go_to(scene, 10, 5)
    assert [one.key for one in quarters_waiting(july)] == [quarter, "2026-Q3"]
    write(july, "名簿の訂正")
    go_to(scene, 7, 20)
    write(july, "名簿の訂正")
    go_to(scene, 10, 6)
    with pytest.raises(situations.OlderQuarterFirst) as caught:
        record_findings(july, "2026-Q3", "変わりはありません。", password(scene))
    assert "4月から6月" in caught.value.what
    done(record_findings(july, quarter, "時計が戻されていました。", password(scene)))
    done(record_findings(july, "2026-Q3", "変わりはありません。", password(scene)))
    assert quarters_waiting(july) == ()


def test_a_month_signed_while_the_clock_ran_ahead_is_not_closed_to_what_comes_later(
    scene: Scene,
) -> None:
    desk = scene.unlock()
    two_handlers(desk)
    go_to(scene, 7, 1)
    sign(desk, scene)
    go_to(scene, 6, 16)
    write(desk, "個人番号の表示", object_label="架空 花")
    go_to(scene, 7, 2)
    assert months_waiting(desk) == (MonthState.ADDED,)


def test_a_paper_act_from_before_the_vault_belongs_to_its_first_month(july: Desk) -> None:
    before = view_month(july, JUNE).to_check
    write(july, "個人番号の表示", happened_on="2019-05-01")
    assert view_month(july, JUNE).to_check == before + 1
    assert [line.month.key for line in list_months(july).months] == [JULY, JUNE]


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


# --- the quarter --------------------------------------------------------------------------------------------------


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
