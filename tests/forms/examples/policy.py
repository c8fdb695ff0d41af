"""Papers that everybody may read."""

from ashibue_desk.domain.control_measures import ControlMeasure
from ashibue_desk.domain.manual_facts import HandlingManualFacts
from ashibue_desk.domain.policy_facts import BasicPolicyFacts, PurposeNoticeFacts
from forms.basic_policy import render_basic_policy
from forms.handling_manual import render_handlers_manual, render_workers_manual
from forms.purpose_notice import render_purpose_notice
from tests.forms.examples import Example
from tests.forms.made_up import MadeUp


def _handlers_manual(made: MadeUp) -> HandlingManualFacts:
    return made.build(HandlingManualFacts, "HM", measures=made.rows(lambda: made.build(ControlMeasure)))


def _workers_manual(made: MadeUp) -> HandlingManualFacts:
    return made.build(HandlingManualFacts, "WM", measures=(), small_business="", representative_title="")


EXAMPLES = {
    "HM": Example(_handlers_manual, render_handlers_manual),
    "NP": Example(PurposeNoticeFacts, render_purpose_notice),
    "WM": Example(_workers_manual, render_workers_manual),
    "Y1": Example(BasicPolicyFacts, render_basic_policy),
}
