"""Putting the pieces of a sheet on paper: what belongs together stays together, and ruled rows take what room is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.paper import RULE

_FRAME = 0.9  # points: the line round a group of places
_MOST_GROWTH = 1.5  # of a row: a sheet with little on it keeps white below

Draw = Callable[[Any, float, float], None]
"""Draw on a canvas from an upper edge downwards, in a height."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What never breaks: a line of text, a row of places. All measures in points.

    Attributes:
        before: white above, left out at the head of a sheet.
        keep: stays with the piece after it.
        grow: may become higher where the sheet has room left.
        frame: pieces with the same number stand in one frame.
        head: drawn again where a table goes on on another sheet.
        spare: may be drawn more often than asked, to fill the sheet: the last blank row of a table.
        new_sheet: begins a sheet.

    """

    height: float
    draw: Draw
    before: float = 0.0
    keep: bool = False
    grow: bool = False
    frame: int = 0
    head: "Piece | None" = None
    spare: bool = False
    new_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece with its upper edge and the height it got."""

    piece: Piece
    top: float
    height: float


def lay_out(pieces: Sequence[Piece], first_top: float, top: float, bottom: float) -> list[list[Standing]]:
    """Distribute ``pieces`` over sheets whose body reaches from ``top`` (on the first ``first_top``) to ``bottom``."""
    divided = _divide(pieces, first_top, top, bottom)
    tops = (first_top, *(top for _ in divided[1:]))
    return [
        _stand(_filled(sheet, upper - bottom), upper, bottom)
        for sheet, upper in zip(divided, tops, strict=True)
    ]


def draw_standing(canvas: Any, sheet: Sequence[Standing], left: float, right: float) -> None:
    """Draw the pieces of one sheet, and a frame round each group of them."""
    for each in sheet:
        each.piece.draw(canvas, each.top, each.height)
    canvas.setLineWidth(_FRAME)
    for frame in dict.fromkeys(each.piece.frame for each in sheet if each.piece.frame):
        inside = [each for each in sheet if each.piece.frame == frame]
        bottom = inside[-1].top - inside[-1].height
        canvas.rect(left, bottom, right - left, inside[0].top - bottom)
    canvas.setLineWidth(RULE)


def _divide(pieces: Sequence[Piece], first_top: float, top: float, bottom: float) -> list[list[Piece]]:
    sheets: list[list[Piece]] = [[]]
    y = first_top
    for index, piece in enumerate(pieces):
        together = _together(pieces, index)
        need = (
            together if together <= top - bottom else piece.height
        )  # no sheet holds the group: it is parted
        if sheets[-1] and (piece.new_sheet or y - piece.before - need < bottom - 0.01):
            sheets.append([piece.head] if piece.head else [])
            y = top - sum(each.height for each in sheets[-1])
        y -= piece.height + (piece.before if sheets[-1] else 0)
        sheets[-1].append(piece)
    return sheets


def _together(pieces: Sequence[Piece], index: int) -> float:
    height = pieces[index].height
    while pieces[index].keep and index + 1 < len(pieces):
        index += 1
        height += pieces[index].before + pieces[index].height
    return height


def _filled(sheet: list[Piece], room: float) -> list[Piece]:
    """Return the pieces with as many more rows of a filling table as fit."""
    at = next((index for index in range(len(sheet) - 1, -1, -1) if sheet[index].spare), None)
    if at is None:
        return sheet
    more = max(0, int((room - _used(sheet)) // sheet[at].height))
    return [*sheet[:at], *[replace(sheet[at], keep=False)] * more, *sheet[at:]]


def _used(sheet: Sequence[Piece]) -> float:
    return sum(piece.height + (piece.before if index else 0) for index, piece in enumerate(sheet))


def _stand(sheet: Sequence[Piece], top: float, bottom: float) -> list[Standing]:
    left = max(0.0, top - bottom - _used(sheet))
    growing = sum(piece.height for piece in sheet if piece.grow)
    factor = 1 + (min(left / growing, _MOST_GROWTH) if growing else 0)
    standing = []
    y = top
    for index, piece in enumerate(sheet):
        y -= piece.before if index else 0
        height = piece.height * (factor if piece.grow else 1)
        standing.append(Standing(piece, y, height))
        y -= height
    return standing
