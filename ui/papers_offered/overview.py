"""一覧とまとめ: lists over everybody."""

from ashibue_desk.domain.missing_papers_facts import MissingPapersFacts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.missing_papers import missing_papers_facts
from forms.catalogue import FormDesign
from forms.missing_papers import render_missing_papers
from ui.papers_offered.offer import Offer


def _missing(desk: Desk, design: FormDesign, key: str) -> MissingPapersFacts:  # noqa: ARG001 - one for the office
    return missing_papers_facts(desk, design)


OFFERS = (Offer(form_id="MP", render=render_missing_papers, filled=_missing, counter="通"),)
