"""Sheets that explain a form."""

from ashibue_desk.domain.explanation_facts import ExplanationFacts
from forms.explanation import render_explanation
from tests.forms.examples import Example

EXAMPLES = {
    form_id: Example(ExplanationFacts, render_explanation) for form_id in ("Y2J", "Y2E", "NPJ", "NPE")
}
