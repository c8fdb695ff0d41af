"""The wording of a form as a design draws it: the office's own where it has one, else the original of the pack."""

from functools import cache, lru_cache

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.sheet_files import read_sheet
from ashibue_desk.domain.sheet_wording import wording_of
from ashibue_desk.domain.wording_files import read_wording
from ashibue_desk.domain.wordings import Clause, FormText, Passage
from ashibue_desk.files.data_tables import read_data_file
from ashibue_desk.resource_files import resource

__all__ = ["Clause", "FormText", "Passage", "form_text", "text_for"]


def text_for(head: PaperHead, name: str, pack: str = "npo") -> FormText:
    """Return the wording of the form ``name`` that ``head`` is about: the office's own, else the pack's original.

    Raises ``ValueError`` where ``head`` tells another version than the wording it comes with, so that no paper names a
    version whose words it does not bear.
    """
    text = _own(head.wording) if head.wording else form_text(pack, name)
    if text.version != head.version:
        raise ValueError(f"no wording on file for version {head.version} of {text.form_id}")
    return text


@cache
def form_text(pack: str, name: str) -> FormText:
    """Load the original ``forms/<name>.toml`` or ``sheets/<name>.toml`` of a regulation pack.

    Raises ``DataFileError`` for a sheet whose template is wrong.
    """
    sheet = resource("regulations", pack, "sheets", f"{name}.toml")
    if sheet.exists():
        return wording_of(read_data_file(sheet, read_sheet))
    return read_wording(resource("regulations", pack, "forms", f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _own(wording: str) -> FormText:
    return read_wording(wording)
