"""The forms the program prints: id, name and the article each serves. The id stands in the foot of every sheet."""

from dataclasses import dataclass
from functools import cache

from forms.templates import form_text


@dataclass(frozen=True, slots=True)
class FormDesign:
    """One form. ``version`` is that of the wording on file; ``article`` is empty for aids without an article."""

    form_id: str
    name: str
    article: str
    version: int


_AIDS = (
    FormDesign("R1", "復旧シート", "", 1),
    FormDesign("IL", "取り込めなかった行の一覧", "", 1),
    FormDesign("CS", "同意書の提出状況", "特定個人情報等取扱規程 第4条第4項", 1),
)


@cache
def catalogue(pack: str = "npo") -> dict[str, FormDesign]:
    """Return every form by its id."""
    consent = form_text(pack, "consent")
    designs = (FormDesign(consent.form_id, consent.name, consent.basis, consent.version), *_AIDS)
    return {design.form_id: design for design in designs}
