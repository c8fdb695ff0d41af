"""The sheets to fill by hand: every template of the pack, offered blank."""

from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.sheets_to_fill import sheet_facts
from forms.blank_sheet import render_blank_sheet
from forms.blank_sheet_reader import sheets_by_id
from forms.catalogue import FormDesign
from ui.papers_offered.offer import Offer


def _facts(desk: Desk, design: FormDesign) -> BlankSheetFacts:
    return sheet_facts(desk, design, design.wording)


OFFERS = tuple(
    Offer(form_id=form_id, render=render_blank_sheet, blank=_facts) for form_id in sheets_by_id("npo")
)
