"""Parts that fold: in time, and never to and fro with the scroll bar they themselves call for."""

from PySide6.QtWidgets import QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages.showing import Opened, opened
from ui.theme.theme import px
from ui.widgets.card import row
from ui.widgets.chosen_bar import ChosenBar
from ui.widgets.folding import fold
from ui.widgets.page import Page

__all__ = ["opened"]

_LEAST = 400


def test_what_is_folded_unfolds_where_a_scroll_bar_fits_too(qtbot: QtBot) -> None:
    part, line = QWidget(), row(gap=0)
    qtbot.addWidget(part)
    part.setLayout(line)
    told = [fold(line, room, _LEAST) for room in (_LEAST, _LEAST - 1, _LEAST, _LEAST + 39, _LEAST + 40)]
    assert told == [False, True, True, True, False]
    assert line.direction() is QBoxLayout.Direction.LeftToRight


def test_the_acts_of_the_chosen_row_stand_below_its_name_where_they_would_hide_it(qtbot: QtBot) -> None:
    bar = ChosenBar()
    qtbot.addWidget(bar)
    bar.name.setText("霧島 こずえさん・扶養親族・未取得")
    acts = [bar.add_act(words, bar.hide) for words in ("依頼を記録する", "拒否を記録する", "番号を受け取る")]
    bar.show()
    for width, below in ((420, True), (1000, False)):
        bar.resize(width, 160)
        qtbot.waitUntil(lambda below=below: (acts[0].y() > bar.name.geometry().bottom()) is below)
        assert bar.name.width() > px(200)
    bar.resize(720, 160)
    qtbot.waitUntil(lambda: acts[0].y() < bar.name.geometry().bottom())
    acts += [bar.add_act(words, bar.hide) for words in ("お願いを印刷", "説明を記録する")]
    for act in acts:
        act.show()
    qtbot.waitUntil(lambda: acts[0].y() > bar.name.geometry().bottom())
    assert bar.name.width() > px(600), "the row has more to do than fits beside its name"


class PageOfOne(Page):
    """A page whose acts come with what is read."""

    title = "髙橋・ヴァレンティーナ・アレクサンドロヴナ 梓美津子"

    def leave(self) -> None:
        """Do nothing."""


def test_a_title_keeps_its_room_when_acts_come_with_what_was_read(opened: Opened, qtbot: QtBot) -> None:
    page = opened.show(PageOfOne)
    page.resize(px(790), px(600))
    words = ("退職日を記録する", "取扱いの記録", "修正する (F2)", "番号を受け取る")
    acts = [page.add_act(each, page.leave) for each in words]
    for act in acts:
        act.hide()
    opened.rest()
    for act in acts:
        act.show()
    qtbot.waitUntil(lambda: acts[0].y() > page.heading.geometry().bottom())
    assert page.heading.width() > px(600)
    acts[0].hide()
    qtbot.waitUntil(lambda: acts[1].y() < page.heading.geometry().bottom())
