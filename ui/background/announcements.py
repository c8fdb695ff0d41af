"""News of what changed, so that only the pages concerned read again."""

from PySide6.QtCore import QObject, Signal

from ashibue_desk.use_cases.changes import Changed


class Announcements(QObject):
    """``changed(what, initiator)``: ``what`` is a ``Changed``, ``initiator`` the object that did it, or ``None``."""

    changed = Signal(object, object)

    def announce(self, what: Changed, initiator: QObject | None = None) -> None:
        """Tell everyone what changed; nothing changed is no news."""
        if what:
            self.changed.emit(what, initiator)
