"""Putting set lines on sheets one below the other: what belongs together stays together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from forms.text import Line, draw_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that begin at ``x``; ``before`` is the white above them, ``keep`` ties them to the next block,
    ``new_sheet`` begins a sheet."""

    lines: tuple[Line, ...]
    before: float = 0.0
    keep: bool = False
    right: float | None = None  # where the right edge of the ink stands, for lines set to the right
    new_sheet: bool = False

    @property
    def height(self) -> float:
        """Return the height of the lines without the white above."""
        return sum(line.style.leading for line in self.lines)


@dataclass(frozen=True, slots=True)
class Placed:
    """One line with its baseline, from the lower edge of the sheet."""

    line: Line
    y: float
    right: float | None = None


def paginate(blocks: Sequence[Block], first_top: float, top: float, bottom: float) -> list[list[Placed]]:
    """Distribute ``blocks`` over sheets; two lines at least of a block stay on either side of a break."""
    sheets: list[list[Placed]] = [[]]
    y = first_top
    for index, block in enumerate(blocks):
        y -= block.before
        if (block.new_sheet or y - _together(blocks, index) < bottom) and sheets[-1]:
            sheets.append([])
            y = top
        for number, line in enumerate(block.lines):
            left = len(block.lines) - number
            # Widows and orphans: the last two lines of a paragraph go over together.
            need = line.style.leading * (2 if left == 2 and number else 1)
            if y - need < bottom and sheets[-1]:
                sheets.append([])
                y = top
            y -= line.style.leading
            sheets[-1].append(Placed(line, y, block.right))
    return sheets


def fewest_sheets(
    sizes: Sequence[tuple[float, float]], set_sheets: Callable[[float, float], list[T]]
) -> list[T]:
    """Return the sheets set in the largest of ``sizes`` that takes no more of them than the smallest.

    ``sizes`` are size and leading in points, largest first; ``set_sheets`` sets everything in one of them.
    """
    fewest = set_sheets(*sizes[-1])
    for size, leading in sizes[:-1]:
        sheets = set_sheets(size, leading)
        if len(sheets) <= len(fewest):
            return sheets
    return fewest


def draw_placed(canvas: Any, placed: Sequence[Placed], x: float) -> None:
    """Draw the lines of one sheet."""
    for entry in placed:
        left = x if entry.right is None else entry.right - entry.line.width
        draw_line(canvas, entry.line, left, entry.y)


def _together(blocks: Sequence[Block], index: int) -> float:
    """Return the height that must fit below: a kept heading with the first two lines of what follows."""
    block = blocks[index]
    height = sum(line.style.leading for line in block.lines[:2])
    if block.keep and index + 1 < len(blocks):
        return block.height + blocks[index + 1].before + _together(blocks, index + 1)
    return height
