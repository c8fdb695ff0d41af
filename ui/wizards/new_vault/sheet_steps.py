"""The recovery sheet: printing two copies, and proving the paper by typing it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.recovery_sheets import prove_copy
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import column, row
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.labels import PlainLabel
from ui.widgets.small_parts import TitledText
from ui.widgets.wizard_frame import StepWidget
from ui.widgets.wrap_layout import WrapLayout
from ui.wizards.door_parts.sheet_field import SheetField
from ui.wizards.new_vault.flow import NewVaultFlow


class PrintStep(StepWidget):
    """Hands out the sheets. ``print_asked``, ``save_asked`` and ``delete_asked`` are answered by the wizard."""

    print_asked = Signal()
    save_asked = Signal()
    delete_asked = Signal()

    def __init__(self, flow: NewVaultFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        for title, text in (
            (
                "1. 2枚とも印刷する",
                "手元のプリンターを選ぶと、2枚続けて印刷します。ファイルは残りません。",
            ),
            (
                "2. 別々の場所にしまう",
                "1枚は鍵のかかる場所に、もう1枚は代表者などが別の場所にしまいます。",
            ),
            (
                "このPCにプリンターがないとき",
                (
                    "PDFで保存して印刷し、印刷したら必ず消してください。PDFには、保管庫を開けるための秘密の文字が入っています。"
                    "メールで送ったり、USBメモリーに写したりしないでください。"
                ),
            ),
        ):
            layout.addWidget(TitledText(title, text, self))
        line = WrapLayout()
        self.print_button = PrimaryButton("復旧シートを印刷する", self)
        self.save_button = OutlineButton("PDFで保存", self)
        self.delete_button = OutlineButton("保存したPDFを消す", self)
        line.addWidget(self.print_button)
        line.addWidget(self.save_button)
        line.addWidget(self.delete_button)
        layout.addLayout(line)
        self.saved = PlainLabel("", self, wrap=True)
        layout.addWidget(self.saved)
        self.print_button.clicked.connect(self.print_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.delete_button.clicked.connect(self.delete_asked)

    def load(self) -> None:
        """Show whether the sheets were handed out, and where the files lie."""
        files = self._flow.saved
        self.delete_button.setVisible(bool(files))
        lines = ["保存したPDF:", *map(str, files)] if files else []
        if self._flow.is_printed and not files:
            lines = ["✓ 復旧シートを渡しました。2枚とも手元にあれば、次へ進めます。"]
        self.saved.setText("\n".join(lines))
        self.saved.setVisible(bool(lines))

    def first_focus(self) -> QWidget | None:
        """Begin with printing."""
        return self.print_button


class ProveStep(StepWidget):
    """The text of the sheet, typed or pasted back."""

    delete_asked = Signal()

    def __init__(self, flow: NewVaultFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.form = Form(self)
        layout.addWidget(self.form)
        self.sheet = SheetField()
        self.form.add(
            FieldRow(
                "復旧シートの文字",
                self.sheet,
                required=True,
                name="recovery_sheet",
                support="74文字です。空白と、大文字・小文字の違いは気にしなくて大丈夫です。検査用文字は入力しません。",
            )
        )
        self.right = PlainLabel("✓ 紙の文字は正しく読めています。", self, look="label")
        self.right.set_tone("success")
        layout.addWidget(self.right)
        self.delete_button = OutlineButton("保存したPDFを消す", self)
        line = row()
        line.addWidget(self.delete_button)
        line.addStretch(1)
        layout.addLayout(line)
        self.sheet.changed.connect(self._judge)
        self.delete_button.clicked.connect(self.delete_asked)

    def load(self) -> None:
        """Show what was typed."""
        self.sheet.set_value(self._flow.typed_back)
        self.delete_button.setVisible(bool(self._flow.saved))
        self._judge()

    def store(self) -> None:
        """Put what was typed into the flow."""
        self._flow.typed_back = self.sheet.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside the field."""
        return self.form.show_only(problems)

    def first_focus(self) -> QWidget | None:
        """Begin in the field."""
        return self.sheet

    def _judge(self) -> None:
        self.right.setVisible(prove_copy(self._flow.identity, self.sheet.value()) is None)
