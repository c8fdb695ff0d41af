"""Facts for the papers about collecting numbers."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.collection_facts import (
    AskedPerson,
    CollectionRequestFacts,
    NumberSheetFacts,
    PowerOfAttorneyFacts,
    RecordedStep,
    RefusalRecordFacts,
    VerificationRecordFacts,
)
from ashibue_desk.domain.policy_facts import Audience
from tests.forms.facts import head

WORKER = AskedPerson(
    name="葦原 こずえ",
    kana="アシハラ コズエ",
    relation="本人",
    birth_date=date(1988, 4, 3),
    code="A001",
)
FAMILY = (
    AskedPerson(name="葦原 大地", kana="アシハラ ダイチ", relation="夫", birth_date=date(1986, 9, 1)),
    AskedPerson(name="葦原 ひより", kana="アシハラ ヒヨリ", relation="子", birth_date=date(2015, 12, 24)),
)


def number_sheet(*people: AskedPerson, **changes: object) -> NumberSheetFacts:
    """Return the facts of a number sheet."""
    facts = NumberSheetFacts(head=head("NS"), people=people or (WORKER, *FAMILY))
    return replace(facts, **changes)  # type: ignore[arg-type]


def collection_request(person_name: str = "葦原 こずえ", **changes: object) -> CollectionRequestFacts:
    """Return the facts of a request to one worker."""
    facts = CollectionRequestFacts(
        head=head("CR"),
        sheet=number_sheet(),
        audience=Audience.WORKERS,
        person_name=person_name,
        requested_on=date(2026, 11, 21),
        due_on=date(2026, 12, 4),
        representative_title="理事長",
        representative_name="星川 すみれ",
        officer_title="副理事長",
        officer_name="若草 櫂",
        contact="電話 0852-00-0000（総務経理）",
        takers=("霧島 澪", "宵町 律"),
        affairs=("源泉徴収票の作成(給与所得・退職所得)", "雇用保険の届出(資格取得・資格喪失)"),
        family_asked=True,
        spouse_asked=True,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def power_of_attorney(**changes: object) -> PowerOfAttorneyFacts:
    """Return the facts of a power of attorney."""
    facts = PowerOfAttorneyFacts(
        head=head("PA"),
        spouse_name="葦原 大地",
        spouse_birth_date=date(1986, 9, 1),
        spouse_address="島根県松江市湖畔町1丁目2番地3",
        worker_name="葦原 こずえ",
        worker_address="島根県松江市湖畔町1丁目2番地3",
        representative_title="理事長",
        representative_name="星川 すみれ",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def verification_record(**changes: object) -> VerificationRecordFacts:
    """Return the facts of a record of verification."""
    facts = VerificationRecordFacts(
        head=head("VR"),
        person_name="葦原 こずえ",
        kana="アシハラ コズエ",
        code="A001",
        category="職員",
        worker_name="",
        route="対面",
        way="番号の書類と、写真付きの身元の書類",
        documents=("個人番号が書かれた住民票の写し", "運転免許証"),
        omission_reason="",
        agent_name="",
        affairs=("源泉徴収票の作成(給与所得・退職所得)",),
        checked_by="霧島 澪",
        checked_on=date(2026, 11, 20),
        recorded_on=date(2026, 11, 21),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def blank_verification_record() -> VerificationRecordFacts:
    """Return the facts of a record of verification to fill by hand."""
    return verification_record(
        person_name="",
        kana="",
        code="",
        category="",
        route="",
        way="",
        documents=(),
        checked_by="",
        checked_on=None,
        recorded_on=None,
        categories=("役員", "職員", "支払先"),
        routes=("対面", "郵送", "代理人から"),
        kinds=(
            ("番号を確かめた書類", ("個人番号カード", "個人番号が書かれた住民票の写し")),
            ("身元を確かめた書類", ("個人番号カード", "運転免許証", "旅券")),
        ),
    )


def refusal_record(*steps: RecordedStep, **changes: object) -> RefusalRecordFacts:
    """Return the facts of a record of refusal."""
    facts = RefusalRecordFacts(
        head=head("RR"),
        person_name="葦原 こずえ",
        kana="アシハラ コズエ",
        code="A001",
        category="職員",
        worker_name="",
        affairs=("源泉徴収票の作成(給与所得・退職所得)",),
        steps=steps
        or (
            RecordedStep(date(2026, 10, 1), "提供の依頼", "書面でお願いした。", "霧島 澪"),
            RecordedStep(date(2026, 11, 1), "提供の拒否", "「預けたくない」とのこと。", "霧島 澪"),
        ),
        requests=1,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def blank_refusal_record() -> RefusalRecordFacts:
    """Return the facts of a record of refusal to fill by hand."""
    return RefusalRecordFacts(
        head=head("RR"),
        person_name="",
        kana="",
        code="",
        category="",
        worker_name="",
        affairs=(),
        steps=(),
        requests=0,
    )
