"""Those a form can be filled for, as their list shows them."""

from typing import TYPE_CHECKING

from ashibue_desk.domain.search_key import search_key
from ui.widgets.rows_model import Column

if TYPE_CHECKING:  # the forms are imported in the vault thread
    from ui.papers_offered.offer import Choice

WAITING = "waiting"
NARROW = (("", "全員"), (WAITING, "まだの人"))


def choice_key(choice: "Choice") -> str:
    """Return the key of a row."""
    return choice.key


def choice_text(choice: "Choice") -> str:
    """Return what the filter looks into."""
    return search_key(choice.label, choice.detail, choice.search)


def fits(narrowed: str, choice: "Choice") -> bool:
    """Return whether a row belongs to the choice above the list."""
    return choice.waits == (narrowed == WAITING)


COLUMNS: "tuple[Column[Choice], ...]" = (
    Column("label", "氏名・名称", lambda row: row.label, 150, bold=True),
    Column(
        "waits",
        "状態",
        lambda row: "まだ" if row.waits else "",
        60,
        tone=lambda row: "warning" if row.waits else "",
        sort=lambda row: not row.waits,
    ),
    Column("detail", "内訳", lambda row: row.detail, 120, soft=True, stretches=True),
)
