"""The widgets of judging and overview: marks with one key, bars with last time, stages, the tree of who hands on to whom."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.accessible_names import nameless_controls, spoken_name
from ui.theme.theme import Brightness, theme
from ui.widgets.card import column
from ui.widgets.chain_tree import ChainTree, TreeNode
from ui.widgets.name_link import NameLink
from ui.widgets.paired_bars import PairedBar, PairedBars
from ui.widgets.rating import Mark, RatingField
from ui.widgets.stage_band import StageBand

MARKS = (
    Mark("good", "○", "できている"),
    Mark("part", "△", "一部できている", "warning"),
    Mark("bad", "×", "できていない", "error"),
    Mark("none", "–", "該当なし", "neutral"),
)


@pytest.fixture
def fields(qtbot: QtBot) -> Iterator[tuple[RatingField, RatingField]]:
    """Two judgements below one another in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(column())
    made = tuple(RatingField(MARKS, window) for _ in range(2))
    for at, field in enumerate(made, 1):
        field.setAccessibleName(f"1-{at}")
        window.layout().addWidget(field)
    window.show()
    window.activateWindow()
    yield made[0], made[1]
    window.close()


def test_a_number_key_judges_and_says_that_the_keyboard_may_go_on(fields, qtbot: QtBot) -> None:
    first, _second = fields
    first.take_keyboard()
    for key, value in zip("1234", ("good", "part", "bad", "none"), strict=True):
        with qtbot.waitSignals([first.decided, first.changed]):
            qtbot.keyClick(first.focusWidget(), key)
        assert first.value() == value
    with qtbot.assertNotEmitted(first.changed), qtbot.waitSignal(first.decided):
        qtbot.keyClick(first.focusWidget(), "4")
    qtbot.keyClick(first.focusWidget(), "5")
    assert first.value() == "none"


def test_arrows_move_the_choice_and_stop_at_the_ends(fields, qtbot: QtBot) -> None:
    first, _second = fields
    first.take_keyboard()
    assert first.value() == ""
    for key, value in (
        (Qt.Key.Key_Right, "part"),
        (Qt.Key.Key_Right, "bad"),
        (Qt.Key.Key_Left, "part"),
        (Qt.Key.Key_Left, "good"),
        (Qt.Key.Key_Left, "good"),
    ):
        with qtbot.assertNotEmitted(first.decided):
            qtbot.keyClick(first.focusWidget(), key)
        assert first.value() == value
    with qtbot.waitSignal(first.moved) as told:
        qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Down)
    assert told.args == [1]


def test_tab_reaches_each_judgement_once(fields, qtbot: QtBot) -> None:
    first, second = fields
    first.set_value("bad")
    first.take_keyboard()
    assert first.focusWidget() is first.buttons()[2]
    qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitUntil(second.buttons()[0].hasFocus)


def test_a_click_chooses_and_a_second_one_takes_nothing_back(fields, qtbot: QtBot) -> None:
    first, _second = fields
    for _ in range(2):
        qtbot.mouseClick(first.buttons()[1], Qt.MouseButton.LeftButton)
        assert first.value() == "part"
    first.set_locked(True)
    qtbot.mouseClick(first.buttons()[0], Qt.MouseButton.LeftButton)
    assert first.value() == "part"


def test_enter_chooses_a_mark_goes_on_from_it_and_with_shift_back(fields, qtbot: QtBot) -> None:
    first, _second = fields
    moved: list[int] = []
    first.moved.connect(moved.append)
    qtbot.keyClick(first.buttons()[1], Qt.Key.Key_Return)
    assert (first.value(), moved) == ("part", [])
    qtbot.keyClick(first.buttons()[1], Qt.Key.Key_Return)
    qtbot.keyClick(first.buttons()[1], Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert (first.value(), moved) == ("part", [1, -1])


def test_every_mark_says_the_item_and_what_it_means(fields) -> None:
    first, _second = fields
    assert [spoken_name(button) for button in first.buttons()] == [
        "1-1、○ できている",
        "1-1、△ 一部できている",
        "1-1、× できていない",
        "1-1、– 該当なし",
    ]
    assert nameless_controls(first) == []


def test_bars_tell_both_times_and_open_a_line(qtbot: QtBot) -> None:
    bars = PairedBars(choosable=True)
    qtbot.addWidget(bars)
    bars.show_bars(
        [PairedBar("組織", 1.0, 0.5, "success", "8 / 8", "前回 4"), PairedBar("入退室", 0.0, words="0 / 2")]
    )
    bars.show()
    assert bars.accessibleDescription() == "組織、8 / 8、前回 4。入退室、0 / 2"
    with qtbot.waitSignal(bars.chosen) as told:
        qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert told.args == [1]
    with qtbot.assertNotEmitted(bars.chosen):
        qtbot.keyClick(bars, Qt.Key.Key_Down)
    with qtbot.waitSignal(bars.chosen) as told:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert told.args == [0]


def test_the_mark_of_last_time_is_drawn(qtbot: QtBot) -> None:
    bars = PairedBars()
    qtbot.addWidget(bars)
    bars.resize(300, 40)
    bars.show_bars([PairedBar("組織", 0.2)])
    without = bars.grab().toImage()
    bars.show_bars([PairedBar("組織", 0.2, 0.8)])
    assert bars.grab().toImage() != without


def test_stages_say_where_things_stand(qtbot: QtBot) -> None:
    band = StageBand()
    qtbot.addWidget(band)
    band.show_stages(("候補", "評価", "判定"), 1)
    assert band.accessibleName() == "いまの段階: 評価 (2 / 3)"
    band.show_stages(("候補", "評価", "判定"), 3)
    assert band.accessibleName() == "いまの段階: すべて済み (3 / 3)"


TREE = TreeNode(
    "",
    "みずうみ劇場",
    children=(
        TreeNode("a", "さくら会計", tag="委託中", children=(TreeNode("b", "データ入力"),)),
        TreeNode("c", "溶解"),
    ),
)


def test_every_party_of_the_tree_opens(qtbot: QtBot) -> None:
    tree = ChainTree()
    qtbot.addWidget(tree)
    tree.show_tree([TREE])
    tree.show()
    links = tree.findChildren(NameLink)
    assert [spoken_name(link) for link in links] == [
        "1つ下のさくら会計、委託中",
        "2つ下のデータ入力",
        "1つ下の溶解",
    ]
    for link, key in zip(links, "abc", strict=True):
        with qtbot.waitSignal(tree.opened) as told:
            link.click()
        assert told.args == [key]


@pytest.mark.parametrize("scale", [100, 200])
def test_a_long_name_gives_way_and_stays_readable_as_a_tip(qtbot: QtBot, scale: int) -> None:
    theme().apply(Brightness.LIGHT, scale)
    link = NameLink("社会保険労務士法人みなと&北の杜共同事務所")
    qtbot.addWidget(link)
    link.show()
    link.resize(link.sizeHint())
    assert link.text() == "社会保険労務士法人みなと&&北の杜共同事務所"
    assert link.toolTip() == ""
    link.resize(link.minimumSizeHint())
    assert link.text().endswith("…")
    assert "みなと&amp;北の杜" in link.toolTip()
