"""What the log holds of the acts under an article: counted in one pass, the newest line with each, for those who read records."""

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.use_cases.article_records import records_of_article
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, RECEIVER, WITH_NUMBERS, Scene


def test_each_act_is_counted_and_comes_with_its_newest_line(desk: Desk) -> None:
    found = records_of_article(desk, "18条")
    assert found.number == "18条"
    assert [act.act for act in found.acts] == list(desk.regulation.article("18条").records)
    collected, *others = found.acts
    assert (collected.act, collected.lines) == ("個人番号の登録", WITH_NUMBERS)
    newest = next(entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act == collected.act)
    assert collected.newest == newest
    assert {(act.lines, act.newest) for act in others} == {(0, None)}


def test_a_longer_act_counts_under_its_beginning(desk: Desk) -> None:
    ((lines, newest), nothing) = desk.vault.log.count_acts(("個人番号", "番号の登録"))
    assert lines == WITH_NUMBERS
    assert newest is not None
    assert nothing == (0, None), "the beginning counts, not what stands in the middle"


def test_lines_added_later_are_counted_on_top(desk: Desk) -> None:
    ((before, _newest),) = desk.vault.log.count_acts(("個人番号",))
    with desk.act():
        for act in ("個人番号の表示", "持出し"):
            desk.log(LogLine(log_class=LogClass.USE, act=act))
    ((after, newest),) = desk.vault.log.count_acts(("個人番号",))
    assert after == before + 1
    assert newest is not None
    assert newest.line.act == "個人番号の表示"
    assert desk.vault.log.count_acts(("個人番号",)) == ((after, newest),)


def test_an_article_without_records_has_none(desk: Desk) -> None:
    assert records_of_article(desk, "1条").acts == ()


def test_the_auditor_reads_them_and_a_receiver_does_not(scene: Scene) -> None:
    desk = scene.unlock(AUDITOR)
    assert any(act.lines for act in records_of_article(desk, "7条").acts)
    scene.close()
    with pytest.raises(NotYourDuty):
        records_of_article(scene.unlock(RECEIVER), "7条")
