"""What a PC without a vault shows: begin, restore, try with samples, or open a vault that lies elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import px
from ui.vault.unlock_page import DoorSheet
from ui.widgets.banner import BannerPlace
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.labels import PlainLabel, SupportText

OTHER = "other"
_CARDS = (
    ChoiceCard(
        "new", "新しくはじめる", "事業所の情報とパスワードを決めて、保管庫をつくります。10分ほどかかります。"
    ),
    ChoiceCard("restore", "バックアップから戻す", "バックアップのファイルと復旧シートを使います。"),
    ChoiceCard(
        "sample",
        "練習用データで試す",
        "架空の人のデータで、すべての画面を試せます。本物の保管庫には触れません。",
    ),
    ChoiceCard(OTHER, "別の場所の保管庫を開く", "このPCにある保管庫のフォルダーを選びます。"),
)


class WelcomePage(DoorSheet):
    """``entry_chosen(key)``: ``new``, ``restore``, ``sample`` (those that exist) or ``other``."""

    entry_chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet.setMaximumWidth(px(560))
        self.banners = BannerPlace(self.sheet)
        self.body.addWidget(self.banners)
        self.body.addWidget(
            PlainLabel("個人番号を、決まりどおりに預かる机です。", self.sheet, look="h2", wrap=True)
        )
        self.body.addWidget(
            SupportText(
                "データはこのPCの暗号化した保管庫だけに置かれ、インターネットには送られません。", self.sheet
            )
        )
        self.cards = ChoiceCards(
            [card for card in _CARDS if card.value in keys or card.value == OTHER], self.sheet
        )
        self.cards.set_value(next(iter(keys), OTHER))
        self.body.addWidget(self.cards)
        self.go_button = PrimaryButton("進む", self.sheet)
        self.body.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignRight)
        self.go_button.clicked.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from the chosen card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return
        super().keyPressEvent(event)

    def _go(self) -> None:
        if not self.cards.is_empty():
            self.entry_chosen.emit(self.cards.value())
