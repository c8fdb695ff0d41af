"""Facts for the papers everybody may read."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.policy_facts import Audience, BasicPolicyFacts, NamedAffair, PurposeNoticeFacts
from tests.forms.facts import head


def basic_policy(**changes: object) -> BasicPolicyFacts:
    """Return the facts of the basic policy."""
    facts = BasicPolicyFacts(
        head=head("Y1"),
        office_address="島根県松江市湖畔町1丁目2番地3",
        representative_title="理事長",
        representative_name="星川 すみれ",
        officer_title="副理事長",
        officer_name="若草 櫂",
        contact="電話 0852-00-0000（総務経理）",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def purpose_notice(audience: Audience = Audience.WORKERS, **changes: object) -> PurposeNoticeFacts:
    """Return the facts of a notice of purposes."""
    facts = PurposeNoticeFacts(
        head=head("NP"),
        audience=audience,
        notified_on=date(2026, 11, 21),
        representative_title="理事長",
        representative_name="星川 すみれ",
        officer_title="副理事長",
        officer_name="若草 櫂",
        contact="電話 0852-00-0000（総務経理）",
        purposes=("個人番号関係事務として掲げた手続のため",),
        affairs=(
            NamedAffair(
                "源泉徴収票の作成(給与所得・退職所得)",
                ("役員", "職員", "扶養親族"),
                "番号法9条・所得税法226条",
            ),
            NamedAffair(
                "健康保険・厚生年金保険の届出(資格取得・資格喪失)",
                ("役員", "職員"),
                "番号法9条・健康保険法48条",
            ),
        ),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
