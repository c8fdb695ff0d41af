"""Reading the template of a sheet to fill by hand, strictly: an unknown key, kind or list is told with its place."""

from collections.abc import Callable, Mapping

from ashibue_desk.domain.affairs import Confidence
from ashibue_desk.domain.data_table import DataTable
from ashibue_desk.domain.sheet_plan import (
    Cell,
    Cut,
    FieldRow,
    Fields,
    Heading,
    Items,
    Letterhead,
    Marks,
    NewSheet,
    PostedTo,
    SheetBlock,
    SheetPlan,
    Table,
    TableColumn,
    Text,
)

LISTS = frozenset(("affairs", "purposes", "number_files"))
"""The lists that the office offers to ``each``."""

ROW_HEIGHT = 9
"""Millimetres of a row to write in by hand, where the template says nothing else."""
_LEAST, _TALLEST = 8, 230


def read_sheet(table: DataTable) -> SheetPlan:
    """Return the sheet a template holds."""
    return SheetPlan(
        form_id=table.text("form_id"),
        name=table.text("name"),
        scene=table.text("scene"),
        articles=table.texts("articles"),
        version=table.whole("version", 1, 999),
        in_force_from=table.day("in_force_from"),
        basis=table.text("basis"),
        checked_on=table.day("checked_on"),
        confidence=table.choice("confidence", Confidence),
        across=_flag(table, "across"),
        outgoing=_flag(table, "outgoing"),
        seals=_texts(table, "seals"),
        file_in=table.text("file_in"),
        keep=table.text("keep"),
        blocks=tuple(_block(entry) for entry in table.tables("block")),
    )


def _block(table: DataTable) -> SheetBlock:
    kind = table.text("kind")
    if kind not in _BLOCKS:
        raise table.wrong(f"knows no kind {kind!r}")
    block = _BLOCKS[kind](table)
    table.finish()
    return block


def _text_block(table: DataTable) -> Text:
    return Text(
        table.text("text"),
        indented=not _flag(table, "flush"),
        centred=_flag(table, "centred"),
    )


def _items(table: DataTable) -> Items:
    each = _each(table)
    items = _texts(table, "items")
    if bool(each) == bool(items):
        raise table.wrong("a list has either its own items or a list of the office")
    return Items(
        table.choice("marks", Marks),
        items,
        each,
        table.whole("columns", 1, 3) if table.has("columns") else 1,
    )


def _fields(table: DataTable) -> Fields:
    label = table.whole("label", 12, 60) if table.has("label") else 26
    return Fields(tuple(_field_row(row) for row in table.tables("row")), label)


def _field_row(table: DataTable) -> FieldRow:
    row = FieldRow(
        tuple(_cell(cell) for cell in table.tables("cells")),
        _height(table),
        _flag(table, "grow"),
    )
    table.finish()
    return row


def _cell(table: DataTable) -> Cell:
    cell = Cell(
        label=table.text("label", empty=True),
        value=table.text("value", spaced=True) if table.has("value") else "",
        choices=_texts(table, "choices"),
        hint=_text(table, "hint"),
        share=table.whole("share", 1, 100) if table.has("share") else 1,
        seal=_flag(table, "seal"),
    )
    table.finish()
    return cell


def _table(table: DataTable) -> Table:
    columns = tuple(_column(column) for column in table.tables("column"))
    lines = table.rows("lines") if table.has("lines") else ()
    if any(len(line) > len(columns) for line in lines):
        raise table.wrong("a line has more cells than the table has columns")
    found = Table(
        columns,
        lines,
        _each(table),
        table.whole("blank", 0, 60) if table.has("blank") else 0,
        _height(table),
        _flag(table, "fill"),
    )
    if not (found.lines or found.each or found.blank):
        raise table.wrong("the table has no rows")
    return found


def _column(table: DataTable) -> TableColumn:
    column = TableColumn(table.text("title"), table.whole("share", 1, 1000), _flag(table, "centred"))
    table.finish()
    return column


def _letterhead(table: DataTable) -> Letterhead:
    return Letterhead(
        _texts(table, "to"),
        _texts(table, "sender"),
        _flag(table, "numbered"),
        _flag(table, "seal"),
        table.choice("window", PostedTo) if table.has("window") else None,
    )


_BLOCKS: Mapping[str, Callable[[DataTable], SheetBlock]] = {
    "text": _text_block,
    "heading": lambda table: Heading(table.text("text")),
    "items": _items,
    "fields": _fields,
    "table": _table,
    "letterhead": _letterhead,
    "cut": lambda table: Cut(table.text("text")),
    "new_sheet": lambda table: NewSheet(table.text("title")),
}


def _each(table: DataTable) -> str:
    each = _text(table, "each")
    if each and each not in LISTS:
        raise table.wrong(f"the office offers no list {each!r}")
    return each


def _height(table: DataTable) -> int:
    return table.whole("height", _LEAST, _TALLEST) if table.has("height") else ROW_HEIGHT


def _flag(table: DataTable, key: str) -> bool:
    return table.has(key) and table.flag(key)


def _text(table: DataTable, key: str) -> str:
    return table.text(key) if table.has(key) else ""


def _texts(table: DataTable, key: str) -> tuple[str, ...]:
    return table.texts(key) if table.has(key) else ()
