"""取扱記録簿 on paper: the lines as a book, places for seals, and on every page the code that anchors the log (規程10条10項)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogEntry
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_corrections import pointing
from ashibue_desk.domain.log_paper import LogBookFacts
from forms.fonts import GOTHIC, MINCHO
from forms.log_code import LOG_CODE_HEIGHT, draw_log_code
from forms.paper import Paper, draw_foot, draw_running_head
from forms.paper_sizes import A4_ACROSS, MM
from forms.parts import draw_seal_boxes
from forms.situations import PrintingStopped
from forms.tables import Column, Row, divide, draw_table, set_rows
from forms.text import Style, draw_lines, fit_text

_SIZE = A4_ACROSS
_COLUMNS = (
    Column("番号", 16 * MM, centred=True),
    Column("記入の日時", 22 * MM, centred=True),
    Column("紙での取扱日", 20 * MM, centred=True),
    Column("取扱者", 26 * MM),
    Column("区分", 18 * MM, centred=True),
    Column("対象", 30 * MM),
    Column("取扱いの内容", _SIZE.body_width - 224 * MM),
    Column("事務・目的", 32 * MM),
    Column("件数", 11 * MM, centred=True),
    Column("提供先・備考", 35 * MM),
    Column("確認", 14 * MM),  # initials or the day on which the officer looked (責任者確認)
)
_SEALS = ("責任者", "点検者")
_AT_ONCE = 200  # rows set, then whoever waits is asked


def render_log_book(facts: LogBookFacts, go_on: Callable[[int, int], bool] | None = None) -> bytes:
    """Return the book as a PDF, oldest line first; ``go_on(done, lines)`` is asked now and then whether to go on.

    Raises ``CannotDrawCharacter`` naming whom it concerns, and ``PrintingStopped``.
    """
    paper = Paper(facts, _SIZE)
    top, lower = _SIZE.top - 26 * MM, _SIZE.bottom + LOG_CODE_HEIGHT
    room = _SIZE.top - lower
    rows = list(_rows(facts, room - 12 * MM, go_on or _always))
    sheets = divide(rows, top - lower, room)
    draw = partial(_draw_sheet, facts, len(sheets))
    for page, sheet in enumerate(sheets, start=1):
        paper.add_sheet(partial(draw, page, sheet, top if page == 1 else _SIZE.top))
        if go_on is not None and not go_on(len(facts.entries) + page, len(facts.entries) + len(sheets)):
            raise PrintingStopped
    return paper.finish()


def _always(_done: int, _lines: int) -> bool:
    return True


def _rows(facts: LogBookFacts, tallest: float, go_on: Callable[[int, int], bool]) -> Iterator[Row]:
    lines = list(zip(facts.entries, facts.affairs, facts.signs, strict=True))
    for start in range(0, len(lines), _AT_ONCE):
        if not go_on(start, 2 * len(lines)):
            raise PrintingStopped
        yield from set_rows(_COLUMNS, [_cells(*line) for line in lines[start : start + _AT_ONCE]], tallest)


def _cells(entry: LogEntry, affairs: str, signs: str) -> tuple[str, ...]:
    at, line = datetime.fromisoformat(entry.local_at), entry.line
    act = f"{line.act}（{line.corrects}番{pointing(line.act)}）" if line.corrects else line.act
    happened = era_short(date.fromisoformat(line.happened_on)) if line.happened_on else ""
    return (
        str(entry.seq),
        f"{era_short(at.date())} {at:%H:%M}",
        happened,
        entry.actor_name,
        LOG_CLASS_NAMES[line.log_class],
        line.object_label,
        act,
        affairs,
        str(line.count),
        "　".join(part for part in (line.recipient, line.detail, signs) if part),
        "",
    )


def _draw_sheet(
    facts: LogBookFacts, pages: int, page: int, rows: Sequence[Row], top: float, canvas: Any
) -> None:
    told = "　".join(filter(None, (facts.scope, facts.period)))
    draw_running_head(canvas, facts.head.form_name, told, _SIZE)
    if page == 1:
        _draw_opening(canvas, facts)
    if rows:
        draw_table(canvas, _COLUMNS, rows, _SIZE.left, top)
    draw_log_code(canvas, facts.until_seq, facts.code, _SIZE)
    draw_foot(canvas, facts.head, page, pages, _SIZE)


def _draw_opening(canvas: Any, facts: LogBookFacts) -> None:
    width = _SIZE.body_width - 46 * MM
    title = fit_text(facts.head.form_name, Style(MINCHO, 16, 22), width, 30, 9, "帳票の名前")
    draw_lines(canvas, title, _SIZE.left, _SIZE.top - 7 * MM)
    text = Style(GOTHIC, 9, 13.5)
    office = fit_text(facts.head.office_name, text, width, 14, 6, "団体の名称")
    y = draw_lines(canvas, office, _SIZE.left, _SIZE.top - 15 * MM)
    told = "　".join(filter(None, (facts.scope, facts.period, f"{len(facts.entries):,}行")))
    draw_lines(canvas, fit_text(told, text, width, 14, 6, "期間"), _SIZE.left, y)
    draw_seal_boxes(canvas, _SEALS, _SIZE.right, _SIZE.top)
