"""Reading the handling log and taking a copy of it as CSV."""

from dataclasses import replace

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.domain.search_key import matches, query_key, search_key
from ashibue_desk.office_files.csv_writing import csv_bytes
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate

_HEADER = ("番号", "日時", "取扱者", "区分", "事務", "対象", "取扱いの内容", "件数", "備考")


def read_log(desk: Desk, wanted: LogFilter) -> tuple[LogEntry, ...]:
    """Return the lines that fit, newest first; for those who read records."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        return desk.vault.log.read(wanted)


def affair_names(desk: Desk, ids: str) -> str:
    """Return the Japanese names of the affairs in a line, which holds their ids separated by commas."""
    return "、".join(desk.law.affair(affair_id).name for affair_id in ids.split(",") if affair_id)


def line_key(entry: LogEntry, affairs: str) -> str:
    """Return the search key of a line: who, whom, what, for which affairs (in words), and the remark."""
    line = entry.line
    return search_key(entry.actor_name, line.object_label, line.act, affairs, line.detail)


def export_log(desk: Desk, wanted: LogFilter, password: str = "", *, typed: str = "") -> Done[bytes]:
    """Return the lines that fit as CSV (UTF-8 with BOM, no formulas), and write a line that says so.

    ``typed`` is what stands in the filter field above the list: only lines that hold all its words are taken.
    The password is asked again: raises ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(*READS_RECORDS)
    reauthenticate(desk, Sensitive.EXPORT, password)
    query = query_key(typed)
    with desk.act():
        found = desk.vault.log.read(replace(wanted, most=10_000_000))
        entries = [entry for entry in found if matches(_key(desk, entry), query)] if query else found
        data = csv_bytes(_HEADER, (_cells(desk, entry) for entry in reversed(entries)))
        desk.log(LogLine(log_class=LogClass.USE, act="取扱記録簿の書き出し", count=max(1, len(entries))))
    return Done(data, Changed.LOG)


def _key(desk: Desk, entry: LogEntry) -> str:
    return line_key(entry, affair_names(desk, entry.line.affair))


def _cells(desk: Desk, entry: LogEntry) -> tuple[str, ...]:
    line = entry.line
    return (
        str(entry.seq),
        entry.local_at[:19].replace("T", " "),
        entry.actor_name,
        LOG_CLASS_NAMES[line.log_class],
        affair_names(desk, line.affair),
        line.object_label,
        line.act,
        str(line.count),
        line.detail,
    )
