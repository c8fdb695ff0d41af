"""Facts of papers about an invented contractor."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.contractor_evaluation import Answer, Mark
from ashibue_desk.domain.contractor_form_facts import EvaluationSheetFacts, HandlingAnnexFacts
from ashibue_desk.law.contractor_data import load_contractor_rules
from tests.forms.facts import head

RULES = load_contractor_rules("npo")
LONG_NAME = "みなもと湖畔の税務・会計・給与計算を支える" + "税理士法人" * 3 + "なぎさ事務所"


def evaluation_sheet(**changes: object) -> EvaluationSheetFacts:
    """Return the facts of a sheet to fill by hand."""
    facts = EvaluationSheetFacts(
        head=head("CE"),
        rules=RULES,
        evaluation_id="0" * 32,
        contractor_name="みなも税理士事務所",
        contractor_address="みずうみ県なぎさ市はまべ町1-2-3",
        entrusted="従業者の年末調整と源泉徴収票の作成",
        occasion="委託の前",
        method="書面",
        opened_on=date(2026, 11, 21),
        answers={},
        contact="電話 0852-00-0000（総務経理）",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def mixed_answers() -> dict[str, Answer]:
    """Return one answer of each kind in turn, with long comments."""
    marks = list(Mark)
    return {
        one: Answer(
            criterion_id=one,
            mark=marks[number % 4],
            comment="担当者が替わったばかりのため、まだ一部だけです。" if number % 4 else "",
            evidence="規程の写し",
            condition="教育の記録を残すこと" if number % 4 == 1 else "",
            due_on=date(2026, 12, 31) if number % 4 == 1 else None,
        )
        for number, one in enumerate(RULES.criteria)
    }


def handling_annex(**changes: object) -> HandlingAnnexFacts:
    """Return the facts of an annex filled from the register."""
    facts = HandlingAnnexFacts(
        head=head("HA"),
        office_address="みずうみ県なぎさ市はまべ町4-5-6",
        representative_title="理事長",
        representative_name="星川 すみれ",
        contact="電話 0852-00-0000（総務経理）",
        contractor_name="みなも税理士事務所",
        contractor_address="みずうみ県なぎさ市はまべ町1-2-3",
        contractor_person="所長　渚 つぐみ",
        contract_title="税務に関する業務委託契約",
        signed_on=date(2026, 3, 25),
        affairs=("給与所得の源泉徴収票の作成", "報酬、料金等の支払調書の作成"),
        entrusted="従業者の年末調整と源泉徴収票の作成",
        number_files=("源泉徴収に使う番号の控え",),
        handlers=("渚 つぐみ", "浜辺 燈"),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
