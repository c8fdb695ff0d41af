"""The page at the door that takes the binding code. It gives the account the key of the PC, and no right."""

from functools import partial

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.device_binding import bind_this_account
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.door import DoorContext
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel
from ui.wizards.door_parts.door_wizard import DoorSheetWide

_WHAT = (
    "このPCの別のアカウントで使ってきた保管庫です。責任者かシステム管理者がつくった20文字のコードを入力すると、"
    "いまのアカウントでも開けるようになります。開くときのパスワードは、いままでどおり一人ひとりのものです。"
)


class BindAccountPage(DoorSheetWide):
    """Asks for the code; with the right one it leads back to the unlock screen."""

    def __init__(self, context: DoorContext) -> None:
        super().__init__(context, "コードで結び付ける", "bind_account")
        card = Card("", self)
        self.body.addWidget(card)
        card.body.addWidget(PlainLabel(_WHAT, card, wrap=True))
        self.form = Form(card)
        self.code = TextField(width=28, max_length=40)
        support = (
            "英字の大文字と小文字、ハイフンのあるなしは問いません。1回だけ、つくってから24時間使えます。"
        )
        self.form.add(FieldRow("コード(&C)", self.code, required=True, name="code", support=support))
        card.body.addWidget(self.form)
        line = row(gap=12)
        self.back_button = OutlineButton("やめる", card)
        self.go_button = PrimaryButton("結び付ける", card)
        line.addWidget(self.back_button)
        line.addStretch(1)
        line.addWidget(self.go_button)
        card.body.addLayout(line)
        self.body.addStretch(1)
        self.back_button.clicked.connect(context.door.back)
        self.go_button.clicked.connect(self.go)
        self.code.setFocus()

    def go(self) -> None:
        """Try the code."""
        if self.form.judge():
            return
        self._hold(busy=True)
        work = partial(bind_this_account, self.context.surroundings, self.context.place, self.code.value())
        self.context.operations.run(self, work, self._bound, self.failed)

    def failed(self, situation: Situation) -> None:
        """Show what happened; the code stays to be corrected."""
        self._hold(busy=False)
        self.show_situation(situation)
        self.code.setFocus()

    def _bound(self, _nothing: object) -> None:
        self.code.set_value("")
        self.context.door.back()

    def _hold(self, *, busy: bool) -> None:
        self.go_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
