"""「紙の取扱いを記録する」: an act on paper goes into the log by hand, with its own day (取扱マニュアル7.4)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_acts import record_paper_act
from ui.pages.handling_log.paper_act_fields import PaperActChoices, PaperActFields, read_choices
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext

_HINT = "取り扱った日と、いま入力した日時の両方が残ります。プログラムの中でしたことは自動で残るので、入力は要りません。"


class PaperActPage(FormPage):
    """Records one act on paper. The argument is a person's id or nothing. Made anew at each opening."""

    title = "紙の取扱いを記録する"
    help_key = "paper_act"
    draft_key = "paper_act"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._read = False
        self._person_id = ""
        self.set_hint(_HINT)
        self.fields = PaperActFields(self.form, context)

    def show_argument(self, argument: object) -> None:
        """Take the person whose papers they were."""
        if isinstance(argument, str):
            self._person_id = argument

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - read once, so that nothing typed is lost
        """Read what may be chosen."""
        if not self._read:
            self._read = True
            self.context.operations.query(self, read_choices, self.show_choices)

    def show_choices(self, choices: PaperActChoices) -> None:
        """Offer what may be chosen, and put back what was typed before a lock."""
        self.fields.show_choices(choices)
        self.fields.whom.choose(self._person_id)
        self.note_untouched()

    def first_focus(self) -> QWidget:
        """Begin with what was done."""
        return self.fields.kind

    def work(self) -> Callable[[Desk], Any]:
        """Write the act down."""
        return partial(record_paper_act, act=self.fields.act())

    def kept(self, answer: Any) -> None:
        """Return, and say which line it became."""
        self.leave(f"{answer:,}番の記録になりました", "取扱記録簿に、取り扱った日といっしょに残りました。")
