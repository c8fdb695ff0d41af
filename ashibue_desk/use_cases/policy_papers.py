"""The papers everybody may read: the basic policy (様式第1号) and the notice of purposes. They name no worker."""

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.people import PAYEES, PersonCategory
from ashibue_desk.domain.policy_facts import Audience, BasicPolicyFacts, NamedAffair, PurposeNoticeFacts
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.policy_days import policy_days


def basic_policy_facts(desk: Desk, design: Design) -> BasicPolicyFacts:
    """Return the basic policy as the office's data fills it; days not on record are written by hand (規程4条3項)."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        office = desk.vault.settings.office()
    days = policy_days(desk)
    return BasicPolicyFacts(
        head=paper_head(desk, design),
        office_address=office.address,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        resolved_on=days.resolved_on,
        revised_on=days.revised_on,
    )


def purpose_notice_facts(desk: Desk, design: Design, audience: Audience) -> PurposeNoticeFacts:
    """Return the notice of purposes for workers and their families, or for payees, as the law stands today."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        office = desk.vault.settings.office()
    return PurposeNoticeFacts(
        head=paper_head(desk, design),
        audience=audience,
        notified_on=desk.today,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        purposes=tuple(purpose.name for purpose in desk.regulation.purposes),
        affairs=_affairs(desk, audience),
    )


def _affairs(desk: Desk, audience: Audience) -> tuple[NamedAffair, ...]:
    found = (_named(desk, affair, audience) for affair in desk.law.affairs(desk.today))
    return tuple(affair for affair in found if affair.whose)


def _named(desk: Desk, affair: Affair, audience: Audience) -> NamedAffair:
    meant = frozenset(PersonCategory) - PAYEES if audience is Audience.WORKERS else PAYEES
    categories = (each for each in PersonCategory if each in affair.categories & meant)
    whose = tuple(desk.law.category_rule(each, desk.today).name for each in categories)
    return NamedAffair(affair.name, whose, affair.source.basis)
