"""The papers that ask for numbers and record how they came (K15, K16, K18): what they say, and that no number is on them."""

import re
from datetime import date

import pytest

from ashibue_desk.domain.collection_facts import AskedPerson, RecordedStep
from ashibue_desk.domain.policy_facts import Audience
from forms.collection_request import render_collection_request, render_collection_requests
from forms.number_sheet import render_number_sheet
from forms.power_of_attorney import render_power_of_attorney
from forms.refusal_record import render_refusal_record
from forms.situations import CannotDrawCharacter, PrintingStopped
from forms.verification_record import render_verification_record
from tests.forms.collection_facts import (
    FAMILY,
    WORKER,
    blank_refusal_record,
    blank_verification_record,
    collection_request,
    number_sheet,
    power_of_attorney,
    refusal_record,
    verification_record,
)
from tests.helpers import pdf_text


def words(pdf: bytes) -> str:
    return pdf_text.run_together("".join(pdf_text.pages(pdf)))


def test_the_request_is_a_letter_with_its_sheet() -> None:
    pages = [
        pdf_text.run_together(page)
        for page in pdf_text.pages(render_collection_request(collection_request()))
    ]
    assert len(pages) == 2
    for said in (
        "葦原こずえ様",
        "令和8年12月4日までに",
        "霧島澪又は宵町律に直接手渡します",
        "源泉徴収票の作成(給与所得・退職所得)、雇用保険の届出",
        "個人番号通知書は、確認に使えません",
        "配偶者からの委任状",
        "扶養親族の番号は",
    ):
        assert said in pages[0]
    assert ["1/2" in pages[0], "2/2" in pages[1]] == [True, True]


def test_a_payee_is_asked_about_payment_records_and_no_family() -> None:
    facts = collection_request(
        audience=Audience.PAYEES,
        family_asked=False,
        spouse_asked=False,
        sheet=number_sheet(WORKER, family=False),
    )
    text = words(render_collection_request(facts))
    assert "支払を受ける方の個人番号" in text
    assert "番号のない書類を提出します" in text
    for unsaid in ("扶養親族の番号は", "委任状", "ご家族", "私が書類で確かめました"):
        assert unsaid not in text


def test_a_blank_request_leaves_name_day_and_term_to_be_written() -> None:
    facts = collection_request(
        "", requested_on=None, due_on=None, takers=(), sheet=number_sheet(AskedPerson(name=""))
    )
    text = words(render_collection_request(facts))
    assert "〒様" in text, "address and name are ruled behind the window of the envelope"
    assert "担当者に直接手渡します" in text
    assert text.count("ご家族") >= 4


def test_the_sheet_names_the_family_and_has_boxes_only_for_whom_is_asked() -> None:
    registered = AskedPerson(name="葦原 月子", relation="母", asked=False)
    text = words(render_number_sheet(number_sheet(WORKER, *FAMILY, registered)))
    for said in ("葦原ひより", "アシハラダイチ", "平成27年12月24日", "切り取り線", "母"):
        assert said in text
    assert text.count("登録済みです") == 1


def test_a_large_family_goes_on_on_a_second_sheet() -> None:
    family = tuple(AskedPerson(name=f"葦原 {number}子", relation="子") for number in range(6))
    pages = pdf_text.pages(render_number_sheet(number_sheet(WORKER, *family)))
    assert len(pages) == 2
    assert "葦原 5子" in pages[1]
    assert "ご本人" not in pages[1]


def test_the_longest_names_stay_on_one_sheet() -> None:
    people = (
        AskedPerson(name="寿限無" * 20, kana="ジュゲム" * 15, relation="配偶者の父母", code="A" * 20),
    ) * 5
    assert pdf_text.page_count(render_number_sheet(number_sheet(*people))) == 1


def test_many_requests_are_one_file_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []

    def go_on(done: int, every: int) -> bool:
        told.append((done, every))
        return True

    pdf = render_collection_requests([collection_request(), collection_request("霧島 澪")], go_on)
    assert pdf_text.page_count(pdf) == 4
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(PrintingStopped):
        render_collection_requests([collection_request()], lambda _done, _every: False)
    with pytest.raises(ValueError, match="no request"):
        render_collection_requests([])


def test_no_sheet_bears_twelve_digits() -> None:
    text = words(render_collection_request(collection_request()))
    assert not re.search(r"\d{12}", text)


def test_a_character_no_font_has_names_the_person_before_anything_is_drawn() -> None:
    with pytest.raises(CannotDrawCharacter) as raised:
        render_collection_requests([collection_request(), collection_request("葦原\ue123")])
    assert "葦原" in raised.value.what


def test_the_power_of_attorney_names_both_and_leaves_a_place_to_sign() -> None:
    text = words(render_power_of_attorney(power_of_attorney()))
    for said in ("葦原大地", "葦原こずえ", "昭和61年9月1日", "委任すること", "署名", "理事長星川すみれ様"):
        assert said in text
    blank = words(
        render_power_of_attorney(
            power_of_attorney(
                spouse_name="",
                spouse_birth_date=None,
                spouse_address="",
                worker_name="",
                worker_address="",
                representative_name="",
            )
        )
    )
    assert "＿＿＿＿" in blank
    assert "年月日" in blank


def test_the_record_of_verification_tells_kinds_of_documents_and_only_what_applies() -> None:
    text = words(render_verification_record(verification_record()))
    for said in (
        "個人番号が書かれた住民票の写し、運転免許証",
        "対面",
        "霧島澪",
        "令和8年11月20日",
        "番号及び身元を",
    ):
        assert said in text
    for unsaid in ("代理", "省いた理由", "だれの家族か"):
        assert unsaid not in text
    agent = verification_record(
        agent_name="葦原 大地", omission_reason="対面で本人と分かるため", worker_name="霧島 澪"
    )
    told = words(render_verification_record(agent))
    for said in ("代理権及び代理人の身元", "葦原大地", "対面で本人と分かるため", "だれの家族か"):
        assert said in told


def test_a_blank_record_of_verification_has_a_box_for_every_kind() -> None:
    text = words(render_verification_record(blank_verification_record()))
    for said in ("□個人番号カード", "□旅券", "□代理人から", "□支払先"):
        assert said in text


def test_the_record_of_refusal_tells_the_steps_in_their_words() -> None:
    pdf = render_refusal_record(refusal_record())
    text = words(pdf)
    for said in (
        "葦原こずえさんに",
        "令和8年10月1日提供の依頼",
        "「預けたくない」とのこと。",
        "お願いした回数1回",
    ):
        assert said in text
    blank = words(render_refusal_record(blank_refusal_record()))
    assert "＿＿＿回" in blank
    assert "令和8年10月1日" not in blank


def test_a_long_course_of_events_keeps_its_signatures_on_the_last_sheet() -> None:
    steps = [
        RecordedStep(date(2026, 1, day), "提供の依頼", "お願いした。" * 12, "霧島 澪") for day in range(1, 29)
    ]
    pages = pdf_text.pages(render_refusal_record(refusal_record(*steps)))
    assert len(pages) > 1
    assert "特定個人情報等責任者" in pages[-1]
