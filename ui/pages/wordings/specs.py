"""How the pages about wording are known to the window."""

from functools import partial

from ui.pages.wordings.edit_page import WordingEditPage
from ui.pages.wordings.form_page import WordingPage
from ui.pages.wordings.page import WordingsPage
from ui.widgets.page import PageSpec
from ui.wording.page_roles import PAGE_ROLES


def wording_specs() -> tuple[PageSpec, ...]:
    """Return the pages about the office's own wording of the forms."""
    details = partial(PageSpec, in_rail=False, under="papers")
    return (
        details(
            "wordings",
            "様式の文面",
            WordingsPage,
            roles=PAGE_ROLES["wordings"],
            words=("文言", "条文", "版", "改定", "ひな形", "テンプレート", "原文"),
        ),
        details("wording", "様式1つの文面", WordingPage, roles=PAGE_ROLES["wording"]),
        details("wording_edit", "文面を直す", WordingEditPage, roles=PAGE_ROLES["wording_edit"], fresh=True),
    )
