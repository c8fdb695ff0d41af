"""What a check found doubtful stays open until somebody says what was found: a signed line that points back (K10-10, M7.1)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter
from ashibue_desk.domain.log_check import Unusual, Verdict
from ashibue_desk.domain.log_check_paper import CheckSheetFacts
from ashibue_desk.domain.log_corrections import SETTLED
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import log_check_situations as situations
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, home
from ashibue_desk.use_cases.log_check_acts import SignedMonth, name_superior, sign_month
from ashibue_desk.use_cases.log_check_papers import print_check_sheet
from ashibue_desk.use_cases.log_checks import doubts_waiting, list_months, view_month
from ashibue_desk.use_cases.log_corrections import correction_view, remark_entry
from ashibue_desk.use_cases.log_doubt_acts import Found, settle_doubt
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import NotYourDuty
from forms.catalogue import catalogue
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, done
from tests.helpers.log_desks import another_tool, checked, leave
from tests.helpers.office_months import JULY, JUNE, go_to, write
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.months_to_check import password, two_handlers

FOUND = "領収書とつき合わせ、依頼どおりの処理と分かった"


def doubt_first(desk: Desk, scene: Scene, key: str, who: str = OFFICER) -> int:
    """Sign a month and doubt the first thing to look at; return the number of its line."""
    view = view_month(desk, key)
    verdicts = [Verdict(seq=item.seq) for item in view.items]
    verdicts[0] = replace(verdicts[0], in_order=False, remark="依頼書を確かめる")
    signed = SignedMonth(month=key, last_seq=view.last_seq, verdicts=tuple(verdicts))
    done(sign_month(desk, signed, password(scene, who)))
    return verdicts[0].seq


def told(desk: Desk, key: str = JUNE, **changes: Any) -> Found:
    """Return what somebody says of the first doubt of a month."""
    doubt = view_month(desk, key).doubts[0]
    return replace(Found(doubt_id=doubt.id, found_on=desk.today, finding=FOUND), **changes)


def newest(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def printed(desk: Desk, key: str) -> CheckSheetFacts:
    facts: list[CheckSheetFacts] = []
    print_check_sheet(desk, key, catalogue()["LM"], lambda told: facts.append(told) or b"")
    return facts[0]


def todos(desk: Desk) -> dict[Todo, int]:
    return {item.todo: item.count for item in home(desk).due}


@pytest.fixture
def doubtful(scene: Scene) -> tuple[Desk, int]:
    """The officer on 6 July, who has just doubted a line of June."""
    desk = scene.unlock()
    two_handlers(desk)
    write(desk, "個人番号の削除", LogClass.DISPOSAL)
    go_to(scene, 7, 6)
    return desk, doubt_first(desk, scene, JUNE)


def test_it_stays_open_on_home_in_the_list_and_on_paper_until_it_is_said_what_was_found(
    doubtful: tuple[Desk, int], scene: Scene
) -> None:
    desk, seq = doubtful
    assert todos(desk)[Todo.SETTLE_DOUBTS] == 1
    assert {line.month.key: line.in_doubt for line in list_months(desk).months} == {JUNE: 1, JULY: 0}
    (doubt,) = view_month(desk, JUNE).doubts
    assert (doubt.remark.seq, doubt.is_open) == (seq, True)
    (row,) = printed(desk, JUNE).doubts
    assert (row.seq, row.remark, row.found_on, row.finding, row.month) == (
        seq,
        "依頼書を確かめる",
        "",
        "",
        "",
    )
    (late,) = printed(desk, JULY).doubts
    assert late.month == "令和8年6月分", "the next month's sheet does not let it be forgotten"
    go_to(scene, 7, 9)
    done(settle_doubt(desk, told(desk, found_on=date(2026, 7, 8)), password(scene)))
    assert Todo.SETTLE_DOUBTS not in todos(desk)
    assert not any(line.in_doubt for line in list_months(desk).months)
    (doubt,) = view_month(desk, JUNE).doubts
    assert doubt.outcome is not None
    assert (doubt.outcome.found_on, doubt.outcome.finding) == (date(2026, 7, 8), FOUND)
    (row,) = printed(desk, JUNE).doubts
    assert row.found_on == "R8.7.8"
    assert row.finding.startswith(FOUND)
    assert desk.actor.name in row.finding
    assert printed(desk, JULY).doubts == ()


def test_the_line_points_back_is_signed_and_is_no_correction(
    doubtful: tuple[Desk, int], scene: Scene
) -> None:
    desk, seq = doubtful
    remark = done(remark_entry(desk, seq, "依頼書は書庫")).answer
    written = done(settle_doubt(desk, told(desk), password(scene))).answer
    entry = newest(desk)
    assert (entry.seq, entry.line.act, entry.line.corrects) == (written, SETTLED, remark)
    assert entry.line.detail == f"{desk.today.isoformat()} {FOUND}"
    course = correction_view(desk, seq).course
    assert [each.seq for each in course.entries] == [seq, remark, written]
    assert course.content.seq == seq, "what was done is what it was"
    signature = desk.vault.log.connection.execute(
        text("SELECT signature FROM log_seals WHERE seq = :seq"), {"seq": written}
    ).scalar_one()
    assert signature is not None
    go_to(scene, 8, 5)
    kinds = {item.seq: item.kinds for item in view_month(desk, JULY).items}
    assert Unusual.CORRECTION in kinds[remark]
    assert written not in kinds
    assert checked(desk).holds


def test_it_is_said_once_and_only_of_what_is_in_doubt(doubtful: tuple[Desk, int], scene: Scene) -> None:
    desk, _seq = doubtful
    found = told(desk)
    done(settle_doubt(desk, found, password(scene)))
    before = desk.vault.log.last_seq()
    for again in (found, replace(found, doubt_id="x:1")):
        with pytest.raises(situations.NothingInDoubt):
            settle_doubt(desk, again, password(scene))
    assert desk.vault.log.last_seq() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"found_on": None}, "found_on"),
        ({"found_on": date(2026, 7, 7)}, "found_on"),
        ({"found_on": date(2026, 7, 5)}, "found_on"),
        ({"finding": "　 "}, "finding"),
        ({"finding": f"番号は{valid_number(3).digits()}"}, "finding"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(
    doubtful: tuple[Desk, int], scene: Scene, changes: dict[str, Any], field: str
) -> None:
    desk, _seq = doubtful
    before = desk.vault.log.last_seq()
    answer = settle_doubt(desk, told(desk, **changes), password(scene))
    assert isinstance(answer, tuple)
    assert [problem.field for problem in answer] == [field]
    assert desk.vault.log.last_seq() == before


def test_it_takes_the_password_and_whoever_checks(doubtful: tuple[Desk, int], scene: Scene) -> None:
    desk, _seq = doubtful
    found = told(desk)
    leave(scene, desk)
    desk = scene.unlock()
    with pytest.raises(PasswordNeeded):
        settle_doubt(desk, found)
    with pytest.raises(WrongPassword):
        settle_doubt(desk, found, "chigau 1 chigau")
    leave(scene, desk)
    handler = scene.unlock(HANDLER)
    assert doubts_waiting(handler) == 0
    with pytest.raises(NotYourDuty):
        settle_doubt(handler, found, password(scene, HANDLER))
    leave(scene, handler)
    auditor = scene.unlock(AUDITOR)
    assert doubts_waiting(auditor) == 0
    with pytest.raises(situations.NotYourCheck, match="責任者"):
        settle_doubt(auditor, found, password(scene, AUDITOR))


def test_where_one_handles_alone_the_superior_says_it(scene: Scene) -> None:
    desk = scene.unlock()
    auditor = next(user for user in desk.vault.users.all() if user.name == "宵町 律")
    done(name_superior(desk, auditor.user_id, post="監事", password=password(scene)))
    write(desk, "個人番号の削除", LogClass.DISPOSAL)
    leave(scene, desk)
    go_to(scene, 7, 6)
    superior = scene.unlock(AUDITOR)
    doubt_first(superior, scene, JUNE, AUDITOR)
    assert todos(superior)[Todo.SETTLE_DOUBTS] == 1
    found = told(superior)
    leave(scene, superior)
    desk = scene.unlock()
    assert Todo.SETTLE_DOUBTS not in todos(desk)
    with pytest.raises(situations.NotYourCheck, match="直属の上司"):
        settle_doubt(desk, found, password(scene))
    done(name_superior(desk, "", "架空 上", "理事長", password(scene)))
    assert todos(desk)[Todo.SETTLE_DOUBTS] == 1, "the superior has no account any more: the officer enters it"
    done(settle_doubt(desk, found, password(scene)))
    assert newest(desk).line.detail.endswith(f"{FOUND}(確かめた人: 上司 架空 上)")


def test_nobody_says_it_before_a_superior_is_named(doubtful: tuple[Desk, int], scene: Scene) -> None:
    desk, _seq = doubtful
    found = told(desk)
    user = next(user for user in desk.vault.users.all() if user.name == "宵町 律")
    with desk.act():
        desk.vault.users.set_roles(
            user.user_id, frozenset(user.roles) - {next(iter(scene.users[HANDLER].roles))}
        )
    with pytest.raises(situations.SuperiorNotNamed):
        settle_doubt(desk, found, password(scene))


def test_an_outcome_written_past_the_program_is_shown_and_named(
    doubtful: tuple[Desk, int], scene: Scene
) -> None:
    desk, _seq = doubtful
    done(settle_doubt(desk, told(desk), password(scene)))
    with another_tool(desk) as tool:
        tool.execute("UPDATE log SET detail = '問題なし' WHERE act = ?", (SETTLED,))
    (doubt,) = view_month(desk, JUNE).doubts
    assert doubt.outcome is not None
    assert doubt.outcome.finding == "問題なし"
    found = checked(desk).report.finding
    assert found is not None
    assert found.seq == doubt.outcome.seq
