"""委託先台帳: everything on file about one contractor, section by section (規程14条1項)."""

from typing import Any

from ashibue_desk.domain.contractor_form_facts import DossierFacts
from forms.contractor_dossier_rows import sections
from forms.fonts import GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, LEFT, MM, TOP, Paper
from forms.sectioned import SectionedPaper, render_sections
from forms.text import Style, draw_lines, draw_text, fit_text

_TITLE = Style(MINCHO, 16, 22)
_NAME = Style(GOTHIC_BOLD, 12, 16)


def render_dossier(facts: DossierFacts) -> bytes:
    """Return the dossier as a PDF. Raises ``CannotDrawCharacter`` naming the contractor."""
    paper, name = Paper(facts), facts.file.contractor.name
    title = fit_text(name, _NAME, BODY_WIDTH, 34, 7, "名称")

    def opening(canvas: Any) -> None:
        draw_text(canvas, facts.head.form_name, _TITLE, LEFT, TOP - 7 * MM)
        draw_lines(canvas, title, LEFT, TOP - 16 * MM)

    return render_sections(
        paper,
        SectionedPaper(
            sections=tuple(sections(facts)),
            opening=opening,
            first_top=TOP - 24 * MM - (len(title) - 1) * _NAME.leading,
            running=name[:40],
        ),
    )
