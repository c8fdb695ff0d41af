"""What the sheets say that explain a form in easy Japanese or in English; they are never signed."""

from dataclasses import dataclass

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.policy_facts import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationFacts:
    """An explanation of the consent form (規程4条4項) or of the notice of purposes (規程6条1項・15条2項).

    ``audience`` matters to the notice only; the consent form is the workers' anyhow.
    """

    head: PaperHead
    officer_title: str
    officer_name: str
    contact: str
    audience: Audience = Audience.WORKERS
