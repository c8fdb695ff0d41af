"""A page that is one form: it records one act and returns to the page before."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.desk import Desk
from ui.background.progress import Progress
from ui.desktop import message_box
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.field_row import Form
from ui.widgets.form_texts import put_back, texts_of
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext


class FormPage(Page):
    """Subclasses fill ``form``, say in ``work`` what is to be done, and in ``kept`` what follows.

    ``act_words`` names the button, ``progress_words`` what long work is called (empty where it is short).

    A form that ends showing what is on file with ``note_untouched`` asks before it is left, and with a ``draft_key`` what
    was typed comes back after a lock: all of ``typed``, and what ``about`` says it was about.
    """

    act_words = "記録する"
    progress_words = ""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._untouched: dict[str, str] | None = None
        self._draft: dict[str, str] = {}  # kept over a lock, until the form stands
        self.card = Card("", self)
        self.hint = SupportText("", self.card)
        self.hint.hide()
        self.form = Form(self.card)
        self.save_button = PrimaryButton(self.act_words, self.card)
        self.out_button = OutlineButton("やめる", self.card)
        buttons = row()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.out_button)
        buttons.addStretch(1)
        self.card.body.addWidget(self.hint)
        self.card.body.addWidget(self.form)
        self.card.body.addLayout(buttons)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self.save_button.clicked.connect(self.save)
        self.out_button.clicked.connect(self.give_up)
        self.add_key("Ctrl+S", self.save)

    # what subclasses fill

    def work(self) -> Callable[[Desk], Any]:
        """Return the act with what was typed."""
        raise NotImplementedError

    def kept(self, answer: Any) -> None:
        """Say what was kept; the answer is what the act returned."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget what must not stay after an attempt (a password)."""

    def something_typed(self) -> bool:
        """Return whether leaving would lose something: what is worth keeping over a lock, or what ``note_untouched`` did not see."""
        return bool(self.draft()) or bool(self.typed_since())

    def note_untouched(self) -> None:
        """Remember how the form stands before somebody types, and put back what was typed before a lock."""
        self._untouched = self.typed()
        self._put_draft_back()

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields by name, passwords left out."""
        return texts_of(self.form)

    def type_again(self, texts: Mapping[str, str]) -> None:
        """Put back what ``typed`` and ``about`` returned; what it does not name stays as it is."""
        put_back(self.form, texts)

    def about(self) -> dict[str, str]:
        """Return what a draft needs beside the fields to find its way back, such as an id."""
        return {}

    def draft(self) -> dict[str, str]:
        """Return what a lock would lose."""
        typed = self.typed_since()
        return typed | self.about() if typed else {}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed before a lock, as soon as ``note_untouched`` has said that the form stands."""
        self._draft = dict(values)
        if self._untouched is not None:
            self._put_draft_back()

    def _put_draft_back(self) -> None:
        values, self._draft = self._draft, {}
        if values:
            self.type_again(values)

    def typed_since(self) -> dict[str, str]:
        """Return what stands there for a draft, or nothing where ``note_untouched`` saw the same or nothing is noted."""
        typed = self.typed() if self._untouched is not None else {}
        return {} if typed == self._untouched else typed

    # the act

    def set_hint(self, text: str) -> None:
        """Show what the form is for, above its first field."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def first_focus(self) -> QWidget | None:
        """Begin at the first field."""
        return self.form.first_field()

    def save(self) -> None:
        """Do the act if the fields are right."""
        if not self.save_button.isEnabled() or self.form.judge():
            return
        self.banners.clear()
        self.save_button.setEnabled(False)
        progress = Progress(self.progress_words, self) if self.progress_words else None
        self.context.operations.act(self, self.work(), self._answered, self._refused, progress=progress)
        self.forget()

    def may_leave(self) -> bool:
        """Ask before anything that was typed is lost."""
        return not self.something_typed() or message_box.ask(
            self,
            "入力をやめますか",
            "ここまでに入力したことは残りません。まだ何も記録していません。",
            act="入力をやめる",
            instead="続ける",
            danger=True,
        )

    def give_up(self) -> None:
        """Return without having done anything."""
        self.context.shell.back()

    def leave(self, title: str, text: str = "取扱記録簿にも1行残しました。", tone: str = "success") -> None:
        """Return to the page before and say there what was kept."""
        self._untouched = None
        shell = self.context.shell
        shell.back()
        shell.say(tone, text, title)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what the act objected to, beside the fields or in a banner."""
        for problem in self.form.show_problems(problems):
            self.say("warning", problem.sentence, "記録できませんでした")

    def _answered(self, answer: Any) -> None:
        self.save_button.setEnabled(True)
        if isinstance(answer, tuple):
            self.show_problems(answer)
        else:
            self.kept(answer)

    def _refused(self, situation: Situation) -> None:
        self.save_button.setEnabled(True)
        self.show_situation(situation)
