"""Reading one shipped TOML file strictly; the rules of a table are those of ``domain.data_table``."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ashibue_desk.domain.data_table import OPEN, DataFileError, DataTable

__all__ = ["OPEN", "DataFileError", "DataTable", "read_data_file"]

Answer = TypeVar("Answer")


def read_data_file(path: Path, build: Callable[[DataTable], Answer]) -> Answer:
    """Return what ``build`` makes of the file at ``path``; raise ``DataFileError`` for anything wrong in it."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path.name}: {error}") from error
    table = DataTable(values, path.name)
    answer = build(table)
    table.finish()
    return answer
