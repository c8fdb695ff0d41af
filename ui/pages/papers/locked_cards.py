"""Two small forms about an encrypted file: who gets it, and its password, shown once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.file_passwords import ROUTE_NAMES, Route
from ui.pages.papers.making import Locked
from ui.widgets.act_card import ActCard
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.paper_card import PaperCard
from ui.widgets.wrap_layout import WrapLayout

_HINT = (
    "この1回だけのパスワードを自動でつくり、パスワードがないと開けないPDFにします(AES-256)。"
    "パスワードは、ファイルとは別の方法で伝えてください。"
)
_ONCE = "パスワードは、ここにしか表示しません。この画面を閉じる前に、用紙を印刷するか、書き写してください。"


class LockCard(ActCard):
    """Asks who gets the file and how the password is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipient = TextField(width=30)
        self.form.add(
            FieldRow(
                "受け取る人(&U)",
                self.recipient,
                name="recipient",
                support="書かなければ、用紙に手で書けるようにします。",
            )
        )
        self.route = ChoiceField(tuple((route.value, name) for route, name in ROUTE_NAMES.items()))
        self.form.add(FieldRow("パスワードの伝え方(&T)", self.route, name="route"))

    def ask_route(self) -> None:
        """Show the form."""
        self.ask("暗号化PDFで保存する", _HINT, "保存先を選ぶ")

    def route_chosen(self) -> Route:
        """Return how the password is told."""
        return Route(self.route.value())


class PasswordCard(Card):
    """Shows the password of the file just made; ``slip_asked`` carries a ``PaperOutput`` for its slip."""

    slip_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("暗号化したPDFを保存しました", parent)
        self.locked: Locked | None = None
        self.said = SupportText(_ONCE, self)
        self.shown = PlainLabel("", self, look="digits", wrap=True)
        self.shown.setAccessibleName("パスワード")
        self.slip_button = OutlineButton("パスワードの用紙をつくる", self)
        self.close_button = OutlineButton("閉じて、パスワードを消す", self)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.slip_asked)
        self.slip_button.clicked.connect(self.ask_slip)
        self.close_button.clicked.connect(self.put_away)
        line = WrapLayout(gap=12)
        line.addWidget(self.slip_button)
        line.addWidget(self.close_button)
        for part in (self.said, self.shown):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self.body.addWidget(self.paper)
        self.hide()

    def show_locked(self, locked: Locked) -> None:
        """Show the password of a file that was made."""
        self.locked = locked
        self.shown.setText(locked.slip.password)
        self.paper.hide()
        self.show()
        self.slip_button.setFocus()

    def ask_slip(self) -> None:
        """Ask what becomes of the slip."""
        hint = "ファイルとは別の方法で渡します。PDFで保存した用紙は、印刷したら消してください。"
        self.paper.ask("パスワードの用紙", hint, "パスワード用紙.pdf")

    def put_away(self) -> None:
        """Hide the card and let the password go."""
        self.locked = None
        self.shown.setText("")
        self.paper.hide()
        self.hide()
