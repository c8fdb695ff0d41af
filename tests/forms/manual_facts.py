"""Facts for the handling manual."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.manual_facts import ChargeRange, HandlingManualFacts
from ashibue_desk.domain.policy_facts import NamedAffair
from ashibue_desk.law.measure_data import load_measures
from tests.forms.facts import head

MEASURES = load_measures("npo")


def handling_manual(form_id: str = "HM", **changes: object) -> HandlingManualFacts:
    """Return the facts of one edition."""
    facts = HandlingManualFacts(
        head=head(form_id),
        representative_title="理事長",
        officer_title="副理事長",
        officer_name="若草 櫂",
        contact="電話 0852-00-0000（総務経理）",
        in_charge=(
            ChargeRange(name="若草 櫂", role="特定個人情報等責任者", affairs=(), starts_on=date(2026, 4, 1)),
            ChargeRange(
                name="霧島 澪",
                role="事務取扱担当者",
                affairs=("源泉徴収票の作成(給与所得・退職所得)", "雇用保険の届出(資格取得・資格喪失)"),
                starts_on=date(2026, 4, 1),
            ),
        ),
        affairs=(
            NamedAffair("源泉徴収票の作成(給与所得・退職所得)", ("役員", "職員"), "番号法9条・所得税法226条"),
            NamedAffair("支払調書の作成(報酬・料金など)", ("支払先(個人)",), "番号法9条・所得税法225条"),
        ),
        password_least=8,
        password_months=12,
        measures=MEASURES.measures if form_id == "HM" else (),
        small_business=MEASURES.small_business if form_id == "HM" else "",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
