"""Whether numbers may be given to a contractor on a day, and what stands in the way."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_gate import GateFinding
from ui.widgets.card import Card, row
from ui.widgets.labels import PlainLabel, SupportText, Tag


class GateCard(Card):
    """Says open or closed in a word, a sentence for each thing that is lacking, and who may go on all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._tag = Tag("", "neutral", self)
        self._head = PlainLabel("", self, look="h3", wrap=True)
        line = row(gap=12)
        line.addWidget(self._tag)
        line.addWidget(self._head, 1)
        self.body.addLayout(line)
        self.sentences = PlainLabel("", self, wrap=True)
        self.way_out = SupportText("", self)
        self.body.addWidget(self.sentences)
        self.body.addWidget(self.way_out)
        self.hide()

    def show_findings(self, findings: Sequence[GateFinding], *, decides: bool) -> None:
        """Show what was found; nothing found means open."""
        if findings:
            self._tag.set_text("渡せません", "error")
            self._head.setText("この委託先に番号を渡すための要件がそろっていません")
        else:
            self._tag.set_text("渡せます", "success")
            self._head.setText("評価と契約の要件がそろっています")
        self.sentences.setText("\n".join(f"・{one.sentence}" for one in findings))
        self.sentences.setVisible(bool(findings))
        self.way_out.setText(
            "やむを得ず渡すときは、責任者が理由を書いて記録します。要件を欠く提供としてホームに残ります。"
            if decides
            else "足りないものを先にそろえてください。やむを得ず渡すときは、責任者だけが理由を書いて記録できます。"
        )
        self.way_out.setVisible(bool(findings))
        self.show()
