"""What is written in one part: its boxes in the order of the paper, with what can be done beside each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.sheet_checks import may_change
from ashibue_desk.domain.wordings import KANA, Clause, FormText, Passage
from ui.pages.wordings.piece_menu import PieceAct, PieceMenu, condition_acts, condition_words
from ui.pages.wordings.text_box import TextBox
from ui.widgets.card import Rule, column, row
from ui.widgets.labels import PlainLabel, SupportText


class PartEditor(QWidget):
    """The boxes of one part, by key. Signals as those of ``TextBox``, and ``chosen(act, key, argument)`` of the menus."""

    typed = Signal(str, str)
    chosen = Signal(str, str, str)
    entered = Signal(str)

    def __init__(self, key: str, text: FormText, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.boxes: dict[str, TextBox] = {}
        self.menus: dict[str, PieceMenu] = {}
        self._problems: dict[str, PlainLabel] = {}
        self._layout = column(gap=12)
        self.setLayout(self._layout)
        if key == "lead":
            self._single("lead", "前文", text.lead)
            self._single("after_lead", "前文の後の説明", text.after_lead)
        elif key == "closing":
            if text.sheet is None:
                self._single("closing", "結び", text.closing)
            for named in text.texts:
                self._single(f"texts.{named.key}", named.label, named.text)
        else:
            clause = text.clauses[int(key.split(".")[1])]
            if clause.kind:
                self._block(key, clause)
            else:
                self._clause(key, clause)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show under each box what is wrong with its text."""
        for key, label in self._problems.items():
            sentence = problems.get(key, "")
            label.setText(sentence)
            label.setVisible(bool(sentence))
            self.boxes[key].show_wrong(bool(sentence))
            self.boxes[key].setAccessibleDescription(sentence)

    def _single(self, key: str, label: str, text: str) -> None:
        self._layout.addWidget(PlainLabel(label, self, look="label"))
        self._box(key, label, text, "")

    def _clause(self, key: str, clause: Clause) -> None:
        self._layout.addWidget(PlainLabel("見出し", self, look="label"))
        self._box(f"{key}.heading", "見出し", clause.heading, "")
        self._condition(clause.when)
        count = 0
        for at, passage in enumerate(clause.passages):
            self._layout.addWidget(Rule(self))
            self._passage(f"{key}.passages.{at}", at, passage, len(clause.passages), count)
            count += 0 if passage.kana else len(passage.items)

    def _block(self, key: str, clause: Clause) -> None:
        """Lay out the texts of a block of a sheet to fill by hand."""
        headed = bool(clause.heading) or clause.kind not in _UNHEADED
        if headed:
            self._layout.addWidget(PlainLabel("見出し（なくてもかまいません）", self, look="label"))
            self._box(f"{key}.heading", "見出し", clause.heading, "")
        for at, passage in enumerate(clause.passages):
            if at or headed:
                self._layout.addWidget(Rule(self))
            self._place(f"{key}.passages.{at}", at, clause, passage)

    def _place(self, key: str, at: int, clause: Clause, passage: Passage) -> None:
        name = _place_name(clause, at)
        acts = _place_acts(clause, at, passage)
        head = row(gap=8)
        head.addWidget(PlainLabel(name, self, look="label"))
        head.addStretch(1)
        if acts:
            head.addWidget(self._menu(f"この{_UNIT[clause.kind]}", f"{key}.text", f"{name}の操作", acts))
        self._layout.addLayout(head)
        if clause.kind in ("text", "fields", "cut", "new_sheet"):
            self._box(f"{key}.text", f"{name}の名前" if clause.kind == "fields" else name, passage.text, "")
        if passage.value:
            self._layout.addWidget(PlainLabel("印刷する文", self, look="label"))
            self._box(f"{key}.value", f"{name}に印刷する文", passage.value, "")
        for n, item in enumerate(passage.items):
            self._words(f"{key}.items.{n}", clause, [str(at), "items", str(n)], item)
        if passage.note:
            self._layout.addWidget(PlainLabel("小さな説明", self, look="label"))
            self._box(f"{key}.note", f"{name}の小さな説明", passage.note, "")

    def _words(self, key: str, clause: Clause, inner: list[str], text: str) -> None:
        """Lay out what can be ticked, an item, a line of an address, or a cell of a table."""
        at, n = int(inner[0]), int(inner[2])
        label = _cell_label(clause, at, n)
        piece = ["passages", *inner]
        acts = [
            PieceAct("up", "上へ動かす", keys="Alt+↑", enabled=n > 0),
            PieceAct("down", "下へ動かす", keys="Alt+↓", enabled=n + 1 < len(clause.passages[at].items)),
            PieceAct("add", "この下に加える", keys="Enter"),
            PieceAct(""),
            PieceAct("remove", "これを消す", enabled=may_change(clause, piece, "remove")),
        ]
        menu = self._menu("項目", key, f"{label}の操作", acts) if may_change(clause, piece, "add") else None
        self._box(key, label, text, label, menu)

    def _passage(self, key: str, at: int, passage: Passage, of: int, count: int) -> None:
        name = f"段落{at + 1}" if of > 1 else "段落"
        acts = [
            PieceAct("up", "上へ動かす", keys="Alt+↑", enabled=at > 0),
            PieceAct("down", "下へ動かす", keys="Alt+↓", enabled=at + 1 < of),
            PieceAct("add", "この下に段落を加える", keys="Enter"),
            PieceAct("item", "項目を加える"),
            PieceAct("note", "別行（名前や連絡先）を加える", enabled=not passage.note),
            PieceAct(
                "kana", "項目の番号をア、イ、ウにする", checked=passage.kana, enabled=bool(passage.items)
            ),
            *condition_acts(self._text.fields, passage.when),
            PieceAct(""),
            PieceAct("remove", "この段落を消す", enabled=of > 1),
        ]
        head = row(gap=8)
        head.addWidget(PlainLabel(name, self, look="label"))
        head.addStretch(1)
        head.addWidget(self._menu("この段落", f"{key}.text", f"{name}の操作", acts))
        self._layout.addLayout(head)
        self._condition(passage.when)
        self._box(f"{key}.text", name, passage.text, "")
        for n, item in enumerate(passage.items):
            label = KANA[n % len(KANA)] if passage.kana else f"({count + n + 1})"
            self._item(f"{key}.items.{n}", label, item, n, len(passage.items))
        if passage.note:
            self._layout.addWidget(PlainLabel("別行", self, look="label"))
            self._box(f"{key}.note", f"{name}の別行", passage.note, "")

    def _item(self, key: str, label: str, text: str, at: int, of: int) -> None:
        acts = [
            PieceAct("up", "上へ動かす", keys="Alt+↑", enabled=at > 0),
            PieceAct("down", "下へ動かす", keys="Alt+↓", enabled=at + 1 < of),
            PieceAct("add", "この下に項目を加える", keys="Enter"),
            PieceAct(""),
            PieceAct("remove", "この項目を消す"),
        ]
        self._box(key, f"項目{label}", text, label, self._menu("項目", key, f"項目{label}の操作", acts))

    def _condition(self, condition: str) -> None:
        words = condition_words(self._text.fields, condition)
        if words:
            self._layout.addWidget(SupportText(words, self))

    def _menu(self, words: str, key: str, name: str, acts: list[PieceAct]) -> PieceMenu:
        menu = PieceMenu(words, key, name, acts, self)
        menu.chosen.connect(self.chosen)
        self.menus[key] = menu
        return menu

    def _box(self, key: str, name: str, text: str, label: str, menu: PieceMenu | None = None) -> None:
        box = TextBox(key, text, self)
        box.setAccessibleName(name)
        box.typed.connect(self.typed)
        box.entered.connect(self.entered)
        box.split.connect(self._split)
        box.emptied.connect(self._emptied)
        box.moved.connect(self._moved)
        self.boxes[key] = box
        line = row(gap=8)
        if label:
            line.addWidget(PlainLabel(label, self))
        line.addWidget(box, 1)
        if menu is not None:
            line.addWidget(menu)
        self._layout.addLayout(line)
        problem = PlainLabel("", self, look="problem", wrap=True)
        problem.hide()
        self._problems[key] = problem
        self._layout.addWidget(problem)

    def _split(self, key: str) -> None:
        self.chosen.emit("add", key, "")

    def _emptied(self, key: str) -> None:
        self.chosen.emit("remove", key, "")

    def _moved(self, key: str, by: int) -> None:
        self.chosen.emit("up" if by < 0 else "down", key, "")


_UNIT = {"text": "段落", "table": "行", "fields": "欄"}
_UNHEADED = ("letterhead", "cut", "new_sheet")
_MARKS = {"fields": "□", "letterhead": "行", "table": "列"}


def _place_name(clause: Clause, at: int) -> str:
    """Return what stands before the texts of one paragraph, place or row of a block."""
    counted = {"fields": f"欄{at + 1}", "table": f"{at}行め" if at else "列の題"}
    alone = {
        "letterhead": ("宛先", "差出人")[at % 2],
        "items": "項目",
        "cut": "切り取り線の言葉",
        "new_sheet": "次の紙の題",
    }
    paragraph = f"段落{at + 1}" if len(clause.passages) > 1 else "段落"
    return counted.get(clause.kind) or alone.get(clause.kind) or paragraph


def _place_acts(clause: Clause, at: int, passage: Passage) -> list[PieceAct]:
    """Return what can be done with one paragraph, place or row of a block."""
    piece = ["passages", str(at)]
    if clause.kind == "fields":
        return [
            PieceAct("item", "印を付ける言葉を加える", enabled=not passage.value),
            PieceAct("value", "印刷する文を加える", enabled=not (passage.value or passage.items)),
            PieceAct("note", "小さな説明を加える", enabled=not passage.note),
        ]
    if clause.kind not in ("text", "table") or not may_change(clause, piece, "add"):
        return []
    last = at + 1 == len(clause.passages)
    removable = may_change(clause, piece, "remove") and len(clause.passages) > 1
    return [
        PieceAct("up", "上へ動かす", keys="Alt+↑", enabled=at > 0 and may_change(clause, piece, "move", -1)),
        PieceAct(
            "down", "下へ動かす", keys="Alt+↓", enabled=not last and may_change(clause, piece, "move", 1)
        ),
        PieceAct("add", f"この下に{_UNIT[clause.kind]}を加える"),
        PieceAct(""),
        PieceAct("remove", f"この{_UNIT[clause.kind]}を消す", enabled=removable),
    ]


def _cell_label(clause: Clause, at: int, n: int) -> str:
    if clause.kind == "table" and at > 0:
        return clause.passages[0].items[n] or f"列{n + 1}"
    return f"{_MARKS.get(clause.kind, '項目')}{n + 1}"
