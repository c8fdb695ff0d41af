"""The sheets that explain the consent form and the notice of purposes to whom reads little Japanese. They name no worker."""

from ashibue_desk.domain.explanation_facts import ExplanationFacts
from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head


def explanation_facts(desk: Desk, design: Design, audience: Audience = Audience.WORKERS) -> ExplanationFacts:
    """Return an explanation as the office's data fills it."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        office = desk.vault.settings.office()
    return ExplanationFacts(
        head=paper_head(desk, design),
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        audience=audience,
    )
