"""Sheets to fill by hand: every template drawn, with room for a hand, whole, and strict about mistakes (K5-3 … K42, M6.2 … M8.2)."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path

import pytest

from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from ashibue_desk.domain.sheet_files import read_sheet
from ashibue_desk.domain.sheet_plan import SheetPlan, Table
from ashibue_desk.domain.sheet_wording import plan_of
from ashibue_desk.domain.wording_language import fill
from ashibue_desk.files.data_tables import DataFileError, read_data_file
from ashibue_desk.resource_files import resource
from forms.blank_sheet import render_blank_sheet
from forms.blank_sheet_blocks import Setter
from forms.blank_sheet_reader import sheet_plan, sheets_by_id
from forms.catalogue import Scene, catalogue
from forms.paper_sizes import A4, A4_ACROSS, MM
from forms.situations import CannotDrawCharacter
from forms.templates import form_text
from tests.forms.facts import LONG_OFFICE, head
from tests.forms.sheet_facts import AFFAIRS, ALL_SHEETS, long_sheet, sheet
from tests.helpers import pdf_text
from tests.rules.source_tree import ROOT

# Everything else is one sheet of paper.
TWO_SHEETS = frozenset(("inspection", "incident_report", "certificate_request"))

each_sheet = pytest.mark.parametrize("name", ALL_SHEETS)


def words(pdf: bytes) -> str:
    """Return everything on the sheets without blanks and line ends."""
    return pdf_text.run_together("".join(pdf_text.pages(pdf)))


def _texts(value: object, key: str = "") -> Iterator[str]:
    """Yield every text of a template that is printed."""
    if isinstance(value, Enum) or key in {"each", "articles", "scene", "form_id"}:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each, key)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), field.name)


def _printed(plan: SheetPlan) -> SheetPlan:
    """Return the plan without what stays off a letter that goes out: the article above it, and where the copy is filed."""
    return replace(plan, basis="", file_in="", keep="") if plan.outgoing else plan


@each_sheet
def test_everything_a_template_says_stands_on_the_paper(name: str) -> None:
    facts = sheet(name)
    text = words(render_blank_sheet(facts))
    for told in _texts(_printed(sheet_plan("npo", name))):
        assert pdf_text.run_together(fill(told, facts.fields())) in text


@each_sheet
def test_office_and_officer_are_printed_and_nobody_else(name: str) -> None:
    text = words(render_blank_sheet(sheet(name)))
    plan = sheet_plan("npo", name)
    assert "特定非営利活動法人みずうみ劇場" in text
    assert f"{plan.form_id}第{plan.version}版" in text
    assert "若草櫂" in text or name == "incident_notice"


@each_sheet
def test_a_sheet_takes_the_paper_it_should(name: str) -> None:
    sheets = 2 if name in TWO_SHEETS else 1
    assert pdf_text.page_count(render_blank_sheet(sheet(name))) == sheets
    assert pdf_text.page_count(render_blank_sheet(long_sheet(name))) <= sheets + 1


@each_sheet
def test_places_leave_room_for_a_hand(name: str) -> None:
    plan, facts = sheet_plan("npo", name), sheet(name)
    framed = [
        piece
        for piece in Setter(facts, A4_ACROSS if plan.across else A4).pieces(_filled(name, facts))
        if piece.frame
    ]
    heads = {id(piece.head) for piece in framed if piece.head}
    rows = [piece for piece in framed if id(piece) not in heads]
    assert rows
    assert min(piece.height for piece in rows) >= 8 * MM


def _filled(name: str, facts: BlankSheetFacts) -> SheetPlan:
    return plan_of(form_text("npo", name).filled(facts.fields()))


@each_sheet
def test_an_unknown_version_is_a_bug(name: str) -> None:
    facts = sheet(name)
    with pytest.raises(ValueError, match="version 7"):
        render_blank_sheet(replace(facts, head=replace(facts.head, version=7)))


def test_an_office_without_names_leaves_places_to_write_them() -> None:
    text = words(render_blank_sheet(sheet("incident_notice", representative_name="", officer_name="")))
    assert "理事長＿＿＿＿＿＿＿＿" in text


def test_a_long_office_shrinks_and_never_leaves_its_place() -> None:
    facts = sheet("carry_out", head=head("S1", LONG_OFFICE))
    assert pdf_text.run_together(LONG_OFFICE) in words(render_blank_sheet(facts))


def test_a_character_no_font_has_is_told() -> None:
    with pytest.raises(CannotDrawCharacter) as refused:
        render_blank_sheet(sheet("complaint", officer_name="若草\ue123"))
    assert refused.value.field == "責任者の氏名"


def test_a_register_fills_its_sheet_whatever_stands_above() -> None:
    few = words(render_blank_sheet(sheet("media_register")))
    assert "管理番号" in few
    plan = sheet_plan("npo", "media_register")
    table = next(block for block in plan.blocks if isinstance(block, Table))
    assert table.fill
    assert table.blank * table.height * MM < A4_ACROSS.height


def test_a_table_that_goes_on_has_its_head_again() -> None:
    pages = pdf_text.pages(render_blank_sheet(sheet("inspection")))
    assert len(pages) == 2
    assert all("見たもの（記録・場所）" in pdf_text.run_together(page) for page in pages)


def test_lists_of_the_office_are_printed_entry_by_entry(tmp_path: Path) -> None:
    text = words(render_blank_sheet(sheet("disclosure_answer")))
    for purpose in sheet("disclosure_answer").purposes:
        assert purpose in text
    assert not any(pdf_text.run_together(affair) in text for affair in AFFAIRS)


def test_each_template_is_one_form_of_the_catalogue() -> None:
    known = catalogue()
    for form_id, name in sheets_by_id().items():
        design, plan = known[form_id], sheet_plan("npo", name)
        assert (design.name, design.version, design.blank, design.filled) == (
            plan.name,
            plan.version,
            True,
            plan.posted is not None,
        )
        assert design.scene.value == plan.scene


def test_the_example_for_those_who_add_a_sheet_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```toml\n(.*?)```", (ROOT / "HACKING.md").read_text(encoding="utf-8"), re.DOTALL
    )
    file = tmp_path / "example.toml"
    file.write_text(example, encoding="utf-8")
    plan = read_data_file(file, read_sheet)
    assert plan.form_id not in sheets_by_id(), (
        "a sheet took the id of the example in HACKING.md: give it the next free one"
    )
    assert Scene(plan.scene)


def test_the_manual_has_a_line_for_each_sheet() -> None:
    manual = (ROOT / "docs" / "manual" / "sheets.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (S\d+) \|", manual, re.MULTILINE)
    assert told == list(sheets_by_id()), (
        "docs/manual/sheets.md has a line for each sheet, in the order of their numbers"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "carry_out",
            'name = "特定',
            'nome = "特定',
            "carry_out.toml: 'name' is missing|key 'name' is missing",
        ),
        ("carry_out", "version = 1", "version = 0", "outside 1 to 999"),
        ("carry_out", 'file_in = "', 'colour = "red"\nfile_in = "', "unknown keys colour"),
        ("carry_out", 'confidence = "to_be_confirmed"', 'confidence = "sure"', "knows no 'sure'"),
        ("carry_out", 'kind = "text"', 'kind = "poem"', "block.1.: knows no kind 'poem'"),
        ("carry_out", 'kind = "text"', 'kind = "text"\nsize = 3', "block.1.: unknown keys size"),
        ("carry_out", "height = 14", "height = 7", "outside 8 to 230"),
        ("carry_out", 'marks = "box"', 'marks = "tick"', "knows no 'tick'"),
        ("carry_out", 'marks = "box"', 'marks = "box"\neach = "affairs"', "either its own items or a list"),
        ("disclosure_answer", 'each = "purposes"', 'each = "people"', "offers no list 'people'"),
        ("disclosure_answer", 'each = "purposes"', "", "either its own items or a list"),
        ("media_register", "blank = 8", "", "the table has no rows"),
        ("media_register", "centred = true }", 'centred = "yes" }', "must be bool"),
        ("quiz", '["1", "採用', '["1", "2", "3", "採用', "more cells than the table has columns"),
        ("quiz", '["1", "採用', '[1, "採用', "must be a list of lists of texts"),
        ("carry_out", "[[block]]", "[[block", "carry_out.toml"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    text = resource("regulations", "npo", "sheets", f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    spoiled = tmp_path / f"{name}.toml"
    spoiled.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told) as refused:
        read_data_file(spoiled, read_sheet)
    assert str(refused.value).startswith(f"{name}.toml")
