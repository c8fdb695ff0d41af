"""The preview: every sheet in turn, by keyboard, crisp at any size, and only what is seen is painted."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.consent_form import render_consent_forms
from forms.sheets import Box, Ring, Rule, Sheet, sheets_of
from tests.forms.facts import consent
from tests.helpers.accessible_names import nameless_controls
from ui.theme.theme import Brightness, theme
from ui.widgets.paper_preview import ZOOMS, PaperPreview

MARKS = (Rule(20, 20, 180, 20, 1.0), Ring(100, 150, 30, 1.0), Box(20, 250, 30, 30, 1.0, 0.5))
SMALL = Sheet(200.0, 300.0, lambda: MARKS)


@pytest.fixture
def preview(qtbot: QtBot) -> PaperPreview:
    """Return a shown preview of a consent form."""
    made = PaperPreview()
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show()
    made.show_sheets(sheets_of(lambda: render_consent_forms([consent()])))
    return made


def press(
    preview: PaperPreview, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    preview.area.setFocus()
    QTest.keyClick(preview.area, key, modifier)


_DARK = bytes(range(80))


def dark_dots(image: QImage) -> int:
    """Return how many dots of a picture are nearly black, looking at every second one of every second line."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots, stride = bytes(grey.constBits()), grey.bytesPerLine()
    lines = (dots[at : at + grey.width() : 2] for at in range(0, stride * grey.height(), 2 * stride))
    return sum(len(line) - len(line.translate(None, _DARK)) for line in lines)


def test_the_keyboard_turns_the_pages(preview: PaperPreview) -> None:
    last = len(preview.sheets()) - 1
    assert last >= 1
    turned: list[int] = []
    preview.page_shown.connect(turned.append)
    press(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 1
    press(preview, Qt.Key.Key_PageUp)
    press(preview, Qt.Key.Key_PageUp)
    assert preview.page() == 0
    press(preview, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert preview.page() == last
    assert preview.place.text() == f"{last + 1} / {last + 1}ページ"
    assert not preview.next_button.isEnabled()
    press(preview, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert turned == [1, 0, last, 0]


def test_the_keyboard_makes_it_larger_and_smaller(preview: PaperPreview) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    fitted = preview.canvas.scale
    press(preview, Qt.Key.Key_Plus, control)
    larger = preview.canvas.scale
    assert larger > fitted
    for _ in ZOOMS:
        press(preview, Qt.Key.Key_Plus, control)
    assert preview.size_shown.text() == f"{ZOOMS[-1]}%"
    for _ in ZOOMS:
        press(preview, Qt.Key.Key_Minus, control)
    assert preview.size_shown.text() == f"{ZOOMS[0]}%"
    press(preview, Qt.Key.Key_0, control)
    assert preview.canvas.scale == fitted
    press(preview, Qt.Key.Key_9, control)
    assert preview.canvas.height() <= preview.area.viewport().height()


def test_the_wheel_zooms_only_with_control(preview: PaperPreview) -> None:
    before = preview.canvas.scale
    middle = QPointF(preview.area.viewport().rect().center())
    for modifier, grows in (
        (Qt.KeyboardModifier.NoModifier, False),
        (Qt.KeyboardModifier.ControlModifier, True),
    ):
        event = QWheelEvent(
            middle,
            preview.area.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(preview.area.viewport(), event)
        assert (preview.canvas.scale > before) is grows


def test_the_sheet_follows_the_room(qtbot: QtBot, preview: PaperPreview) -> None:
    before = preview.canvas.width()
    preview.resize(520, 640)
    qtbot.waitUntil(lambda: preview.canvas.width() < before)
    assert preview.canvas.width() <= preview.area.viewport().width()
    assert not preview.area.horizontalScrollBar().isVisible()


def test_what_is_painted_is_what_stands_on_the_sheet(preview: PaperPreview) -> None:
    first = preview.canvas.grab().toImage()
    assert dark_dots(first) > 500
    preview.show_sheets((SMALL,))
    preview.fit_sheet()
    image = preview.canvas.grab().toImage()
    scale = preview.canvas.scale

    def at(x: float, y: float) -> int:
        return QColor(image.pixel(round(x * scale) + 1, round((SMALL.height - y) * scale) + 1)).lightness()

    assert at(35, 265) == pytest.approx(128, abs=3)
    assert at(100, 20) < 140
    assert at(100, 150) == 255
    assert at(150, 260) == 255


def test_letters_are_drawn_anew_at_every_size_not_stretched(preview: PaperPreview) -> None:
    """A picture stretched to three times its size has soft edges: few dots are quite black. Letters drawn anew have many."""
    preview.fit_sheet()
    small = preview.canvas.grab().toImage()
    preview._zoom_to(300)
    large = preview.canvas.grab().toImage()
    stretched = small.scaled(
        large.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    assert dark_dots(large) > 1.5 * dark_dots(stretched)


def test_paper_stays_white_in_the_dark(preview: PaperPreview) -> None:
    theme().apply(Brightness.DARK, 100)
    image = preview.canvas.grab().toImage()
    assert QColor(image.pixel(5, 5)) == QColor("white")


def test_an_edited_text_keeps_its_place_and_another_paper_begins_at_its_first(preview: PaperPreview) -> None:
    sheets = preview.sheets()
    preview.page_on()
    preview.area.verticalScrollBar().setValue(40)
    preview.show_sheets(sheets, keep_place=True)
    assert (preview.page(), preview.area.verticalScrollBar().value()) == (1, 40)
    preview.show_sheets(sheets[:1], keep_place=True)
    assert preview.page() == 0
    preview.show_sheets(sheets)
    assert (preview.page(), preview.area.verticalScrollBar().value()) == (0, 0)


def test_without_a_paper_it_says_so_and_nothing_can_be_turned(preview: PaperPreview) -> None:
    preview.clear("この用紙は、名前のある人の画面でつくります。")
    assert preview.sheets() == ()
    assert not preview.area.isVisible()
    assert not preview.next_button.isEnabled()
    assert not preview.larger_button.isEnabled()
    press(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 0


def test_every_control_has_a_name(preview: PaperPreview) -> None:
    assert nameless_controls(preview) == []
    assert preview.canvas.accessibleName() == "2ページのうち1ページ目"
