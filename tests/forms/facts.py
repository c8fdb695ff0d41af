"""Facts for forms: an invented office and whatever a test wants different."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ashibue_desk.domain.form_facts import ConsentFacts, PaperHead, RecoverySheetFacts
from forms.catalogue import catalogue

PRINTED_AT = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
LONG_OFFICE = "特定非営利活動法人" + "湖畔の劇場と人形芝居を未来の子どもたちへ手渡す会" * 2 + "連合"
IDENTITY = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" + "QPZRY9X8GF2TVDW0S3JN54KHCE"
LINES = (
    "AGE- SECR ET-K EY-1 QPZR Y9X8",
    "GF2T VDW0 S3JN 54KH CE6M UA7L",
    "QPZR Y9X8 GF2T VDW0 S3JN 54KH",
    "CE",
)


def head(form_id: str = "Y2", office_name: str = "特定非営利活動法人みずうみ劇場") -> PaperHead:
    """Return the head of a form in the catalogue."""
    design = catalogue()[form_id]
    return PaperHead(
        office_name=office_name,
        form_id=form_id,
        form_name=design.name,
        version=design.version,
        in_force_from=date(2026, 4, 1),
        printed_at=PRINTED_AT,
    )


def consent(person_name: str = "葦原 こずえ", person_code: str = "A001", **changes: object) -> ConsentFacts:
    """Return the facts of one consent form."""
    facts = ConsentFacts(
        head=head(),
        representative_title="理事長",
        representative_name="星川 すみれ",
        officer_title="副理事長",
        officer_name="若草 櫂",
        contact="電話 0852-00-0000（総務経理）",
        person_name=person_name,
        person_code=person_code,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def recovery_sheet(**changes: object) -> RecoverySheetFacts:
    """Return the facts of a recovery sheet."""
    facts = RecoverySheetFacts(
        head=head("R1"),
        vault_name="みずうみ劇場の保管庫",
        business_year=2026,
        business_year_ends=date(2027, 3, 31),
        identity_lines=LINES,
        qr_text=IDENTITY,
        checksum="7QK2",
        copy_number=1,
        copies=2,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
