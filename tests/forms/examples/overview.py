"""Training records, and lists over everybody."""

from ashibue_desk.domain.missing_papers_facts import MissingPapersFacts
from ashibue_desk.domain.training_facts import FirstTrainingFacts
from forms.first_training import render_first_training
from forms.missing_papers import render_missing_papers
from tests.forms.examples import Example

EXAMPLES = {
    "FT": Example(FirstTrainingFacts, render_first_training),
    "MP": Example(MissingPapersFacts, render_missing_papers),
}
