"""The keyboard returns after a small form, what belongs together is seen together, and the rail is one stop of Tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from ui.widgets.act_card import ActCard
from ui.widgets.card import column, row
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.paper_card import PaperCard
from ui.widgets.rail import Rail
from ui.widgets.sight import bring_into_sight, keep_whole
from ui.widgets.tab_order import reading_order


class Place(QWidget):
    """A part of a page with a list and the small forms it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(column())
        self.beside = QPushButton("別の操作")
        self.list = QPushButton("一覧")
        self.act = ActCard()
        self.act.form.add(FieldRow("理由", TextField()))
        self.paper = PaperCard()
        for part in (self.beside, self.act, self.paper, self.list):
            self.layout().addWidget(part)


@pytest.fixture
def place(qtbot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.list.setFocus()
    return made


def test_esc_puts_a_small_form_away_and_the_keyboard_returns(place, qtbot):
    with qtbot.waitSignal(place.act.given_up):
        place.act.ask("拒否", "", "記録する")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not place.act.isVisible()
    assert place.list.hasFocus()
    place.paper.ask("同意書", "", "同意書.pdf")
    assert place.paper.print_button.hasFocus()
    qtbot.keyClick(place.paper.print_button, Qt.Key.Key_Escape)
    assert not place.paper.isVisible()
    assert place.list.hasFocus()


def test_enter_on_a_choice_does_the_act_of_a_small_form(place, qtbot):
    choice = ChoiceField((("first", "委託の前"), ("yearly", "毎年の評価")))
    place.act.form.add(FieldRow("どんな評価か", choice))
    place.act.ask("評価", "", "はじめる")
    choice.setFocus()
    with qtbot.waitSignal(place.act.agreed):
        qtbot.keyClick(choice, Qt.Key.Key_Return)


def test_the_keyboard_returns_after_the_act_as_well_but_is_not_taken_from_elsewhere(place):
    place.act.ask("拒否", "", "記録する")
    place.act.hide()
    assert place.list.hasFocus()
    place.act.ask("拒否", "", "記録する")
    place.beside.setFocus()
    place.act.hide()
    assert place.beside.hasFocus()


def test_a_form_asked_for_twice_still_knows_where_the_keyboard_was(place):
    place.act.ask("拒否", "", "記録する")
    place.act.ask("撤回", "", "記録する")
    place.act.hide()
    assert place.list.hasFocus()


def test_where_the_keyboard_was_may_be_gone(place):
    place.act.ask("拒否", "", "記録する")
    place.list.setEnabled(False)
    place.act.put_away()
    assert not place.list.hasFocus()


def test_what_is_kept_whole_comes_into_sight_with_its_button(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    inside = QWidget()
    inside.setLayout(column(gap=0))
    lines = []
    for _ in range(10):
        line = QWidget()
        line.setFixedHeight(120)
        line.setLayout(column())
        line.layout().addStretch(1)
        line.layout().addWidget(QPushButton("開く"))
        keep_whole(line)
        inside.layout().addWidget(line)
        lines.append(line)
    area.setWidget(inside)
    area.resize(300, 260)
    area.show()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    bring_into_sight(lines[3].findChild(QPushButton))
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() <= lines[3].y() < bar.value() + area.viewport().height())


def test_the_rail_is_one_stop_of_the_tab_key_and_arrows_walk_through_it(qtbot):
    window, page = QWidget(), QPushButton("頁")
    qtbot.addWidget(window)
    rail = Rail("劇場", "責任者", window)
    rail.show_entries([("home", "ホーム"), ("people", "名簿"), ("log", "取扱記録簿")])
    window.setLayout(row(gap=0))
    window.layout().addWidget(rail)
    window.layout().addWidget(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    home, people, log = rail.entries()

    def stops() -> list[QWidget]:
        tab = Qt.FocusPolicy.TabFocus.value
        return [each for each in reading_order(window) if each.focusPolicy().value & tab]

    assert stops() == [home, page]
    rail.mark("people")
    assert stops() == [people, page]
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_Down)
    assert log.hasFocus()
    qtbot.keyClick(log, Qt.Key.Key_Down)
    assert log.hasFocus()
    assert stops() == [log, page]
    qtbot.keyClick(log, Qt.Key.Key_Home)
    assert home.hasFocus()
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.keyClick(home, Qt.Key.Key_Return)
    assert told.args == ["home"]
    window.resize(window.width(), rail.minimumSizeHint().height())
    rail.mark("log")  # the open page is seen, however low the window is
    seen = log.visibleRegion().boundingRect()
    assert seen.height() == log.height()
    rail.mark("a page the rail does not name")
    assert stops() == [home, page]
