"""The code of the newest log entry on a sheet: written down on paper, it anchors the log outside the vault (規程10条10項)."""

from typing import Any

from ashibue_desk.domain.log_seal import grouped
from forms.fonts import GOTHIC, MONOSPACED
from forms.paper_sizes import A4, MM, PaperSize
from forms.parts import draw_qr
from forms.text import Style, draw_lines, draw_text, set_paragraph

LOG_CODE_HEIGHT = 16 * MM  # above the lower margin
_NOTE = Style(GOTHIC, 7.5, 9.5)
_SIDE = 13 * MM


def draw_log_code(canvas: Any, until_seq: int, code: str, size: PaperSize = A4) -> None:
    """Draw the code of entry ``until_seq`` in letters and as a QR code, on the lowest part of the body."""
    y = size.bottom + 1 * MM
    draw_qr(canvas, f"{until_seq}:{code}", size.right - _SIDE, y, _SIDE)
    draw_text(canvas, "この記録簿のコード", _NOTE, size.left, y + 8 * MM)
    words = f"{until_seq} : {grouped(code)}"
    draw_text(canvas, words, Style(MONOSPACED, 11, 14), size.left + 27 * MM, y + 7.6 * MM)
    note = f"{until_seq}番までの記録の控えです。検証のときに、番号とコードを入力します。押印して紙で保管してください。"
    lines = set_paragraph(note, _NOTE, size.body_width - _SIDE - 3 * MM)
    draw_lines(canvas, lines, size.left, y + 3 * MM + (len(lines) - 1) * _NOTE.leading / 3)
