"""The proof of the geometry proves something: each kind of fault is found, and a sheet without any has none."""

from collections.abc import Callable
from typing import Any

import pytest

from forms.fonts import GOTHIC
from forms.paper import Paper, draw_foot
from forms.paper_sizes import A4, A4_ACROSS, MM, PaperSize
from forms.parts import draw_seal_mark
from forms.sheets import sheets_of
from forms.text import Style, draw_text
from tests.forms.facts import pledge
from tests.helpers.geometry import faults

TEXT = Style(GOTHIC, 10, 14)
X, Y = A4.left, 400.0


def found(draw: Callable[[Any], object], size: PaperSize = A4) -> list[str]:
    def render() -> None:
        paper = Paper(pledge(), size)
        draw(paper.canvas)
        draw_foot(paper.canvas, pledge().head, 1, 1, size)
        paper.finish()

    return faults(sheets_of(render))


def _shaded(canvas: Any, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(X, Y - 5, 100, 20, stroke=0, fill=1)
    canvas.setFillGray(0)


def _text(canvas: Any, text: str = "架空の文字", x: float = X, y: float = Y) -> None:
    draw_text(canvas, text, TEXT, x, y)


def _framed(canvas: Any) -> None:
    canvas.rect(X, Y - 4, 60, 16)
    _text(canvas, x=X + 3)
    _text(canvas, y=Y - 16)
    draw_seal_mark(canvas, 300, Y)
    _shaded(canvas, 0.9)


@pytest.mark.parametrize("size", [A4, A4_ACROSS], ids=["upright", "across"])
def test_a_sheet_without_a_fault_has_none(size: PaperSize) -> None:
    assert found(lambda canvas: draw_text(canvas, "架空の文字", TEXT, size.left, 300), size) == []


FAULTS: dict[str, tuple[Callable[[Any], object], str]] = {
    "two texts": (lambda canvas: (_text(canvas), _text(canvas, y=Y + 6)), "lies on"),
    "a rule through": (lambda canvas: (_text(canvas), canvas.line(X, Y + 4, X + 50, Y + 4)), "is crossed by a rule"),
    "longer than its cell": (lambda canvas: (canvas.rect(X, Y - 4, 30, 16), _text(canvas, x=X + 3)), "is crossed by the edge"),
    "on the ring of a seal": (lambda canvas: (_text(canvas), draw_seal_mark(canvas, X + 55, Y + 3)), "is crossed by a ring"),
    "painted over": (lambda canvas: (_text(canvas), _shaded(canvas, 0.9)), "is painted over"),
    "on black": (lambda canvas: (_shaded(canvas, 0.1), _text(canvas)), "stands on dark ground"),
    "beyond the right margin": (lambda canvas: _text(canvas, x=A4.right - 20), "leaves the body"),
    "too high": (lambda canvas: _text(canvas, y=A4.top + 7 * MM), "leaves the paper's text area"),
    "a frame to the edge": (lambda canvas: canvas.rect(2 * MM, 50, 100, 100), "leaves what a printer reaches"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str) -> None:
    draw, said = FAULTS[fault]
    assert any(said in one for one in found(draw)), found(draw)


def test_what_stands_side_by_side_is_no_fault() -> None:
    assert [one for one in found(_framed) if "painted" not in one] == []
