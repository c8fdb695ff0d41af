"""What the lines of the handling log say in words."""

from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.desk import Desk


def affair_names(desk: Desk, ids: str) -> str:
    """Return the Japanese names of the affairs in a line, which holds their ids separated by commas."""
    return "、".join(desk.law.affair(affair_id).name for affair_id in ids.split(",") if affair_id)


def line_key(entry: LogEntry, affairs: str) -> str:
    """Return the search key of a line: who, whom, what, for which affairs (in words), to whom, and the remark."""
    line = entry.line
    return search_key(entry.actor_name, line.object_label, line.act, affairs, line.recipient, line.detail)
