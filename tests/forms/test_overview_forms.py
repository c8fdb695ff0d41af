"""The record of a first training (K9, K13, M6) and the list of missing papers."""

from forms.first_training import render_first_training
from forms.form_list import render_form_list
from forms.missing_papers import render_missing_papers
from tests.forms.overview_facts import first_training, form_list, missing_papers, owing
from tests.helpers import pdf_text


def words(pdf: bytes) -> str:
    return pdf_text.run_together("".join(pdf_text.pages(pdf)))


def test_the_training_record_says_who_learnt_what_and_that_it_was_understood() -> None:
    pdf = render_first_training(first_training())
    assert pdf_text.page_count(pdf) == 1
    text = words(pdf)
    for said in (
        "霧島澪",
        "事務取扱担当者として",
        "令和8年3月25日",
        "取扱マニュアル第1版を読み合わせた。",
        "(6)秘密を守る義務",
        "□理解した",
        "研修を受けた人",
    ):
        assert said in text


def test_a_training_still_to_be_held_leaves_its_day_open() -> None:
    facts = first_training(
        person_name="", role_name="", affairs=(), starts_on=None, trained_on=None, content="", officer_name=""
    )
    text = words(render_first_training(facts))
    assert text.count("令和年月日") >= 5
    assert "担当者として特定個人情報等の" in text


def test_the_list_says_who_owes_what_in_two_groups() -> None:
    text = words(render_missing_papers(missing_papers()))
    for said in (
        "令和8年11月21日現在",
        "2人（調べた人12人）",
        "名簿の人",
        "同意書（未発行）、個人番号と本人確認（依頼中）",
        "担当者と責任者",
        "誓約書（事務取扱担当者）",
    ):
        assert said in text


def test_an_office_where_nothing_is_missing_says_so() -> None:
    facts = missing_papers(people=(), in_charge=())
    text = words(render_missing_papers(facts))
    assert "足りない書類はありません" in text
    assert "足りないものがある人0人" in text


def test_sixty_people_go_over_several_sheets() -> None:
    people = [owing(f"葦原 {number}子") for number in range(60)]
    pages = pdf_text.pages(render_missing_papers(missing_papers(*people)))
    assert len(pages) > 2
    assert all("足りないもの" in page for page in pages)


def test_the_list_of_forms_goes_by_scene_and_tells_versions_and_articles() -> None:
    text = words(render_form_list(form_list()))
    assert text.index("方針とお知らせ") < text.index("特定個人情報基本方針") < text.index("入職と同意")
    for said in ("様式の数3", "第2版（R8.10.1）", "4条、マニュアル6", "記号は、各様式の下"):
        assert said in text
