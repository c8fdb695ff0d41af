"""The list of forms as the page shows it. ``read_forms`` runs in the vault thread."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.rows_model import Column
from ui.wording.papers import readings_of

if TYPE_CHECKING:  # the forms are imported in the vault thread, when the page is first read
    from ui.papers_offered.offer import Offer

EVERY = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form: what it is called, when it is taken out, and whom it waits for.

    ``waiting`` is how many are still without it, ``None`` where nobody is counted; ``kinds`` says how it can be made.
    """

    form_id: str
    name: str
    scene: str
    articles: tuple[str, ...]
    kinds: str
    waiting: int | None
    counter: str


@dataclass(frozen=True, slots=True)
class FormsView:
    """Every form that is offered, and the scenes in their order."""

    rows: tuple[FormRow, ...]
    scenes: tuple[str, ...]


def read_forms(desk: Desk) -> FormsView:
    """Read what is offered to whoever sits at the desk, and count whom each form waits for."""
    from forms.catalogue import Scene, catalogue
    from ui.papers_offered.table import offers

    designs, rows = catalogue(desk.regulation.id), []
    for form_id, offer in offers().items():
        mine = bool(desk.actor.roles & offer.roles)
        kinds = [
            word for word, there in (("白紙", offer.blank), ("記入済み", mine and offer.filled)) if there
        ]
        if not kinds and not (mine and offer.page):
            continue
        design = designs[form_id]
        counted = (
            desk.once(f"papers {form_id}", partial(_count, offer)) if mine and offer.counter == "人" else None
        )
        word = "・".join(kinds) if offer.render is not None else "専用の画面"
        rows.append(
            FormRow(form_id, design.name, design.scene.value, design.articles, word, counted, offer.counter)
        )
    there = {row.scene for row in rows}
    return FormsView(tuple(rows), tuple(scene.value for scene in Scene if scene.value in there))


def _count(offer: "Offer", desk: Desk) -> int | None:
    if offer.choices is None:
        return None
    return sum(choice.waits for choice in offer.choices(desk))


def row_id(row: FormRow) -> str:
    """Return the id of the form of a row."""
    return row.form_id


def row_text(row: FormRow) -> str:
    """Return what the filter looks into: name, kana, scene and article."""
    return search_key(row.name, readings_of(row.name), row.scene, row.form_id, *row.articles)


def fits(scene: str, row: FormRow) -> bool:
    """Return whether a row belongs to the scene chosen above the list."""
    return scene in (EVERY, row.scene)


def summary(view: FormsView) -> str:
    """Return the sentence under the title."""
    waiting = sum(1 for row in view.rows if row.waiting)
    tail = f"そのうち{waiting}種類は、まだそろっていません。" if waiting else "足りない書類はありません。"
    return f"{len(view.rows)}種類の様式があります。{tail}"


def _waiting(row: FormRow) -> str:
    return f"{row.waiting}{row.counter}" if row.waiting else ""


COLUMNS: tuple[Column[FormRow], ...] = (
    Column("name", "様式", lambda row: row.name, 290, bold=True, stretches=True),
    Column("scene", "場面", lambda row: row.scene, 235),
    Column("articles", "条", lambda row: "、".join(row.articles), 130, soft=True),
    Column(
        "waiting",
        "まだの人",
        _waiting,
        90,
        sort=lambda row: -(row.waiting or 0),
        tone=lambda row: "warning" if row.waiting else "",
    ),
    Column("kinds", "つくり方", lambda row: row.kinds, 130, soft=True),
    Column("form_id", "記号", lambda row: row.form_id, 70, soft=True, shown=False),
)
