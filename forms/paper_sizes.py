"""Sizes of paper with their margins: A4 upright and across. All measures in points, from the lower left corner."""

from dataclasses import dataclass

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class PaperSize:
    """A sheet and the white round its body. Running head and foot stand in the margin, 8 mm at most from the body."""

    width: float
    height: float
    margin: float = 20 * MM

    @property
    def left(self) -> float:
        """Return the left edge of the body."""
        return self.margin

    @property
    def right(self) -> float:
        """Return the right edge of the body."""
        return self.width - self.margin

    @property
    def bottom(self) -> float:
        """Return the lower edge of the body."""
        return self.margin

    @property
    def top(self) -> float:
        """Return the upper edge of the body."""
        return self.height - self.margin

    @property
    def body_width(self) -> float:
        """Return the width between the margins."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Return where the middle between left and right lies."""
        return self.width / 2


A4 = PaperSize(210 * MM, 297 * MM)
A4_ACROSS = PaperSize(297 * MM, 210 * MM)
