"""Which sheets to fill by hand a regulation pack has, and each as it is drawn from the pack's own words."""

from functools import cache

from ashibue_desk.domain.sheet_plan import SheetPlan
from ashibue_desk.domain.sheet_wording import plan_of
from ashibue_desk.files.data_tables import DataFileError
from ashibue_desk.resource_files import resource
from forms.templates import form_text


@cache
def sheets_by_id(pack: str = "npo") -> dict[str, str]:
    """Return the name of each template of a pack by the id of its form, in the order of the ids (S1, S2 … S10).

    Raises ``DataFileError`` for a template that is wrong, or two with one id.
    """
    names = sorted(file.stem for file in resource("regulations", pack, "sheets").glob("*.toml"))
    found: dict[str, str] = {}
    for name in names:
        form_id = sheet_plan(pack, name).form_id
        if form_id in found:
            raise DataFileError(f"{name}.toml: {form_id} is also the id of {found[form_id]}.toml")
        found[form_id] = name
    return dict(sorted(found.items(), key=lambda each: (len(each[0]), each[0])))


@cache
def sheet_plan(pack: str, name: str) -> SheetPlan:
    """Return the template ``name`` of a pack, read once; raise ``DataFileError`` when it is wrong or missing."""
    return plan_of(form_text(pack, name))
