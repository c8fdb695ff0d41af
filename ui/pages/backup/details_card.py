"""One generation of the ledger in full: what somebody compares who holds the file in their hands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.backup_ledger import LedgerBackup
from ui.pages.backup.view import backup_facts
from ui.widgets.buttons import OutlineButton, TextButton
from ui.widgets.card import Card
from ui.widgets.facts import FactsGrid


class DetailsCard(Card):
    """Hidden until a generation is chosen.

    ``line_asked(number)``: somebody wants to see what the log says of it. ``check_asked(generation)``: whether its file still
    lies there as it was written.
    """

    line_asked = Signal(int)
    check_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, shows_line: bool) -> None:
        self.line_button = TextButton("取扱記録簿の行を開く", parent)
        super().__init__("バックアップ", parent, action=self.line_button)
        self._shows_line = shows_line
        self._line = self._generation = 0
        self.facts = FactsGrid(self)
        self.body.addWidget(self.facts)
        self.check_button = OutlineButton("ファイルを確かめる", self)
        self.body.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.line_button.clicked.connect(self._ask_line)
        self.check_button.clicked.connect(self._ask_check)
        self.hide()

    def show_backup(self, row: LedgerBackup | None) -> None:
        """Show another generation, or nothing."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._line = row.line.seq if row.line is not None else 0
        self._generation = row.record.generation
        self.heading.setText(f"第{row.record.generation}世代のバックアップ")
        self.line_button.setVisible(self._shows_line and bool(self._line))
        self.facts.show_facts(backup_facts(row))

    def _ask_line(self) -> None:
        self.line_asked.emit(self._line)

    def _ask_check(self) -> None:
        self.check_asked.emit(self._generation)
