"""Restoring on the screen: the backup is proven before anything else is asked."""

from functools import partial
from pathlib import Path

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.at_the_door import VaultOutside, vault_outside
from ashibue_desk.use_cases.restore_vault import OF_THE_FILE, BackupInside, RestorePlan, restore_vault
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.background.progress import Progress
from ui.widgets.door import DoorContext
from ui.wizards.door_parts.door_wizard import DoorWizard
from ui.wizards.door_parts.password_step import PasswordStep
from ui.wizards.door_parts.place_step import PlaceStep
from ui.wizards.door_parts.sheet_step import SheetStep
from ui.wizards.restore_backup import flow as steps
from ui.wizards.restore_backup.flow import RestoreFlow
from ui.wizards.restore_backup.pages import FileStep, InsideStep


class RestoreWizard(DoorWizard):
    """Makes a vault from a backup and goes in as the one at the desk."""

    def __init__(self, context: DoorContext) -> None:
        self.flow = RestoreFlow(context.surroundings)
        widgets = {
            steps.FILE: FileStep(self.flow),
            steps.SHEET: SheetStep(self.flow),
            steps.INSIDE: InsideStep(self.flow),
            steps.PLACE: PlaceStep(self.flow),
            steps.PASSWORDS: PasswordStep(self.flow),
        }
        self._plan: RestorePlan | None = None
        super().__init__(context, "バックアップから戻す", "restore_backup", self.flow, widgets)
        self.try_keychain(self.flow.key_choice, widgets[steps.PLACE])

    def forget(self) -> None:
        """Drop the passwords and the sheet's text."""
        self.flow.passwords.forget()
        self._plan = None
        self.flow.sheet = ""

    def something_typed(self) -> bool:
        """Return whether giving up would lose something."""
        return bool(self.flow.sheet)

    def step_shown(self, key: str) -> None:
        """Open the backup when its step comes up."""
        super().step_shown(key)
        if key == steps.INSIDE and self.flow.must_look:
            progress = Progress("バックアップを確かめています", self, stoppable=False)
            self.do(partial(_look, self.flow, self.context.place), self._seen, progress)

    def _seen(self, answer: tuple[BackupInside, VaultOutside | None]) -> None:
        inside, self.flow.beside = answer
        self.flow.note_inside(inside)
        self.frame.set_busy(False)
        self.frame.show_step()

    def failed(self, situation: Situation) -> None:
        """Show what happened; another file is chosen where it lies with the file, and the sheet is typed again where with the sheet."""
        if self.flow.key == steps.INSIDE:
            self.flow.forget_inside()
            self.flow.return_to(steps.FILE if isinstance(situation, OF_THE_FILE) else steps.SHEET)
            self.frame.show_step()
        super().failed(situation)

    def finish(self) -> None:
        """Restore."""
        wrong = self.flow.first_wrong()
        if wrong and wrong != self.flow.key:
            self.flow.return_to(wrong)
            self.frame.show_step()
            self.frame.go_next()
            return
        self._plan = self.flow.plan()
        progress = Progress("バックアップから戻しています", self, stoppable=False)
        self.do(partial(restore_vault, self.context.surroundings, self._plan), self._restored, progress)

    def _restored(self, _nothing: object) -> None:
        plan = self._plan
        if plan is not None:
            first = plan.users[0]
            self.unlock(plan.place, first.user_id, first.password)


def _look(flow: RestoreFlow, present: Path) -> tuple[BackupInside, VaultOutside | None]:
    surroundings: Surroundings = flow.surroundings
    return flow.look(), vault_outside(surroundings, present)
