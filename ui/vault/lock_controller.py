"""Locking: drafts go into the vault, the vault is closed, a fresh process takes over, this one ends.

Python cannot wipe what a password or a key left in memory; the end of the process can. So locking is ending.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drafts import keep_draft
from ui.background.operations import Operations
from ui.widgets.page import DraftKeeper
from ui.wording import lock_reasons

PATIENCE_MS: Final = 4_000


class LockController(QObject):
    """``lock(reason)`` once; ``locking`` when it begins (windows hide), ``locked(code)`` when the process may end."""

    locking = Signal()
    locked = Signal(str)

    def __init__(
        self,
        operations: Operations,
        keepers: Callable[[], Iterable[DraftKeeper]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._keepers = keepers
        self._minutes = 0
        self._reason = ""
        self._drafts: dict[str, dict[str, str]] = {}
        self._done = False
        # Long work may not stop at once. The lock does not wait for it: an unfinished transaction never happened.
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    @property
    def is_locking(self) -> bool:
        """Whether the lock has begun."""
        return bool(self._reason)

    def set_minutes(self, minutes: int) -> None:
        """Say after how many minutes the idle watch locks: the sentence on the unlock screen names them."""
        self._minutes = minutes

    def lock(self, reason: str) -> None:
        """Lock for ``reason`` (``wording.lock_reasons``); a second call does nothing."""
        if self.is_locking:
            return
        self._reason = reason
        self._drafts = {keeper.draft_key: values for keeper in self._keepers() if (values := _taken(keeper))}
        self.locking.emit()
        self._operations.stop_all()
        desk = self._operations.forget_desk()
        self._patience.start()
        if desk is None:
            self._finish(kept=True)
        else:
            work = partial(_leave, desk, self._drafts, lock_reasons.sentence(self._code("")))
            self._operations.run(self, work, self._closed, self._not_closed)

    def _closed(self, kept: bool) -> None:  # noqa: FBT001 - the answer of the work
        self._finish(kept=kept)

    def _not_closed(self, _situation: Situation) -> None:
        self._finish(kept=False)

    def _give_up(self) -> None:
        self._finish(kept=False)

    def _finish(self, *, kept: bool) -> None:
        if self._done:
            return
        self._done = True
        self._patience.stop()
        draft = ("kept" if kept else "lost") if self._drafts else ""
        self._drafts = {}
        self.locked.emit(self._code(draft))

    def _code(self, draft: str) -> str:
        return lock_reasons.coded(self._reason, minutes=self._minutes, draft=draft)


def _taken(keeper: DraftKeeper) -> dict[str, str]:
    return keeper.draft() if keeper.draft_key else {}


def _leave(desk: Desk, drafts: Mapping[str, dict[str, str]], reason: str) -> bool:
    """Keep the drafts and close the vault; return whether all drafts were kept. Runs in the vault thread."""
    kept = True
    for key, values in drafts.items():
        try:
            keep_draft(desk, key, dict(values))
        except Situation:  # a full disk costs the draft, never the lock
            kept = False
    vault_gate.close(desk, reason)
    return kept
