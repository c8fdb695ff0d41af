"""What a sheet to fill by hand consists of, as its template in ``resources/regulations/<pack>/sheets`` says it.

Heights are in millimetres, because a hand needs so many of them; widths are shares of the sheet, so that one template
serves upright and across.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.affairs import Confidence


class Marks(Enum):
    """What stands before the items of a list."""

    NUMBER = "number"  # (1), (2), (3)
    BOX = "box"  # □, to be ticked
    NOTE = "note"  # ※, set small
    ROUND = "round"  # 1, 2, 3 set as sections


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``indented`` sets its first line in by one character."""

    text: str
    indented: bool = True
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list in one or two columns; with ``each`` the entries come from the office (affairs, purposes …)."""

    marks: Marks
    items: tuple[str, ...] = ()
    each: str = ""
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled place: what is printed in it (``value``), what can be ticked, a small ``hint``, a place for a seal."""

    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    share: int = 1
    seal: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Places beside one another; with ``grow`` the row takes what room the sheet has left."""

    cells: tuple[Cell, ...]
    height: float
    grow: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled places in a frame; all labels are ``label`` millimetres wide."""

    rows: tuple[FieldRow, ...]
    label: float


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a ruled table."""

    title: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: printed ``lines`` first, then ``blank`` rows; with ``fill`` as many more as the sheet has room for.

    With ``each`` a line is printed for every entry of the office's list; a line may be shorter than the table is wide.
    """

    columns: tuple[TableColumn, ...]
    lines: tuple[tuple[str, ...], ...] = ()
    each: str = ""
    blank: int = 0
    height: float = 9.0
    fill: bool = False


class PostedTo(Enum):
    """Who gets a letter in a window envelope; the vault may know the address."""

    PERSON = "person"
    CONTRACTOR = "contractor"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The opening of a letter: number and date at the right, whom it is for, and from whom.

    With ``window`` it is posted: the address stands behind the window of an envelope, ``to`` is what follows the name (様).
    """

    to: tuple[str, ...]
    sender: tuple[str, ...]
    numbered: bool = False
    seal: bool = False
    window: PostedTo | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A line to cut along; ``text`` stands in its middle."""

    text: str


@dataclass(frozen=True, slots=True)
class NewSheet:
    """Begin another sheet, with ``title`` as its title."""

    title: str


SheetBlock = Text | Heading | Items | Fields | Table | Letterhead | Cut | NewSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFrame:
    """What a sheet is apart from its words: the blocks hold none where it belongs to a wording.

    Attributes:
        scene: when it is taken out, as the catalogue calls it; ``articles`` as the pack prints their numbers.
        across: A4 lying; registers with many columns.
        outgoing: it goes to somebody outside, so where it is filed and how long it is kept are not printed on it.

    """

    scene: str
    articles: tuple[str, ...]
    checked_on: date
    confidence: Confidence
    across: bool
    outgoing: bool
    blocks: tuple[SheetBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan(SheetFrame):
    """One sheet to fill by hand, as it is drawn.

    Attributes:
        basis: the paragraph that asks for the sheet, as it is printed above it.
        seals: titles of the places for seals beside the title.
        file_in: where the filled sheet is filed; ``keep``: how long.

    """

    form_id: str
    name: str
    version: int
    in_force_from: date
    basis: str
    seals: tuple[str, ...]
    file_in: str
    keep: str

    @property
    def posted(self) -> Letterhead | None:
        """Return the opening of a letter that is posted, or ``None`` for any other sheet."""
        first = self.blocks[0] if self.blocks else None
        return first if isinstance(first, Letterhead) and first.window else None
