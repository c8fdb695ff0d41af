"""The wizard of the check: reads the questions, draws the flow, records the conclusion."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from ashibue_desk.domain.cloud_check import CLOUD_CONCLUSION_SENTENCES, CloudCheck
from ashibue_desk.domain.contractor_criteria import CloudQuestion
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.cloud import record_cloud_check
from ashibue_desk.use_cases.contractors.register import rules
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.page import Page, PageContext
from ui.widgets.wizard_frame import StepWidget, WizardFrame
from ui.wizards.cloud_check.flow import RESULT, SERVICE, CloudFlow
from ui.wizards.cloud_check.steps import QuestionStep, ResultStep, ServiceStep


class CloudFacts(NamedTuple):
    """What the wizard reads."""

    questions: tuple[CloudQuestion, ...]
    basis: str


def read_questions(desk: Desk) -> CloudFacts:
    """Read the questions of the pack. Runs in the vault thread."""
    found = rules(desk)
    return CloudFacts(found.cloud_questions, found.cloud_basis)


class CloudCheckPage(Page):
    """「クラウドサービスを確かめる」. The argument is the id of a contractor, if the provider is one."""

    title = "クラウドサービスを確かめる"
    help_key = "cloud_check"
    draft_key = "cloud_check"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.flow: CloudFlow | None = None
        self.wizard: WizardFrame | None = None
        self._contractor_id = ""
        self._draft: Mapping[str, str] = {}

    def show_argument(self, argument: object) -> None:
        """Check a service of this contractor."""
        if isinstance(argument, str):
            self._contractor_id = argument

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - read once
        """Read the questions."""
        if self.flow is None:
            self.context.operations.query(self, read_questions, self.show_questions)

    def show_questions(self, facts: CloudFacts) -> None:
        """Begin with the first step."""
        if self.flow is not None:
            return
        self.flow = CloudFlow(facts.questions, facts.basis, self._contractor_id)
        self.flow.restore(self._draft or {"contractor_id": self._contractor_id})
        later: dict[str, Callable[[], StepWidget]] = {
            one.id: partial(QuestionStep, self.flow, one.id) for one in facts.questions
        }
        later[RESULT] = partial(ResultStep, self.flow)
        self.wizard = WizardFrame(self.flow, {SERVICE: ServiceStep(self.flow)}, self, later=later)
        self.body.addWidget(self.wizard)
        self.wizard.finished.connect(self.record)
        self.wizard.given_up.connect(self.give_up)

    def record(self) -> None:
        """Record the conclusion."""
        if self.flow is not None and self.wizard is not None:
            self.wizard.set_busy(True)
            work = partial(record_cloud_check, entry=self.flow.entry())
            self.context.operations.act(self, work, self.recorded, self.refused)

    def recorded(self, answer: CloudCheck | tuple[Problem, ...]) -> None:
        """Return with the conclusion, or to the step that is not in order."""
        if self.flow is None or self.wizard is None:
            return
        self.wizard.set_busy(False)
        if isinstance(answer, tuple):
            self.flow.go_to_field(answer[0].field)
            self.wizard.show_step()
            self.say("error", "\n".join(problem.sentence for problem in answer), "まだ記録していません")
            return
        self.flow = None  # nothing is kept as a draft any more
        shell = self.context.shell
        shell.back()
        shell.say("success", CLOUD_CONCLUSION_SENTENCES[answer.conclusion], "判断を記録しました")

    def refused(self, situation: Situation) -> None:
        """Let it be tried again."""
        if self.wizard is not None:
            self.wizard.set_busy(False)
        self.show_situation(situation)

    def give_up(self) -> None:
        """Return without recording."""
        self.flow = None
        self.context.shell.back()

    def draft(self) -> dict[str, str]:
        """Return what was answered."""
        if self.flow is None or self.wizard is None:
            return {}
        self.wizard.store()
        return self.flow.draft()

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put the answers back, whether the questions are there already or not."""
        self._draft = values
        if self.flow is not None and self.wizard is not None:
            self.flow.restore(values)
            self.wizard.show_step()
