"""A sheet to fill by hand as a wording: its words as clauses, so that they are changed the way every form's words are.

A block of the sheet is a clause whose ``kind`` names it. Its heading is the one above the block; a paragraph is a text, a
place to write in (what is printed in it is its ``value``, what can be ticked its items, the small hint its note), or a
line of a table. ``FormText.sheet`` keeps the blocks without their words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from ashibue_desk.domain.sheet_plan import (
    Cell,
    Cut,
    FieldRow,
    Fields,
    Heading,
    Items,
    Letterhead,
    NewSheet,
    SheetBlock,
    SheetFrame,
    SheetPlan,
    Table,
    Text,
)
from ashibue_desk.domain.wordings import Clause, FormField, FormText, NamedText, Passage

DIVIDED = "｜"
"""Where the label of a place goes on on the next line."""

SHEET_FIELDS = (
    FormField("office_name", "団体の名称"),
    FormField("office_address", "団体の所在地"),
    FormField("representative", "代表者"),
    FormField("officer", "責任者"),
    FormField("contact", "連絡先"),
    FormField("business_year", "事業年度"),
)
"""What the words of every sheet may name: the fields of ``BlankSheetFacts``."""

KINDS: dict[type, str] = {
    Text: "text",
    Items: "items",
    Fields: "fields",
    Table: "table",
    Letterhead: "letterhead",
    Cut: "cut",
    NewSheet: "new_sheet",
}
"""What a block is called in its template and in ``Clause.kind``."""


def wording_of(plan: SheetPlan) -> FormText:
    """Return the words of a sheet; raise ``ValueError`` for a heading with nothing below it."""
    groups = [tuple(group) for _, group in groupby(_headed(plan.blocks), key=_Joined())]
    return FormText(
        form_id=plan.form_id,
        number=f"用紙 {plan.form_id}",
        name=plan.name,
        version=plan.version,
        in_force_from=plan.in_force_from,
        basis=plan.basis,
        lead="",
        after_lead="",
        closing="",
        clauses=tuple(_clause(group) for group in groups),
        fields=SHEET_FIELDS,
        texts=tuple(_named(plan)),
        sheet=_frame(plan, tuple(_wordless(group[0][1]) for group in groups)),
    )


def plan_of(text: FormText) -> SheetPlan:
    """Return the sheet with its words; raise ``ValueError`` for a wording that is no sheet's."""
    if text.sheet is None:
        raise ValueError(f"{text.form_id} is no sheet to fill by hand")
    said = {one.key: one.text.strip() for one in text.texts}
    blocks = [
        each
        for block, clause in zip(text.sheet.blocks, text.clauses, strict=True)
        for each in (*_heading(clause), *_blocks(block, clause))
    ]
    return SheetPlan(
        form_id=text.form_id,
        name=text.name,
        version=text.version,
        in_force_from=text.in_force_from,
        basis=text.basis,
        seals=tuple(words for key, words in said.items() if key.startswith("seal_")),
        file_in=said["file_in"],
        keep=said["keep"],
        scene=text.sheet.scene,
        articles=text.sheet.articles,
        checked_on=text.sheet.checked_on,
        confidence=text.sheet.confidence,
        across=text.sheet.across,
        outgoing=text.sheet.outgoing,
        blocks=tuple(blocks),
    )


class _Joined:
    """Gives texts that follow one another without a heading between them one key, every other block its own."""

    def __init__(self) -> None:
        self._last: object = None
        self._key = 0

    def __call__(self, headed: tuple[str, SheetBlock]) -> int:
        heading, block = headed
        same = isinstance(block, Text) and _wordless(block) == self._last and not heading
        self._key += not same
        self._last = _wordless(block) if isinstance(block, Text) else None
        return self._key


def _headed(blocks: Sequence[SheetBlock]) -> Iterator[tuple[str, SheetBlock]]:
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            if heading:
                raise ValueError(f"nothing stands below the heading {heading}")
            heading = block.text
            continue
        yield heading, block
        heading = ""
    if heading:
        raise ValueError(f"nothing stands below the heading {heading}")


def _named(plan: SheetPlan) -> Iterator[NamedText]:
    for at, title in enumerate(plan.seals, start=1):
        yield NamedText(f"seal_{at}", f"印を押すところの名前（{at}）", title)
    yield NamedText("file_in", "とじるところ", plan.file_in)
    yield NamedText("keep", "残す期間", plan.keep)


def _frame(plan: SheetPlan, blocks: tuple[SheetBlock, ...]) -> SheetFrame:
    return SheetFrame(
        scene=plan.scene,
        articles=plan.articles,
        checked_on=plan.checked_on,
        confidence=plan.confidence,
        across=plan.across,
        outgoing=plan.outgoing,
        blocks=blocks,
    )


def _clause(group: Sequence[tuple[str, SheetBlock]]) -> Clause:
    heading, first = group[0]
    passages = tuple(passage for _, block in group for passage in _passages(block))
    return Clause(heading, passages, kind=KINDS[type(first)])


def _passages(block: SheetBlock) -> Iterator[Passage]:
    match block:
        case Text(text) | Heading(text) | Cut(text) | NewSheet(text):
            yield Passage(text)
        case Items():
            yield Passage("", block.items)
        case Fields():
            for cell in (cell for row in block.rows for cell in row.cells):
                label = cell.label.replace("\n", DIVIDED)
                yield Passage(label, cell.choices, note=cell.hint, value=cell.value)
        case Table():
            yield Passage("", tuple(column.title for column in block.columns))
            yield from (Passage("", line) for line in block.lines)
        case Letterhead():
            yield Passage("", block.to)
            yield Passage("", block.sender)
        case _:
            assert_never(block)


def _wordless(block: SheetBlock) -> SheetBlock:
    match block:
        case Text() | Cut() | Heading():
            return replace(block, text="")
        case NewSheet():
            return NewSheet("")
        case Items():
            return replace(block, items=())
        case Fields():
            return replace(block, rows=tuple(_wordless_row(row) for row in block.rows))
        case Table():
            return replace(block, columns=tuple(replace(one, title="") for one in block.columns), lines=())
        case Letterhead():
            return replace(block, to=(), sender=())
        case _:
            assert_never(block)


def _wordless_row(row: FieldRow) -> FieldRow:
    cells = tuple(replace(cell, label="", value="", choices=(), hint="") for cell in row.cells)
    return replace(row, cells=cells)


def _heading(clause: Clause) -> Iterator[Heading]:
    if clause.heading.strip():
        yield Heading(clause.heading.strip())


def _blocks(block: SheetBlock, clause: Clause) -> Iterator[SheetBlock]:
    passages = clause.passages
    match block:
        case Text() | Heading():
            yield from (replace(block, text=each.text.strip()) for each in passages if each.text.strip())
        case Cut():
            yield Cut(passages[0].text.strip())
        case NewSheet():
            yield NewSheet(passages[0].text.strip())
        case Items():
            yield replace(block, items=_kept(passages[0].items))
        case Fields():
            yield replace(block, rows=tuple(_rows(block, passages)))
        case Table():
            titles = zip(block.columns, passages[0].items, strict=True)
            columns = tuple(replace(column, title=title.strip()) for column, title in titles)
            yield replace(block, columns=columns, lines=tuple(each.items for each in passages[1:]))
        case Letterhead():
            yield replace(block, to=_kept(passages[0].items), sender=_kept(passages[1].items))
        case _:
            assert_never(block)


def _rows(block: Fields, passages: Sequence[Passage]) -> Iterator[FieldRow]:
    left = iter(passages)
    for row in block.rows:
        yield replace(row, cells=tuple(_cell(cell, next(left)) for cell in row.cells))


def _cell(cell: Cell, passage: Passage) -> Cell:
    return replace(
        cell,
        label=passage.text.strip().replace(DIVIDED, "\n"),
        value=passage.value,
        choices=_kept(passage.items),
        hint=passage.note.strip(),
    )


def _kept(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())
