"""Looking at a paper before it is made: its sheets in turn, at any size, by mouse and by keyboard.

The sheets come from ``forms.sheets.sheets_of`` in the vault thread; here they are painted as vectors, so nothing of the
paper becomes a file.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QSizePolicy, QWidget

from forms.sheets import Sheet
from ui.theme.theme import px, theme
from ui.widgets.buttons import SmallButton
from ui.widgets.card import column
from ui.widgets.labels import PlainLabel
from ui.widgets.sheet_canvas import SheetCanvas, fitting_scale
from ui.widgets.wrap_layout import WrapLayout

FIT_WIDTH: Final = "width"
FIT_SHEET: Final = "sheet"
ZOOMS: Final = (50, 75, 100, 125, 150, 200, 300)
"""Percent of the size of the paper on a screen of 96 dots to the inch."""
_REAL = 96 / 72
_MARGIN = 12  # pixels at 100 %, round the sheet
_NOTHING = "ここに、できあがりの用紙を表示します。"


class PaperPreview(QWidget):
    """The sheets of one paper. ``page_shown`` tells the index of the sheet, from 0, whenever another one is seen."""

    page_shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[Sheet, ...] = ()
        self._page = 0
        self._fit = FIT_WIDTH
        self._zoom = 100
        self.setMinimumHeight(px(320))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = column(gap=8)
        self.setLayout(layout)
        self.tools = WrapLayout(gap=8)
        self._bar = QWidget(self)
        self._bar.setLayout(self.tools)
        layout.addWidget(self._bar)
        self.back_button = self._tool("前へ", "前のページ", self.page_back, "PgUp")
        self.place = PlainLabel("", self, look="label")
        self.tools.addWidget(self.place)
        self.next_button = self._tool("次へ", "次のページ", self.page_on, "PgDn")
        self.smaller_button = self._tool("縮小", "小さく表示する", self.zoom_out, "Ctrl+-")
        self.size_shown = PlainLabel("", self, look="support")
        self.tools.addWidget(self.size_shown)
        self.larger_button = self._tool("拡大", "大きく表示する", self.zoom_in, "Ctrl++")
        self.width_button = self._tool("幅に合わせる", "用紙の幅に合わせて表示する", self.fit_width, "Ctrl+0")
        self.sheet_button = self._tool("全体", "用紙の全体を表示する", self.fit_sheet, "Ctrl+9")
        self._nothing = PlainLabel(_NOTHING, self, look="support", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._nothing)
        self.area = QScrollArea(self)
        self.area.setProperty("look", "sheets")
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("用紙のプレビュー")
        ground = QWidget()
        round_it = column(margin=_MARGIN)
        round_it.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        ground.setLayout(round_it)
        self.canvas = SheetCanvas(ground)
        round_it.addWidget(self.canvas)
        self.area.setWidget(ground)
        self.area.installEventFilter(self)
        self.area.viewport().installEventFilter(self)
        layout.addWidget(self.area, 1)
        self._listen_to_keys()
        theme().changed.connect(self._show_page)
        self._show_page()

    def show_sheets(self, sheets: Sequence[Sheet], *, keep_place: bool = False) -> None:
        """Show the sheets of a paper from its first; ``keep_place`` stays on the page that is seen, for a text being edited."""
        self._sheets = tuple(sheets)
        at = self.area.verticalScrollBar().value() if keep_place else 0
        self._page = min(self._page, len(self._sheets) - 1) if keep_place and self._sheets else 0
        self._show_page()
        self.area.verticalScrollBar().setValue(at)

    def clear(self, said: str = _NOTHING) -> None:
        """Show no paper, and say why or what comes."""
        self._nothing.setText(said)
        self.show_sheets(())

    def sheets(self) -> tuple[Sheet, ...]:
        """Return what is shown."""
        return self._sheets

    def page(self) -> int:
        """Return the index of the sheet that is seen, from 0."""
        return self._page

    # what keys and buttons do

    def page_on(self) -> None:
        """Turn to the next sheet."""
        self.turn_to(self._page + 1)

    def page_back(self) -> None:
        """Turn to the sheet before."""
        self.turn_to(self._page - 1)

    def first_page(self) -> None:
        """Turn to the first sheet."""
        self.turn_to(0)

    def last_page(self) -> None:
        """Turn to the last sheet."""
        self.turn_to(len(self._sheets) - 1)

    def turn_to(self, page: int) -> None:
        """Turn to a sheet by its index from 0; one that is not there changes nothing."""
        if page != self._page and 0 <= page < len(self._sheets):
            self._page = page
            self._show_page()
            self.area.verticalScrollBar().setValue(0)

    def zoom_in(self) -> None:
        """Show the sheet in the next larger size."""
        now = self._percent()
        self._zoom_to(next((each for each in ZOOMS if each > now + 1), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show the sheet in the next smaller size."""
        now = self._percent()
        self._zoom_to(next((each for each in reversed(ZOOMS) if each < now - 1), ZOOMS[0]))

    def fit_width(self) -> None:
        """Show the sheet as wide as there is room."""
        self._fit = FIT_WIDTH
        self._show_page()

    def fit_sheet(self) -> None:
        """Show the whole sheet."""
        self._fit = FIT_SHEET
        self._show_page()

    # inside

    def _tool(self, text: str, name: str, act: Callable[[], None], keys: str) -> SmallButton:
        button = SmallButton(text, self)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}({keys})")
        button.clicked.connect(act)
        self.tools.addWidget(button)
        return button

    def _listen_to_keys(self) -> None:
        bound = (
            (("PgDown",), self.page_on),
            (("PgUp",), self.page_back),
            (("Ctrl+Home",), self.first_page),
            (("Ctrl+End",), self.last_page),
            (
                ("Ctrl++", "Ctrl+;", "Ctrl+="),
                self.zoom_in,
            ),  # where + needs Shift, the key without it does as well
            (("Ctrl+-",), self.zoom_out),
            (("Ctrl+0",), self.fit_width),
            (("Ctrl+9",), self.fit_sheet),
        )
        for keys, act in bound:
            for each in keys:
                shortcut = QShortcut(QKeySequence(each), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    def _zoom_to(self, percent: int) -> None:
        self._fit, self._zoom = "", percent
        self._show_page()

    def _percent(self) -> float:
        return self.canvas.scale / _REAL * 100

    def _scale(self, sheet: Sheet) -> float:
        if not self._fit:
            return self._zoom / 100 * _REAL
        margin = px(_MARGIN)
        bar = self.area.verticalScrollBar().sizeHint().width()
        room = self.area.maximumViewportSize()
        if self._fit == FIT_WIDTH:
            return fitting_scale(sheet, room.width() - bar - 2 * margin)
        return fitting_scale(sheet, room.width() - 2 * margin, room.height() - 2 * margin)

    def _show_page(self) -> None:
        there = bool(self._sheets)
        self.area.setVisible(there)
        self._bar.setVisible(there)
        self._nothing.setVisible(not there)
        self._draw()
        last = len(self._sheets) - 1
        self.place.setText(f"{self._page + 1} / {len(self._sheets)}ページ" if there else "")
        self.back_button.setEnabled(there and self._page > 0)
        self.next_button.setEnabled(there and self._page < last)
        for button in (self.smaller_button, self.larger_button, self.width_button, self.sheet_button):
            button.setEnabled(there)
        self.canvas.setAccessibleName(
            f"{last + 1}ページのうち{self._page + 1}ページ目" if there else "用紙なし"
        )
        if there:
            self.page_shown.emit(self._page)

    def _draw(self) -> None:
        sheet = self._sheets[self._page] if self._sheets else None
        self.canvas.show_sheet(sheet, self._scale(sheet) if sheet is not None else 1.0)
        self.size_shown.setText(f"{round(self._percent())}%" if sheet is not None else "")
        policy = Qt.ScrollBarPolicy
        wide = self._fit == FIT_WIDTH  # then there is nothing to scroll to at the side
        self.area.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if wide else policy.ScrollBarAsNeeded
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the sheet into new room, and zoom with Ctrl and the wheel."""
        if watched is self.area and event.type() == QEvent.Type.Resize and self._fit and self._sheets:
            self._draw()
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            return True
        return super().eventFilter(watched, event)
