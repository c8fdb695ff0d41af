"""The table of security control measures of a regulation pack (``resources/regulations/<pack>/measures.toml``)."""

from functools import cache

from ashibue_desk.domain.control_measures import ControlMeasure, MeasureTable
from ashibue_desk.files.data_tables import DataTable, read_data_file
from ashibue_desk.resource_files import resource


@cache
def load_measures(pack_id: str) -> MeasureTable:
    """Return the table of a pack, read once; raise ``DataFileError`` when it is wrong or missing."""
    return read_data_file(resource("regulations", pack_id, "measures.toml"), read_measures)


def read_measures(table: DataTable) -> MeasureTable:
    """Return the table that a file holds."""
    return MeasureTable(
        article=table.text("article"),
        source=table.source(),
        small_business=table.text("small_business", spaced=True).strip(),
        measures=tuple(_measure(entry) for entry in table.tables("measure")),
    )


def _measure(entry: DataTable) -> ControlMeasure:
    measure = ControlMeasure(
        group=entry.text("group"),
        name=entry.text("name"),
        text=entry.text("text"),
        small=entry.text("small", empty=True),
    )
    entry.finish()
    return measure
