"""Walks a widget tree as a screen reader does and tells which controls have no name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit, QWidget

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)


def nameless_controls(root: QWidget) -> list[str]:
    """Return a line for every control below ``root`` that can be used and has no accessible name."""
    return [_line(widget) for widget in controls(root) if not spoken_name(widget)]


def controls(root: QWidget) -> list[QWidget]:
    """Return every control below ``root``: what takes the keyboard, and every button, field and list."""
    return [widget for widget in (root, *root.findChildren(QWidget)) if _is_control(widget)]


def spoken_name(widget: QWidget) -> str:
    """Return the name a screen reader says, without the mark of a mnemonic."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()
    return name.replace("&", "").strip()


def _is_control(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or _is_part_of_choice(widget):
        return False  # Qt's own parts, which nothing but Qt reaches
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return isinstance(widget, _CONTROLS) or (takes_tab and widget.isWindow() is False)


def _is_part_of_choice(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox):
            return True
        above = above.parentWidget()
    return False


def _line(widget: QWidget) -> str:
    above = widget.parentWidget()
    where = f" in {type(above).__name__}" if above is not None else ""
    return f"{type(widget).__name__} {widget.objectName()!r}{where}"
