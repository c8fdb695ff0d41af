"""様式第2号 on paper (Y2): what it says, for whom, and that hundreds are small and the same every time."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from jinja2 import UndefinedError

from forms.consent_form import render_consent_forms
from forms.situations import CannotDrawCharacter, PrintingStopped, TooLongForPaper
from forms.templates import form_text
from tests.forms.facts import LONG_OFFICE, PRINTED_AT, consent, head
from tests.helpers import pdf_text

HARD_NAMES = ("髙﨑 𠮷", "葛\U000e0100城 さくら", "グエン ティ ラン", "Nguyễn Thị Lan")
LONGEST = "寿限無" * 20


@pytest.mark.parametrize("name", [*HARD_NAMES, LONGEST])
def test_the_name_stands_on_every_sheet_as_typed(name: str) -> None:
    pdf = render_consent_forms([consent(name)])
    wanted = pdf_text.run_together(name)
    assert all(wanted in pdf_text.run_together(page) for page in pdf_text.pages(pdf))
    assert pdf_text.run_together(pdf_text.poppler_text(pdf)).count(wanted) == pdf_text.page_count(pdf)


def test_the_form_says_who_asks_whom_and_all_nine_sections() -> None:
    text = pdf_text.run_together("".join(pdf_text.pages(render_consent_forms([consent()]))))
    for said in (
        "様式第2号",
        "特定非営利活動法人みずうみ劇場",
        "理事長星川すみれ様",
        "副理事長若草櫂",
        "0852-00-0000",
    ):
        assert said in text
    clauses = form_text("npo", "consent").clauses
    assert len(clauses) == 9
    places = [text.index(f"{number}{clause.heading}") for number, clause in enumerate(clauses, start=1)]
    assert places == sorted(places)
    assert text.rindex("以上") > places[-1]


def test_the_wording_keeps_numbers_to_what_the_law_allows() -> None:
    text = pdf_text.run_together("".join(pdf_text.pages(render_consent_forms([consent()]))))
    for said in (
        "本人の同意によって広げることはできません",  # the purposes of numbers are the law's
        "いずれの場合も、個人番号は提供しません",  # provision by consent never holds a number
        "番号の確認と身元の確認は本人が行ってください",  # dependants
        "委任状など代理権を示す書類",  # the category 3 spouse
        "継続して確認します",  # monitoring is told beforehand
    ):
        assert said in text
    assert "労災" not in text


def test_dates_are_in_eras_and_the_version_is_told() -> None:
    first, last = pdf_text.pages(render_consent_forms([consent()]))
    assert "令和　　年　　月　　日" in first
    assert "第1版（令和8年4月1日施行）" in first
    assert "印刷　令和8年11月21日 9時05分" in last
    for label in ("受領日", "受領した責任者", "保管場所"):
        assert label in last


def test_each_form_counts_its_own_pages() -> None:
    pages = pdf_text.pages(render_consent_forms([consent(f"星川 {letter}") for letter in "あいう"]))
    assert [re.findall(r"^\d/\d$", page, re.MULTILINE) for page in pages] == [["1/2"], ["2/2"]] * 3


def test_a_blank_form_has_no_name_and_a_place_to_write_it() -> None:
    pages = pdf_text.pages(render_consent_forms([consent("", "", representative_name="", officer_name="")]))
    text = "".join(pages)
    assert "社員番号" not in text
    assert "提出する人" not in text
    assert "氏名" in text
    assert "＿＿＿＿" in text


def test_the_same_facts_give_the_same_bytes_whatever_was_printed_before() -> None:
    facts = [consent(name) for name in HARD_NAMES]
    first = render_consent_forms(facts)
    render_consent_forms([consent("邉\U000e0102 岬"), consent("張 ひばり")])
    assert render_consent_forms(facts) == first


def test_the_time_of_printing_is_that_of_the_facts() -> None:
    later = replace(head(), printed_at=PRINTED_AT + timedelta(hours=3))
    assert "12時05分" in pdf_text.pages(render_consent_forms([consent(), consent(head=later)]))[3]


def test_the_properties_name_the_form_and_nobody() -> None:
    pdf = render_consent_forms([consent("髙峰 楓", "A777")])
    properties = pdf_text.properties(pdf)
    assert properties["/Title"] == "特定個人情報等の取扱いに関する同意書"
    told = "".join(properties.values())
    assert not any(part in told for part in ("髙峰", "楓", "A777", "みずうみ"))


def test_a_hundred_forms_are_small() -> None:
    facts = [consent(f"{name}{number}", f"A{number:03}") for number, name in enumerate(HARD_NAMES * 25)]
    pdf = render_consent_forms(facts)
    assert pdf_text.page_count(pdf) == 200
    assert len(pdf) < 1_000_000


def test_progress_is_told_and_a_stop_gives_no_file() -> None:
    told = []
    render_consent_forms([consent()] * 3, lambda done, total: told.append((done, total)) is None)
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(PrintingStopped) as raised:
        render_consent_forms([consent()] * 3, lambda done, _: done < 2)
    assert raised.value.sentence().count("\n") == 2


def test_a_character_no_font_has_stops_all_before_the_first_sheet() -> None:
    told = []
    with pytest.raises(CannotDrawCharacter) as raised:
        render_consent_forms([consent(), consent("葦原\ue123 岬")], lambda *step: told.append(step) is None)
    assert (raised.value.field, raised.value.character) == ("氏名", "\ue123")
    assert "葦原" in raised.value.what
    assert told == []


def test_a_name_too_long_for_its_line_names_the_person() -> None:
    endless = "長" * 400
    with pytest.raises(TooLongForPaper) as raised:
        render_consent_forms([consent(endless)])
    assert (raised.value.person, raised.value.field) == (endless, "氏名")


def test_a_long_office_keeps_the_last_clause_with_the_receipt_box() -> None:
    facts = consent(LONGEST, head=head(office_name=LONG_OFFICE), contact="電話 0852-00-0000、" * 4)
    pages = pdf_text.pages(render_consent_forms([facts]))
    assert 2 <= len(pages) <= 3
    assert "窓口" in pages[-1]
    assert "保管場所" in pages[-1]


def test_nothing_to_print_and_an_unknown_version_are_bugs() -> None:
    with pytest.raises(ValueError, match="no consent form"):
        render_consent_forms([])
    with pytest.raises(ValueError, match="version 9"):
        render_consent_forms([consent(head=replace(head(), version=9))])


def test_a_field_the_form_does_not_offer_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        form_text("npo", "consent").filled({"office_name": "みずうみ劇場"})
