"""What law and regulation ask of each sheet stands on it. The facts are named with where they come from."""

import itertools
import re
from dataclasses import dataclass

import pytest

from ashibue_desk.domain.sheet_plan import Cell, Fields, SheetPlan, Table
from ashibue_desk.law.measure_data import load_measures
from forms.blank_sheet import render_blank_sheet
from forms.blank_sheet_reader import sheet_plan
from tests.forms.sheet_facts import ALL_SHEETS, sheet
from tests.helpers import pdf_text


@dataclass(frozen=True)
class Asked:
    """What one rule wants on a sheet."""

    sheet: str
    rule: str
    words: tuple[str, ...]


ASKED = (
    Asked(
        "carry_out",
        "規程10条7項から9項、マニュアル7.6(1)(2)(3): permission, least, sealed, encrypted, no USB",
        (
            "責任者の判断",
            "許可しない",
            "最小限",
            "封をし",
            "親展",
            "暗号化",
            "USBメモリー",
            "置き忘れ",
            "持ち出す先",
        ),
    ),
    Asked(
        "transport_slip",
        "規程10条8項: a way that can be traced",
        ("追跡番号", "許可番号", "受け取った人", "封が開いていない"),
    ),
    Asked(
        "media_register",
        "規程10条5項・7項、マニュアル7.3(4)・7.5",
        ("保管場所と鍵", "管理する人", "暗号化・パスワード", "廃棄した日", "USBメモリー", "点検した日"),
    ),
    Asked(
        "entry_log",
        "マニュアル8.1(2)(3)(4): who entered and left, permission, records held against others",
        ("管理区域", "取扱区域", "入った時刻", "出た時刻", "氏名（署名）", "許可した人", "照合した記録"),
    ),
    Asked(
        "key_log",
        "規程10条4項・7項、マニュアル8.1: who has which key, and since when",
        ("鍵の番号", "渡した日時", "受け取った人（署名）", "返った日時", "合鍵", "数を確かめた日"),
    ),
    Asked(
        "training_attendance",
        "マニュアル6.2.2: attendance and understanding, content by position",
        ("氏名（本人の署名）", "受講した日", "テスト", "管理職", "派遣の人", "事務取扱担当者"),
    ),
    Asked(
        "disposal_proposal",
        "規程10条11項・27条1項: period over, day of disposal, copies and backups",
        (
            "保存期間",
            "廃棄期日",
            "起算日",
            "満了した日",
            "写し・バックアップ",
            "7年",
            "4年",
            "2年",
            "責任者の判断",
        ),
    ),
    Asked(
        "disposal_record",
        "規程27条2項、マニュアル7.7.2: that it was done, unreadable, confirmed by the officer",
        ("行った日時", "方法", "読めないことの確認", "行った人", "確かめた責任者", "証明書の日付"),
    ),
    Asked(
        "certificate_request",
        "規程27条3項: day and hour, that it cannot be restored, in writing by the firm",
        ("終わった日時", "復元できない", "廃棄・削除証明書", "方法", "再委託", "特定個人情報等責任者"),
    ),
    Asked(
        "incident_report",
        "番号利用法29条の4第1項、報告規則3条: the nine items",
        (
            "1概要",
            "2漏えい等した特定個人情報の項目",
            "3本人の数",
            "4原因",
            "5二次被害",
            "6本人への対応",
            "7公表",
            "8再発防止の措置",
            "9その他",
        ),
    ),
    Asked(
        "incident_report",
        "報告規則2条: what must be reported; deadlines of the two reports",
        (
            "不正の目的",
            "不特定多数",
            "100人を超える",
            "おそれを含む",
            "高度な暗号化",
            "3日から5日",
            "30日以内",
            "60日以内",
        ),
    ),
    Asked(
        "incident_report",
        "マニュアル8.2.2: officer, president, investigator; 規程38条2項: authorities",
        ("責任者への報告", "代表者への報告", "調査担当", "主務大臣等への報告", "委託先"),
    ),
    Asked(
        "incident_notice",
        "番号利用法29条の4第2項、報告規則5条: items 1, 2, 4, 5, 9",
        (
            "概要",
            "漏えい等した情報の項目",
            "原因",
            "二次被害又はそのおそれの有無",
            "その他",
            "市区町村に個人番号の変更",
        ),
    ),
    Asked(
        "subject_request",
        "規程37条1項: purpose, disclosure, correction, addition, deletion, suspension, erasure, provision",
        (
            "利用目的を知らせる",
            "開示",
            "訂正",
            "追加",
            "削除",
            "利用の停止",
            "消去",
            "提供の停止",
            "番号利用法第19条に反して",
        ),
    ),
    Asked(
        "disclosure_answer",
        "規程37条1項、個人情報保護法33条2項: reasons in writing, the three of the law",
        (
            "権利利益を害するおそれ",
            "著しい支障",
            "ほかの法令に反する",
            "その情報はありません",
            "理由のくわしい説明",
            "窓口",
        ),
    ),
    Asked(
        "correction_answer",
        "規程25条2項・37条1項、個人情報保護法34条: looked into, put right, told whom it went to",
        (
            "事実を調べ",
            "直した内容",
            "直した日",
            "内容が事実と合っていた",
            "すでに渡した先",
            "理由のくわしい説明",
        ),
    ),
    Asked(
        "suspension_answer",
        "規程37条2項、個人情報保護法35条: only where 19条 was broken; another measure where it is too hard",
        (
            "番号利用法第19条に従って",
            "代わる措置",
            "利用する必要がなくなって",
            "正当な利益が害される",
            "理由のくわしい説明",
        ),
    ),
    Asked(
        "complaint",
        "規程42条: received, answered, the officer runs the desk",
        ("受け付けた人", "申出の内容", "対応と回答", "責任者への報告", "終わった日"),
    ),
)

# 別表第1 and the measure the guideline added in 2022.
MEASURES = (
    "基本方針の策定",
    "取扱規程等の策定",
    "組織体制の整備",
    "規程等に基づく運用",
    "取扱状況を確認する手段の整備",
    "漏えい等に対応する体制の整備",
    "取扱状況の把握と措置の見直し",
    "事務取扱担当者の監督",
    "事務取扱担当者の教育",
    "取り扱う区域の管理",
    "機器・媒体等の盗難等の防止",
    "持ち出すときの漏えい等の防止",
    "個人番号の削除、機器・媒体等の廃棄",
    "アクセス制御",
    "アクセス者の識別と認証",
    "外部からの不正アクセス等の防止",
    "漏えい等の防止",
    "外的環境の把握",
)


def table_of(name: str) -> Table:
    """Return the first table of a sheet."""
    return next(block for block in sheet_plan("npo", name).blocks if isinstance(block, Table))


def cells_of(plan: SheetPlan) -> list[Cell]:
    """Return every labelled place of a sheet."""
    return [
        cell for block in plan.blocks if isinstance(block, Fields) for row in block.rows for cell in row.cells
    ]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked.sheet}: {asked.rule[:14]}")
def test_what_a_rule_asks_for_stands_on_the_sheet(asked: Asked) -> None:
    text = pdf_text.run_together("".join(pdf_text.pages(render_blank_sheet(sheet(asked.sheet)))))
    assert [word for word in asked.words if word not in text] == []


@pytest.mark.parametrize("name", ALL_SHEETS)
def test_each_sheet_names_the_article_it_serves(name: str) -> None:
    plan = sheet_plan("npo", name)
    assert plan.basis.startswith("特定個人情報等取扱規程 第")
    for article in plan.articles:
        number = re.sub(r"\D*([\d.]+).*", r"\1", article)
        shape = rf"マニュアル.*{re.escape(number)}" if "マニュアル" in article else rf"第{number}条"
        assert re.search(shape, plan.basis), (article, plan.basis)


@pytest.mark.parametrize("name", ALL_SHEETS)
def test_no_sheet_has_a_place_for_a_number(name: str) -> None:
    plan = sheet_plan("npo", name)
    titles = [column.title for block in plan.blocks if isinstance(block, Table) for column in block.columns]
    labels = [cell.label for cell in cells_of(plan)]
    assert not any("個人番号" in label or "マイナンバー" in label for label in [*titles, *labels])


def test_the_inspection_looks_at_every_measure_in_its_order() -> None:
    assert tuple(line[1] for line in table_of("inspection").lines) == MEASURES
    assert all(len(line[2]) >= 20 for line in table_of("inspection").lines)


def test_the_inspection_has_the_measures_of_the_manual_group_by_group() -> None:
    shown = [group for group, _ in itertools.groupby(line[0] for line in table_of("inspection").lines)]
    asked = [
        len(list(each)) for _, each in itertools.groupby(one.group for one in load_measures("npo").measures)
    ]
    assert shown == ["方針", "組織", "人", "場所と物", "技術", "外国"]
    assert [[line[0] for line in table_of("inspection").lines].count(group) for group in shown] == asked


def test_the_small_business_test_is_the_current_one() -> None:
    """The fourth exclusion is a data base of more than 5,000 persons, not every 個人情報取扱事業者."""
    text = pdf_text.run_together("".join(pdf_text.pages(render_blank_sheet(sheet("inspection")))))
    assert "過去6か月のどの日も5,000人以下" in text
    assert "100人以下" in text
    assert "個人情報取扱事業者" not in text


def test_the_quiz_has_an_answer_for_each_question_and_tells_none_itself() -> None:
    questions, answers = table_of("quiz").lines, table_of("quiz_answers").lines
    assert [line[0] for line in questions] == [line[0] for line in answers]
    assert len(questions) == 10
    assert all(len(line) == 2 for line in questions)
    assert {line[1] for line in answers} == {"○", "×"}
    assert all(re.search(r"規程\d+条|マニュアル\d", line[3]) for line in answers)
