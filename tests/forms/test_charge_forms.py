"""The papers of people in charge: what each says, as typed, and that a secret stands nowhere but on its sheet."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.resource_files import resource
from forms.announcement import render_announcement
from forms.catalogue import catalogue
from forms.handover import render_handover
from forms.invitation import render_invitation
from forms.number_file_register import render_number_file_register
from forms.pledge import render_pledge
from forms.situations import CannotDrawCharacter, TooLongForPaper
from forms.superior_approval import render_superior_approval
from forms.templates import form_text
from tests.forms.facts import (
    LONG_OFFICE,
    ONE_TIME,
    announcement,
    charge,
    handover,
    head,
    invitation,
    number_file_line,
    number_file_register,
    pledge,
    superior_approval,
)
from tests.helpers import pdf_text

HARD_NAMES = ("髙﨑 𠮷", "葛\U000e0100城 さくら", "Nguyễn Thị Lan")


def words(pdf: bytes) -> str:
    """Return everything on the sheets without blanks and line ends."""
    return pdf_text.run_together("".join(pdf_text.pages(pdf)))


@pytest.mark.parametrize("name", HARD_NAMES)
@pytest.mark.parametrize(
    "draw",
    [
        lambda name: render_pledge(pledge(name)),
        lambda name: render_announcement(announcement(charge(name))),
        lambda name: render_handover(handover(person_name=name)),
        lambda name: render_invitation(invitation(person_name=name)),
        lambda name: render_superior_approval(superior_approval(superior_name=name)),
    ],
    ids=["pledge", "announcement", "handover", "invitation", "superior"],
)
def test_a_name_stands_on_the_sheet_as_typed(draw: Callable[[str], bytes], name: str) -> None:
    assert pdf_text.run_together(name) in words(draw(name))


def test_the_pledge_has_its_four_articles_on_one_sheet_with_places_to_sign() -> None:
    pdf = render_pledge(pledge())
    assert pdf_text.page_count(pdf) == 1
    text = words(pdf)
    clauses = form_text("npo", "pledge").clauses
    assert len(clauses) == 4
    places = [
        text.index(f"第{number}条（{clause.heading}）") for number, clause in enumerate(clauses, start=1)
    ]
    assert places == sorted(places)
    for said in ("様式第3号", "理事長星川すみれ様", "住所", "署名", "令和8年11月10日", "保管場所", "以上"):
        assert said in text


def test_the_pledge_holds_after_leaving_and_sets_no_sum_beforehand() -> None:
    text = words(render_pledge(pledge()))
    for said in (
        "退職した後も守ります",
        "通報をすることは、前項に反しません",
        "手元に何も残しません",
        "あらかじめ定めるものではありません",
    ):
        assert said in text


def test_a_long_office_takes_the_last_article_over_to_the_signature() -> None:
    pages = pdf_text.pages(render_pledge(pledge("寿限無" * 20, head=head("Y3", LONG_OFFICE))))
    assert len(pages) <= 2
    assert "第4条" in pages[-1]
    assert "署名" in pages[-1]


def test_a_blank_pledge_names_nobody() -> None:
    text = words(render_pledge(pledge("", appointed_on=None, representative_name="")))
    assert "任命を決めた日" not in text
    assert "＿＿＿＿" in text


def test_the_announcement_says_who_for_what_and_how_long() -> None:
    text = words(render_announcement(announcement(charge(), charge("霧島 澪", ()))))
    for said in (
        "従業者の皆さん",
        "葦原こずえ",
        "霧島澪",
        "源泉徴収票の作成",
        "R8.12.1から",
        "R10.3.31まで",
        "0852-00-0000",
        "掲示した場所",
    ):
        assert said in text
    assert "連絡先は" not in words(render_announcement(announcement(contact="")))


def test_nobody_to_announce_and_an_unknown_version_are_bugs() -> None:
    with pytest.raises(ValueError, match="nobody"):
        render_announcement(replace(announcement(), charges=()))
    with pytest.raises(ValueError, match="version 7"):
        render_pledge(pledge(head=replace(head("Y3"), version=7)))


def test_the_handover_lists_what_is_held_and_says_nothing_where_nothing_is() -> None:
    text = words(render_handover(handover()))
    for said in (
        "12月分の支払調書",
        "住所変更の確認待ち",
        "書庫1の青いファイル",
        "預かっている記録媒体なし",
        "霧島澪",
        "完了を確かめた責任者",
    ):
        assert said in text
    assert "（手書き）" in words(render_handover(handover(successor_name="")))


def test_a_handover_longer_than_a_sheet_keeps_its_signatures_on_the_last() -> None:
    pages = pdf_text.pages(render_handover(handover(open_work="途中の仕事です。" * 400)))
    assert len(pages) > 1
    assert ["引継ぎを受けた人" in page and "完了を確かめた" in page for page in pages][-1]


def test_the_one_time_password_is_on_the_sheet_and_nowhere_else() -> None:
    facts = invitation()
    pdf = render_invitation(facts)
    assert ONE_TIME in pdf_text.poppler_text(pdf, layout=True)
    assert ONE_TIME not in "".join(pdf_text.properties(pdf).values())
    assert ONE_TIME not in repr(facts)
    assert pdf_text.page_count(pdf) == 1
    assert "利用の開始" in words(pdf)
    assert "パスワードの決め直し" in words(render_invitation(invitation(again=True)))


def test_the_approval_says_whose_data_until_when_and_that_no_number_is_seen() -> None:
    text = words(render_superior_approval(superior_approval()))
    for said in ("制作課の従業者", "令和9年3月31日まで", "個人番号が書かれた部分は、見ることができません"):
        assert said in text
    assert "すべての従業者" in words(render_superior_approval(superior_approval(department="")))


def test_the_register_counts_open_and_closed_files() -> None:
    lines = (number_file_line(), number_file_line("古いファイル", "令和8年10月1日 統合のため"))
    text = words(render_number_file_register(number_file_register(*lines)))
    assert "使用中1件閉じたもの1件" in text
    assert "閉じた:令和8年10月1日" in text


def test_what_no_font_has_or_no_line_holds_names_the_person() -> None:
    with pytest.raises(CannotDrawCharacter) as raised:
        render_announcement(announcement(charge("葦原\ue123")))
    assert "葦原" in raised.value.what
    with pytest.raises(TooLongForPaper) as too_long:
        render_pledge(pledge("長" * 400))
    assert too_long.value.field == "氏名"


def test_each_worded_form_is_in_the_catalogue_with_the_article_it_serves() -> None:
    folder = Path(str(resource("regulations", "npo", "forms")))
    for file in folder.glob("*.toml"):
        text = form_text("npo", file.stem)
        design = catalogue()[text.form_id]
        assert (design.name, design.version) == (text.name, text.version)
        assert design.wording == file.stem
        assert any(re.fullmatch(r"\d+条", number) for number in design.articles)
