"""Facts for the papers about collecting numbers."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.collection_facts import (
    AskedPerson,
    CollectionRequestFacts,
    NumberSheetFacts,
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
