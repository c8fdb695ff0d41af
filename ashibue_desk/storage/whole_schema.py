"""Every table of the vault in one place, for the migrations and their tests."""

from ashibue_desk.storage import charge_tables, contractor_tables, log_check_tables, log_tables, paper_tables
from ashibue_desk.storage.tables import metadata

__all__ = [
    "charge_tables",
    "contractor_tables",
    "log_check_tables",
    "log_tables",
    "metadata",
    "paper_tables",
]
