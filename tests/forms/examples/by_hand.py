"""Sheets to fill by hand, each template of the pack."""

from functools import partial

from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from forms.blank_sheet import render_blank_sheet
from forms.blank_sheet_reader import sheet_plan, sheets_by_id
from tests.forms.examples import Example
from tests.forms.made_up import MadeUp

# What an office can print on a sheet; each sheet uses the part it needs.
_SOME = frozenset(
    ("pack", "sheet", "office_address", "representative_title", "representative_name", "officer_title", "officer_name",
     "contact", "business_year", "affairs", "purposes", "number_files")
)  # fmt: skip


def _facts(made: MadeUp, form_id: str, sheet: str) -> BlankSheetFacts:
    told = {"pack": "npo", "sheet": sheet, "business_year": "令和8年度"}
    if sheet_plan("npo", sheet).posted is None:  # only what is posted names to whom
        return made.build(BlankSheetFacts, form_id, **told, addressee=None)
    return made.build(BlankSheetFacts, form_id, **told)


EXAMPLES = {
    form_id: Example(partial(_facts, form_id=form_id, sheet=sheet), render_blank_sheet, _SOME)
    for form_id, sheet in sheets_by_id().items()
}
