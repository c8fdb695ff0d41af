"""The columns of the handling log."""

from datetime import date, datetime

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LOG_MARK_NAMES, LogClass, LogMark, LogView
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_corrections import pointing
from ui.widgets.rows_model import Column

_TONES = {
    LogClass.COLLECTION: "info",
    LogClass.USE: "info",
    LogClass.CARRY_OUT: "warning",
    LogClass.PROVISION: "warning",
    LogClass.DISPOSAL: "warning",
}
_LOUD = frozenset({LogMark.OUT_OF_HOURS, LogMark.MASS})


def when(local_at: str) -> str:
    """Return day and time of an entry as a list shows them."""
    if not local_at:
        return ""
    at = datetime.fromisoformat(local_at)
    return f"{era_short(at.date())} {at:%H:%M}"


def day_words(day: str) -> str:
    """Return a day kept in ISO 8601 as a list shows it; empty for none."""
    return era_short(date.fromisoformat(day)) if day else ""


def act_words(row: LogView) -> str:
    """Return what was done, with the line it corrects or that corrects it."""
    line = row.entry.line
    act = line.act
    if line.corrects:
        act += f"（{line.corrects:,}番{pointing(line.act)}）"
    if row.corrected_by:
        act += f"（{row.corrected_by:,}番で訂正・補記）"
    return act


def mark_words(row: LogView) -> str:
    """Return what sets the line apart, in words."""
    return "・".join(LOG_MARK_NAMES[mark] for mark in row.marks)


def row_id(row: LogView) -> str:
    """Return the number of the line as text."""
    return str(row.entry.seq)


def _class_words(row: LogView) -> str:
    return LOG_CLASS_NAMES[row.entry.line.log_class] if row.entry.seq else ""


def _mark_tone(row: LogView) -> str:
    return "warning" if _LOUD.intersection(row.marks) else "neutral"


COLUMNS: tuple[Column[LogView], ...] = (
    Column("at", "日時", lambda row: when(row.entry.local_at), 148),
    Column("actor", "取扱者", lambda row: row.entry.actor_name, 100),
    Column(
        "class", "区分", _class_words, 92, tone=lambda row: _TONES.get(row.entry.line.log_class, "neutral")
    ),
    Column("affair", "事務", lambda row: row.affairs, 110),
    Column("object", "対象", lambda row: row.entry.line.object_label, 105),
    Column("act", "内容", act_words, 170, bold=True, stretches=True),
    Column("count", "件数", lambda row: f"{row.entry.line.count:,}" if row.entry.seq else "", 48, right=True),
    Column("marks", "しるし", mark_words, 100, tone=_mark_tone),
    Column("recipient", "提供先", lambda row: row.entry.line.recipient, 110, soft=True, shown=False),
    Column(
        "happened", "紙で取り扱った日", lambda row: day_words(row.entry.line.happened_on), 130, shown=False
    ),
    Column("detail", "備考", lambda row: row.entry.line.detail, 100, soft=True),
    Column("seq", "番号", row_id, 72, right=True, shown=False),
)
