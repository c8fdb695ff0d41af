"""Writing the wording of a form: its parts folded, the one being written unfolded; nobody sees a mark-up."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain import wording_edit as edit
from ashibue_desk.domain.sheet_checks import may_change
from ashibue_desk.domain.wording_checks import WordingFault
from ashibue_desk.domain.wording_marks import CLOSE
from ashibue_desk.domain.wordings import FormText
from ui.pages.wordings.part_editor import PartEditor
from ui.pages.wordings.parts import PartCard, part_of, parts_of
from ui.pages.wordings.piece_menu import PieceAct, PieceMenu, condition_acts, insert_acts
from ui.pages.wordings.working_text import WorkingText
from ui.widgets.buttons import OutlineButton, SmallButton
from ui.widgets.card import clear, column
from ui.widgets.wrap_layout import WrapLayout

Change = Callable[[FormText], FormText]
NOTE: Final = "ここに書きます。"
_COMES_OR_GOES: Final = {
    "add": ("add", 0),
    "remove": ("remove", 0),
    "up": ("move", -1),
    "down": ("move", 1),
}


class WordingEditor(QWidget):
    """``changed`` after every change of the text. The text itself is in ``working``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.working: WorkingText | None = None
        self.cards: dict[str, PartCard] = {}
        self.part: PartEditor | None = None
        self._open = ""
        self._last_box = ""
        self._faults: tuple[WordingFault, ...] = ()
        layout = column(gap=12)
        self.setLayout(layout)
        self.tools = WrapLayout(gap=8)
        layout.addLayout(self.tools)
        self.insert_button = PieceMenu("欄を入れる(&I)", "", "カーソルの位置に欄を入れる", (), self)
        self.insert_button.chosen.connect(self.do)
        self.undo_button = SmallButton("ひとつ前に戻す", self)
        self.undo_button.clicked.connect(self.undo)
        self.tools.addWidget(self.insert_button)
        self.tools.addWidget(self.undo_button)
        self._list = column(gap=8)
        layout.addLayout(self._list)
        self.add_button = OutlineButton("条を加える", self)
        self.add_button.clicked.connect(self.add_clause)
        layout.addWidget(self.add_button)
        layout.addStretch(1)

    def set_working(self, working: WorkingText) -> None:
        """Write on ``working``; the first part is unfolded."""
        self.working = working
        self.insert_button.acts = tuple(insert_acts(working.original.fields))
        self.insert_button.setVisible(bool(working.original.fields))
        self.add_button.setVisible(bool(working.original.clauses) and working.original.sheet is None)
        self._open = next(parts_of(working.shown)).key
        self.rebuild()

    def rebuild(self, focus: str = "") -> None:
        """Draw every part anew after pieces came, went or moved; ``focus`` gets the keyboard."""
        if self.working is None:
            return
        clear(self._list)
        self.part, self.cards = None, {}
        for part in parts_of(self.working.shown):
            card = PartCard(part, self)
            card.toggled.connect(self.toggle)
            if part.key.startswith("clauses.") and self.working.original.sheet is None:
                card.head.addWidget(self._clause_menu(part.key, card, self.working))
            self.cards[part.key] = card
            self._list.addWidget(card)
        if self._open not in self.cards:
            self._open = ""
        self._unfold()
        self._after_change()
        if focus:
            self.focus_text(focus)

    def toggle(self, key: str) -> None:
        """Unfold a part, or fold the one that is open."""
        self._fold()
        self._open = "" if key == self._open else key
        self._unfold()
        self.show_faults(self._faults)
        if self._open:
            self.cards[key].line.setFocus()

    def focus_first(self) -> None:
        """Put the keyboard into the first text of the form."""
        if self.part is not None:
            next(iter(self.part.boxes.values())).setFocus()

    def focus_text(self, key: str) -> None:
        """Unfold the part in which a text stands and put the keyboard into it."""
        if part_of(key) != self._open and part_of(key) in self.cards:
            self.toggle(part_of(key))
        while key and self.part is not None:
            if key in self.part.boxes:
                self.part.boxes[key].setFocus()
                return
            key = _instead(key)

    def show_faults(self, faults: Iterable[WordingFault]) -> None:
        """Mark the parts and texts in which something is to be mended."""
        self._faults = tuple(faults)
        wrong = {part_of(fault.key) for fault in self._faults if fault.key}
        for key, card in self.cards.items():
            card.tag.setVisible(key in wrong)
        if self.part is not None:
            self.part.show_problems({fault.key: fault.sentence for fault in reversed(self._faults)})

    # acts

    def do(self, act: str, key: str, argument: str = "") -> None:
        """Do one act on the piece in whose box ``key`` stands."""
        if act in ("insert", "wrap"):
            self._insert(argument, CLOSE if act == "wrap" else "")
            return
        piece = _piece(key)
        if not piece or (act == "add" and key.endswith(".heading")) or not self._allowed(act, key, piece):
            return  # Enter or Alt and an arrow in a text that stands alone
        changes: dict[str, tuple[Change, str]] = {
            "up": (partial(edit.move, key=piece, by=-1), _beside(key, piece, -1)),
            "down": (partial(edit.move, key=piece, by=1), _beside(key, piece, 1)),
            "add": (partial(edit.add_after, key=piece), _beside(key, piece, 1)),
            "item": (partial(edit.first_item, key=piece), ""),
            "note": (partial(edit.put_text, key=f"{piece}.note", words=NOTE), f"{piece}.note"),
            "value": (partial(edit.put_text, key=f"{piece}.value", words=NOTE), f"{piece}.value"),
            "kana": (partial(_with_kana, key=piece), key),
            "condition": (partial(edit.put_condition, key=piece, condition=argument), key),
            "remove": (partial(_without, key=key, piece=piece), _beside(key, piece, -1)),
        }
        change, focus = changes[act]
        if self.working is not None and self.working.change(change):
            self._follow(act, piece)
            self.rebuild(focus or self._new_item(piece))

    def add_clause(self) -> None:
        """Put a new clause at the end."""
        if self.working is not None and self.working.shown.clauses:
            self.do("add", f"clauses.{len(self.working.shown.clauses) - 1}")

    def undo(self) -> None:
        """Take the last step back."""
        if self.working is not None:
            self.working.undo()
            self.rebuild(self._last_box if part_of(self._last_box) == self._open else "")

    # inside

    def _clause_menu(self, key: str, card: PartCard, working: WorkingText) -> PieceMenu:
        at, of = int(key.split(".")[1]), len(working.shown.clauses)
        asked = bool(working.shown.clauses[at].covers)
        acts = [
            PieceAct("up", "上へ動かす", enabled=at > 0),
            PieceAct("down", "下へ動かす", enabled=at + 1 < of),
            PieceAct("add", "この下に条を加える"),
            *condition_acts(working.original.fields, working.shown.clauses[at].when),
            PieceAct(""),
            PieceAct(
                "remove",
                "この条を消す（規程が求める条は消せません）" if asked else "この条を消す",
                enabled=of > 1 and not asked,
            ),
        ]
        menu = PieceMenu("この条", key, f"{at + 1}条めの操作", acts, card)
        menu.chosen.connect(self.do)
        return menu

    def _follow(self, act: str, piece: str) -> None:
        """Keep the part unfolded that was worked on, where it is now."""
        step = {"up": -1, "down": 1, "add": 1, "remove": -1}.get(act, 0)
        if piece.count(".") == 1:
            self._open = f"clauses.{max(0, int(piece.split('.')[1]) + step)}"

    def _allowed(self, act: str, key: str, piece: str) -> bool:
        """Whether a block of a sheet to fill by hand lets this piece come, go or move; other forms always do."""
        if self.working is None:
            return False
        if act not in _COMES_OR_GOES or (act == "remove" and key.endswith((".note", ".value"))):
            return True
        _, clause, *inner = piece.split(".")
        change, by = _COMES_OR_GOES[act]
        return may_change(self.working.shown.clauses[int(clause)], inner, change, by)

    def _new_item(self, piece: str) -> str:
        if self.working is None or piece.count(".") != 3:
            return ""
        _, clause, _, passage = piece.split(".")
        items = self.working.shown.clauses[int(clause)].passages[int(passage)].items
        return f"{piece}.items.{len(items) - 1}"

    def _insert(self, before: str, after: str) -> None:
        box = self.part.boxes.get(self._last_box) if self.part is not None else None
        if box is None and self.part is not None:
            box = next(iter(self.part.boxes.values()), None)
        if box is not None:
            box.insert(before, after)

    def _fold(self) -> None:
        if self._open in self.cards and self.part is not None:
            card = self.cards[self._open]
            card.unfolded = False
            self.part.hide()
            self.part.setParent(None)
            self.part.deleteLater()
            self.part = None
            self._show_lines()

    def _unfold(self) -> None:
        if self._open not in self.cards or self.working is None:
            return
        card = self.cards[self._open]
        card.unfolded = True
        self.part = PartEditor(self._open, self.working.shown, card)
        self.part.typed.connect(self._typed)
        self.part.chosen.connect(self.do)
        self.part.entered.connect(self._entered)
        card.body.addWidget(self.part)
        self._show_lines()

    def _show_lines(self) -> None:
        if self.working is not None:
            for part in parts_of(self.working.shown):
                if part.key in self.cards:
                    self.cards[part.key].show_part(part)

    def _typed(self, key: str, words: str) -> None:
        if self.working is not None:
            self.working.type(key, words)
            self._show_lines()
            self._after_change()

    def _entered(self, key: str) -> None:
        self._last_box = key

    def _after_change(self) -> None:
        self.undo_button.setEnabled(self.working is not None and self.working.can_undo)
        self.changed.emit()


def _piece(key: str) -> str:
    """Return the piece that can be moved and removed in which a text stands; empty for a text that stands alone."""
    parts = key.split(".")
    if parts[0] != "clauses":
        return ""
    return key.rpartition(".")[0] if parts[-1] in ("text", "note", "value", "heading") else key


def _instead(key: str) -> str:
    """Return where the keyboard goes when a text has no box: from an item to its paragraph, from a row to its first cell."""
    head, items, at = key.partition(".items.")
    if items:
        return f"{head}.text" if at != "0" else ""
    return f"{key.removesuffix('.text')}.items.0" if key.endswith(".text") else ""


def _beside(key: str, piece: str, by: int) -> str:
    """Return the key of the text that stands one place further in the same list."""
    head, _, at = piece.rpartition(".")
    if not at.isdecimal():
        return ""
    ending = key.removeprefix(piece) or ("" if ".items." in piece else ".heading")
    return f"{head}.{max(0, int(at) + by)}{ending}"


def _with_kana(text: FormText, key: str) -> FormText:
    _, clause, _, passage = key.split(".")
    clauses = list(text.clauses)
    passages = list(clauses[int(clause)].passages)
    passages[int(passage)] = replace(passages[int(passage)], kana=not passages[int(passage)].kana)
    clauses[int(clause)] = replace(clauses[int(clause)], passages=tuple(passages))
    return replace(text, clauses=tuple(clauses))


def _without(text: FormText, key: str, piece: str) -> FormText:
    """Take a piece away, or the line set apart; what has to stay (the last paragraph) stays."""
    if key.endswith((".note", ".value")):
        return edit.put_text(text, key, "")
    if not piece or key.endswith(".heading"):
        return text
    try:
        return edit.remove(text, piece)
    except ValueError:
        return text
