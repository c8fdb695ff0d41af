"""Colours that can be read, one style sheet, plain text only."""

import re

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from ui.theme.icons import NAMES, mark
from ui.theme.plain_label import PlainLabel, tip_text
from ui.theme.stylesheet import build_stylesheet
from ui.theme.theme import Brightness, px, theme
from ui.theme.tokens import DARK, LIGHT, Palette
from ui.widgets.fields import ChoiceField

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]

# Which ink is read on which ground: 4.5:1 in both palettes (WCAG 2.2, 1.4.3).
TEXT_PAIRS = (
    *(
        (ink, ground)
        for ink in ("ink", "ink_soft", "key")
        for ground in ("canvas", "panel", "raised", "hover")
    ),
    *((ink, "key_soft") for ink in ("ink", "ink_soft", "key")),
    *((tone, ground) for tone in ("error", "success", "warning") for ground in ("canvas", "panel", "raised")),
    *((tone, "hover") for tone in ("error", "success", "warning")),
    *(("ink", f"{tone}_soft") for tone in ("error", "success", "warning", "neutral")),
    *((tone, f"{tone}_soft") for tone in ("error", "success", "warning")),
    ("ink_soft", "neutral_soft"),
    ("on_key", "key"),
    ("on_key", "key_hover"),
    ("on_key", "key_press"),
    ("on_badge", "badge"),
    ("on_alarm", "alarm"),
    ("on_practice", "practice"),
)

# What is not text but must be seen: 3:1 (WCAG 2.2, 1.4.11).
SHAPE_PAIRS = (
    ("edge_strong", "canvas"),
    ("edge_strong", "raised"),
    ("key", "canvas"),
    ("focus", "canvas"),
    ("focus", "raised"),
    ("focus", "panel"),
)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0017c1", "#ffffff") == pytest.approx(11.1, abs=0.1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read(palette: Palette, ink: str, ground: str):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_every_border_and_mark_can_be_seen(palette: Palette, shape: str, ground: str):
    assert contrast(getattr(palette, shape), getattr(palette, ground)) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_the_style_sheet_has_no_colour_of_its_own(palette: Palette, tmp_path):
    sheet = build_stylesheet(palette, 100, tmp_path)
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= set(palette[1:])
    assert "$" not in sheet


@pytest.mark.parametrize("palette", PALETTES)
def test_the_pictures_of_the_style_sheet_exist(palette: Palette):
    from ashibue_desk.resource_files import resource

    sheet = build_stylesheet(palette, 100, resource("icons"))
    named = re.findall(r'url\("([^"]+)"\)', sheet)
    assert named
    assert [name for name in named if QImage(name).isNull()] == []


def test_scale_and_brightness_change_the_running_program(qtbot):
    with qtbot.waitSignal(theme().changed):
        theme().apply(Brightness.DARK, 200)
    assert theme().palette is DARK
    assert px(16) == 32
    assert theme().font().pixelSize() == 32


def test_the_scale_stays_between_100_and_200():
    theme().apply(Brightness.LIGHT, 900)
    assert theme().scale == 200
    theme().apply(Brightness.LIGHT, 10)
    assert theme().scale == 100


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_drawn_in_its_colour(name: str, qapp):
    image = mark(name, "error", 24).toImage()
    drawn = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert drawn
    assert {colour.name() for colour in drawn} == {QColor(LIGHT.error).name()}


def test_a_label_shows_markup_as_the_characters_it_is(qtbot):
    label = PlainLabel("<b>青葉</b><img src='x'>")
    qtbot.addWidget(label)
    usual = QLabel("青葉")
    qtbot.addWidget(usual)
    assert label.sizeHint().width() > usual.sizeHint().width() * 3
    assert label.text() == "<b>青葉</b><img src='x'>"


def test_a_shortened_label_tells_the_whole_in_its_tooltip(qtbot):
    label = PlainLabel("とても長い名前の劇場" * 5, elide=True)
    qtbot.addWidget(label)
    label.resize(60, 24)
    label.show()
    assert "とても長い名前の劇場" in label.toolTip()
    label.resize(4000, 24)
    assert label.toolTip() == ""
    label.hide()


def test_a_tooltip_is_no_markup():
    assert "<b>" not in tip_text("<b>青葉</b>")


def test_wrapped_text_is_taller_where_it_is_narrower(qtbot):
    label = PlainLabel("一二三四五六七八九十" * 4, wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(100) > label.heightForWidth(400) >= 24


def test_the_height_of_wrapped_text_follows_text_width_and_size(qtbot):
    label = PlainLabel("短い文", wrap=True)
    qtbot.addWidget(label)
    one = label.heightForWidth(200)
    label.setText("とても長い文です。" * 20)
    wrapped = label.heightForWidth(200)
    assert wrapped > one
    assert label.heightForWidth(200) == wrapped
    assert label.heightForWidth(400) < wrapped
    assert [label.heightForWidth(width) for width in range(100, 120)] == sorted(
        (label.heightForWidth(width) for width in range(100, 120)), reverse=True
    )
    theme().apply(Brightness.LIGHT, 200)
    label.ensurePolished()
    assert label.heightForWidth(200) > wrapped
    label.setText("短い文")
    assert label.heightForWidth(2000) < wrapped


def test_the_rows_of_a_choice_are_as_high_as_the_look_asks(qtbot):
    field = ChoiceField((("a", "個人番号カード(両面)"), ("b", "特定在留カード(両面)")))
    qtbot.addWidget(field)
    field.show()
    field.showPopup()
    assert field.view().visualRect(field.model().index(1, 0)).height() >= px(36)
    field.hidePopup()
    field.showPopup()
    field.hidePopup()
