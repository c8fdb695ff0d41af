"""What came of an import, and the small list of earlier ones."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import OutlineButton, PrimaryButton, SmallButton
from ui.widgets.card import Card, Rule, clear, column, row
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.wrap_layout import WrapLayout
from ui.wizards.import_people.vault_work import Taken


class ResultCard(Card):
    """Says what was taken in; offers the paper of what was left over, and to take everything back."""

    done_asked = Signal()
    print_asked = Signal(str, str)  # id, name of the file
    leftovers_asked = Signal(str, str)
    table_asked = Signal(str)  # name of the file
    take_back_asked = Signal(str, int)  # id, number of people

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("取り込みました", parent)
        self._taken: Taken | None = None
        self.words = PlainLabel("", self, wrap=True)
        self.left_words = SupportText("", self)
        self.body.addWidget(self.words)
        self.body.addWidget(self.left_words)
        self.done_button = PrimaryButton("名簿を開く", self)
        self.print_button = OutlineButton("残った行を印刷する", self)
        self.leftovers_button = OutlineButton("PDFで保存", self)
        self.table_button = OutlineButton("残った行をExcelの表にする", self)
        self.take_back_button = OutlineButton("この取込みを取り消す", self)
        buttons = WrapLayout()
        for button in (self.done_button, self.print_button, self.leftovers_button, self.table_button):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.body.addWidget(self.take_back_button)
        self.done_button.clicked.connect(self.done_asked)
        self.print_button.clicked.connect(self._ask_print)
        self.leftovers_button.clicked.connect(self._ask_leftovers)
        self.table_button.clicked.connect(self._ask_table)
        self.take_back_button.clicked.connect(self._ask_take_back)
        self.hide()

    def show_taken(self, taken: Taken) -> None:
        """Show what came of an import."""
        self._taken = taken
        self.words.setText(f"「{taken.file_label}」から、{taken.taken:,}人を名簿に登録しました。")
        self.left_words.setText(
            f"{taken.left_over:,}行は取り込まずに残しました。Excelの表にして直せば、その表をそのまま取り込めます。"
            "一覧を印刷して、元の名簿を直すこともできます。"
            if taken.left_over
            else "残った行はありません。"
        )
        for button in (self.print_button, self.leftovers_button, self.table_button):
            button.setVisible(bool(taken.left_over))
        self.take_back_button.setVisible(not taken.taken_back)
        self.show()

    def _ask_print(self) -> None:
        if self._taken is not None:
            self.print_asked.emit(self._taken.id, self._taken.file_label)

    def _ask_leftovers(self) -> None:
        if self._taken is not None:
            self.leftovers_asked.emit(self._taken.id, self._taken.file_label)

    def _ask_table(self) -> None:
        if self._taken is not None:
            self.table_asked.emit(self._taken.file_label)

    def _ask_take_back(self) -> None:
        if self._taken is not None:
            self.take_back_asked.emit(self._taken.id, self._taken.taken)


class EarlierLine(QWidget):
    """One earlier import with its acts."""

    print_asked = Signal(str, str)
    leftovers_asked = Signal(str, str)
    take_back_asked = Signal(str, int)

    def __init__(self, taken: Taken, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        line = row(gap=12)
        self.setLayout(line)
        words = column(gap=2)
        words.addWidget(PlainLabel(f"{taken.file_label}　{taken.taken:,}人", self, wrap=True))
        words.addWidget(SupportText(f"{taken.when}　{taken.actor_name}", self))
        line.addLayout(words, 1)
        self.print_button = SmallButton(f"残り{taken.left_over:,}行を印刷する", self)
        self.leftovers_button = SmallButton("PDFで保存", self)
        self.print_button.setAccessibleName(f"{taken.file_label}の残った行を印刷する")
        self.take_back_button = SmallButton("取り消す", self)
        self.leftovers_button.setAccessibleName(f"{taken.file_label}の残った行をPDFで保存")
        self.take_back_button.setAccessibleName(f"{taken.file_label}の取込みを取り消す")
        for button in (self.print_button, self.leftovers_button):
            button.setVisible(bool(taken.left_over))
            line.addWidget(button)
        self.take_back_button.setVisible(not taken.taken_back)
        line.addWidget(self.take_back_button)
        if taken.taken_back:
            line.addWidget(Tag("取消し済", "neutral", self))
        self.print_button.clicked.connect(self._ask_print)
        self.leftovers_button.clicked.connect(self._ask_leftovers)
        self.take_back_button.clicked.connect(self._ask_take_back)

    def _ask_print(self) -> None:
        self.print_asked.emit(self._taken.id, self._taken.file_label)

    def _ask_leftovers(self) -> None:
        self.leftovers_asked.emit(self._taken.id, self._taken.file_label)

    def _ask_take_back(self) -> None:
        self.take_back_asked.emit(self._taken.id, self._taken.taken)


class EarlierCard(Card):
    """The imports so far; hidden while there was none."""

    print_asked = Signal(str, str)
    leftovers_asked = Signal(str, str)
    take_back_asked = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("これまでの取込み", parent)
        self.lines: tuple[EarlierLine, ...] = ()
        self.hide()

    def show_imports(self, imports: tuple[Taken, ...]) -> None:
        """Show other imports."""
        clear(self.body)
        lines: list[EarlierLine] = []
        for each in imports:
            if lines:
                self.body.addWidget(Rule(self))
            line = EarlierLine(each, self)
            line.print_asked.connect(self.print_asked)
            line.leftovers_asked.connect(self.leftovers_asked)
            line.take_back_asked.connect(self.take_back_asked)
            self.body.addWidget(line)
            lines.append(line)
        self.lines = tuple(lines)
