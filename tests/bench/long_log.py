"""A log of ten years: a million lines written past the seal, which reading does not look at."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from ashibue_desk.domain.handling_log import LogClass

LINES = 1_000_000
_SPAN = timedelta(days=3_650)
_HANDLERS, _PERSONS = 7, 3_000
_ACTS = ("個人番号の登録", "個人番号の表示", "保管庫を開いた", "帳票の印刷")
_AFFAIRS = ("income_withholding_slip", "income_withholding_slip,health_pension_enrolment", "")
_INSERT = """INSERT INTO log (at, local_at, actor_id, actor_name, log_class, act, object_id, object_label, affair, count,
 detail, happened_on, corrects, recipient) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def write_long_log(connection: Connection, until: datetime, lines: int) -> None:
    """Write ``lines`` lines over the ten years before ``until``. Indexes are made afterwards, which is many times faster."""
    run: Any = connection.exec_driver_sql
    run("PRAGMA cache_size = -262144")
    (version,) = run("PRAGMA schema_version").one()
    indexes = run(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'log' AND sql <> ''"
    ).all()
    run("BEGIN")
    for name, _sql in indexes:
        run(f"DROP INDEX {name}")
    raw: Any = connection.connection.driver_connection
    raw.executemany(_INSERT, _rows(until, lines))
    for _name, sql in indexes:
        run(sql)
    run("COMMIT")
    run(
        f"PRAGMA schema_version = {version:d}"
    )  # the schema is what it was: the vault would refuse another one
    run("PRAGMA cache_size = -2000")


def _rows(until: datetime, lines: int) -> Iterator[tuple[object, ...]]:
    kinds = tuple(kind.value for kind in LogClass)
    between = _SPAN / lines
    for n in range(lines):
        at = until - (lines - n) * between
        moment, person = at.isoformat(timespec="seconds"), n * 7_919 % _PERSONS
        handler = n % _HANDLERS + 1
        yield (
            moment, moment, f"{handler:032x}", f"取扱 {handler}番", kinds[n % 7], _ACTS[n % 4],
            f"p{person:x}", f"架空 {person}子", _AFFAIRS[n % 3], 30 if n % 50 == 0 else 1,
            f"理由 年末調整の準備 {n}" if n % 3 == 0 else "", "2020-01-01" if n % 1_000 == 0 else "",
            n - 10 if n % 5_000 == 4_000 else 0, "若葉税務署" if n % 9 == 0 else "",
        )  # fmt: skip
