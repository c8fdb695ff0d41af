"""Colours that can be read, one style sheet, plain text only."""

import re

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from ui.theme.icons import NAMES, mark
from ui.theme.plain_label import PlainLabel, tip_text
from ui.theme.stylesheet import build_stylesheet
from ui.theme.theme import Brightness, px, theme
from ui.theme.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Palette, contrast
from ui.widgets.fields import ChoiceField

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


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
