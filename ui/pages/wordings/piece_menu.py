"""What can be done with a piece of a form (a clause, a paragraph, an item), as one small menu beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ashibue_desk.domain.wording_marks import shown
from ashibue_desk.domain.wordings import FormField
from ui.widgets.buttons import SmallButton

ALWAYS = "いつも載せる"
WHEN = "載せるとき"
ONLY_WHEN = "次のときだけの文にする"


@dataclass(frozen=True, slots=True)
class PieceAct:
    """One line of a menu: the act of the editor, its words, and what more it needs. Without words: a line between groups.

    Lines with the same ``group`` stand in a menu of their own below that word.
    """

    act: str
    words: str = ""
    argument: str = ""
    keys: str = ""
    enabled: bool = True
    checked: bool | None = None
    group: str = ""


class PieceMenu(SmallButton):
    """``chosen(act, key, argument)`` when a line is chosen. ``name`` says to a screen reader which piece it belongs to."""

    chosen = Signal(str, str, str)

    def __init__(self, words: str, key: str, name: str, acts: Sequence[PieceAct], parent: QWidget) -> None:
        super().__init__(f"{words} ▾", parent)
        self.key = key
        self.acts = tuple(acts)
        self.setAccessibleName(name)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Open the menu below the button."""
        menu = self.menu_of_acts()
        menu.triggered.connect(self._choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_of_acts(self) -> QMenu:
        """Return the menu as it is opened."""
        menu = QMenu(self)
        groups: dict[str, QMenu] = {"": menu}
        for each in self.acts:
            if not each.words:
                menu.addSeparator()
                continue
            if each.group not in groups:
                groups[each.group] = menu.addMenu(each.group)
            action = groups[each.group].addAction(f"{each.words}\t{each.keys}" if each.keys else each.words)
            action.setData((each.act, each.argument))
            action.setEnabled(each.enabled)
            if each.checked is not None:
                action.setCheckable(True)
                action.setChecked(each.checked)
        return menu

    def _choose(self, action: QAction) -> None:
        act, argument = action.data()
        self.chosen.emit(act, self.key, argument)


def condition_acts(fields: Sequence[FormField], now: str) -> Iterator[PieceAct]:
    """Yield the choices of when a piece stands on the paper; ``now`` is the condition it has."""
    if not fields and not now:
        return
    known = {"": ALWAYS, **dict(_conditions(fields))}
    if now not in known:
        known[now] = "決められた条件のとき"
    for condition, words in known.items():
        yield PieceAct("condition", words, condition, checked=condition == now, group=WHEN)


def condition_words(fields: Sequence[FormField], condition: str) -> str:
    """Return in words when a piece stands on the paper; empty for always."""
    if not condition:
        return ""
    return dict(_conditions(fields)).get(condition, "決められた条件のとき") + "載せます"


def _conditions(fields: Sequence[FormField]) -> Iterator[tuple[str, str]]:
    for field in fields:
        tests = [f"{field.name} == '{value}'" for value, _words in field.values]
        for test in tests or [field.name, f"not {field.name}"]:
            seen = shown("{% if " + test + " %}{% endif %}", fields)
            yield test, f"{seen.removeprefix('〔').partition('：')[0]}だけ"


def insert_acts(fields: Sequence[FormField]) -> Iterator[PieceAct]:
    """Yield what can be put at the cursor: each field, and what stands there only sometimes."""
    for field in fields:
        yield PieceAct("insert", f"〔{field.label}〕", f"〔{field.label}〕")
    for _test, words in _conditions(fields):
        head = words.removesuffix("だけ")
        yield PieceAct("wrap", words, f"〔{head}：", group=ONLY_WHEN)
