"""What a reader hands over before the table is looked at as a list."""

from dataclasses import dataclass, field

from ashibue_desk.domain.table import Row, SheetRules


@dataclass(slots=True, kw_only=True)
class RawTable:
    """Rows as read, not yet shielded: never leaves this package."""

    rows: list[Row] = field(repr=False)
    sheet_names: tuple[str, ...] = ()
    sheet: str = ""
    date1904: bool = False
    encoding: str = ""
    encoding_is_sure: bool = True
    separator: str = ""
    notes: tuple[str, ...] = ()
    rules: SheetRules | None = None
