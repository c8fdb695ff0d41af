"""Papers that everybody may read."""

from ashibue_desk.domain.policy_facts import BasicPolicyFacts, PurposeNoticeFacts
from forms.basic_policy import render_basic_policy
from forms.purpose_notice import render_purpose_notice
from tests.forms.examples import Example

EXAMPLES = {
    "NP": Example(PurposeNoticeFacts, render_purpose_notice),
    "Y1": Example(BasicPolicyFacts, render_basic_policy),
}
