"""A small tree of who hands work on to whom: one line each, joined by drawn elbows, every name a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import px, theme
from ui.widgets.card import clear, column, row
from ui.widgets.labels import PlainLabel, Tag
from ui.widgets.name_link import NameLink


@dataclass(frozen=True)
class TreeNode:
    """One party: the key it is opened by (empty: no link), its name, softer words, a tag, and those below it."""

    key: str
    title: str
    detail: str = ""
    tag: str = ""
    tone: str = "neutral"
    children: tuple["TreeNode", ...] = ()


class ChainTree(QWidget):
    """Draws a tree of any depth. ``opened(key)`` when a name is pressed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(gap=0)
        self.setLayout(self._layout)
        self.setAccessibleName("委託のつながり")

    def show_tree(self, roots: Sequence[TreeNode]) -> None:
        """Show other parties."""
        clear(self._layout)
        for root in roots:
            self._add(root, 0, ())

    def _add(self, node: TreeNode, depth: int, trunks: tuple[bool, ...]) -> None:
        """``trunks``: for every level above, whether a sibling still follows below (its line runs on)."""
        self._layout.addWidget(_NodeLine(node, depth, trunks, self))
        for at, child in enumerate(node.children):
            follows = at + 1 < len(node.children)
            self._add(child, depth + 1, (*trunks, follows))


class _NodeLine(QWidget):
    def __init__(self, node: TreeNode, depth: int, trunks: tuple[bool, ...], tree: ChainTree) -> None:
        super().__init__(tree)
        self._key = node.key
        line = row(gap=8)
        self.setLayout(line)
        line.addWidget(_Elbow(trunks, bool(node.children), self))
        line.addWidget(self._name(node, depth, tree), 0, Qt.AlignmentFlag.AlignVCenter)
        if node.tag:
            line.addWidget(Tag(node.tag, node.tone, self), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(PlainLabel(node.detail, self, look="support", elide=True), 1)

    def _name(self, node: TreeNode, depth: int, tree: ChainTree) -> QWidget:
        self._tree = tree
        if not node.key:
            return PlainLabel(node.title, self, look="label")
        link = NameLink(node.title, self)
        place = f"{depth}つ下の" if depth else ""
        link.setAccessibleName("、".join(part for part in (f"{place}{node.title}", node.tag) if part))
        link.clicked.connect(self._open)
        return link

    def _open(self) -> None:
        self._tree.opened.emit(self._key)


class _Elbow(QWidget):
    """The lines in front of a name: those that run past it, and the one that turns to it."""

    def __init__(self, trunks: tuple[bool, ...], has_children: bool, parent: QWidget) -> None:  # noqa: FBT001
        super().__init__(parent)
        self._trunks = trunks
        self._has_children = has_children
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(px(24) * len(self._trunks) + px(16), px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().colour("edge_strong"), px(1.5)))
        middle, step = self.height() / 2, px(24)
        for level, follows in enumerate(self._trunks):
            x = px(8) + level * step
            turns = level + 1 == len(self._trunks)
            if turns:
                painter.drawLine(QPointF(x, 0), QPointF(x, self.height() if follows else middle))
                painter.drawLine(QPointF(x, middle), QPointF(x + step - px(6), middle))
            elif follows:
                painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        centre = QPointF(px(8) + len(self._trunks) * step, middle)
        if self._has_children:
            painter.drawLine(centre, QPointF(centre.x(), self.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme().colour("key"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, px(4), px(4))
        painter.end()
