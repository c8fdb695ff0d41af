"""The vaults opened lately on this account: paths only, in a small private file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ashibue_desk.files.private_files import make_private_folder, read_limited, write_private
from ashibue_desk.files.situations import FileMissing, FileTooLarge, FileUnreadable

KEPT: Final = 8
_MAX_BYTES: Final = 64 * 1024


class RecentVaults:
    """A list of vault folders, the one used last first. A damaged list is an empty one: it is a convenience only."""

    def __init__(self, file: Path) -> None:
        """Keep the list in ``file`` (``Folders.recent_vaults``)."""
        self._file = file

    def known(self) -> tuple[Path, ...]:
        """Return the remembered folders, the one used last first, whether or not they are still there."""
        try:
            told = json.loads(read_limited(self._file, _MAX_BYTES))
        except (FileMissing, FileTooLarge, FileUnreadable, ValueError, RecursionError):
            return ()
        paths = told.get("vaults") if isinstance(told, dict) else None
        if not isinstance(paths, list):
            return ()
        return tuple(Path(text) for text in paths if isinstance(text, str) and text)[:KEPT]

    def remember(self, vault: Path) -> None:
        """Put ``vault`` first and keep at most eight. Raises as ``write_private``."""
        chosen = vault.absolute()
        self._keep((chosen, *(path for path in self.known() if path != chosen)))

    def forget(self, vault: Path) -> None:
        """Take ``vault`` off the list; nothing of the vault itself is touched. Raises as ``write_private``."""
        gone = vault.absolute()
        self._keep(tuple(path for path in self.known() if path != gone))

    def _keep(self, paths: Sequence[Path]) -> None:
        make_private_folder(self._file.parent)
        text = json.dumps({"vaults": [str(path) for path in paths[:KEPT]]}, ensure_ascii=False, indent=1)
        write_private(self._file, text.encode("utf-8"))
