"""The verification card and the book of the handling log: every sign of the card, the code on every page, long names."""

from dataclasses import replace
from datetime import date

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine
from ashibue_desk.domain.log_paper import LogBookFacts, LogCardFacts
from ashibue_desk.domain.log_seal import LogCard, footer_code, grouped
from forms.log_book import render_log_book
from forms.log_card import render_log_card
from forms.situations import CannotDrawCharacter, PrintingStopped
from tests.forms.facts import head
from tests.helpers.pdf_text import pages

CARD = LogCard(bytes(range(32)))
CODE = footer_code(bytes(range(32)))


def card_facts() -> LogCardFacts:
    return LogCardFacts(
        head=head("LC"),
        epoch=2,
        issued_on=date(2026, 6, 15),
        officer_name="星川 楓",
        groups=tuple(grouped(CARD.text).split(" ")),
        qr_text=CARD.text,
    )


def entry(seq: int, **told: object) -> LogEntry:
    line = LogLine(log_class=LogClass.USE, act="個人番号の表示", object_label="架空 花", **told)  # type: ignore[arg-type]
    return LogEntry(seq, "2026-06-15T01:00:00+00:00", "2026-06-15T10:00:00+09:00", "a", "葦原 灯", line)


def book_facts(lines: int) -> LogBookFacts:
    entries = tuple(entry(seq) for seq in range(1, lines + 1))
    return LogBookFacts(
        head=head("LB"),
        period="令和8年4月1日から令和8年6月15日まで",
        entries=entries,
        scope="",
        affairs=("給与所得の源泉徴収票",) * lines,
        signs=("",) * lines,
        until_seq=1234,
        code=CODE,
    )


def test_the_card_is_one_page_with_every_group_and_no_key_in_its_properties() -> None:
    pdf = render_log_card(card_facts())
    (text,) = pages(pdf)
    for group in grouped(CARD.text).split(" "):
        assert group in text
    assert "第2期" in text
    assert "星川 楓" in text
    assert CARD.text.encode() not in pdf


def test_the_code_stands_on_every_page_of_the_book() -> None:
    found = pages(render_log_book(book_facts(90)))
    assert len(found) > 2
    for page in found:
        assert grouped(CODE) in page
        assert "1234" in page
    assert "責任者" in found[0]


def test_an_empty_book_still_bears_its_code() -> None:
    (page,) = pages(render_log_book(book_facts(0)))
    assert grouped(CODE) in page


def test_paper_acts_and_corrections_say_what_they_are() -> None:
    facts = book_facts(1)
    told = entry(1, happened_on="2026-06-01", corrects=7, recipient="若葉税務署")
    (page,) = pages(render_log_book(replace(facts, entries=(told,))))
    flat = "".join(page.split())
    for words in ("R8.6.1", "7番の訂正", "若葉税務署"):
        assert words in flat


def test_a_person_s_book_says_whose_it_is_and_what_sets_a_line_apart() -> None:
    facts = replace(book_facts(1), scope="青葉 こずえさん", signs=("時間外",))
    (page,) = pages(render_log_book(facts))
    flat = "".join(page.split())
    for words in ("青葉こずえさん", "時間外", "確認", "点検者"):
        assert words in flat


@pytest.mark.parametrize("asked", [0, 2, 4])
def test_a_long_book_can_be_stopped_at_any_moment(asked: int) -> None:
    told: list[tuple[int, int]] = []

    def go_on(done: int, whole: int) -> bool:
        told.append((done, whole))
        return len(told) <= asked

    with pytest.raises(PrintingStopped):
        render_log_book(book_facts(450), go_on)
    assert len(told) == asked + 1
    assert all(0 <= done <= whole for done, whole in told)


def test_a_name_that_no_font_draws_is_named() -> None:
    told = replace(entry(1), line=replace(entry(1).line, object_label="花\ue000"))
    with pytest.raises(CannotDrawCharacter):
        render_log_book(replace(book_facts(1), entries=(told,)))
