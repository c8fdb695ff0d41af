"""方針とお知らせ: the basic policy, the notices of purposes, the handling manual in its two editions."""

from ashibue_desk.domain.policy_facts import Audience, BasicPolicyFacts, PolicyDays, PurposeNoticeFacts
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import manual_papers, policy_papers
from ashibue_desk.use_cases.desk import Desk
from forms.basic_policy import render_basic_policy
from forms.catalogue import FormDesign
from forms.handling_manual import render_handlers_manual, render_workers_manual
from forms.purpose_notice import render_purpose_notice
from ui.papers_offered.offer import Choice, Offer, for_office

_KNOW_HANDLING = frozenset({Role.OFFICER, Role.HANDLER, Role.RECEIVER, Role.AUDITOR})
_NOTICES = (
    Choice(Audience.WORKERS.value, "役員・職員の皆さん、ご家族の皆さん", "税・社会保険の事務"),
    Choice(Audience.PAYEES.value, "個人番号をご提供いただく皆さま", "支払先へ・支払調書の事務"),
)


def notice_choices(desk: Desk) -> tuple[Choice, ...]:  # noqa: ARG001 - the same for every office
    """Return the two notices: to workers, and to payees."""
    return _NOTICES


def _notice(desk: Desk, key: str, design: FormDesign) -> PurposeNoticeFacts:
    return policy_papers.purpose_notice_facts(desk, design, Audience(key))


def _days(facts: BasicPolicyFacts) -> str:
    return PolicyDays(facts.resolved_on, facts.revised_on).words


OFFERS = (
    Offer(
        form_id="HM",
        render=render_handlers_manual,
        filled=for_office(manual_papers.handlers_manual_facts),
        roles=_KNOW_HANDLING,
        counter="冊",
    ),
    Offer(
        form_id="WM",
        render=render_workers_manual,
        filled=for_office(manual_papers.workers_manual_facts),
        roles=frozenset(Role),
        counter="冊",
    ),
    Offer(
        form_id="Y1",
        render=render_basic_policy,
        filled=for_office(policy_papers.basic_policy_facts),
        told=_days,
    ),
    Offer(form_id="NP", render=render_purpose_notice, filled=_notice, choices=notice_choices, counter="通"),
)
