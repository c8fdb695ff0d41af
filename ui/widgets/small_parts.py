"""Parts of a page that only tell: empty places, progress, steps, countdowns."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from ui.background.progress import Progress
from ui.theme.icons import mark
from ui.theme.theme import px, theme
from ui.widgets.buttons import OutlineButton, PrimaryButton, SmallButton
from ui.widgets.card import column, row
from ui.widgets.labels import PlainLabel, SupportText

_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """What an empty place says: what goes here, and the first act."""

    def __init__(
        self,
        title: str,
        text: str,
        parent: QWidget | None = None,
        *,
        act: str = "",
        on_act: Callable[[], object] | None = None,
        second: str = "",
        on_second: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        layout = column(gap=12, margin=32)
        self.setLayout(layout)
        layout.addStretch(1)
        self._mark = PlainLabel("", self)
        self._draw()
        layout.addWidget(self._mark, 0, _CENTRE)
        heading = PlainLabel(title, self, look="h2")
        layout.addWidget(heading, 0, _CENTRE)
        support = PlainLabel(text, self, look="subtitle", wrap=True)
        support.setAlignment(_CENTRE)
        support.setMaximumWidth(px(560))
        line = row()
        line.addStretch(1)
        line.addWidget(support, 8)
        line.addStretch(1)
        layout.addLayout(line)
        acts = row()
        acts.addStretch(1)
        if act and on_act is not None:
            button = PrimaryButton(act, self)
            button.clicked.connect(on_act)
            acts.addWidget(button)
        if second and on_second is not None:
            other = OutlineButton(second, self)
            other.clicked.connect(on_second)
            acts.addWidget(other)
        acts.addStretch(1)
        layout.addLayout(acts)
        layout.addStretch(2)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark again when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_mark"):
            self._draw()

    def _draw(self) -> None:
        self._mark.setPixmap(mark("empty", "ink_soft", 48, self.devicePixelRatioF()))


class ProgressPanel(QFrame):
    """Long work: what is being done, how many of how many, and a way to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._progress: Progress | None = None
        layout = column(gap=8, margin=16)
        self.setLayout(layout)
        head = row()
        self._text = PlainLabel("", self, look="label", elide=True)
        self._count = PlainLabel("", self, look="support")
        self.stop_button = SmallButton("中止する", self)
        head.addWidget(self._text, 1)
        head.addWidget(self._count)
        head.addWidget(self.stop_button)
        layout.addLayout(head)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("進み具合")
        layout.addWidget(self._bar)
        self.stop_button.clicked.connect(self._stop)
        self.hide()

    def follow(self, progress: Progress) -> None:
        """Show ``progress`` until it is finished."""
        self._progress = progress
        self._text.setText(progress.title)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.stop_button.setVisible(progress.stoppable)
        progress.reported.connect(self._show)
        progress.finished.connect(self._finish)
        self.show()

    def _show(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,}" if total else f"{done:,}")
        if text:
            self._text.setText(text)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self.stop_button.setEnabled(False)
            self._text.setText("きりのよいところで止めています…")

    def _finish(self) -> None:
        self._progress = None
        self.hide()


class StepList(QWidget):
    """The steps of a wizard, with those behind ticked. Steps behind can be gone back to with a click."""

    chosen = Signal(int)

    def __init__(self, titles: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._current = 0
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_steps(self, titles: tuple[str, ...], current: int) -> None:
        """Show other steps or another present one (counted from 0)."""
        self._titles, self._current = titles, current
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all steps."""
        return QSize(px(200), px(36) * (1 if self._compact else max(1, len(self._titles))))

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a state
        """Show only the present step, where there is no room for all."""
        if compact != self._compact:
            self._compact = compact
            wide = QSizePolicy.Policy.Expanding if compact else QSizePolicy.Policy.Fixed
            self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
            self.updateGeometry()
            self.update()

    def mousePressEvent(self, event: object) -> None:
        """Go back to a step behind."""
        position = getattr(event, "position", None)
        if position is not None and not self._compact:
            at = int(position().y()) // px(36)
            if 0 <= at < self._current:
                self.chosen.emit(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw one line a step."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._compact:
            painter.setFont(theme().font(15, bold=True))
            painter.setPen(theme().colour("key"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.accessibleName())
        else:
            for at, title in enumerate(self._titles):
                self._draw_step(painter, at, title)
        painter.end()

    def _draw_step(self, painter: QPainter, at: int, title: str) -> None:
        look, height = theme(), px(36)
        area = QRectF(px(12), at * height, self.width() - px(12), height)
        behind, here = at < self._current, at == self._current
        painter.setFont(look.font(15, bold=here))
        meaning = "success" if behind else ("key" if here else "ink_soft")
        if here:
            painter.fillRect(QRectF(0, area.top(), px(4), height), look.colour("key"))
        painter.setPen(look.colour(meaning))
        if behind:
            _draw_tick(painter, area.left(), area.center().y())
        else:
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(at + 1))
        words = area.adjusted(px(20), 0, 0, 0)
        text = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _tell(self) -> None:
        total = len(self._titles)
        here = self._titles[self._current] if self._current < total else ""
        of_all = f" / {total}" if total > 1 else ""  # with one, what follows depends on what is answered here
        self.setAccessibleName(f"手順 {self._current + 1}{of_all}: {here}")


def _draw_tick(painter: QPainter, left: float, middle: float) -> None:
    side = px(12)
    points = QPolygonF(
        [
            QPointF(left, middle),
            QPointF(left + side * 0.35, middle + side * 0.35),
            QPointF(left + side, middle - side * 0.45),
        ]
    )
    painter.setPen(QPen(painter.pen().color(), px(2)))
    painter.drawPolyline(points)


class Countdown(QWidget):
    """Seconds that run out, in words and as a shrinking line. ``over`` once, at the end."""

    over = Signal()

    def __init__(self, words: str = "あと {seconds}秒", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._seconds = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def start(self, seconds: float) -> None:
        """Run ``seconds`` down from now."""
        self._seconds = seconds
        self._clock.start()
        self._timer.start()
        self._show()

    def stop(self) -> None:
        """Stop without telling anyone."""
        self._timer.stop()
        self._seconds = 0.0
        self.update()

    def remaining(self) -> float:
        """Return the seconds left."""
        gone = self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0
        return max(0.0, self._seconds - gone)

    def sizeHint(self) -> QSize:
        """Return the room of the words and the line."""
        return QSize(px(160), px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words and what is left as a line."""
        look = theme()
        painter = QPainter(self)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(15))
        area = QRectF(self.rect())
        painter.drawText(area.adjusted(0, 0, 0, -px(8)), Qt.AlignmentFlag.AlignVCenter, self._sentence())
        bar = QRectF(0, area.bottom() - px(4), area.width(), px(4))
        painter.fillRect(bar, look.colour("rule"))
        share = self.remaining() / self._seconds if self._seconds else 0.0
        bar.setWidth(bar.width() * share)
        painter.fillRect(bar, look.colour("key"))
        painter.end()

    def _sentence(self) -> str:
        import math

        return self._words.format(seconds=math.ceil(self.remaining()))

    def _show(self) -> None:
        self.setAccessibleName(self._sentence())
        self.update()

    def _tick(self) -> None:
        self._show()
        if self.remaining() <= 0:
            self._timer.stop()
            self.over.emit()


class TitledText(QWidget):
    """A small heading with text below: facts in a detail card."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(gap=2)
        self.setLayout(layout)
        layout.addWidget(SupportText(title, self))
        self.text = PlainLabel(text or "—", self, wrap=True)
        layout.addWidget(self.text)
