"""Invented people and an invented office. Postal code areas exist; streets, names and telephone numbers do not."""

from datetime import date, timedelta

from ashibue_desk.domain.office import Office, OfficeKind
from ashibue_desk.domain.people import PersonCategory, PersonEntry

# Names of plants, weather and places put together; some with the variants that make finding hard.
_FAMILIES = (
    ("青葉", "アオバ"),
    ("風見", "カザミ"),
    ("星川", "ホシカワ"),
    ("髙峰", "タカミネ"),
    ("磯﨑", "イソザキ"),
    ("葦原", "アシハラ"),
    ("渡邉", "ワタナベ"),
    ("霧島", "キリシマ"),
    ("白樺", "シラカバ"),
    ("𠮷野", "ヨシノ"),
    ("小夜川", "サヨカワ"),
    ("若草", "ワカクサ"),
    ("水面", "ミナモ"),
    ("宵町", "ヨイマチ"),
    ("榧木", "カヤキ"),
    ("汐見坂", "シオミザカ"),
    ("笛吹", "ウスイ"),
    ("八重桜", "ヤエザクラ"),
    ("月見里", "ヤマナシ"),
)
_GIVENS = (
    ("こずえ", "コズエ"),
    ("楓", "カエデ"),
    ("しおり", "シオリ"),
    ("つくし", "ツクシ"),
    ("岬", "ミサキ"),
    ("弦", "ゲン"),
    ("ひばり", "ヒバリ"),
    ("灯", "アカリ"),
    ("櫂", "カイ"),
    ("すみれ", "スミレ"),
    ("千鳥", "チドリ"),
    ("朔", "サク"),
    ("いぶき", "イブキ"),
)
_AREAS = (
    ("6902101", "島根県松江市八雲町日吉"),
    ("6900852", "島根県松江市千鳥町"),
    ("0600001", "北海道札幌市中央区北一条西"),
    ("9800811", "宮城県仙台市青葉区一番町"),
    ("1000001", "東京都千代田区千代田"),
    ("5300001", "大阪府大阪市北区梅田"),
    ("8100001", "福岡県福岡市中央区天神"),
)
_DEPARTMENTS = ("総務経理", "制作", "舞台技術", "広報", "学校事業")
_EMPLOYMENTS = ("正職員", "契約職員", "パート")
_FIRST_BIRTH = date(1958, 4, 2)


def made_up_person(n: int, category: PersonCategory = PersonCategory.EMPLOYEE) -> PersonEntry:
    """Return the ``n``-th invented person. The same ``n`` is always the same; codes differ for every ``n``."""
    family, family_kana = _FAMILIES[n % len(_FAMILIES)]
    given, given_kana = _GIVENS[n % len(_GIVENS)]
    postal_code, town = _AREAS[n % len(_AREAS)]
    birth_date = _FIRST_BIRTH + timedelta(days=(n * 397) % 16_000)
    return PersonEntry(
        category=category,
        name=f"{family} {given}",
        kana=f"{family_kana} {given_kana}",
        code=f"S{n + 1:05d}",
        birth_date=birth_date,
        department=_DEPARTMENTS[n % len(_DEPARTMENTS)],
        employment=_EMPLOYMENTS[n % len(_EMPLOYMENTS)],
        joined_on=date(birth_date.year + 19 + n % 5, 4, 1),
        postal_code=postal_code,
        address=f"{town}{n % 89 + 901}番地{n % 17 + 1}",
        address2=f"つくりばなし荘{n % 5 + 1}0{n % 9 + 1}号室" if n % 3 == 0 else "",
    )


def made_up_people(count: int) -> tuple[PersonEntry, ...]:
    """Return the first ``count`` invented people, all employees."""
    return tuple(made_up_person(n) for n in range(count))


def made_up_office() -> Office:
    """Return an invented office. Its Corporate Number has a right check digit and belongs to nobody."""
    return Office(
        name="特定非営利活動法人みなもの笛",
        kind=OfficeKind.NPO,
        postal_code="6902101",
        address="島根県松江市八雲町日吉998番地7",
        corporate_number="7123456789012",
        representative_title="理事長",
        representative_name="青葉 灯",
        officer_title="副理事長",
        officer_name="星川 楓",
        contact="総務経理(内線00)",
        first_month=4,
    )
