"""The first hour on the screen: steps, the recovery sheet on paper, then the vault."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.create_vault import NewVaultPlan, create_vault
from ui.background.progress import Progress
from ui.desktop import file_choice, message_box, print_paper
from ui.desktop.print_job import print_papers
from ui.widgets.door import DoorContext
from ui.wizards.door_parts.door_wizard import DoorWizard
from ui.wizards.door_parts.password_step import PasswordStep
from ui.wizards.door_parts.place_step import PlaceStep
from ui.wizards.new_vault import flow as steps
from ui.wizards.new_vault.flow import NewVaultFlow
from ui.wizards.new_vault.office_step import OfficeStep
from ui.wizards.new_vault.people_step import PeopleStep
from ui.wizards.new_vault.sheet_steps import PrintStep, ProveStep


class NewVaultWizard(DoorWizard):
    """Makes a vault and goes in as the officer."""

    def __init__(self, context: DoorContext) -> None:
        self.flow = NewVaultFlow(context.surroundings)
        self.print_step, self.prove_step = PrintStep(self.flow), ProveStep(self.flow)
        widgets = {
            steps.OFFICE: OfficeStep(self.flow),
            steps.PEOPLE: PeopleStep(self.flow),
            steps.PLACE: PlaceStep(self.flow),
            steps.PASSWORDS: PasswordStep(self.flow),
            steps.PRINT: self.print_step,
            steps.PROVE: self.prove_step,
        }
        self._plan: NewVaultPlan | None = None
        super().__init__(context, "新しくはじめる", "new_vault", self.flow, widgets)
        self.print_step.print_asked.connect(self.print_sheets)
        self.print_step.save_asked.connect(self.save_sheets)
        self.print_step.delete_asked.connect(self.delete_sheets)
        self.prove_step.delete_asked.connect(self.delete_sheets)
        self.try_keychain(self.flow.key_choice, widgets[steps.PLACE])
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.leave_nothing)

    def forget(self) -> None:
        """Drop the passwords and the sheet's text."""
        self.flow.passwords.forget()
        self._plan = None
        self.flow.typed_back = ""
        self.flow.saved = ()  # what is still there, the person chose to keep

    @Slot()
    def leave_nothing(self) -> None:
        """The program ends in the middle: remove the files that hold the secret of a vault that will never be."""
        self.flow.delete_saved()

    def leave(self) -> None:
        """Give up for good: the sheets open nothing that will ever be, and their files go too."""
        if not self.flow.delete_saved():
            left = "\n".join(map(str, self.flow.saved))
            message_box.tell(
                self,
                "復旧シートのPDFが残っています",
                f"ほかの画面で開かれているため、消せませんでした。画面を閉じて、次のファイルを消してください。\n{left}",
            )
        self.forget()

    def give_up_words(self) -> str:
        """Say what is lost, the sheets' files among it."""
        words = super().give_up_words()
        return f"{words}保存した復旧シートのPDFも消します。" if self.flow.saved else words

    def something_typed(self) -> bool:
        """Return whether giving up would lose something."""
        return self.flow.something_typed()

    # the sheet

    def print_sheets(self) -> None:
        """Print both copies on the printer the person chooses; no file is made."""
        printer = print_paper.choose_printer(self, "復旧シートを印刷する", self.save_sheets)
        if printer is not None:
            progress = Progress("復旧シートを印刷しています", self)
            self.do(partial(_print, self.flow, printer, progress), self._printed, progress)

    def _printed(self, sheets: int) -> None:
        self.flow.note_printed()
        self.frame.set_busy(False)
        self.print_step.load()
        self.banners.say(
            "success",
            "2枚とも紙になったことを確かめてから、次へ進んでください。",
            title=f"{sheets}枚をプリンターに送りました。",
        )

    def save_sheets(self) -> None:
        """Write both copies where the person chooses."""
        file = file_choice.save_file(
            self, "復旧シートのPDFを保存する", "PDF (*.pdf)", Path.home() / self.flow.sheet_name
        )
        if file is not None:
            self.do(partial(_save, self.flow, file), self._saved)

    def _saved(self, files: tuple[Path, ...]) -> None:
        self.flow.note_saved(files)
        self.frame.set_busy(False)
        self.print_step.load()
        self.banners.say(
            "success", "2枚とも印刷してから、次へ進んでください。", title="PDFを2つ保存しました。"
        )

    def delete_sheets(self) -> None:
        """Delete the files that hold the secret."""
        gone = self.flow.delete_saved()
        self.frame.current_widget().store()
        self.frame.current_widget().load()
        self.banners.clear()
        if gone:
            self.banners.say("success", "", title="保存したPDFを消しました。")
        else:
            left = "\n".join(map(str, self.flow.saved))
            self.banners.say(
                "warning",
                f"PDFを開いている画面を閉じて、もう一度消してください。\n{left}",
                title="PDFを消せませんでした。",
            )

    # the vault

    def finish(self) -> None:
        """Make the vault; what was left undone on an earlier step is shown first."""
        wrong = self.flow.first_wrong()
        if wrong and wrong != self.flow.key:
            self.flow.return_to(wrong)
            self.frame.show_step()
            self.frame.go_next()
            return
        self._offer_deletion()
        self._plan = self.flow.plan()
        progress = Progress("保管庫をつくっています", self, stoppable=False)
        self.do(partial(create_vault, self.context.surroundings, self._plan), self._made, progress)

    def _offer_deletion(self) -> None:
        if self.flow.saved and message_box.ask(
            self,
            "印刷用のPDFを消しますか",
            "PDFには、保管庫を開けるための秘密の文字が入っています。2枚とも紙に印刷してあれば、消しても困りません。",
            act="消して進む",
            instead="残して進む",
            danger=True,  # whoever typed from the file and not from paper would have no sheet at all
        ):
            self.flow.delete_saved()

    def _made(self, _nothing: object) -> None:
        plan = self._plan
        if plan is not None:
            officer = plan.users[0]
            self.unlock(plan.place, officer.user_id, officer.password)

    def failed(self, situation: Situation) -> None:
        """Show what happened; everything typed is still there."""
        super().failed(situation)
        self._plan = None


def _print(flow: NewVaultFlow, printer: QPrinter, progress: Progress) -> int:
    from forms.recovery_sheet import render_recovery_sheet

    return print_papers(partial(flow.draw_sheets, render_recovery_sheet), printer, progress)


def _save(flow: NewVaultFlow, file: Path) -> tuple[Path, ...]:
    from forms.recovery_sheet import render_recovery_sheet

    return flow.save_sheets(file, render_recovery_sheet)
