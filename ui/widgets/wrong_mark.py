"""The red frame of a field whose entry is wrong."""

from PySide6.QtWidgets import QWidget


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Give a widget the red frame, or take it off."""
    if widget.property("wrong") != ("true" if wrong else "false"):
        widget.setProperty("wrong", "true" if wrong else "false")
        widget.style().unpolish(widget)
        widget.style().polish(widget)
