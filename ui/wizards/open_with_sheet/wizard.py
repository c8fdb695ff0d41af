"""Opening with the recovery sheet on the screen."""

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.users import LoginName
from ui.background.progress import Progress
from ui.widgets.door import DoorContext
from ui.wizards.door_parts.door_wizard import DoorWizard
from ui.wizards.door_parts.password_step import PasswordStep
from ui.wizards.door_parts.sheet_step import SheetStep
from ui.wizards.open_with_sheet import flow as steps
from ui.wizards.open_with_sheet.flow import OpenWithSheetFlow
from ui.wizards.open_with_sheet.pages import WhoStep


class OpenWithSheetWizard(DoorWizard):
    """Opens the vault that is looked at, with a new password for one user."""

    def __init__(self, context: DoorContext) -> None:
        self.flow = OpenWithSheetFlow(context.surroundings, context.place)
        widgets = {
            steps.SHEET: SheetStep(self.flow),
            steps.WHO: WhoStep(self.flow),
            steps.PASSWORD: PasswordStep(self.flow),
        }
        super().__init__(context, "復旧シートで開ける", "open_with_sheet", self.flow, widgets)
        self.try_keychain(self.flow.key_choice, widgets[steps.WHO])

    def forget(self) -> None:
        """Drop the passwords and the sheet's text."""
        self.flow.passwords.forget()
        self.flow.sheet = ""

    def something_typed(self) -> bool:
        """Return whether giving up would lose something."""
        return bool(self.flow.sheet)

    def step_shown(self, key: str) -> None:
        """Try the sheet when the names are to be shown."""
        super().step_shown(key)
        if key == steps.WHO and self.flow.must_look:
            self.do(self.flow.look, self._seen)

    def _seen(self, users: tuple[LoginName, ...]) -> None:
        self.flow.note_users(users)
        self.frame.set_busy(False)
        self.frame.show_step()

    def failed(self, situation: Situation) -> None:
        """Show what happened; a sheet that does not fit is typed again."""
        if self.flow.key == steps.WHO and self.flow.must_look:
            self.flow.return_to(steps.SHEET)
            self.frame.show_step()
        super().failed(situation)

    def finish(self) -> None:
        """Open the vault and go in."""
        progress = Progress("保管庫を開いています", self, stoppable=False)
        self.do(self.flow.open, self.go_in, progress)
