"""Lists: sort, filter, checks, keyboard, columns that are remembered, ten thousand rows."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QScrollArea

from ashibue_desk.domain.search_key import search_key
from tests.helpers.accessible_names import nameless_controls
from ui.desktop.remembered import Remembered
from ui.theme.theme import px
from ui.widgets.buttons import SmallButton
from ui.widgets.fields import ChoiceField
from ui.widgets.list_panel import ListPanel
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import ROW
from ui.widgets.sight import bring_into_sight
from ui.widgets.small_parts import EmptyState


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    kana: str
    money: int | None


COLUMNS = (
    Column("name", "氏名", lambda row: row.name, 160, bold=True),
    Column("kana", "かな", lambda row: row.kana, 140, soft=True),
    Column(
        "state",
        "状態",
        lambda row: "済" if row.money else "まだ",
        tone=lambda row: "success" if row.money else "warning",
    ),
    Column(
        "money",
        "金額",
        lambda row: f"{row.money or 0:,}",
        right=True,
        sort=lambda row: row.money,
        stretches=True,
    ),
)
FOUR = (
    Row("a", "髙峰 空", "タカミネ ソラ", 300),
    Row("b", "青葉 光", "アオバ ヒカリ", 5),
    Row("c", "𠮷野 <b>", "ヨシノ", None),
    Row("d", "渡邉 海", "ワタナベ ウミ", 20),
)


def row_id(row: Row) -> str:
    return row.id


def row_key(row: Row) -> str:
    return search_key(row.name, row.kana)


@pytest.fixture
def model(qapp) -> RowsModel:
    made = RowsModel(COLUMNS, row_id, row_key, checkable=True)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_rows(FOUR)
    yield made
    tester.deleteLater()


@pytest.fixture
def remembered() -> Remembered:
    return Remembered()


@pytest.fixture
def panel(qtbot, model, remembered) -> ListPanel:
    made = ListPanel(model, remembered, "people", name="名簿", counter="人")
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def names(model: RowsModel) -> str:
    return "".join(model.row(line).id for line in range(model.rowCount()))


def test_what_is_typed_filters_over_name_and_kana_with_variants(model):
    for typed, found in (
        ("高峰", "a"),
        ("わたなべ", "d"),
        ("吉野", "c"),
        ("アオバ 光", "b"),
        ("ない", ""),
        ("", "abcd"),
    ):
        model.set_filter(typed)
        assert names(model) == found


def test_columns_sort_by_value_and_what_has_none_comes_last(model):
    model.sort(3)
    assert names(model) == "bdac"
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert names(model) == "adbc"
    model.sort(-1)
    assert names(model) == "abcd"


def test_checks_outlive_filter_and_sort_and_go_with_their_rows(model):
    model.toggle(0)
    model.toggle(3)
    model.set_filter("青葉")
    model.check_shown(True)
    model.set_filter("")
    model.sort(3)
    assert model.checked_keys() == ("b", "d", "a")
    model.set_rows(FOUR[1:])
    assert model.checked_keys() == ("b", "d")
    model.clear_checks()
    assert model.checked_rows() == ()


def test_a_condition_filters_beside_what_is_typed(model):
    model.set_condition(lambda row: row.money is not None)
    model.set_filter("たかみね")
    assert names(model) == "a"
    model.set_condition(None)
    model.set_filter("")
    assert model.rowCount() == 4


def test_the_cursor_stays_on_its_row_when_sorting(panel, model):
    panel.view.keep_current("d")
    model.sort(3)
    assert panel.view.current_key() == "d"


def test_typing_into_the_list_filters_and_enter_opens(panel, qtbot):
    opened: list[str] = []
    panel.opened.connect(opened.append)
    panel.view.setFocus()
    qtbot.keyClicks(panel.view, "y")
    assert panel.filter_field.text() == "y"
    assert panel.filter_field.hasFocus()
    panel.filter_field.setText("わたなべ")
    qtbot.keyClick(panel.filter_field, Qt.Key.Key_Return)
    assert panel.view.hasFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert opened == ["d"]


def test_esc_in_the_filter_empties_it_first_and_then_leaves_the_page(panel, qtbot):
    left: list[bool] = []
    leaving = QShortcut(QKeySequence("Esc"), panel, context=Qt.ShortcutContext.WindowShortcut)
    leaving.activated.connect(lambda: left.append(True))
    line = panel.filter_field
    line.setFocus()
    line.setText("わたなべ")
    assert line.cross.isVisible()
    assert line.cross.iconSize().width() == px(16)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), left, line.cross.isVisible()) == ("", [], False)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert left == [True]
    line.setText("たかみね")
    line.cross.click()
    assert line.text() == ""
    assert line.hasFocus()


def test_space_checks_and_the_bar_counts(panel, model, qtbot):
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert model.checked_keys() == ("a", "b")
    assert panel.selection_bar.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(model.checked_keys()) == 4


def test_a_click_on_the_box_checks(panel, model, qtbot):
    cell = panel.view.visualRect(model.index(1, 0))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(18, 20))
    assert model.checked_keys() == ("b",)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(90, 20))
    assert model.checked_keys() == ("b",)


def test_counts_and_empty_places_speak(panel, model):
    assert panel.count.text() == "4人"
    panel.filter_field.setText("青葉")
    assert panel.count.text() == "4人中 1人"
    panel.filter_field.setText("いない人")
    assert "4人中 0人" in panel.count.text()
    assert not panel.view.isVisible()
    panel.clear_filter()
    assert panel.view.isVisible()
    panel.set_rows(())
    assert not panel.view.isVisible()


def test_chosen_columns_and_widths_are_remembered(panel, model, remembered, qtbot):
    panel.show_column(1, False)
    panel.view.setColumnWidth(0, 222)
    qtbot.waitUntil(lambda: 222 in remembered.numbers("people.widths"))
    panel.view.horizontalHeader().moveSection(2, 0)
    qtbot.waitUntil(lambda: remembered.texts("people.order")[0] == "state")
    again = ListPanel(RowsModel(COLUMNS, row_id, row_key), remembered, "people")
    qtbot.addWidget(again)
    header = again.view.horizontalHeader()
    assert header.isSectionHidden(1)
    assert header.sectionSize(0) == 222
    assert header.logicalIndex(0) == 2
    assert again.view.first_column() == 2


def test_a_new_column_leaves_the_others_as_they_were_chosen(remembered, qtbot):
    earlier = ListPanel(RowsModel(COLUMNS[:1] + COLUMNS[2:], row_id, row_key), remembered, "people")
    qtbot.addWidget(earlier)
    earlier.view.horizontalHeader().resizeSection(0, 222)
    earlier.view.horizontalHeader().moveSection(1, 0)
    earlier.show_column(2, False)
    now = ListPanel(RowsModel(COLUMNS, row_id, row_key), remembered, "people")
    qtbot.addWidget(now)
    header = now.view.horizontalHeader()
    keys = [COLUMNS[header.logicalIndex(place)].key for place in range(4)]
    assert keys == ["state", "name", "kana", "money"]
    assert [header.isSectionHidden(at) for at in range(4)] == [False, False, False, True]
    assert header.sectionSize(0) == 222


def test_choices_above_a_list_narrow_it_together(panel, model):
    paid = panel.add_choice((("", "全部"), ("paid", "済")), lambda _value, row: bool(row.money), "状態")
    panel.add_choice((("", "全部"), ("b", "bだけ")), lambda value, row: row.id == value, "番号", every="b")
    everybody = names(model)
    paid.set_value("paid")
    assert set(names(model)) == {row.id for row in FOUR if row.money} < set(everybody)
    panel.clear_filter()
    assert names(model) == "b"  # what a choice says once the filter is cleared is its own to say
    paid.set_value("paid")
    assert set(names(model)) <= {"b"}
    assert nameless_controls(panel) == []


def test_a_list_whose_rows_are_not_read_yet_does_not_say_that_there_are_none(qtbot, remembered):
    waiting = ListPanel(RowsModel(COLUMNS, row_id, row_key), remembered, "people")
    qtbot.addWidget(waiting)
    waiting.add_choice((("", "全部"), ("paid", "済")), lambda _value, row: bool(row.money), "状態")
    assert waiting.findChildren(EmptyState) == []
    waiting.set_rows(())
    assert len(waiting.findChildren(EmptyState)) == 1


def test_every_control_of_a_list_has_a_name(panel):
    assert nameless_controls(panel) == []


def test_ten_thousand_rows_follow_every_keystroke(qtbot, remembered):
    model = RowsModel(COLUMNS, row_id, row_key, checkable=True)
    panel = ListPanel(model, remembered, "people")
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.show()
    panel.set_rows([Row(str(n), f"{FOUR[n % 4].name}{n}", FOUR[n % 4].kana, n) for n in range(10_000)])
    for typed in ("た", "たか", "たかみ", "たかみね", "たかみね 99", ""):
        panel.filter_field.setText(typed)
        panel.repaint()
        assert (model.rowCount() == 10_000) == (not typed)
    assert model.rowCount() == 10_000
    panel.hide()


def test_the_acts_on_a_selection_stand_below_its_count_where_there_is_little_room(panel, model, qtbot):
    for words in ("印刷する", "受領を記録", "拒否を記録"):
        panel.selection_acts.addWidget(SmallButton(words, panel))
    model.toggle(0)
    for width, below in ((500, True), (1000, False)):
        panel.resize(width, 500)
        QApplication.processEvents()
        first = panel.selection_acts.itemAt(0).widget()
        assert (first.y() >= panel._selected.geometry().bottom()) is below


def test_the_row_just_checked_stays_in_sight_when_the_bar_of_acts_comes(panel, model, qtbot):
    inside = QScrollArea()
    qtbot.addWidget(inside)
    inside.setWidgetResizable(True)
    panel.setMinimumHeight(600)
    inside.setWidget(panel)
    inside.resize(500, 260)
    inside.show()
    panel.view.keep_current("a")
    panel.view.setFocus()
    bring_into_sight(panel.view)
    QApplication.processEvents()
    for at in range(6):
        panel.selection_acts.addWidget(SmallButton(f"操作その{at}を記録する", panel))
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)

    def seen() -> bool:
        cell = panel.view.visualRect(panel.view.currentIndex()).center()
        return inside.viewport().rect().contains(panel.view.viewport().mapTo(inside.viewport(), cell))

    qtbot.waitUntil(seen)
    inside.takeWidget()


def test_a_list_shows_some_rows_however_little_room_there_is(panel):
    panel.resize(500, 100)
    QApplication.processEvents()
    assert (
        panel.view.viewport().height() >= 4 * ROW - ROW // 2
    )  # the bar for scrolling sideways may take some


def test_the_keyboard_stays_with_the_list_when_what_it_was_on_goes(panel, model, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel)
    act = SmallButton("受領を記録", panel)
    panel.selection_acts.addWidget(act)
    model.toggle(0)
    act.setFocus()
    model.clear_checks()
    assert panel.view.hasFocus()
    model.set_condition(lambda _row: False)
    assert panel.filter_field.hasFocus()
    model.set_condition(None)
    assert panel.filter_field.hasFocus()


def test_a_choice_beside_the_filter_stands_below_it_where_it_would_be_cut(panel):
    choice = ChoiceField((("", "すべての状態 (120)"),))
    panel.tools.addWidget(choice)
    QApplication.processEvents()
    panel.setMinimumWidth(1)  # as in a page, which gives the room there is
    both = panel.filter_field.minimumWidth() + choice.minimumSizeHint().width()
    for width, below in ((both, True), (900, False)):
        panel.resize(width, 500)
        QApplication.processEvents()
        assert (choice.y() > panel.filter_field.geometry().bottom()) is below
        assert choice.width() >= choice.minimumSizeHint().width()
