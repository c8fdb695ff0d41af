"""The handling manual in both editions (K5, K7, M, T1): every section, range, measure and procedure, and honest contents."""

import re

import pytest

from forms.handling_manual import render_handlers_manual, render_workers_manual
from forms.templates import form_text
from tests.forms.manual_facts import MEASURES, handling_manual
from tests.helpers import pdf_text


def pages_of(pdf: bytes) -> list[str]:
    return [pdf_text.run_together(page) for page in pdf_text.pages(pdf)]


HANDLERS = pages_of(render_handlers_manual(handling_manual()))
WORKERS = pages_of(render_workers_manual(handling_manual("WM")))


def test_the_handlers_edition_answers_every_chapter_of_the_regulations_manual() -> None:
    covered = {duty for clause in form_text("npo", "handling_manual").clauses for duty in clause.covers}
    chapters = "M1 M2 M3 M4 M5 M6.1 M6.2 M6.3 M7.1 M7.2 M7.3 M7.4 M7.5 M7.6 M7.7 M8.1 M8.2 M9.1 M9.2 M10"
    assert set(chapters.split()) <= covered
    assert {f"procedure-{number}" for number in range(1, 8)} <= covered


def test_each_procedure_stands_on_a_sheet_of_its_own_with_room_to_sign() -> None:
    for mark in "①②③④⑤⑥⑦":
        (page,) = (
            page
            for page in HANDLERS[2:]
            if f"手順書{mark}\u3000" in page or (page.count(f"手順書{mark}") == 1 and "行った人" in page)
        )
        assert "行った日行った人" in page
        assert "対象（だれの、どの仕事）" in page


def test_the_contents_lead_to_the_page_where_the_section_begins() -> None:
    text = form_text("npo", "handling_manual")
    for heading in (
        "目的と考え方",
        "区域と入退室",
        "別表第1安全管理措置の体系",
        "手順書⑦廃棄する",
        "改定の記録",
    ):
        found = re.search(rf"{heading}(\d+)", HANDLERS[0])
        assert found is not None, heading
        digits = next(
            number
            for length in (2, 1)
            if (number := found.group(1)[:length]) and int(number) <= len(HANDLERS)
        )
        assert heading in HANDLERS[int(digits) - 1]
    assert len(text.clauses) > 20


def test_the_range_of_each_handler_is_fixed_in_the_manual() -> None:
    whole = "".join(HANDLERS)
    assert "霧島澪源泉徴収票の作成(給与所得・退職所得)、雇用保険の届出" in whole
    assert "所得税法225条" in whole


def test_the_table_has_every_measure_and_says_where_a_small_business_has_no_special_case() -> None:
    whole = "".join(HANDLERS)
    assert len(MEASURES.measures) == 18
    for measure in MEASURES.measures:
        assert pdf_text.run_together(measure.name) in whole
    assert whole.count("特例なし") == sum(not measure.small for measure in MEASURES.measures)
    assert "5,000人を超える" in whole


def test_the_rules_for_passwords_are_those_of_the_pack() -> None:
    facts = handling_manual(password_least=14, password_months=6)
    whole = "".join(pages_of(render_handlers_manual(facts)))
    assert "14文字以上" in whole
    assert "6か月に1回" in whole


def test_the_workers_edition_shows_neither_procedures_nor_measures() -> None:
    whole = "".join(WORKERS)
    assert len(WORKERS) < len(HANDLERS)
    for said in (
        "してはいけないこと",
        "担当者と事務の範囲",
        "直ちに責任者に知らせてください",
        "副理事長若草櫂",
    ):
        assert said in whole
    for unsaid in ("手順書", "別表第1", "CD-R", "管理区域とし"):
        assert unsaid not in whole


@pytest.mark.parametrize("form_id", ["HM", "WM"])
def test_before_anybody_is_in_charge_there_is_room_to_write(form_id: str) -> None:
    render = render_handlers_manual if form_id == "HM" else render_workers_manual
    whole = "".join(pages_of(render(handling_manual(form_id, in_charge=(), officer_name=""))))
    assert "担当者と事務の範囲" in whole
    assert "霧島" not in whole
