"""方針とお知らせ: the basic policy and the notices of purposes."""

from ashibue_desk.domain.policy_facts import Audience, BasicPolicyFacts, PurposeNoticeFacts
from ashibue_desk.use_cases import policy_papers
from ashibue_desk.use_cases.desk import Desk
from forms.basic_policy import render_basic_policy
from forms.catalogue import FormDesign
from forms.purpose_notice import render_purpose_notice
from ui.papers_offered.offer import Choice, Offer

_NOTICES = (
    Choice(Audience.WORKERS.value, "役員・職員の皆さん、ご家族の皆さん", "税・社会保険の事務"),
    Choice(Audience.PAYEES.value, "個人番号をご提供いただく皆さま", "支払先へ・支払調書の事務"),
)


def notice_choices(desk: Desk) -> tuple[Choice, ...]:  # noqa: ARG001 - the same for every office
    """Return the two notices: to workers, and to payees."""
    return _NOTICES


def _policy(desk: Desk, design: FormDesign, key: str) -> BasicPolicyFacts:  # noqa: ARG001 - one for the office
    return policy_papers.basic_policy_facts(desk, design)


def _notice(desk: Desk, design: FormDesign, key: str) -> PurposeNoticeFacts:
    return policy_papers.purpose_notice_facts(desk, design, Audience(key))


OFFERS = (
    Offer(form_id="Y1", render=render_basic_policy, filled=_policy),
    Offer(form_id="NP", render=render_purpose_notice, filled=_notice, choices=notice_choices, counter="通"),
)
