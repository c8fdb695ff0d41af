"""The columns of the list of those a form can be filled for."""

from typing import TYPE_CHECKING

from ashibue_desk.domain.search_key import search_key
from ui.widgets.rows_model import Column

if TYPE_CHECKING:  # the forms are imported in the vault thread
    from ui.papers_offered.offer import Choice


def choice_key(choice: "Choice") -> str:
    """Return the key of a row."""
    return choice.key


def choice_text(choice: "Choice") -> str:
    """Return what the filter looks into."""
    return search_key(choice.label, choice.detail, choice.search)


def waits(choice: "Choice") -> bool:
    """Return whether the paper of a row is still missing."""
    return choice.waits


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
