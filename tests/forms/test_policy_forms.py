"""The basic policy (Y1) and the notice of purposes (K6, K15): what they say, to whom, and on how many sheets."""

import pytest

from ashibue_desk.domain.policy_facts import Audience
from forms.basic_policy import render_basic_policy
from forms.purpose_notice import render_purpose_notice
from forms.situations import CannotDrawCharacter
from tests.forms.facts import LONG_OFFICE, head
from tests.forms.policy_facts import basic_policy, purpose_notice
from tests.helpers import pdf_text


def words(pdf: bytes) -> str:
    return pdf_text.run_together("".join(pdf_text.pages(pdf)))


def test_the_policy_says_what_the_guideline_asks_for_on_one_sheet() -> None:
    pdf = render_basic_policy(basic_policy())
    assert pdf_text.page_count(pdf) == 1
    text = words(pdf)
    for said in (
        "様式第1号",
        "特定個人情報基本方針",
        "特定非営利活動法人みずうみ劇場",
        "ガイドライン",
        "次の措置を講じます",
        "(4)技術",
        "前もって許諾した場合",
        "個人情報保護委員会に報告",
        "副理事長若草櫂",
        "電話0852-00-0000",
        "制定令和年月日",
        "公表した場所",
    ):
        assert said in text


def test_the_policy_of_a_long_office_keeps_its_last_section_with_the_end() -> None:
    pdf = render_basic_policy(
        basic_policy(
            head=head("Y1", LONG_OFFICE),
            officer_name="寿限無" * 20,
            representative_name="長" * 60,
            office_address="住" * 60,
        )
    )
    pages = [pdf_text.run_together(page) for page in pdf_text.pages(pdf)]
    assert len(pages) == 2
    assert "以上" in pages[-1]
    assert "制定" in pages[-1]
    assert "寿限無" in pages[-1]


def test_a_policy_before_the_office_is_described_leaves_lines_to_write_on() -> None:
    text = words(render_basic_policy(basic_policy(officer_name="", representative_name="", contact="")))
    assert "＿＿＿＿" in text
    assert "連絡先" not in text


@pytest.mark.parametrize(
    ("audience", "said", "unsaid"),
    [
        (Audience.WORKERS, "公共職業安定所", "支払調書の写し"),
        (Audience.PAYEES, "支払調書の写しには、個人番号を記載しません", "公共職業安定所"),
    ],
)
def test_the_notice_tells_each_audience_what_concerns_it(audience: Audience, said: str, unsaid: str) -> None:
    text = words(render_purpose_notice(purpose_notice(audience)))
    assert said in text
    assert unsaid not in text
    for every in ("令和8年11月21日", "所得税法226条", "どなたの番号か", "ご本人の同意があっても利用しません"):
        assert every in text


def test_a_notice_without_a_day_leaves_it_open_and_one_without_affairs_is_our_own_bug() -> None:
    assert "令和年月日" in words(render_purpose_notice(purpose_notice(notified_on=None)))
    with pytest.raises(ValueError, match="no affair"):
        render_purpose_notice(purpose_notice(affairs=()))


def test_a_character_no_font_has_names_the_office() -> None:
    with pytest.raises(CannotDrawCharacter):
        render_basic_policy(basic_policy(officer_name="葦原\ue123"))
    with pytest.raises(CannotDrawCharacter):
        render_purpose_notice(purpose_notice(contact="\ue123"))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_basic_policy(basic_policy()) == render_basic_policy(basic_policy())
    assert render_purpose_notice(purpose_notice()) == render_purpose_notice(purpose_notice())
