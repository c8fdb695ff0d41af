"""Writing a new version: the words at the left, the paper as it would be at the right, then reason and first day."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QWidget

from ashibue_desk.domain.wording_compare import compare
from ashibue_desk.domain.wording_files import BrokenWording, read_wording
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ashibue_desk.use_cases.wordings import WordingDraft, put_wording
from ui.desktop import message_box
from ui.pages.wordings.decide_card import DecideCard
from ui.pages.wordings.editor import WordingEditor
from ui.pages.wordings.sample import Sample, draw_sample, require_room_on_paper
from ui.pages.wordings.view import ORIGINAL, WordingView, read_view, title_of
from ui.pages.wordings.working_text import WorkingText
from ui.theme.theme import px
from ui.widgets.card import column
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_preview import PaperPreview

_PAUSE: Final = 250  # milliseconds after the last key before the paper is drawn anew
_NARROW: Final = 860  # pixels at 100 %: below, words and paper take turns


class WordingEditPage(Page):
    """Made anew at each opening; opened with the form's name, or with it and ``ORIGINAL`` to begin from the original."""

    title = "文面を直す"
    help_key = "wordings"
    draft_key = "wording_edit"
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.form = ""
        self.view: WordingView | None = None
        self.working: WorkingText | None = None
        self._from_original = False
        self._kept = False
        self._draft: dict[str, str] = {}
        self._asked = 0  # samples asked for and not yet shown
        self.faults_line = PlainLabel("", self, look="problem", wrap=True)
        self.faults_line.hide()
        self.body.addWidget(self.faults_line)
        self.stack = QStackedWidget(self)
        self.body.addWidget(self.stack, 1)
        self._build_writing()
        self._build_deciding()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.draw_sample)
        self.decide_button = self.add_primary("この文面で決める", self.decide)
        self.swap_button = self.add_act("見本を見る", self.swap)
        self.add_key("Ctrl+S", self.decide)
        self.decide_button.setEnabled(False)
        self._fit()

    def _build_writing(self) -> None:
        self.writing = QWidget(self.stack)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.setContentsMargins(0, 0, 0, 0)
        self.sides.setSpacing(px(16))
        self.writing.setLayout(self.sides)
        self.editor = WordingEditor(self.writing)
        self.editor.changed.connect(self.text_changed)
        self.editor_area = QScrollArea(self.writing)
        self.editor_area.setWidgetResizable(True)
        self.editor_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editor_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.editor_area.setWidget(self.editor)
        self.preview_side = QWidget(self.writing)
        preview = column(gap=8)
        self.preview_side.setLayout(preview)
        self.preview_note = PlainLabel("", self.preview_side, look="support", wrap=True)
        self.preview_note.hide()
        self.preview = PaperPreview(self.preview_side)
        preview.addWidget(self.preview_note)
        preview.addWidget(self.preview, 1)
        self.sides.addWidget(self.editor_area, 11)
        self.sides.addWidget(self.preview_side, 10)
        self.stack.addWidget(self.writing)

    def _build_deciding(self) -> None:
        area = QScrollArea(self.stack)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.deciding = DecideCard(self.context.day(), area)
        self.deciding.agreed.connect(self.put)
        self.deciding.went_back.connect(self.write_on)
        area.setWidget(self.deciding)
        self.stack.addWidget(area)

    # opening

    def show_argument(self, argument: object) -> None:
        """Write the form of a name, from its newest version or from the original."""
        if isinstance(argument, tuple):
            self.form, self._from_original = str(argument[0]), argument[1] == ORIGINAL
        elif isinstance(argument, str):
            self.form = argument

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - read once
        """Read the form; what was written stays."""
        if self.form and self.view is None:
            self.context.operations.query(self, partial(read_view, form=self.form), self.show_view)

    def show_view(self, view: WordingView) -> None:
        """Begin to write."""
        self.view, file = view, view.file
        self.set_title(f"文面を直す　{title_of(file)}")
        self.set_subtitle("決めるまでは、いまの文面がそのまま使われます。")
        newest = file.newest.text
        self.working = WorkingText(file.original, newest or file.original)
        if newest is None or self._from_original:
            self.working.replace(file.original)
        if self._draft:
            self._put_draft_back()
        self.deciding.show_form(signed=file.is_signed, people=view.signed)
        self.editor.set_working(self.working)
        self.editor.focus_first()
        self._timer.stop()
        self.draw_sample()  # the first paper waits for no pause

    # writing

    def text_changed(self) -> None:
        """Judge the text at once, and draw the paper after a pause."""
        if self.working is None:
            return
        _text, faults = self.working.result()
        self.editor.show_faults(faults)
        whole = [fault.sentence for fault in faults if not fault.key]
        count = len(faults)
        words = f"直すところが{count}か所あります。" + "".join(whole) if count else ""
        self.faults_line.setText(words)
        self.faults_line.setVisible(bool(words))
        self.decide_button.setEnabled(not count)
        self._timer.start()

    def draw_sample(self) -> None:
        """Ask for the paper with the words as they are now; while something is to be mended the last one stays."""
        if self.working is None:
            return
        text, faults = self.working.result()
        if faults:
            self._note("直すところがあるため、直す前の見本を表示しています。")
            return
        self._asked += 1
        self.context.operations.query(self, partial(draw_sample, text=text), self.show_sample)

    def show_sample(self, sample: Sample) -> None:
        """Show the paper, unless a newer one is on its way."""
        self._asked -= 1
        if self._asked:
            return
        self._note(sample.said)
        if sample.sheets:
            self.preview.show_sheets(sample.sheets, keep_place=True)

    def _note(self, words: str) -> None:
        self.preview_note.setText(words)
        self.preview_note.setVisible(bool(words))

    def swap(self) -> None:
        """Where both find no room: show the paper instead of the words, or the words again."""
        seen = self.preview_side.isHidden()
        self.preview_side.setVisible(seen)
        self.editor_area.setVisible(not seen)
        self.swap_button.setText("文面にもどる" if seen else "見本を見る")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put words and paper beside each other, or let them take turns."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.viewport().width() < px(_NARROW)
        writing = self.stack.currentIndex() == 0
        self.swap_button.setVisible(narrow and writing)
        self.decide_button.setVisible(writing)
        if not narrow:
            self.editor_area.show()
            self.preview_side.show()
            self.swap_button.setText("見本を見る")
        elif not self.editor_area.isHidden():
            self.preview_side.hide()

    # deciding

    def decide(self) -> None:
        """Show what is new, and ask for reason and first day."""
        if self.working is None or self.view is None or not self.decide_button.isEnabled():
            return
        text, faults = self.working.result()
        before = self.view.file.newest.text or self.view.file.original
        if not faults:
            self.deciding.show_changes(compare(before, text))
            self.stack.setCurrentIndex(1)
            self._fit()
            self.deciding.begin()
            self.ask_for_password()

    def ask_for_password(self) -> None:
        """Ask for the own password, unless it was given a few minutes ago."""
        self.context.operations.query(
            self, partial(needs_password_for, act=Sensitive.WORDINGS), self.deciding.ask_password
        )

    def write_on(self) -> None:
        """Return to the words."""
        self.deciding.password.wipe()
        self.stack.setCurrentIndex(0)
        self._fit()

    def put(self) -> None:
        """Make the version."""
        if self.working is None or self.view is None:
            return
        text, _faults = self.working.result()
        file = self.view.file
        draft = WordingDraft(
            form=self.form,
            begun_at=file.newest.version,
            base_version=file.original.version if self._looked_at_original() else _base(self.view),
            text=text,
            in_force_from=self.deciding.starts(),
            reason=self.deciding.reason.value(),
            signs_again=self.deciding.signs_again(),
        )
        self.deciding.act_button.setEnabled(False)
        work = partial(
            put_wording,
            draft=draft,
            password=self.deciding.taken_password(),
            prove=require_room_on_paper,
        )
        self.context.operations.act(self, work, self.answered, self.refused)

    def answered(self, answer: object) -> None:
        """Return to the form, or show what is wrong."""
        self.deciding.act_button.setEnabled(True)
        if isinstance(answer, tuple):
            for problem in self.deciding.form.show_problems(answer):
                self.say("warning", problem.sentence, "まだ決まっていません")
            return
        self._kept = True
        self.context.shell.back()
        self.context.shell.say(
            "success",
            "取扱記録簿にも1行残しました。前の版も残っています。",
            f"第{answer}版の文面を決めました",
        )

    def refused(self, situation: object) -> None:
        """Let it be tried again."""
        from ashibue_desk.domain.errors import Situation

        self.deciding.act_button.setEnabled(True)
        self.ask_for_password()
        if isinstance(situation, Situation):
            self.show_situation(situation)

    def _looked_at_original(self) -> bool:
        """Whether the present original was taken over or is what the newest version was made from anyhow."""
        return self._from_original or (self.view is not None and self.view.file.newest.own is None)

    # leaving

    def may_leave(self) -> bool:
        """Ask before what was written is lost."""
        if self._kept or self.working is None or not self.working.is_changed:
            return True
        return message_box.ask(
            self,
            "書いた文面を捨てますか",
            "まだ決めていません。このまま離れると、書いた文面はなくなります。いま使っている文面はそのままです。",
            act="捨てて離れる",
            instead="書き続ける",
            danger=True,
        )

    def draft(self) -> dict[str, str]:
        """Return what was written, with the brackets as they are seen."""
        if self._kept or self.working is None or self.view is None or not self.working.is_changed:
            return {}
        return {
            "form": self.form,
            "text": write_wording(self.working.shown),
            "newest": str(self.view.file.newest.version),
            "original": ORIGINAL if self._from_original else "",
        } | self.deciding.typed()

    def restore_draft(self, values: dict[str, str]) -> None:
        """Go on with what was written before a lock."""
        self._draft = dict(values)
        self.show_argument((values.get("form", ""), values.get("original", "")))
        self.view = None
        self.refresh(Changed.NOTHING)

    def _put_draft_back(self) -> None:
        shown = _readable(self._draft.get("text", ""))
        if self.working is not None and shown is not None:
            self.working.restore(shown)
        self.deciding.restore(self._draft)
        if self.view is not None and self._draft.get("newest") != str(self.view.file.newest.version):
            self.say(
                "warning",
                "ほかの人が新しい版を決めています。決める前に、その版との違いを確かめてください。",
                "書いている間に版が進みました",
            )
        self._draft = {}


def _base(view: WordingView) -> int:
    own = view.file.newest.own
    return own.base_version if own is not None else view.file.original.version


def _readable(toml: str) -> FormText | None:
    try:
        return read_wording(toml)
    except BrokenWording:
        return None
