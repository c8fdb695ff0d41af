"""Facts for forms: an invented office and whatever a test wants different."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ashibue_desk.domain.form_facts import (
    AnnouncedCharge,
    AnnouncementFacts,
    ConsentFacts,
    HandoverFacts,
    InvitationFacts,
    NumberFileLine,
    NumberFileRegisterFacts,
    PaperHead,
    PledgeFacts,
    RecoverySheetFacts,
    SuperiorApprovalFacts,
)
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


def pledge(person_name: str = "葦原 こずえ", **changes: object) -> PledgeFacts:
    """Return the facts of a pledge."""
    facts = PledgeFacts(
        head=head("Y3"),
        representative_title="理事長",
        representative_name="星川 すみれ",
        role_name="事務取扱担当者",
        person_name=person_name,
        appointed_on=date(2026, 11, 10),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def charge(name: str = "葦原 こずえ", affairs: tuple[str, ...] = ("源泉徴収票の作成",)) -> AnnouncedCharge:
    """Return one line of an announcement."""
    return AnnouncedCharge(
        role_name="事務取扱担当者",
        name=name,
        affairs=affairs,
        starts_on=date(2026, 12, 1),
        ends_on=date(2028, 3, 31),
    )


def announcement(*charges: AnnouncedCharge, **changes: object) -> AnnouncementFacts:
    """Return the facts of an announcement."""
    facts = AnnouncementFacts(
        head=head("AN"),
        announced_on=date(2026, 11, 21),
        representative_title="理事長",
        representative_name="星川 すみれ",
        contact="電話 0852-00-0000（総務経理）",
        charges=charges or (charge(),),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def handover(**changes: object) -> HandoverFacts:
    """Return the facts of a handover sheet."""
    facts = HandoverFacts(
        head=head("HO"),
        person_name="葦原 こずえ",
        role_name="事務取扱担当者",
        affairs=("源泉徴収票の作成", "雇用保険の届出"),
        starts_on=date(2025, 4, 1),
        ends_on=date(2026, 11, 30),
        reason="異動のため",
        successor_name="霧島 澪",
        officer_name="若草 櫂",
        open_work="12月分の支払調書(3人分)\n住所変更の確認待ち1件",
        papers="書庫1の青いファイル2冊",
        media="",
        keys_and_cards="書庫1の鍵1本",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


ONE_TIME = "kawa-Tsuru7-mado-yuki"


def invitation(**changes: object) -> InvitationFacts:
    """Return the facts of an invitation sheet."""
    facts = InvitationFacts(
        head=head("IV"),
        person_name="葦原 こずえ",
        role_names=("事務取扱担当者",),
        issued_by="若草 櫂",
        one_time_password=ONE_TIME,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def superior_approval(**changes: object) -> SuperiorApprovalFacts:
    """Return the facts of an approval for a superior."""
    facts = SuperiorApprovalFacts(
        head=head("SV"),
        superior_name="宵町 律",
        post="制作課長",
        department="制作課",
        purpose="来年度の人員の配置を考えるため",
        approved_on=date(2026, 11, 21),
        until=date(2027, 3, 31),
        officer_name="若草 櫂",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def number_file_line(name: str = "給与の特定個人情報ファイル", closed: str = "") -> NumberFileLine:
    """Return one line of the register of number files."""
    return NumberFileLine(
        kind="保管庫",
        name=name,
        purpose="源泉徴収票の作成",
        place="事務室のPC",
        department="総務経理",
        holders=("若草 櫂", "葦原 こずえ"),
        disposal="保管庫から消し、バックアップの期限を待つ",
        ordered="令和8年4月1日 若草 櫂",
        closed=closed,
    )


def number_file_register(*lines: NumberFileLine) -> NumberFileRegisterFacts:
    """Return the facts of the register."""
    return NumberFileRegisterFacts(
        head=head("NF"), as_of=date(2026, 11, 21), lines=lines or (number_file_line(),)
    )
