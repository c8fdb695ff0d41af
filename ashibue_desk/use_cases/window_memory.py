"""What the window remembers on this PC: which vaults were opened, and how it looked. Never anything of a person."""

from pathlib import Path

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.private_files import make_private_folder, read_limited, write_private
from ashibue_desk.machine.recent_vaults import RecentVaults
from ashibue_desk.use_cases.surroundings import Surroundings

_LOOK = "window.json"
_MOST_BYTES = 64 * 1024


def known_vaults(surroundings: Surroundings) -> tuple[Path, ...]:
    """Return the vaults opened lately that are still there, the last one first."""
    known = RecentVaults(surroundings.folders.recent_vaults).known()
    return tuple(place for place in known if _is_there(place))


def _is_there(place: Path) -> bool:
    """Whether a folder is there for this account: a place that may not be looked at, or that no disk can have, is not."""
    try:
        return place.is_dir()
    except OSError:
        return False


def remember_vault(surroundings: Surroundings, place: Path) -> None:
    """Offer ``place`` first at the next start. What cannot be written is not remembered: it is a convenience only."""
    try:
        RecentVaults(surroundings.folders.recent_vaults).remember(place)
    except Situation:
        return


def read_look(surroundings: Surroundings) -> bytes:
    """Return what ``keep_look`` kept, or nothing."""
    try:
        return read_limited(surroundings.folders.settings / _LOOK, _MOST_BYTES)
    except Situation:
        return b""


def keep_look(surroundings: Surroundings, look: bytes) -> None:
    """Keep sizes, widths of columns and brightness. What cannot be written is not remembered."""
    try:
        make_private_folder(surroundings.folders.settings)
        write_private(surroundings.folders.settings / _LOOK, look)
    except Situation:
        return


def forget_vault(surroundings: Surroundings, place: Path) -> None:
    """Offer ``place`` no longer. What cannot be written stays remembered: a vault that is gone is not offered anyway."""
    try:
        RecentVaults(surroundings.folders.recent_vaults).forget(place)
    except Situation:
        return
