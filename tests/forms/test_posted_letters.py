"""Letters in a window envelope (長形3号): folded where the marks are, and nothing but the address can be seen through the window."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ashibue_desk.domain.sheet_facts import Addressee
from ashibue_desk.domain.sheet_plan import Letterhead, PostedTo
from forms.blank_sheet import render_blank_sheet
from forms.blank_sheet_reader import sheet_plan
from forms.collection_request import render_collection_request
from forms.paper_sizes import A4, MM
from forms.re_entrustment_permission import render_re_entrustment_permission
from forms.sheets import Ink, Rule, Sheet, sheets_of
from tests.forms.collection_facts import collection_request
from tests.forms.contract_facts import permission
from tests.forms.sheet_facts import ALL_SHEETS, long_sheet, sheet
from tests.helpers.geometry import faults
from tests.helpers.pdf_text import pages, run_together

TO = Addressee(
    name="葦原 こずえ", postal_code="690-2101", address="島根県松江市八雲町日吉998番地7 みずうみハイツ203号室"
)
POSTED = (
    "certificate_request",
    "incident_notice",
    "disclosure_answer",
    "correction_answer",
    "suspension_answer",
)
# A window of 90 mm by 45 mm, 22 mm from the left and 12 mm from the upper edge; the sheet slides by 25 mm and 21 mm.
SEEN_WIDTH, SEEN_DEPTH = (22 + 90) * MM, (12 + 45) * MM

LETTERS: dict[str, Callable[[], bytes]] = {
    "request": lambda: render_collection_request(
        collection_request(postal_code=TO.postal_code, address=TO.address)
    ),
    "permission": lambda: render_re_entrustment_permission(
        permission(postal_code=TO.postal_code, address=TO.address)
    ),
    "request to be written": lambda: render_collection_request(collection_request("")),
    **{name: lambda name=name: render_blank_sheet(sheet(name)) for name in POSTED},  # type: ignore[misc]
    **{
        f"{name} to": lambda name=name: render_blank_sheet(sheet(name, addressee=TO))  # type: ignore[misc]
        for name in POSTED
    },
    **{
        f"{name} long": lambda name=name: render_blank_sheet(replace(long_sheet(name), addressee=TO))  # type: ignore[misc]
        for name in POSTED
    },
}


def behind_the_window(page: Sheet) -> list[Ink]:
    """Return what can come into sight, however the folded sheet lies in its envelope."""
    return [
        mark
        for mark in page.marks
        if isinstance(mark, Ink) and mark.glyphs[0][1] < SEEN_WIDTH and mark.y > A4.height - SEEN_DEPTH
    ]


@pytest.mark.parametrize("letter", LETTERS)
def test_nothing_but_the_address_is_seen_and_the_marks_stand_where_it_is_folded(letter: str) -> None:
    first, *others = sheets_of(LETTERS[letter])
    seen = {ink.y for ink in behind_the_window(first)}
    place_top, place_bottom = A4.height - 12 * MM, A4.height - 36 * MM
    assert seen, "an address, or 様 after the line for it"
    assert all(place_bottom <= y <= place_top for y in seen)
    marks = [
        mark
        for mark in first.marks
        if isinstance(mark, Rule) and mark.x1 == pytest.approx(5 * MM) and mark.y1 == mark.y2
    ]
    assert sorted(mark.y1 for mark in marks) == [pytest.approx(99 * MM), pytest.approx(198 * MM)]
    assert faults([first, *others]) == []


@pytest.mark.parametrize("name", POSTED)
def test_name_and_address_of_the_vault_stand_on_the_letter(name: str) -> None:
    text = run_together(pages(render_blank_sheet(sheet(name, addressee=TO)))[0])
    ending = "御中" if name == "certificate_request" else "様"
    assert f"〒690-2101{run_together(TO.address)}葦原こずえ{ending}" in text
    blank = run_together(pages(render_blank_sheet(sheet(name)))[0])
    assert "葦原" not in blank
    assert blank.startswith(f"〒{ending}") or ending in blank


def test_every_letter_to_somebody_outside_is_posted_but_what_goes_with_it() -> None:
    posted = {name for name in ALL_SHEETS if sheet_plan("npo", name).posted}
    assert posted == set(POSTED)
    for name in ALL_SHEETS:
        plan = sheet_plan("npo", name)
        heads = [block for block in plan.blocks if isinstance(block, Letterhead)]
        if plan.outgoing and heads:
            assert heads[0].window in (PostedTo.PERSON, PostedTo.CONTRACTOR), name
