"""Without a mouse: Tab in the order of reading, and what has the keyboard in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from ashibue_desk.domain.problems import Problem
from ui.vault.door_window import DoorWindow
from ui.widgets.card import column, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import TextField
from ui.widgets.help_panel import HelpPanel
from ui.widgets.secret_field import SecretField
from ui.widgets.sight import bring_into_sight
from ui.widgets.tab_order import order_keys, reading_order


class Ordered(QWidget):
    """A window as ours are: the order is taken anew at each Tab."""

    def focusNextPrevChild(self, forwards: bool) -> bool:
        order_keys(self)
        return super().focusNextPrevChild(forwards)


class Backwards(QWidget):
    """A part with an order of its own."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setLayout(row())
        for part in parts:
            self.layout().addWidget(part)

    def key_order(self) -> tuple[QWidget, ...]:
        layout = self.layout()
        return tuple(layout.itemAt(at).widget() for at in reversed(range(layout.count())))


@pytest.fixture
def cards(qtbot) -> ChoiceCards:
    made = ChoiceCards((ChoiceCard("one", "一つ"), ChoiceCard("two", "二つ")))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def tall(qtbot) -> Iterator[DoorWindow]:
    """A window with far more fields than it can show."""
    window = DoorWindow()
    qtbot.addWidget(window)
    area = QScrollArea()
    area.setWidgetResizable(True)
    form = Form()
    for at in range(12):
        form.add(FieldRow(f"欄{at}", TextField(), required=True, name=str(at)))
    area.setWidget(form)
    window.show_widget(area)
    window.resize(600, 420)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield window
    window.hide()


def in_sight(window: DoorWindow, widget: QWidget) -> bool:
    area = window.shown()
    assert isinstance(area, QScrollArea)
    view = area.viewport()
    place = QRect(widget.mapTo(view, QPoint(0, 0)), widget.size())
    return view.rect().contains(place)


def form_of(window: DoorWindow) -> Form:
    area = window.shown()
    assert isinstance(area, QScrollArea)
    form = area.widget()
    assert isinstance(form, Form)
    return form


def test_what_was_made_later_has_its_turn_where_it_stands(qtbot):
    window = Ordered()
    qtbot.addWidget(window)
    layout = column()
    window.setLayout(layout)
    middle = column()
    first, last = QPushButton("先頭"), QPushButton("最後")
    layout.addWidget(first)
    layout.addLayout(middle)
    layout.addWidget(last)
    lines = [QPushButton("行1"), QPushButton("行2")]
    for line in lines:
        middle.addWidget(line)
    hidden = QPushButton("隠れたもの")
    middle.addWidget(hidden)
    window.show()
    hidden.hide()
    first.setFocus()
    seen = [first]
    for _ in range(4):
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    assert seen == [first, *lines, last, first]
    qtbot.keyClick(first, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is last


def test_a_part_may_have_an_order_of_its_own_and_what_is_put_away_has_none(qtbot):
    one, two, other = QPushButton("一"), QPushButton("二"), QPushButton("別の頁")
    stack = QStackedWidget()
    stack.addWidget(Backwards(one, two))
    stack.addWidget(other)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(stack)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(area)
    assert [each for each in reading_order(window) if isinstance(each, QPushButton)] == [two, one]


def test_tab_goes_from_a_page_into_its_first_part(qtbot):
    window, page = Ordered(), QWidget()
    qtbot.addWidget(window)
    page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    inside, beside = QPushButton("頁の中"), QPushButton("左")
    page.setLayout(column())
    page.layout().addWidget(inside)
    window.setLayout(row())
    window.layout().addWidget(beside)
    window.layout().addWidget(page)
    window.show()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert window.focusWidget() is inside


def test_a_field_that_gets_the_keyboard_comes_into_sight_with_its_label(tall, qtbot):
    rows = form_of(tall).rows()
    assert not in_sight(tall, rows[9])
    rows[9].field.setFocus()
    qtbot.waitUntil(lambda: in_sight(tall, rows[9]))
    rows[0].field.setFocus()
    qtbot.waitUntil(lambda: in_sight(tall, rows[0]))


def test_a_problem_can_be_brought_into_sight_and_a_whole_form_begins_where_it_is(tall, qtbot):
    rows = form_of(tall).rows()
    rows[11].show_problem(Problem("11", "入力してください。"))
    bring_into_sight(rows[11])
    qtbot.waitUntil(lambda: in_sight(tall, rows[11]))
    area = tall.shown()
    assert isinstance(area, QScrollArea)
    before = area.verticalScrollBar().value()
    bring_into_sight(form_of(tall))  # larger than the window: some of it is seen already
    QApplication.processEvents()
    assert area.verticalScrollBar().value() == before


def test_of_a_list_the_current_row_comes_into_sight(tall, qtbot):
    form = form_of(tall)
    names = QListWidget()
    names.addItems([str(at) for at in range(60)])
    names.setFixedHeight(1200)
    form.layout().addWidget(names)
    QApplication.processEvents()
    area = tall.shown()
    assert isinstance(area, QScrollArea)
    names.setFocus()
    qtbot.waitUntil(lambda: 0 <= names.mapTo(area.viewport(), QPoint(0, 0)).y() < area.viewport().height())
    form.rows()[0].field.setFocus()
    names.setCurrentRow(40)
    names.setFocus()

    def seen() -> bool:
        row = names.visualRect(names.currentIndex()).center()
        return area.viewport().rect().contains(names.viewport().mapTo(area.viewport(), row))

    qtbot.waitUntil(seen)


def test_what_the_mouse_chose_does_not_jump_away(tall, qtbot, monkeypatch):
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    area = tall.shown()
    assert isinstance(area, QScrollArea)
    form_of(tall).rows()[9].field.setFocus()
    QApplication.processEvents()
    assert area.verticalScrollBar().value() == 0


def test_the_keyboard_stands_on_the_chosen_card_or_the_first(cards):
    cards.setFocus()
    assert cards.buttons()[0].hasFocus()
    cards.set_value("two")
    cards.setFocus()
    assert cards.buttons()[1].hasFocus()
    cards.buttons()[0].click()
    cards.buttons()[1].clearFocus()
    cards.setFocus()
    assert cards.buttons()[0].hasFocus()


@pytest.mark.parametrize("field", [SecretField, DateField, TextField])
def test_the_key_of_a_label_leads_into_its_field(qtbot, field):
    window, beside, made = QWidget(), QPushButton("別"), field()
    qtbot.addWidget(window)
    layout = column()
    window.setLayout(layout)
    layout.addWidget(beside)
    layout.addWidget(FieldRow("あなたのパスワード(&P)", made))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    beside.setFocus()
    qtbot.keyClick(beside, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert window.focusWidget() is (made.focusProxy() or made)


def test_what_comes_back_to_the_door_has_the_keyboard_again(tall):
    again = QWidget()
    again.setLayout(column())
    for field in (TextField(), TextField()):
        again.layout().addWidget(field)
    field.setFocus()
    tall.show_widget(again)
    assert QApplication.focusWidget() is field


def test_a_problem_of_a_choice_goes_once_something_is_chosen(qtbot):
    cards = ChoiceCards((ChoiceCard("one", "一つ"), ChoiceCard("two", "二つ")))
    field_row = FieldRow("だれ", cards, required=True, name="who")
    qtbot.addWidget(field_row)
    field_row.show_problem(Problem("who", "選んでください。"))
    field_row.show()
    cards.buttons()[1].click()
    assert field_row.problem_text() == ""


@pytest.mark.parametrize(("wide", "beside"), [(1200, True), (700, False)])
def test_help_takes_the_place_of_a_page_that_has_no_room_beside_it(qtbot, wide, beside):
    window, page = QWidget(), QWidget()
    qtbot.addWidget(window)
    layout = row(gap=0)
    window.setLayout(layout)
    panel = HelpPanel(page)
    layout.addWidget(page, 1)
    layout.addWidget(panel)
    window.resize(wide, 400)
    window.show()
    panel.show_help("people")
    QApplication.processEvents()
    assert (page.width() > 0) is beside
    assert panel.width() == (320 if beside else wide)
    panel.put_away()
    QApplication.processEvents()
    assert page.width() == wide
