"""The wording while it is being written: what the clerk sees, every step of it, and what is wrong with it. Without Qt."""

from collections.abc import Callable

from ashibue_desk.domain import wording_edit
from ashibue_desk.domain.wording_checks import WordingFault, read_shown
from ashibue_desk.domain.wording_marks import as_shown
from ashibue_desk.domain.wordings import FormText

_MOST_STEPS = 200


class WorkingText:
    """Holds the text with the clerk's brackets. Every change is a step that can be taken back.

    Typing in one place is one step, however many letters it has; adding, moving and removing are one step each.
    """

    def __init__(self, original: FormText, begun: FormText) -> None:
        """Begin with the stored wording ``begun`` of the form whose original is ``original``."""
        self.original = original
        self.begun = as_shown(begun)
        self.shown = self.begun
        self._before: list[FormText] = []
        self._typing_at = ""

    @property
    def is_changed(self) -> bool:
        """Return whether anything is other than at the beginning."""
        return self.shown != self.begun

    @property
    def can_undo(self) -> bool:
        """Return whether there is a step to take back."""
        return bool(self._before)

    def type(self, key: str, words: str) -> None:
        """Put what was typed into a place."""
        if wording_edit.text_at(self.shown, key) == words:
            return
        if key != self._typing_at:
            self._step()
            self._typing_at = key
        self.shown = wording_edit.put_text(self.shown, key, words)

    def change(self, act: Callable[[FormText], FormText]) -> bool:
        """Do one act of ``wording_edit``; return whether it changed anything."""
        changed = act(self.shown)
        if changed == self.shown:
            return False
        self._step()
        self.shown = changed
        return True

    def replace(self, stored: FormText) -> None:
        """Put a whole stored wording (the original) in the place of what was written; that too can be taken back."""
        self.change(lambda _text: as_shown(stored))

    def restore(self, shown: FormText) -> None:
        """Go on with a text that was kept over a lock."""
        self.shown = shown
        self._before.clear()
        self._typing_at = ""

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self.shown = self._before.pop()
            self._typing_at = ""

    def result(self) -> tuple[FormText, tuple[WordingFault, ...]]:
        """Return the wording to be stored, and every fault of it; without a fault it may be used."""
        return read_shown(self.shown, self.original)

    def _step(self) -> None:
        self._before = [*self._before[1 - _MOST_STEPS :], self.shown]
        self._typing_at = ""
