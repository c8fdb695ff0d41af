"""The band that says that an office is made up."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.theme.theme import px
from ui.widgets.card import row
from ui.widgets.labels import PlainLabel


def practice_band(parent: QWidget) -> QFrame:
    """Return the band across the top of an office of invented people."""
    band = QFrame(parent)
    band.setProperty("look", "practice")
    layout = row(gap=8)
    layout.setContentsMargins(px(20), px(6), px(20), px(6))
    band.setLayout(layout)
    layout.addWidget(PlainLabel("練習用データ", band, look="label"))
    layout.addWidget(
        PlainLabel("架空の人のデータです。本物の個人番号は入力しないでください。", band, elide=True), 1
    )
    return band
