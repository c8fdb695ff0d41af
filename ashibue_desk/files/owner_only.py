"""Who may read a file: its owner alone, on POSIX by mode bits, on Windows by the access list.

On Windows the system account and the administrators may stand on the list beside the owner: they can take any
file anyway, as root can on POSIX, and Windows puts them on everything in a user's own folders.
"""

import re
import stat
import sys
from pathlib import Path
from typing import Final, Protocol

# SDDL abbreviations (MS-DTYP 2.5.1.1): local system, built-in administrators, owner rights, creator owner.
_ANYWAY: Final = frozenset({"SY", "BA", "OW", "CO", "S-1-5-18", "S-1-5-32-544", "S-1-3-0", "S-1-3-4"})
_ALLOWING: Final = frozenset({"A", "OA", "XA", "ZA"})
_ENTRY: Final = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


class AccessLists(Protocol):
    """What Windows is asked about access lists."""

    def sddl_of(self, path: Path) -> str:
        """Return owner and DACL of ``path`` as SDDL text."""
        ...

    def set_sddl(self, path: Path, sddl: str) -> None:
        """Give ``path`` the protected DACL in ``sddl``."""
        ...

    def user_sid(self) -> str:
        """Return the SID of the account this process runs under."""
        ...


def only_owner_can_read(path: Path) -> bool:
    """Whether nobody but the account that owns ``path`` (and the system itself) may read it."""
    if sys.platform == "win32":
        from ashibue_desk.files.windows_calls import WindowsAccessLists

        lists = WindowsAccessLists()
        return only_owner_in_sddl(lists.sddl_of(path), lists.user_sid())
    else:
        return not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def keep_for_owner(path: Path, mode: int) -> None:
    """Narrow ``path`` to its owner: ``mode`` on POSIX, a protected access list on Windows (inherited by what it holds)."""
    if sys.platform == "win32":
        from ashibue_desk.files.windows_calls import WindowsAccessLists

        lists = WindowsAccessLists()
        lists.set_sddl(path, private_sddl(lists.user_sid()))
    else:
        path.chmod(mode)


def private_sddl(user_sid: str) -> str:
    """Return a protected DACL for the account and the system, inherited by files and folders inside."""
    return f"D:P(A;OICI;FA;;;{user_sid})(A;OICI;FA;;;SY)"


def only_owner_in_sddl(sddl: str, user_sid: str) -> bool:
    """Whether every allowing entry of the DACL in ``sddl`` is for the account, the system or administrators.

    An absent DACL (``D:NO_ACCESS_CONTROL`` or none at all) lets everybody in: ``False``.
    """
    _, mark, dacl = sddl.partition("D:")
    dacl = dacl.split("S:", 1)[0] if "S:(" in dacl else dacl
    if not mark or "NO_ACCESS_CONTROL" in dacl:
        return False
    entries = [match.group(1).split(";") for match in _ENTRY.finditer(dacl)]
    trusted = _ANYWAY | {user_sid}
    return all(len(entry) > 5 and entry[5] in trusted for entry in entries if entry[0] in _ALLOWING)
