"""取扱記録簿 on paper: the lines as a book, places for seals, and on every page the code that anchors the log (規程10条10項)."""

from datetime import datetime
from typing import Any

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogEntry
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_paper import LogBookFacts
from forms.fonts import GOTHIC, MINCHO
from forms.log_code import LOG_CODE_HEIGHT, draw_log_code
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head
from forms.parts import draw_seal_boxes
from forms.tables import Column, divide, draw_table, set_rows
from forms.text import Style, draw_lines, draw_text, fit_text

_COLUMNS = (
    Column("番号", 13 * MM, centred=True),
    Column("日時", 19 * MM, centred=True),
    Column("取扱者", 21 * MM),
    Column("区分", 14 * MM, centred=True),
    Column("対象", 24 * MM),
    Column("取扱いの内容", BODY_WIDTH - 142 * MM),
    Column("事務・目的", 20 * MM),
    Column("件数", 9 * MM, centred=True),
    Column("提供先・備考", 22 * MM),
)
_SEALS = ("責任者", "点検者")


def render_log_book(facts: LogBookFacts) -> bytes:
    """Return the book as a PDF, oldest line first. Raises ``CannotDrawCharacter`` naming whom it concerns."""
    paper = Paper(facts)
    rows = [_cells(entry, affairs) for entry, affairs in zip(facts.entries, facts.affairs, strict=True)]
    top, lower = TOP - 26 * MM, BOTTOM + LOG_CODE_HEIGHT
    room = TOP - lower
    sheets = divide(set_rows(_COLUMNS, rows, room - 12 * MM), top - lower, room)
    for page, sheet in enumerate(sheets, start=1):
        canvas = paper.canvas
        draw_running_head(canvas, facts.head.form_name, facts.period)
        if page == 1:
            _draw_opening(canvas, facts)
        if sheet:
            draw_table(canvas, _COLUMNS, sheet, LEFT, top if page == 1 else TOP)
        draw_log_code(canvas, facts.until_seq, facts.code)
        draw_foot(canvas, facts.head, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


def _cells(entry: LogEntry, affairs: str) -> tuple[str, ...]:
    at, line = datetime.fromisoformat(entry.local_at), entry.line
    act = line.act
    if line.happened_on:
        act += f"（{line.happened_on} に紙で行った分）"
    if line.corrects:
        act += f"（{line.corrects}番の訂正）"
    return (
        str(entry.seq),
        f"{era_short(at.date())} {at:%H:%M}",
        entry.actor_name,
        LOG_CLASS_NAMES[line.log_class],
        line.object_label,
        act,
        affairs,
        str(line.count),
        "　".join(part for part in (line.recipient, line.detail) if part),
    )


def _draw_opening(canvas: Any, facts: LogBookFacts) -> None:
    title = fit_text(facts.head.form_name, Style(MINCHO, 16, 22), BODY_WIDTH - 46 * MM, 30, 9, "帳票の名前")
    draw_lines(canvas, title, LEFT, TOP - 7 * MM)
    text = Style(GOTHIC, 9, 13.5)
    office = fit_text(facts.head.office_name, text, BODY_WIDTH - 46 * MM, 14, 6, "団体の名称")
    y = draw_lines(canvas, office, LEFT, TOP - 15 * MM)
    draw_text(canvas, f"{facts.period}　{len(facts.entries):,}行", text, LEFT, y)
    draw_seal_boxes(canvas, _SEALS, RIGHT, TOP)
