"""Where an audit begins: the pages that answer 「見せてください」, for those who are here to read."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.card import Card, column
from ui.widgets.labels import SupportText
from ui.widgets.name_link import KeyLink
from ui.wording.page_titles import PAGE_TITLES

_PLACES: Final = (
    ("regulation", "条ごとに、画面、取扱記録簿の行、様式、受け取った書類がまとまっています。"),
    ("log_check", "記録が書き換えられていないかを確かめ、署名つきで書き出せます。"),
    ("log_checks", "どの月までだれが点検したかと、要確認の結果が分かります。"),
    ("backup", "いつ、だれが、どこに置いたかが分かり、ファイルが書いたときのままかを確かめられます。"),
)


class AuditCard(Card):
    """``chosen(page)`` when one of the places was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("監査はここから", parent)
        for key, text in _PLACES:
            lines = column(gap=0)
            link = KeyLink(key, PAGE_TITLES[key], self)
            link.asked.connect(self.chosen)
            lines.addWidget(link)
            lines.addWidget(SupportText(text, self))
            self.body.addLayout(lines)
