"""Sheets that explain the consent form and the notice of purposes in easy Japanese and in English."""

from functools import partial

from ashibue_desk.domain.explanation_facts import ExplanationFacts
from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.explanation_papers import explanation_facts
from forms.catalogue import FormDesign
from forms.explanation import render_explanation
from ui.papers_offered.offer import Offer, for_office
from ui.papers_offered.policy import notice_choices


def _of_notice(desk: Desk, key: str, design: FormDesign) -> ExplanationFacts:
    return explanation_facts(desk, design, Audience(key))


_offer = partial(Offer, render=render_explanation, counter="枚")
OFFERS = (
    _offer(form_id="Y2J", filled=for_office(explanation_facts)),
    _offer(form_id="Y2E", filled=for_office(explanation_facts)),
    _offer(form_id="NPJ", filled=_of_notice, choices=notice_choices),
    _offer(form_id="NPE", filled=_of_notice, choices=notice_choices),
)
