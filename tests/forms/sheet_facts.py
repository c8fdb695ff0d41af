"""Facts for sheets to fill by hand: an invented office, as short or as long as a test wants it."""

from dataclasses import replace

from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from forms.blank_sheet_reader import sheet_plan, sheets_by_id
from tests.forms.facts import LONG_OFFICE, head

ALL_SHEETS = tuple(sheets_by_id().values())
AFFAIRS = (
    "源泉徴収票の作成(給与所得・退職所得)",
    "雇用保険の届出(資格取得・資格喪失)",
    "健康保険・厚生年金保険の届出(資格取得・資格喪失)",
    "報酬、料金等の支払調書の作成",
)


def sheet(name: str, **changes: object) -> BlankSheetFacts:
    """Return the facts of one sheet."""
    facts = BlankSheetFacts(
        head=head(sheet_plan("npo", name).form_id),
        pack="npo",
        sheet=name,
        office_address="島根県松江市あしはら町1丁目2番3号",
        representative_title="理事長",
        representative_name="星川 すみれ",
        officer_title="副理事長",
        officer_name="若草 櫂",
        contact="電話 0852-00-0000（総務経理）",
        business_year="令和8年度",
        affairs=AFFAIRS,
        purposes=("個人番号関係事務として掲げた手続のため", "法令に定められた災害対策の手続のため"),
        number_files=(
            "給与・税務　保存期間が終わった年度の末に、番号を消します。",
            "支払先　保存期間が終わった年度の末に、番号を消します。",
        ),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def long_sheet(name: str) -> BlankSheetFacts:
    """Return the facts of one sheet for the office with the longest names."""
    plan = sheet_plan("npo", name)
    return sheet(
        name,
        head=head(plan.form_id, LONG_OFFICE),
        office_address="島根県松江市" + "湖畔の長い名前の町" * 6,
        representative_title="代表理事兼事務局長",
        representative_name="寿限無" * 20,
        officer_title="副理事長兼総務経理部長",
        officer_name="寿限無" * 20,
        contact="電話 0852-00-0000、電子メール nagai-namae-no-madoguchi@mizuumi-gekijo.example.jp",
        affairs=AFFAIRS * 5,
        purposes=("個人番号関係事務として掲げた手続のため",) * 4,
        number_files=("給与・税務　保存期間が終わった年度の末に、番号を消し、写しの鍵も廃棄します。",) * 8,
    )
