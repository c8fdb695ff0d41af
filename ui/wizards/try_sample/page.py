"""The page that offers the practice vault, shows its password, and deletes it on request."""

from functools import partial

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.sample_office import SampleAccess
from ui.background.progress import Progress
from ui.desktop import message_box
from ui.widgets.buttons import OutlineButton, PrimaryButton, TextButton
from ui.widgets.card import Card, row
from ui.widgets.door import DoorContext
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.wizards.door_parts.door_wizard import DoorSheetWide
from ui.wizards.door_parts.fact_list import FactList
from ui.wizards.try_sample.flow import SampleFlow

_WHAT = (
    "架空の事業所と、架空の人の名簿・同意書・取扱いの記録が入った保管庫を、このPCの中につくります。"
    "本物の保管庫とは別のフォルダーに置き、画面には「練習用データ」と出続けます。"
)
_WARNING = "練習用の保管庫には、本物の個人番号や氏名を入れないでください。パスワードは秘密ではありません。"


class SamplePage(DoorSheetWide):
    """Builds the practice vault if there is none; its password stays on the screen until one goes in."""

    def __init__(self, context: DoorContext) -> None:
        super().__init__(context, "練習用データで試す", "try_sample")
        self.flow = SampleFlow(context.surroundings)
        card = Card("", self)
        self.body.addWidget(card)
        card.body.addWidget(Tag("練習用データ", "warning", card))
        card.body.addWidget(PlainLabel(_WHAT, card, wrap=True))
        card.body.addWidget(SupportText(_WARNING, card))
        self.facts = FactList(card)
        card.body.addWidget(self.facts)
        line = row(gap=12)
        self.back_button = OutlineButton("やめる", card)
        self.delete_button = TextButton("練習用データを消す", card)
        self.go_button = PrimaryButton("練習用データをつくる", card)
        line.addWidget(self.back_button)
        line.addWidget(self.delete_button)
        line.addStretch(1)
        line.addWidget(self.go_button)
        card.body.addLayout(line)
        self.body.addStretch(1)
        self.back_button.clicked.connect(context.door.back)
        self.delete_button.clicked.connect(self.delete)
        self.go_button.clicked.connect(self.go)
        self._show()
        if self.flow.is_there:
            self.prepare()

    def go(self) -> None:
        """Build the practice vault, or go into the one that is there."""
        if self.flow.access is None:
            self.prepare()
            return
        self._hold(busy=True)
        self.context.operations.run(self, self.flow.enter, self.go_in, self.failed)

    def prepare(self) -> None:
        """Build the practice vault if there is none, and learn how to get in."""
        progress = Progress("練習用データをつくっています", self, stoppable=False)
        self._hold(busy=True)
        work = partial(self.flow.prepare, progress)
        self.context.operations.run(self, work, self._prepared, self.failed, progress)

    def delete(self) -> None:
        """Delete the practice vault after asking."""
        if not message_box.ask(
            self,
            "練習用データを消しますか",
            "練習で入力したものも消えます。本物の保管庫は変わりません。",
            act="消す",
            danger=True,
        ):
            return
        self._hold(busy=True)
        self.context.operations.run(self, self.flow.delete, self._deleted, self.failed)

    def failed(self, situation: Situation) -> None:
        """Show what happened."""
        self._hold(busy=False)
        self.show_situation(situation)

    def _prepared(self, access: SampleAccess) -> None:
        self.flow.note_access(access)
        self._hold(busy=False)
        self._show()

    def _deleted(self, _nothing: object) -> None:
        self.flow.note_deleted()
        self._hold(busy=False)
        self._show()
        self.banners.clear()
        self.banners.say("success", "", title="練習用データを消しました。")

    def _show(self) -> None:
        access = self.flow.access
        facts: tuple[tuple[str, str], ...] = (("場所", str(self.flow.place)),)
        if access is not None:
            facts = (("パスワード", access.password), *facts)
        self.facts.show_facts(facts)
        self.go_button.setText("練習を始める" if access is not None else "練習用データをつくる")
        self.delete_button.setVisible(access is not None)
        self.go_button.setFocus()

    def _hold(self, *, busy: bool) -> None:
        for button in (self.go_button, self.delete_button, self.back_button):
            button.setEnabled(not busy)
