"""What keeps somebody from acting yet, said on a page with the way to where it is mended."""

from PySide6.QtCore import QObject

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.situations import NotYetAble
from ui.widgets.banner import Banner
from ui.widgets.page import Page
from ui.wording.charge import MANAGES_CHARGES

_OFFICER = ("担当者と権限を開く", "charge")
_OTHERS = ("自分の担当を開く", "my_duties")


class MissingStep(QObject):
    """Belongs to a page; ``show`` puts a banner on it that leads to the missing step."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        manages = bool(page.context.roles & MANAGES_CHARGES)
        self._words, self._key = _OFFICER if manages else _OTHERS

    def show(self, situation: Situation) -> Banner:
        """Say what keeps the actor from acting; any other situation is shown as always."""
        if not isinstance(situation, NotYetAble):
            return self._page.show_situation(situation)
        text = "\n".join(part for part in (situation.safe, situation.todo) if part)
        return self._page.banners.say(
            "warning", text, title=situation.what, actions=((self._words, self.open),)
        )

    def open(self) -> None:
        """Open the page where the step is recorded, or where one's own steps are seen."""
        self._page.context.shell.open(self._key)
