"""Sheets kept for a printer hold what the PDF holds, and a way of drawing that is not kept cannot slip through."""

import re
from functools import partial
from typing import Any

import pytest

from forms.consent_form import render_consent_forms
from forms.paper import Paper
from forms.paper_sizes import A4
from forms.recovery_sheet import render_recovery_sheet
from forms.sheets import Box, Ink, KeptCanvas, NotDrawable, Ring, Rule, sheets_of
from tests.forms.facts import consent, pledge, recovery_sheet
from tests.helpers import pdf_text
from tests.rules.source_tree import ROOT

TOLD = {
    "setDateFormatter",
    "setTitle",
    "setAuthor",
    "setCreator",
    "setProducer",
    "setSubject",
}  # properties of the file


def test_every_sheet_of_every_paper_is_kept_in_order() -> None:
    def both() -> None:
        render_consent_forms([consent(), consent()])
        render_recovery_sheet(recovery_sheet())

    sheets = sheets_of(both)
    assert len(sheets) == 5
    assert {(sheet.width, sheet.height) for sheet in sheets} == {(A4.width, A4.height)}
    assert sheets[0].marks == sheets[2].marks
    assert sheets[0].marks != sheets[4].marks


def test_as_many_letters_stand_on_a_sheet_as_on_the_page_of_the_pdf() -> None:
    pdf = render_consent_forms([consent()])
    sheets = sheets_of(lambda: render_consent_forms([consent()]))
    for sheet, page in zip(sheets, pdf_text.pages(pdf), strict=True):
        letters = sum(len(mark.glyphs) for mark in sheet.marks if isinstance(mark, Ink))
        assert abs(letters - len(page.replace("\n", ""))) <= letters * 0.02


def test_a_name_in_a_rare_shape_keeps_the_glyph_of_that_shape() -> None:
    plain, rare = (
        sheets_of(lambda name=name: render_consent_forms([consent(person_name=name)]))
        for name in ("葛城 みお", "葛\U000e0100城 みお")
    )
    glyphs = [
        {glyph for mark in sheets[0].marks if isinstance(mark, Ink) for glyph, _x in mark.glyphs}
        for sheets in (plain, rare)
    ]
    assert glyphs[0] != glyphs[1]


def test_while_sheets_are_kept_no_file_is_made_and_afterwards_it_is_again() -> None:
    made: list[bytes] = []
    before = render_consent_forms([consent()])
    sheets_of(lambda: made.append(render_consent_forms([consent()])))
    assert made == [b""]
    assert render_consent_forms([consent()]) == before


def test_lines_boxes_rings_and_greys_are_kept_as_they_were_set() -> None:
    def draw() -> None:
        paper = Paper(pledge())
        canvas = paper.canvas
        canvas.setLineWidth(0.5)
        canvas.line(1, 2, 3, 4)
        canvas.circle(5, 6, 7)
        canvas.setFillGray(0.9)
        canvas.rect(1, 1, 2, 2, stroke=0, fill=1)
        paper.stamp("below", lambda under: under.rect(0, 0, 9, 9))
        paper.finish()

    (sheet,) = sheets_of(draw)
    assert sheet.marks == (
        Rule(1, 2, 3, 4, 0.5),
        Ring(5, 6, 7, 0.5),
        Box(1, 1, 2, 2, 0.0, 0.9),
        Box(0, 0, 9, 9, 0.5, None),
    )


def test_the_sheets_of_a_long_list_are_drawn_when_they_are_looked_at_and_the_first_of_each_paper_at_once() -> (
    None
):
    drawn: list[tuple[int, int]] = []

    def draw(paper: int, page: int, canvas: Any) -> None:
        drawn.append((paper, page))
        canvas.circle(paper, page, 1)

    def render() -> None:
        for number in (1, 2):
            paper = Paper(pledge())
            for page in (1, 2, 3):
                paper.add_sheet(partial(draw, number, page))
            paper.finish()

    sheets = sheets_of(render)
    assert drawn == [(1, 1), (2, 1)]
    for _again in range(2):
        assert sheets[2].marks == (Ring(1, 3, 1, 1.0),)
    assert drawn == [(1, 1), (2, 1), (1, 3)]
    assert len(sheets) == 6
    drawn.clear()
    render()
    assert drawn == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]


def test_a_way_of_drawing_that_is_not_kept_is_refused() -> None:
    def draw() -> None:
        Paper(pledge()).canvas.drawString(1, 2, "もれる")

    with pytest.raises(NotDrawable):
        sheets_of(draw)


def test_every_form_draws_only_in_ways_that_are_kept() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "forms").glob("*.py")}
    used = {
        (name, way)
        for name, text in texts.items()
        if name != "sheets.py"
        for way in re.findall(r"\bcanvas\.([a-zA-Z]+)\(", text)
    }
    assert ("parts.py", "circle") in used
    assert [
        (name, way) for name, way in sorted(used) if way not in vars(KeptCanvas) and way not in TOLD
    ] == []
