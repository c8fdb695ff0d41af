"""The forms the program prints, in one table: what each is for, which articles it serves, and how it can be made.

The id stands in the foot of every sheet. Adding a form is one row here, its design module, and its offer in
``ui.papers_offered``; version and first day of a worded form are those of its wording on file. A sheet to fill by hand is
its template alone, in ``resources/regulations/<pack>/sheets``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache

from forms.blank_sheet_reader import sheet_plan, sheets_by_id
from forms.templates import form_text


class Scene(Enum):
    """When in the life of the office a form is taken out. The value is what the screen calls it, in the order of the list."""

    POLICY = "方針とお知らせ"
    JOINING = "入職と同意"
    CHARGE = "担当者を決める・代わる"
    COLLECTING = "番号を集める・本人を確かめる"
    USING = "使う・記録する"
    CARRYING = "保管・持出し・区域"
    CONTRACTING = "委託する"
    TRAINING = "教育研修・点検"
    DISPOSAL = "廃棄する"
    ASKED = "本人からの求め・苦情"
    INCIDENT = "事故が起きたとき"
    KEYS = "鍵と復旧"
    OVERVIEW = "一覧とまとめ"


@dataclass(frozen=True, slots=True)
class FormDesign:
    """One form.

    Attributes:
        form_id: the id in the foot of every sheet.
        name: the title.
        scene: when it is taken out.
        articles: the articles it serves, as the regulation pack prints their numbers (「9条」「マニュアル7.4」); none for aids.
        version: of the wording on file; 1 for a form whose words are fixed.
        in_force_from: the first day of that wording, where it says so.
        wording: the template in ``forms`` or ``sheets`` of the pack that the office may edit; empty where there is none.
        blank: whether it can be made to be filled by hand.
        filled: whether it can be made from what the vault knows.
        kept: whether it comes back or is filed: each one made gets a row in the ledger of papers, or has a record of its own.
        secret: whether it holds a secret that is shown once (a password, a card, a recovery sheet): made only by its own act.

    """

    form_id: str
    name: str
    scene: Scene
    articles: tuple[str, ...]
    version: int = 1
    in_force_from: date | None = None
    wording: str = ""
    blank: bool = False
    filled: bool = False
    kept: bool = False
    secret: bool = False


_FORMS = (
    # 方針とお知らせ
    FormDesign(
        "Y1",
        "特定個人情報基本方針",
        Scene.POLICY,
        ("4条",),
        wording="basic_policy",
        filled=True,
    ),
    FormDesign(
        "NP",
        "個人番号の利用目的の通知書",
        Scene.POLICY,
        ("6条", "15条"),
        wording="purpose_notice",
        filled=True,
    ),
    FormDesign(
        "NPJ",
        "利用目的の通知書の説明（やさしい日本語）",
        Scene.POLICY,
        ("6条", "15条"),
        wording="purpose_notice_easy",
        filled=True,
    ),
    FormDesign(
        "NPE",
        "利用目的の通知書の説明（英語）",
        Scene.POLICY,
        ("6条", "15条"),
        wording="purpose_notice_english",
        filled=True,
    ),
    FormDesign(
        "HM",
        "特定個人情報取扱マニュアル（事務取扱担当者用）",
        Scene.POLICY,
        ("5条", "7条", "マニュアル10"),
        wording="handling_manual",
        filled=True,
    ),
    FormDesign(
        "WM",
        "特定個人情報取扱マニュアル（従業者用）",
        Scene.POLICY,
        ("5条", "12条"),
        wording="workers_manual",
        filled=True,
    ),
    # 入職と同意
    FormDesign(
        "Y2",
        "特定個人情報等の取扱いに関する同意書",
        Scene.JOINING,
        ("4条",),
        wording="consent",
        blank=True,
        filled=True,
        kept=True,
    ),
    FormDesign(
        "Y2J",
        "同意書の説明（やさしい日本語）",
        Scene.JOINING,
        ("4条",),
        wording="consent_easy",
        filled=True,
    ),
    FormDesign(
        "Y2E", "同意書の説明（英語）", Scene.JOINING, ("4条",), wording="consent_english", filled=True
    ),
    FormDesign("CS", "同意書の提出状況", Scene.JOINING, ("4条",), filled=True),
    # 担当者を決める・代わる
    FormDesign(
        "Y3",
        "事務取扱担当者任命に当たっての誓約書",
        Scene.CHARGE,
        ("9条",),
        wording="pledge",
        blank=True,
        filled=True,
        kept=True,
    ),
    FormDesign(
        "AN",
        "特定個人情報等を扱う人のお知らせ",
        Scene.CHARGE,
        ("8条", "9条"),
        wording="announcement",
        filled=True,
    ),
    FormDesign(
        "HO",
        "特定個人情報等に関する事務の引継書",
        Scene.CHARGE,
        ("9条",),
        wording="handover",
        filled=True,
        kept=True,
    ),
    FormDesign(
        "SV",
        "雇用管理情報の閲覧承認書",
        Scene.CHARGE,
        ("34条",),
        wording="superior_approval",
        filled=True,
        kept=True,
    ),
    FormDesign("IV", "一時パスワードの用紙", Scene.CHARGE, ("10条",), filled=True, secret=True),
    FormDesign(
        "FT",
        "初任研修の記録",
        Scene.CHARGE,
        ("9条", "13条"),
        wording="first_training",
        blank=True,
        filled=True,
        kept=True,
    ),
    # 番号を集める・本人を確かめる
    FormDesign(
        "CR",
        "個人番号の提供のお願い",
        Scene.COLLECTING,
        ("15条", "16条"),
        wording="collection_request",
        blank=True,
        filled=True,
    ),
    FormDesign(
        "NS",
        "個人番号記入用紙",
        Scene.COLLECTING,
        ("16条", "18条"),
        wording="number_sheet",
        blank=True,
        filled=True,
        kept=True,
    ),
    FormDesign(
        "PA",
        "国民年金第3号被保険者の届出に関する委任状",
        Scene.COLLECTING,
        ("7条", "18条"),
        wording="power_of_attorney",
        blank=True,
        filled=True,
        kept=True,
    ),
    FormDesign(
        "VR",
        "本人確認の記録",
        Scene.COLLECTING,
        ("18条",),
        wording="verification_record",
        blank=True,
        filled=True,
        kept=True,
    ),
    FormDesign(
        "RR",
        "個人番号の提供を受けられなかったいきさつの記録",
        Scene.COLLECTING,
        ("16条",),
        wording="refusal_record",
        blank=True,
        filled=True,
        kept=True,
    ),
    # 使う・記録する
    FormDesign("LB", "取扱記録簿", Scene.USING, ("10条", "マニュアル7.4"), filled=True),
    FormDesign(
        "LM", "月次点検票", Scene.USING, ("10条", "マニュアル6.3", "マニュアル7.1"), filled=True, kept=True
    ),
    FormDesign("AA", "アクセス状況の分析", Scene.USING, ("10条", "マニュアル7.1"), filled=True),
    FormDesign("NF", "特定個人情報ファイルの管理簿", Scene.USING, ("33条",), filled=True),
    # 保管・持出し・区域
    FormDesign("PW", "パスワードの用紙", Scene.CARRYING, ("10条", "マニュアル9.2"), filled=True, secret=True),
    # 委託する
    FormDesign("CE", "委託先評価票", Scene.CONTRACTING, ("14条",), blank=True, filled=True, kept=True),
    FormDesign(
        "HA",
        "特定個人情報取扱特記事項",
        Scene.CONTRACTING,
        ("14条",),
        wording="handling_annex",
        blank=True,
        filled=True,
    ),
    FormDesign("CC", "契約条項の点検票", Scene.CONTRACTING, ("14条",), blank=True, filled=True),
    FormDesign(
        "RP",
        "再委託の許諾書",
        Scene.CONTRACTING,
        ("14条",),
        wording="re_entrustment_permission",
        blank=True,
        filled=True,
        kept=True,
    ),
    FormDesign("CD", "委託先台帳", Scene.CONTRACTING, ("14条",), filled=True),
    # 鍵と復旧
    FormDesign("R1", "復旧シート", Scene.KEYS, ("10条",), filled=True, secret=True),
    FormDesign("LC", "検証カード", Scene.KEYS, ("10条",), filled=True, secret=True),
    # 一覧とまとめ
    FormDesign("FL", "様式一覧", Scene.OVERVIEW, ("4条", "5条"), filled=True),
    FormDesign("MP", "未提出書類の一覧", Scene.OVERVIEW, ("4条", "9条", "16条", "18条"), filled=True),
    FormDesign("IL", "取り込めなかった行の一覧", Scene.OVERVIEW, (), filled=True),
)


@cache
def catalogue(pack: str = "npo") -> dict[str, FormDesign]:
    """Return every form by its id, in the order of the scenes."""
    designs = (*(_dated(pack, each) for each in _FORMS), *_by_hand(pack))
    return {design.form_id: design for design in in_order(designs)}


def in_order(designs: Iterable[FormDesign]) -> list[FormDesign]:
    """Return ``designs`` by scene, and within a scene as they were."""
    scenes = list(Scene)
    return sorted(designs, key=lambda design: scenes.index(design.scene))


def _by_hand(pack: str) -> Iterable[FormDesign]:
    """Return the sheets to fill by hand: their templates say everything about them."""
    for name in sheets_by_id(pack).values():
        plan = sheet_plan(pack, name)
        yield FormDesign(
            plan.form_id,
            plan.name,
            Scene(plan.scene),
            plan.articles,
            version=plan.version,
            in_force_from=plan.in_force_from,
            wording=name,
            blank=True,
            filled=plan.posted is not None,
            kept=True,
        )


def _dated(pack: str, design: FormDesign) -> FormDesign:
    if not design.wording:
        return design
    text = form_text(pack, design.wording)
    return replace(design, version=text.version, in_force_from=text.in_force_from)
