"""The file of sheets: what stands at head and foot of each, and the bytes of the finished PDF.

Body text stays 20 mm from every edge (``paper_sizes``); the running head and foot stand between 12 mm and 20 mm. The
same facts give the same bytes (``invariant``), and the properties of the file hold the form's name and nobody's.
"""

import io
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.japanese_calendar import era_date
from forms import paper_sizes
from forms.drawable import Facts, require_facts_drawable
from forms.fonts import GOTHIC
from forms.paper_sizes import A4, PaperSize
from forms.sheets import KeptCanvas, canvas_for
from forms.text import Style, draw_line, draw_lines, draw_text, fit_text, set_single

MM = paper_sizes.MM
# The measures of an upright A4 sheet, which most forms have.
LEFT, RIGHT = A4.left, A4.right
BOTTOM, TOP = A4.bottom, A4.top
BODY_WIDTH = A4.body_width
RULE = 0.5  # points

_RUNNING = Style(GOTHIC, 7.5, 10)
_PRODUCER = "あしぶえデスク"

_ONE_AT_A_TIME = Lock()
"""Held while a file is finished: two threads draw, and reportlab keeps a place in the font whose letters it packs."""


class Paper:
    """A file of sheets being drawn for ``facts``. ``canvas`` is reportlab's, or the one of ``sheets_of``.

    Raises ``CannotDrawCharacter`` when any string of ``facts`` has a character that no font draws. The title among the
    properties is the form's name and their dates are the time of printing, so that nothing depends on the clock.
    """

    def __init__(self, facts: Facts, size: PaperSize = A4) -> None:
        require_facts_drawable(facts)
        head, measures = facts.head, (size.width, size.height)
        self.head, self.size = head, size
        self._bytes = io.BytesIO()
        self.canvas: Any = canvas_for(measures, partial(_file_canvas, self._bytes, measures))
        self.canvas.setDateFormatter(lambda *_: _pdf_date(head.printed_at))
        self.canvas.setTitle(head.form_name)
        self.canvas.setAuthor(_PRODUCER)
        self.canvas.setCreator(_PRODUCER)
        self.canvas.setProducer(_PRODUCER)
        self.canvas.setSubject(head.form_name)
        self._stamps: set[str] = set()

    def stamp(self, name: str, draw: Callable[[Any], None]) -> None:
        """Draw what is the same on many sheets: ``draw`` is called once, later sheets refer to it."""
        if name not in self._stamps:
            self._stamps.add(name)
            self.canvas.beginForm(name, 0, 0, self.size.width, self.size.height)
            draw(self.canvas)
            self.canvas.endForm()
        self.canvas.doForm(name)

    def next_sheet(self) -> None:
        """Finish the present sheet."""
        self.canvas.showPage()

    def add_sheet(self, draw: Callable[[Any], object]) -> None:
        """Add a whole sheet of a long list: ``draw`` is called at once for a file, and for the screen when it is looked at."""
        if isinstance(self.canvas, KeptCanvas):
            self.canvas.add_sheet(draw)
        else:
            draw(self.canvas)
            self.next_sheet()

    def finish(self) -> bytes:
        """Return the file, empty bytes within ``sheets_of``; nothing can be drawn any more."""
        with _ONE_AT_A_TIME:
            self.canvas.save()
        return self._bytes.getvalue()


def _file_canvas(file: io.BytesIO, measures: tuple[float, float]) -> Any:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # no detour of the compressed pages through letters: a tenth smaller
    return Canvas(file, pagesize=measures, pageCompression=1, invariant=1, lang="ja-JP")


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return moment.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")


def edition(head: PaperHead) -> str:
    """Return for example 第1版（令和8年4月1日施行）."""
    return f"第{head.version}版（{era_date(head.in_force_from)}施行）"


def print_time(moment: datetime) -> str:
    """Return for example 令和8年11月21日 9時05分."""
    return f"{era_date(moment.date())} {moment.hour}時{moment.minute:02}分"


def draw_running_head(canvas: Any, left: str, right: str = "", size: PaperSize = A4) -> None:
    """Draw the small line above the body."""
    y = size.top + 4 * MM
    draw_text(canvas, left, _RUNNING, size.left, y)
    draw_text(canvas, right, _RUNNING, size.right, y, align="right")


def draw_foot(canvas: Any, head: PaperHead, page: int, pages: int, size: PaperSize = A4) -> None:
    """Draw the rule and the line below the body: office, form and version, time of printing, page n/m."""
    rule, baseline = size.bottom - 2 * MM, size.bottom - 5.5 * MM
    canvas.setLineWidth(RULE)
    canvas.line(size.left, rule, size.right, rule)
    printed = set_single(f"印刷　{print_time(head.printed_at)}", _RUNNING)
    time_left = size.right - 20 * MM - printed.width
    text = f"{head.office_name}　{head.form_id} 第{head.version}版"
    name = fit_text(text, _RUNNING, time_left - 4 * MM - size.left, 14, 4, "団体の名称")
    draw_lines(canvas, name, size.left, baseline if len(name) == 1 else rule - name[0].style.size - 1)
    draw_line(canvas, printed, time_left, baseline)
    draw_text(canvas, f"{page}/{pages}", Style(GOTHIC, 9, 10), size.right, baseline, align="right")
