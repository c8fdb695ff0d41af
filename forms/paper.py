"""The sheet itself: A4, its margins, the lines at head and foot, and the bytes of the finished file.

Body text stays 20 mm from every edge; the running head and foot stand between 12 mm and 20 mm. The same facts
give the same bytes (``invariant``), and the properties of the file hold the form's name and nobody's.
"""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.japanese_calendar import era_date
from forms.fonts import GOTHIC
from forms.sheets import kept
from forms.text import Style, draw_line, draw_text, fit_text

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
MARGIN = 20 * MM
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BOTTOM, TOP = MARGIN, HEIGHT - MARGIN
BODY_WIDTH = RIGHT - LEFT
RULE = 0.5  # points

_RUNNING = Style(GOTHIC, 7.5, 10)
_PRODUCER = "あしぶえデスク"


class Paper:
    """A file of A4 sheets being drawn. ``canvas`` is reportlab's; ``title`` is the form's name.

    The dates among the properties are ``printed_at``, so that nothing depends on the clock.
    """

    def __init__(self, title: str, printed_at: datetime) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._bytes = io.BytesIO()
        canvas = Canvas(self._bytes, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, lang="ja-JP")
        self.canvas: Any = kept(canvas, (WIDTH, HEIGHT))
        self.canvas.setDateFormatter(lambda *_: _pdf_date(printed_at))
        self.canvas.setTitle(title)
        self.canvas.setAuthor(_PRODUCER)
        self.canvas.setCreator(_PRODUCER)
        self.canvas.setProducer(_PRODUCER)
        self.canvas.setSubject(title)
        self._stamps: set[str] = set()

    def stamp(self, name: str, draw: Callable[[Any], None]) -> None:
        """Draw what is the same on many sheets: ``draw`` is called once, later sheets refer to it."""
        if name not in self._stamps:
            self._stamps.add(name)
            self.canvas.beginForm(name, 0, 0, WIDTH, HEIGHT)
            draw(self.canvas)
            self.canvas.endForm()
        self.canvas.doForm(name)

    def next_sheet(self) -> None:
        """Finish the present sheet."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """Return the file; nothing can be drawn any more."""
        self.canvas.save()
        return self._bytes.getvalue()


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return moment.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")


def edition(head: PaperHead) -> str:
    """Return for example 第1版（令和8年4月1日施行）."""
    return f"第{head.version}版（{era_date(head.in_force_from)}施行）"


def print_time(moment: datetime) -> str:
    """Return for example 令和8年11月21日 9時05分."""
    return f"{era_date(moment.date())} {moment.hour}時{moment.minute:02}分"


def draw_running_head(canvas: Any, left: str, right: str = "") -> None:
    """Draw the small line above the body."""
    draw_text(canvas, left, _RUNNING, LEFT, TOP + 4 * MM)
    draw_text(canvas, right, _RUNNING, RIGHT, TOP + 4 * MM, align="right")


def draw_foot(canvas: Any, head: PaperHead, page: int, pages: int) -> None:
    """Draw the rule and the line below the body: office and form on the left, time of printing, page n/m."""
    rule, baseline = BOTTOM - 2 * MM, BOTTOM - 5.5 * MM
    canvas.setLineWidth(RULE)
    canvas.line(LEFT, rule, RIGHT, rule)
    office_width = BODY_WIDTH - 78 * MM
    name = fit_text(
        f"{head.office_name}　{head.form_id} 第{head.version}版",
        _RUNNING,
        office_width,
        11.2,
        4,
        "団体の名称",
    )
    for number, line in enumerate(name):
        draw_line(canvas, line, LEFT, baseline - number * line.style.leading)
    draw_text(
        canvas, f"印刷　{print_time(head.printed_at)}", _RUNNING, RIGHT - 20 * MM, baseline, align="right"
    )
    draw_text(canvas, f"{page}/{pages}", Style(GOTHIC, 9, 10), RIGHT, baseline, align="right")
