"""「紙の取扱いを記録する」: an act on paper goes into the log by hand, with its own day (取扱マニュアル7.4)."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.paper_acts import PaperAct
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
        self._read = self._done = False
        self._person_id = ""
        self._waiting: PaperAct | None = None
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
        if self._waiting is not None:
            self.fields.show_act(self._waiting)
        elif self._person_id:
            self.fields.whom.choose(self._person_id)

    def first_focus(self) -> QWidget:
        """Begin with what was done."""
        return self.fields.kind

    def work(self) -> Callable[[Desk], Any]:
        """Write the act down."""
        return partial(record_paper_act, act=self.fields.act())

    def kept(self, answer: Any) -> None:
        """Return, and say which line it became."""
        self._done = True
        self.leave(f"{answer:,}番の記録になりました", "取扱記録簿に、取り扱った日といっしょに残りました。")

    def draft(self) -> dict[str, str]:
        """Return what was typed so far."""
        act = self.fields.act()
        typed = act.group or act.person_id or act.recipient or act.remark
        return {} if self._done or not typed else {name: str(value) for name, value in asdict(act).items()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed before a lock."""
        day, count = values.pop("happened_on", ""), values.pop("count", "1")
        try:
            act = PaperAct(**values, happened_on=date.fromisoformat(day), count=int(count))
        except (TypeError, ValueError):
            return  # of another version of the program
        self._waiting = act
        self.fields.show_act(act)
