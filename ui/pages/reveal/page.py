"""「個人番号の表示」: for one affair, after the password, for some seconds. It cannot be copied, selected or heard."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.reveal_number import Revealed, reveal_number
from ui.pages.reveal.number_view import NumberView
from ui.pages.reveal.view import RevealFacts, read_facts
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import SupportText
from ui.widgets.mass_reason import MassReasonRow
from ui.widgets.missing_step import MissingStep
from ui.widgets.page import Page, PageContext
from ui.widgets.secret_field import SecretField
from ui.widgets.small_parts import Countdown, EmptyState


class RevealPage(Page):
    """Shows one person's number. The argument is the person's id."""

    title = "個人番号を見る"
    help_key = "reveal"
    refresh_on = Changed.NUMBERS | Changed.PEOPLE | Changed.USERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._person_id = ""
        self._facts: RevealFacts | None = None
        self.missing_step = MissingStep(self)
        self._build_question()
        self._build_number()
        self.nothing = EmptyState(
            "個人番号は登録されていません",
            "番号を受け取ると、受け取るときに選んだ事務のために表示できるようになります。",
            self,
            act="番号を受け取る",
            on_act=self.receive,
        )
        # The number comes on top: twenty seconds are too short to look for it below the edge of a small screen.
        for part in (self.card, self.question, self.nothing):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _build_question(self) -> None:
        self.question = Card("何のために見るか", self)
        self.question.body.addWidget(
            SupportText(
                "番号を受け取るときに選んだ事務だけが並びます。選んだ事務は取扱記録簿に残ります。", self
            )
        )
        self.affairs = ChoiceCards((), self)
        self.password = SecretField(self)
        self.password_row = FieldRow(
            "あなたのパスワード(&P)",
            self.password,
            self,
            required=True,
            support="本人が操作していることを確かめます。同じ事務のあいだは、しばらく入力を省けます。",
        )
        self.mass_reason = MassReasonRow(self)
        self.show_button = PrimaryButton("番号を表示する", self)
        line = row()
        line.addWidget(self.show_button)
        line.addStretch(1)
        for part in (self.affairs, self.mass_reason, self.password_row):
            self.question.body.addWidget(part)
        self.question.body.addLayout(line)
        self.affairs.changed.connect(self._affair_chosen)
        self.password.returned.connect(self.ask)
        self.show_button.clicked.connect(self.ask)

    def _build_number(self) -> None:
        self.card = Card("個人番号", self)
        self.number = NumberView(self)
        self.countdown = Countdown("あと {seconds}秒で隠します", self)
        self.hide_button = OutlineButton("隠す", self)
        self.capture = SupportText("", self)
        line = row()
        line.addWidget(self.hide_button)
        line.addStretch(1)
        for part in (self.number, self.countdown):
            self.card.body.addWidget(part)
        self.card.body.addLayout(line)
        self.card.body.addWidget(self.capture)
        self.card.body.addWidget(
            SupportText(
                "コピーはできません。書き写したときは、その紙も取扱規程のとおりに扱ってください。", self
            )
        )
        self.countdown.over.connect(self.conceal)
        self.hide_button.clicked.connect(self.conceal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from the affair that is chosen: to the password, or to the number where none is asked."""
        chosen = self.question.isVisible() and not self.affairs.is_empty()
        if not chosen or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.password_row.isVisible() and self.password.is_empty():
            self.password.setFocus()
        else:
            self.ask()

    def show_argument(self, argument: object) -> None:
        """Take the person; whatever was shown of another one is wiped."""
        self.conceal()
        self._person_id = str(argument)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read for which affairs the number may be used."""
        if self._person_id:
            self.context.operations.query(
                self, partial(read_facts, person_id=self._person_id), self.show_facts
            )

    def show_facts(self, facts: RevealFacts) -> None:
        """Offer the affairs, or say that there is nothing to show."""
        self._facts = facts
        self.set_subtitle(f"{facts.name}さん({facts.category_name})")
        self.affairs.set_cards(
            [ChoiceCard(affair.id, affair.name, affair.source.basis) for affair in facts.affairs]
        )
        if len(facts.affairs) == 1:
            self.affairs.set_value(facts.affairs[0].id)
        self.mass_reason.ask(facts.question)
        self.nothing.setVisible(not facts.has_number)
        self.question.setVisible(facts.has_number and bool(facts.affairs))
        if facts.has_number and facts.not_able is not None:
            self.banners.clear()
            self.missing_step.show(facts.not_able)
        elif facts.has_number and not facts.affairs:
            self.say(
                "warning",
                "この人の番号は残っていますが、今日使える事務がありません。保存する期間が終わっていれば、廃棄の対象です。",
                "番号は表示できません",
            )
        self._affair_chosen()
        first = self.first_focus()
        if first is not None and self.isVisible() and self.focusWidget() in (None, self):
            first.setFocus()

    def first_focus(self) -> QWidget | None:
        """Begin at the affairs, or in the first field where there is only one."""
        if self.affairs.value() and not self.mass_reason.isHidden():
            return self.mass_reason.text
        return self.password if self.affairs.value() else next(iter(self.affairs.buttons()), None)

    def ask(self) -> None:
        """Ask for the number; the vault checks affair and password."""
        affair_id = self.affairs.value()
        if not affair_id:
            self.affairs.show_wrong(wrong=True)
            self.say("warning", "一覧から1つ選んでください。", "何のために見るかを選んでいません")
            return
        for each in (self.mass_reason, self.password_row):
            if not each.isHidden() and each.judge() is not None:
                each.field.setFocus()
                return
        self.banners.clear()
        self.show_button.setEnabled(False)
        work = partial(
            reveal_number,
            person_id=self._person_id,
            affair_id=affair_id,
            password=self.password.value(),
            reason=self.mass_reason.reason(),
        )
        self.password.wipe()
        self.context.operations.act(self, work, self._revealed, self._not_revealed)

    def conceal(self) -> None:
        """Wipe the number from the screen and from this page."""
        self.countdown.stop()
        self.number.wipe()
        held = self.hide_button.hasFocus()
        self.card.hide()
        self.show_button.setText("もう一度表示する" if self._facts is not None else "番号を表示する")
        if held and self.isVisible():
            self.show_button.setFocus()

    def receive(self) -> None:
        """Open the wizard that takes the number in."""
        self.context.shell.open("collect", self._person_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Wipe whenever the page leaves the screen: another page, a minimised window, the lock."""
        super().hideEvent(event)
        self.conceal()
        self.password.wipe()

    def _affair_chosen(self) -> None:
        facts, chosen = self._facts, self.affairs.value()
        needed = facts is not None and (not chosen or chosen in facts.unconfirmed)
        self.password_row.setVisible(needed)

    def _revealed(self, answer: Revealed) -> None:
        self.show_button.setEnabled(True)
        if not self.isVisible() or answer.person_id != self._person_id:  # left while the vault was asked
            return
        self.capture.setText(self.context.capture.state().sentence)
        self.mass_reason.clear()
        self.number.show_number(answer.number)
        self.card.show()
        self.countdown.start(answer.seconds)
        self.hide_button.setFocus()
        self.password_row.show_problem(None)  # the field was emptied by the program, not by the person
        self.ensureWidgetVisible(self.card)
        self.refresh(Changed.NOTHING)

    def _not_revealed(self, situation: Situation) -> None:
        self.show_button.setEnabled(True)
        self.missing_step.show(situation)
        self.refresh(Changed.NOTHING)
        if not self.password_row.isHidden():
            self.password.setFocus()
