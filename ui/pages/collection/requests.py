"""Asking for numbers on paper: the card that asks for the term and the printer, and the act that records the request."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.use_cases import collection_papers
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.paper_card import PaperCard, PaperOutput

REQUEST_HINT: Final = "お願いの文書と記入用紙を、家族の分もあわせてつくります。印刷、または保存すると、書面でお願いしたと記録します。"
NOTICE: Final = Audience.WORKERS.value
NOTICE_HINT: Final = "役員・職員とその家族への通知です。掲示するか、お願いの文書といっしょに渡します。"
MAKING: Final = "提供のお願いをつくっています"
_USUAL_DAYS: Final = 14  # what the field begins with; the office changes it as it likes


class RequestCard(PaperCard):
    """A paper card that also asks until when the numbers are wanted."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = DateField(day=today)
        self.due.set_value(today + timedelta(days=_USUAL_DAYS))
        self.due_row = FieldRow(
            "提供をお願いする期限(&D)", self.due, name="due_on", support="空にすると、手で書く欄になります。"
        )
        self.body.insertWidget(1, self.due_row)


def make_requests(
    desk: Desk, person_ids: Sequence[str], due_on: date | None, output: PaperOutput, progress: Progress
) -> Done[str]:
    """Print or save the requests to ``person_ids`` with their number sheets. Runs in the vault thread.

    Raises ``PrintingStopped`` where it was asked for; then nothing is recorded.
    """
    from forms.catalogue import catalogue
    from forms.collection_request import render_collection_requests

    designs = catalogue(desk.regulation.id)

    def go_on(done: int, every: int) -> bool:
        progress.report(done, every, MAKING)
        return not progress.should_stop()

    render = partial(output.draw, partial(render_collection_requests, progress=go_on))
    done = collection_papers.print_requests(
        desk, person_ids, render, designs["CR"], designs["NS"], due_on, output.put_out
    )
    return Done(output.said("提供のお願い"), done.changed)
