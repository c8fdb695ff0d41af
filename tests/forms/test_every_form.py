"""What holds for every form of the catalogue, with facts made from seeds: geometry, text, picture, file, and bad characters.

A form without an example in ``tests/forms/examples`` fails here.
"""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from ashibue_desk.domain.form_facts import PaperHead, PledgeFacts
from ashibue_desk.resource_files import resource
from forms.catalogue import catalogue
from forms.drawable import Told, strings_of
from forms.field_names import UNNAMED
from forms.pledge import render_pledge
from forms.sheets import sheets_of
from forms.situations import CannotDrawCharacter
from tests.forms import pictures
from tests.forms.examples import examples
from tests.forms.made_up import Kind, MadeUp
from tests.helpers import pdf_text
from tests.helpers.geometry import faults
from tests.rules.source_tree import ROOT

OFFICES = 500
EVERYDAY = 0
UNDRAWABLE = "\ue000"
_FOOT = re.compile(r"第\d+版印刷令和\d+年\d+月\d+日\d+時\d+分(\d+)/(\d+)")
# Attributes of the head that are not printed as they are.
NOT_SHOWN = frozenset({"wording", "form_name"})

each_form = pytest.mark.parametrize("form_id", sorted(catalogue()))


def _seeds(form_id: str) -> list[int]:
    """Return this form's share of the offices, every kind of them among it."""
    forms = sorted(catalogue())
    share = max(-(-OFFICES // len(forms)), len(Kind))
    first = forms.index(form_id) * share
    return list(range(first, first + share))


def _strings(form_id: str, seed: int) -> list[Told]:
    example = examples()[form_id]
    unprinted = example.unprinted | NOT_SHOWN
    made = example.made(form_id, seed)
    return [told for told in strings_of(made) if told.attribute not in unprinted]


def _counted(counts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what the pages of one document after the other should count."""
    right: list[tuple[str, str]] = []
    while len(right) < len(counts):
        pages = counts[len(right)][1]
        right += [(str(number), pages) for number in range(1, int(pages) + 1)]
    return right


def test_every_form_has_an_example_and_every_example_a_form() -> None:
    assert sorted(examples()) == sorted(catalogue()), (
        "tests/forms/examples makes the facts of each form from a seed"
    )


def test_five_hundred_offices_of_every_kind_are_made() -> None:
    seeds = [seed for form_id in catalogue() for seed in _seeds(form_id)]
    assert len(set(seeds)) >= OFFICES
    for form_id in catalogue():
        assert {MadeUp(seed).kind for seed in _seeds(form_id)} == set(Kind)


@each_form
def test_nothing_overlaps_is_cut_or_leaves_the_paper(form_id: str) -> None:
    example = examples()[form_id]
    for seed in _seeds(form_id):
        sheets = sheets_of(lambda seed=seed: example.paper(form_id, seed))  # type: ignore[misc]
        assert sheets
        assert faults(sheets) == [], f"seed {seed}"


@each_form
def test_what_is_told_stands_on_the_paper_and_can_be_copied_out(form_id: str) -> None:
    pages = pdf_text.pages(examples()[form_id].paper(form_id, EVERYDAY))
    text = pdf_text.run_together("".join(pages))
    for told in _strings(form_id, EVERYDAY):
        for part in told.text.splitlines():
            assert pdf_text.run_together(part) in text, told
    counts = [_FOOT.findall(pdf_text.run_together(page))[-1] for page in pages]
    assert counts == _counted(counts), "pages do not count n/m"


@each_form
def test_rare_names_come_back_as_typed(form_id: str) -> None:
    seed = next(seed for seed in _seeds(form_id) if MadeUp(seed).kind is Kind.RARE)
    text = pdf_text.run_together("".join(pdf_text.pages(examples()[form_id].paper(form_id, seed))))
    names = {told.text for told in _strings(form_id, seed) if told.attribute.endswith("name")}
    for name in names:
        assert pdf_text.run_together(name) in text


@each_form
def test_the_picture_is_the_one_that_was_looked_at(form_id: str) -> None:
    assert pictures.of(form_id) == pictures.kept().get(form_id), (
        f"the paper {form_id} has changed: look at it, and if it is right, ./desk pictures keeps it"
    )


@each_form
def test_the_file_is_whole_and_tells_nobody(form_id: str) -> None:
    pdf = examples()[form_id].paper(form_id, EVERYDAY)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        title = str(opened.docinfo["/Title"])
    assert title == catalogue()[form_id].name
    properties = " ".join(pdf_text.properties(pdf).values())
    for told in _strings(form_id, EVERYDAY):
        assert not told.text or told.text not in properties.replace(title, ""), told
    assert not re.search(r"\d{12}", re.sub(r"D:\d{14}", "", properties))
    # Helvetica is named by the library in every file and draws nothing.
    assert all(embedded for name, embedded in pdf_text.fonts(pdf).items() if name != "/Helvetica")


def test_the_same_facts_give_the_same_bytes_here_and_in_another_process() -> None:
    here = pictures.bytes_of_all()
    assert here == pictures.bytes_of_all()
    command = [sys.executable, "-c", "from tests.forms import pictures; print(pictures.bytes_of_all())"]
    environment = os.environ | {"PYTHONHASHSEED": "1234"}
    there = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == str(here)


@each_form
def test_a_character_no_font_has_is_told_with_whose_it_is_and_which_field(form_id: str) -> None:
    example = examples()[form_id]
    facts = example.made(form_id, EVERYDAY)
    places = [told for told in strings_of(facts) if told.text]
    assert places
    for told in {place.attribute: place for place in places}.values():
        spoiled = _spoiled(facts, told.attribute)
        with pytest.raises(CannotDrawCharacter) as refused:
            example.render(spoiled)
        assert refused.value.character == UNDRAWABLE
        assert refused.value.person, told.attribute
        assert refused.value.field != UNNAMED, f"say in forms/field_names.py what {told.attribute} is called"


def _spoiled(value: Any, attribute: str, name: str = "") -> Any:
    """Return the facts with one character more, that no font has, wherever ``attribute`` holds a string."""
    if isinstance(value, str) and name == attribute and not hasattr(value, "value"):
        return value + UNDRAWABLE
    if isinstance(value, tuple):
        return tuple(_spoiled(each, attribute, name) for each in value)
    if isinstance(value, dict):
        return {key: _spoiled(each, attribute, name) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        changed = {
            field: _spoiled(getattr(value, field), attribute, field)
            for field, told in value.__dataclass_fields__.items()
            if told.init
        }
        return replace(value, **changed)
    return value


def test_a_character_in_the_words_of_the_office_is_told_too() -> None:
    original = resource("regulations", "npo", "forms", "pledge.toml").read_text(encoding="utf-8")
    facts = MadeUp(EVERYDAY).build(PledgeFacts, "Y3")
    own = replace(facts, head=replace(facts.head, wording=original.replace("私は", f"私{UNDRAWABLE}は", 1)))
    with pytest.raises(CannotDrawCharacter) as refused:
        render_pledge(own)
    assert (refused.value.person, refused.value.field) == (facts.head.office_name, "文面")


def test_the_head_of_a_paper_is_asked_too() -> None:
    assert {told.attribute for told in strings_of(MadeUp(EVERYDAY).head("Y3"))} <= set(
        PaperHead.__dataclass_fields__
    )
