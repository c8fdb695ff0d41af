"""Training records, and lists over everybody."""

from ashibue_desk.domain.form_list_facts import FormListFacts
from ashibue_desk.domain.missing_papers_facts import MissingPapersFacts
from ashibue_desk.domain.training_facts import FirstTrainingFacts
from forms.first_training import render_first_training
from forms.form_list import render_form_list
from forms.missing_papers import render_missing_papers
from tests.forms.examples import Example

EXAMPLES = {
    "FL": Example(FormListFacts, render_form_list),
    "FT": Example(FirstTrainingFacts, render_first_training),
    "MP": Example(MissingPapersFacts, render_missing_papers),
}
