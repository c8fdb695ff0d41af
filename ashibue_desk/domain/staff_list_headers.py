"""What the columns of staff and payee lists are called, and what each means to the import."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from ashibue_desk.domain.table import Row

HEADER_SEARCH_ROWS: Final = 30
_LONGEST_HEADER: Final = 24


class Column(StrEnum):
    """What one column of a list holds. The values are remembered with a mapping and never change."""

    IGNORED = "ignored"
    CODE = "code"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    KANA = "kana"
    FAMILY_KANA = "family_kana"
    GIVEN_KANA = "given_kana"
    BIRTH_DATE = "birth_date"
    JOINED_ON = "joined_on"
    LEFT_ON = "left_on"
    DEPARTMENT = "department"
    EMPLOYMENT = "employment"
    CATEGORY = "category"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    ADDRESS2 = "address2"
    NOTE = "note"
    PAYMENT_KIND = "payment_kind"
    CORPORATE_NUMBER = "corporate_number"


COLUMN_NAMES: Final = {
    Column.IGNORED: "取り込まない",
    Column.CODE: "社員番号・コード",
    Column.NAME: "氏名・名称",
    Column.FAMILY_NAME: "姓",
    Column.GIVEN_NAME: "名",
    Column.KANA: "フリガナ",
    Column.FAMILY_KANA: "フリガナ(姓)",
    Column.GIVEN_KANA: "フリガナ(名)",
    Column.BIRTH_DATE: "生年月日",
    Column.JOINED_ON: "入社日",
    Column.LEFT_ON: "退社日",
    Column.DEPARTMENT: "所属",
    Column.EMPLOYMENT: "雇用形態",
    Column.CATEGORY: "区分",
    Column.POSTAL_CODE: "郵便番号",
    Column.ADDRESS: "住所",
    Column.ADDRESS2: "住所(建物・部屋)",
    Column.NOTE: "備考",
    Column.PAYMENT_KIND: "支払の種類",
    Column.CORPORATE_NUMBER: "法人番号",
}

# Several columns may be one thing: 都道府県, 市区町村 and 番地 together are the address.
JOINED_COLUMNS: Final = frozenset({Column.ADDRESS, Column.ADDRESS2, Column.NOTE, Column.IGNORED})

_WORDS: Final = {
    Column.CODE: "社員番号 従業員番号 職員番号 スタッフ番号 社員コード 従業員コード 職員コード 個人コード スタッフコード 社員no "
    "従業員no 職員no 社員cd 従業員cd コード 社員id 従業員id 支払先コード 取引先コード employeeid employeecode employeeno code id",
    Column.NAME: "氏名 名前 姓名 お名前 社員名 従業員名 職員名 社員氏名 従業員氏名 職員氏名 漢字氏名 氏名漢字 氏名または名称 "
    "氏名又は名称 氏名名称 名称 支払先 支払先名 支払先氏名 取引先名 受給者氏名 会社名 name fullname",
    Column.FAMILY_NAME: "姓 氏 苗字 名字 姓漢字 漢字姓 氏漢字 lastname familyname",
    Column.GIVEN_NAME: "名 名漢字 漢字名 firstname givenname",
    Column.KANA: "フリガナ ふりがな カナ かな ヨミ 読み よみ 読み仮名 読みがな ヨミガナ よみがな ヨミカナ カナ氏名 氏名カナ 氏名かな "
    "氏名フリガナ 氏名ふりがな フリガナ氏名 社員名カナ 社員氏名カナ 従業員名カナ kana",
    Column.FAMILY_KANA: "セイ せい 姓カナ カナ姓 姓かな 姓フリガナ 姓ふりがな フリガナ姓 氏カナ 氏フリガナ familykana",
    Column.GIVEN_KANA: "メイ めい 名カナ カナ名 名かな 名フリガナ 名ふりがな フリガナ名 givenkana",
    Column.BIRTH_DATE: "生年月日 誕生日 birthday birthdate dateofbirth",
    Column.JOINED_ON: "入社日 入社年月日 入社 採用日 採用年月日 入職日 入職年月日 雇入日 雇入年月日 雇入れ年月日 雇用開始日 雇用年月日 "
    "就任日 就任年月日 契約開始日 hiredate joined",
    Column.LEFT_ON: "退社日 退社年月日 退社 退職日 退職年月日 退職 離職日 離職年月日 退任日 退任年月日 left",
    Column.DEPARTMENT: "所属 部署 部門 所属部署 所属部門 部署名 部門名 所属名 部課 部課名 課 係 配属 配属先 勤務先 勤務地 department",
    Column.EMPLOYMENT: "雇用形態 雇用区分 雇用種別 社員区分 職員区分 従業員区分 勤務形態 契約形態 契約区分 身分 employment",
    Column.CATEGORY: "区分 種別 個人法人 個人法人区分 個人法人の別 法人個人 支払先区分 category",
    Column.POSTAL_CODE: "郵便番号 〒 郵便 郵便no zip zipcode postalcode",
    Column.ADDRESS: "住所 住所1 現住所 自宅住所 所在地 住所所在地 住所又は所在地 住所または所在地 都道府県 市区町村 町名番地 番地 address "
    "address1",
    Column.ADDRESS2: "住所2 住所3 建物 建物名 建物名部屋番号 マンション名 アパート名 方書 address2",
    Column.NOTE: "備考 備考欄 摘要 メモ 特記事項 コメント note notes memo",
    Column.PAYMENT_KIND: "支払の種類 支払種類 支払種別 支払区分 支払内容 支払項目 報酬の種類 報酬種類 細目",
    Column.CORPORATE_NUMBER: "法人番号 個人番号又は法人番号 個人番号または法人番号 法人番号又は個人番号 法人番号または個人番号",
}
_EXACT: Final = {word: column for column, words in _WORDS.items() for word in words.split()}

# Somebody else's name, another institution's number: never the person's own.
_NOT_OURS: Final = re.compile(
    r"配偶者|扶養|緊急|家族|保証人|上司|口座|金融|銀行|振込|雇用保険|年金|健康保険|被保険者|電話|tel|メール|mail|見込|金額|理由|本籍|"
    r"免許|旧姓|個人番号|マイナンバー|mynumber"
)
_CONTAINED: Final = (
    (re.compile(r"住所.*(?:カナ|かな|フリガナ|ふりがな)"), Column.IGNORED),
    (
        re.compile(r"(?:^姓|姓$).*(?:カナ|かな|フリガナ|ふりがな)|(?:カナ|かな|フリガナ|ふりがな).*姓$"),
        Column.FAMILY_KANA,
    ),
    (re.compile(r"フリガナ|ふりがな|カナ|かな|ヨミ"), Column.KANA),
    (re.compile(r"生年月日"), Column.BIRTH_DATE),
    (re.compile(r"(?:入社|採用|入職|雇入れ?).*日"), Column.JOINED_ON),
    (re.compile(r"(?:退社|退職|離職|退任).*日"), Column.LEFT_ON),
    (re.compile(r"郵便番号"), Column.POSTAL_CODE),
    (re.compile(r"法人番号"), Column.CORPORATE_NUMBER),
    (re.compile(r"(?:社員|職員|従業員).*(?:番号|コード|no$)"), Column.CODE),
    (re.compile(r"雇用形態"), Column.EMPLOYMENT),
    (re.compile(r"氏名"), Column.NAME),
    (re.compile(r"住所"), Column.ADDRESS),
    (re.compile(r"所属"), Column.DEPARTMENT),
    (re.compile(r"備考"), Column.NOTE),
)


def fold_header(text: str) -> str:
    """Return a header without width, spaces, signs and case: 「氏　名」, "氏名*" and 【氏名】 are one word."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum() or character in "〒ー")


def column_of(header: str) -> Column | None:
    """Return what a header says its column holds, ``IGNORED`` when it names what is not taken, ``None`` when unclear."""
    word = fold_header(header)
    if not word or len(word) > _LONGEST_HEADER:
        return None
    if column := _EXACT.get(word):
        return column
    if _NOT_OURS.search(word):
        return Column.IGNORED
    return next((column for pattern, column in _CONTAINED if pattern.search(word)), None)


def header_score(row: Row) -> int:
    """Return how many columns a row names, a name counting twice."""
    named = {column_of(cell.text) for cell in row if cell.value is None}
    return len(named - {None, Column.IGNORED}) + (len(row) > 1 and Column.NAME in named)
