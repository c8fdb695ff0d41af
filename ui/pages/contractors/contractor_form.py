"""What the forms about one contractor have in common: they read it once, and a lock does not lose which one it was."""

from ashibue_desk.use_cases.changes import Changed
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext


class ContractorForm(FormPage):
    """A form about the contractor whose id it was opened with. Made anew at each opening.

    Subclasses say in ``read`` what they need of the vault, and end showing it with ``note_untouched``. ``draft_key`` is the
    page's own key: the program opens the page by it after a lock.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.contractor_id = ""
        self._read = False

    def read(self) -> None:
        """Ask the vault for what the form shows of ``contractor_id``."""
        raise NotImplementedError

    def show_argument(self, argument: object) -> None:
        """Take the contractor's id."""
        if isinstance(argument, str):
            self.contractor_id = argument

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - read once, so that nothing typed is lost
        """Read the contractor."""
        if self.contractor_id and not self._read:
            self._read = True
            self.read()

    def about(self) -> dict[str, str]:
        """Return which contractor it is."""
        return {"contractor_id": self.contractor_id}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Read the contractor of the draft; what was typed is put back once it is shown."""
        super().restore_draft(values)
        self.show_argument(values.get("contractor_id", ""))
        self.refresh(Changed.NOTHING)
