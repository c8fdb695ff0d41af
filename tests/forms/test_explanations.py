"""The sheets that explain: they say what they are, ask for no signature, follow the form they explain, and stand in its language."""

import re

import pytest

from ashibue_desk.domain.explanation_facts import ExplanationFacts
from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.domain.wordings import FormText
from forms.catalogue import catalogue
from forms.explanation import render_explanation
from forms.templates import form_text
from tests.forms.examples import examples
from tests.forms.facts import head
from tests.forms.made_up import MadeUp
from tests.helpers.pdf_text import pages, run_together
from tests.rules.wording_rules import foreign_words

ENGLISH = ("consent_english", "purpose_notice_english")
EASY = ("consent_easy", "purpose_notice_easy")
IDS = ("Y2J", "Y2E", "NPJ", "NPE")
_SIGNING = ("氏名", "署名", "印", "Name", "Signature", "Date")


def words_of(text: FormText) -> str:
    """Return every word on the paper but the names of fields."""
    parts = [text.lead, text.after_lead, text.closing, *(one.text for one in text.texts)]
    for clause in text.clauses:
        parts += [clause.heading]
        for passage in clause.passages:
            parts += [passage.text, *passage.items, passage.note, passage.value]
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", "\n".join(parts))


def facts(form_id: str, audience: Audience = Audience.WORKERS) -> ExplanationFacts:
    return ExplanationFacts(
        head=head(form_id, "みずうみ劇場"),
        officer_title="理事",
        officer_name="星川 楓",
        contact="",
        audience=audience,
    )


@pytest.mark.parametrize("form_id", IDS)
def test_each_says_in_its_frame_that_it_is_not_the_paper_itself(form_id: str) -> None:
    text = form_text("npo", catalogue()[form_id].wording)
    first = run_together(pages(render_explanation(facts(form_id)))[0])
    assert run_together(text.said("mark")) in first
    assert "説明" in text.said("mark") or "explanation only" in text.said("mark")
    drawn = "".join(pages(render_explanation(facts(form_id)))).splitlines()
    assert not [line for line in drawn if line.strip() in _SIGNING], "there is no place to sign"


@pytest.mark.parametrize("form_id", IDS)
def test_the_longest_office_finds_room(form_id: str) -> None:
    for seed in range(12):
        assert examples()[form_id].paper(form_id, seed)
        assert MadeUp(seed).office()


@pytest.mark.parametrize("name", ENGLISH)
def test_the_english_ones_are_english_but_for_the_names_of_japanese_papers(name: str) -> None:
    words = words_of(form_text("npo", name))
    japanese = set(re.findall(r"[぀-ヿ㐀-鿿々]+", words))
    assert japanese <= {
        "特定個人情報等の取扱いに関する同意書",
        "個人番号",
        "様式第",
        "号",
        "支払調書",
        "番号利用法",
        "個人番号の利用目的の通知書",
        "役員・職員の皆さん",
        "ご家族の皆さん",
        "個人番号をご提供いただく皆さま",
    }


def test_no_other_wording_holds_an_english_word() -> None:
    """The two English sheets are the only place where the program prints sentences in another language."""
    names = {design.wording for design in catalogue().values() if design.wording} - set(ENGLISH)
    found = {name: foreign_words(words_of(form_text("npo", name))) for name in names}
    assert {name: words for name, words in found.items() if words} == {"certificate_request": ["mm"]}


@pytest.mark.parametrize("name", EASY)
def test_easy_japanese_keeps_its_sentences_short(name: str) -> None:
    for sentence in re.split(r"[。\n]", re.sub(r"（[^）]*）", "", words_of(form_text("npo", name)))):
        assert len(sentence) <= 70, sentence


def test_the_consent_is_explained_clause_by_clause_in_both_languages() -> None:
    easy, english = (form_text("npo", name) for name in ("consent_easy", "consent_english"))
    assert len(easy.clauses) == len(english.clauses)
    for one, other in zip(easy.clauses, english.clauses, strict=True):
        assert [len(p.items) for p in one.passages if p.items] == [
            len(p.items) for p in other.passages if p.items
        ]
    # What can be withdrawn is named by the same number in both: section 3, items (1) to (4).
    for text in (easy, english):
        third = [item for passage in text.clauses[2].passages for item in passage.items]
        assert len(third) == 4
    assert "3の(1)から(4)まで" in words_of(easy)
    assert "under 3 (1) to (4)" in words_of(english)


@pytest.mark.parametrize("form_id", ["NPJ", "NPE"])
def test_the_notice_is_explained_to_workers_and_to_payees(form_id: str) -> None:
    workers, payees = (
        run_together("".join(pages(render_explanation(facts(form_id, audience))))) for audience in Audience
    )
    assert "支払調書" in payees
    assert "支払調書" not in workers
    assert workers != payees
