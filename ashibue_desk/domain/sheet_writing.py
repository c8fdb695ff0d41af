"""Writing a sheet to fill by hand as TOML, so that ``sheet_files.read_sheet`` gives back the very same one."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from ashibue_desk.domain.sheet_files import ROW_HEIGHT
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
    SheetPlan,
    Table,
    TableColumn,
    Text,
)
from ashibue_desk.domain.toml_texts import listed, quoted


def write_sheet(plan: SheetPlan) -> str:
    """Return ``plan`` as TOML."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: SheetPlan) -> Iterator[str]:
    for key in ("form_id", "name", "scene", "basis", "file_in", "keep"):
        yield f"{key} = {quoted(getattr(plan, key))}"
    yield f"articles = {listed(plan.articles)}"
    yield f"version = {plan.version}"
    yield f"in_force_from = {plan.in_force_from.isoformat()}"
    yield f"checked_on = {plan.checked_on.isoformat()}"
    yield f"confidence = {quoted(plan.confidence.value)}"
    yield from _flags(("across", plan.across), ("outgoing", plan.outgoing))
    yield from _texts(("seals", plan.seals))
    for block in plan.blocks:
        yield "\n[[block]]"
        yield from _block(block)


def _block(block: SheetBlock) -> Iterator[str]:
    match block:
        case Text():
            yield f'kind = "text"\ntext = {quoted(block.text)}'
            yield from _flags(("flush", not block.indented), ("centred", block.centred))
        case Heading():
            yield f'kind = "heading"\ntext = {quoted(block.text)}'
        case Items():
            yield f'kind = "items"\nmarks = {quoted(block.marks.value)}\ncolumns = {block.columns}'
            yield from _texts(("items", block.items))
            yield from _text(("each", block.each))
        case Fields():
            yield f'kind = "fields"\nlabel = {block.label:g}'
            for row in block.rows:
                yield from _row(row)
        case Table():
            yield from _table(block)
        case Letterhead():
            yield 'kind = "letterhead"'
            yield from _flags(("numbered", block.numbered), ("seal", block.seal))
            yield from _text(("window", block.window.value if block.window else ""))
            yield from _texts(("to", block.to), ("sender", block.sender))
        case Cut():
            yield f'kind = "cut"\ntext = {quoted(block.text)}'
        case NewSheet():
            yield f'kind = "new_sheet"\ntitle = {quoted(block.title)}'
        case _:
            assert_never(block)


def _row(row: FieldRow) -> Iterator[str]:
    yield "\n[[block.row]]"
    yield from _height(row.height)
    yield from _flags(("grow", row.grow))
    yield f"cells = [{', '.join(_cell(cell) for cell in row.cells)}]"


def _cell(cell: Cell) -> str:
    parts = [
        f"label = {quoted(cell.label)}",
        *_text(("value", cell.value), ("hint", cell.hint)),
        *_texts(("choices", cell.choices)),
        f"share = {cell.share}",
        *_flags(("seal", cell.seal)),
    ]
    return "{ " + ", ".join(parts) + " }"


def _table(block: Table) -> Iterator[str]:
    yield 'kind = "table"'
    yield from _height(block.height)
    yield f"column = [{', '.join(_column(column) for column in block.columns)}]"
    if block.lines:
        yield f"lines = [{', '.join(listed(line) for line in block.lines)}]"
    yield from _text(("each", block.each))
    yield f"blank = {block.blank}"
    yield from _flags(("fill", block.fill))


def _column(column: TableColumn) -> str:
    parts = [f"title = {quoted(column.title)}", f"share = {column.share}"]
    return "{ " + ", ".join([*parts, *_flags(("centred", column.centred))]) + " }"


def _height(height: float) -> Iterator[str]:
    if height != ROW_HEIGHT:
        yield f"height = {height:g}"


def _flags(*flags: tuple[str, bool]) -> Iterator[str]:
    yield from (f"{key} = true" for key, value in flags if value)


def _text(*texts: tuple[str, str]) -> Iterator[str]:
    yield from (f"{key} = {quoted(value)}" for key, value in texts if value)


def _texts(*texts: tuple[str, Sequence[str]]) -> Iterator[str]:
    yield from (f"{key} = {listed(value)}" for key, value in texts if value)
