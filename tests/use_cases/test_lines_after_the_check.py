"""Lines that come into a month after its check, entered late or with the clock set back: month and quarter wait again (K10-10)."""

import pytest

from ashibue_desk.domain.log_check import MonthState, Unusual
from ashibue_desk.use_cases import log_check_situations as situations
from ashibue_desk.use_cases.access_analysis import quarters_waiting, record_findings
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_checks import list_months, months_waiting, view_month
from tests.helpers.desks import Scene, done
from tests.helpers.office_months import JULY, JUNE, go_to, write
from tests.use_cases.months_to_check import july, password, sign, two_handlers

__all__ = ["july"]


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
