"""Trying with invented people, without Qt: build once, show the password, go in, delete on request."""

from pathlib import Path

from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.sample_office import SampleAccess, build_sample_office, delete_sample_office
from ashibue_desk.use_cases.surroundings import Surroundings


class SampleFlow:
    """``access`` is ``None`` until the practice vault is known to be there. The real vaults are never touched."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.access: SampleAccess | None = None

    @property
    def place(self) -> Path:
        """Return where the practice vault lies."""
        return self._surroundings.folders.sample_vault

    @property
    def is_there(self) -> bool:
        """Whether a practice vault was built before."""
        return self.place.is_dir()

    def prepare(self, progress: Progress) -> SampleAccess:
        """Build the practice vault if there is none; runs in the vault thread. ``note_access`` takes in the answer."""
        return build_sample_office(self._surroundings, self.place, progress)

    def note_access(self, access: SampleAccess) -> None:
        """Remember how to get in."""
        self.access = access

    def enter(self) -> Desk:
        """Open the practice vault; runs in the vault thread."""
        if self.access is None:
            raise RuntimeError("the practice vault is prepared first")
        return vault_gate.unlock(self._surroundings, self.place, self.access.user_id, self.access.password)

    def delete(self) -> None:
        """Delete the practice vault and its key; runs in the vault thread."""
        delete_sample_office(self._surroundings)

    def note_deleted(self) -> None:
        """Forget how to get in."""
        self.access = None
