"""The sheets to fill by hand: every template of the pack blank, and letters also with the name and address of whom they go to."""

from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from ashibue_desk.domain.sheet_plan import PostedTo
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import list_people
from ashibue_desk.use_cases.sheets_to_fill import letter_to_contractor, letter_to_person, sheet_facts
from forms.blank_sheet import render_blank_sheet
from forms.blank_sheet_reader import sheet_plan, sheets_by_id
from forms.catalogue import FormDesign
from ui.papers_offered.contracting import contractor_choices
from ui.papers_offered.offer import Choice, Offer

_WRITES = frozenset({Role.OFFICER, Role.HANDLER})


def person_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return everybody on the list of people, those who left as well: a letter may be about former times."""
    return tuple(
        Choice(
            row.id,
            row.name,
            " ".join(part for part in (row.code, row.department) if part),
            search_key(row.name, row.kana, row.code, row.department),
        )
        for row in list_people(desk)
    )


def _facts(desk: Desk, design: FormDesign) -> BlankSheetFacts:
    return sheet_facts(desk, design, design.wording)


def _to_person(desk: Desk, key: str, design: FormDesign) -> BlankSheetFacts:
    return letter_to_person(desk, design, design.wording, key)


def _to_contractor(desk: Desk, key: str, design: FormDesign) -> BlankSheetFacts:
    return letter_to_contractor(desk, design, design.wording, key)


def _offer(form_id: str, name: str) -> Offer:
    posted = sheet_plan("npo", name).posted
    if posted is None:
        return Offer(form_id=form_id, render=render_blank_sheet, blank=_facts)
    to_person = posted.window is PostedTo.PERSON
    return Offer(
        form_id=form_id,
        render=render_blank_sheet,
        blank=_facts,
        filled=_to_person if to_person else _to_contractor,
        choices=person_choices if to_person else contractor_choices,
        roles=_WRITES,
        counter="人" if to_person else "か所",
    )


OFFERS = tuple(_offer(form_id, name) for form_id, name in sheets_by_id("npo").items())
