"""What the program itself reads in the vault thread: of the PC before a vault is looked at, of an open one for its window.

Loaded before the unlock screen is seen, so each imports what it needs when it runs.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ashibue_desk.use_cases.desk import Desk
    from ashibue_desk.use_cases.surroundings import Surroundings


class Found(NamedTuple):
    """What is known of this PC before a vault is looked at."""

    surroundings: "Surroundings"
    last_vault: Path | None
    look: bytes


class Facts(NamedTuple):
    """What the main window says about the vault it shows."""

    office_name: str
    role_words: str
    minutes: int
    is_sample: bool
    must_change: bool  # the password: nothing else is shown before
    password_words: str  # what is to be said about its age, else empty


def real_surroundings(data_root: Path | None) -> "Surroundings":
    """Build what the use cases need of this PC, with what is stored under ``data_root`` if one is named."""
    from ashibue_desk import bootstrap

    bootstrap.harden()
    return bootstrap.build_surroundings(data_root)


def look_round(build: "Callable[[Path | None], Surroundings]", data_root: Path | None) -> Found:
    """Build what the use cases need, read what was remembered, and load what looks at a vault.

    Nothing of Qt: two threads that load it at once end the process (``ui/ahead.py``).
    """
    import ashibue_desk.use_cases.device_binding
    import ashibue_desk.use_cases.vault_gate  # noqa: F401 - a long time that holds up nobody who is typing here
    from ashibue_desk.use_cases.window_memory import known_vaults, read_look

    surroundings = build(data_root)
    return Found(surroundings, next(iter(known_vaults(surroundings)), None), read_look(surroundings))


def read_facts(desk: "Desk") -> Facts:
    """Return what the window says of the open vault, and remember where it lies."""
    from ashibue_desk.use_cases.own_password import own_password
    from ashibue_desk.use_cases.settings import read_settings
    from ashibue_desk.use_cases.window_memory import remember_vault

    remember_vault(desk.surroundings, desk.vault.folder)
    settings = read_settings(desk)
    words = "・".join(desk.regulation.role_names(desk.actor.roles))
    own = own_password(desk)
    return Facts(
        office_name=settings.office.name,
        role_words=words,
        minutes=settings.auto_lock_minutes,
        is_sample=desk.header.sample,
        must_change=own.must_change,
        password_words=own.sentence,
    )


def keep_look(surroundings: "Surroundings", look: bytes) -> None:
    """Keep what is remembered of the windows."""
    from ashibue_desk.use_cases import window_memory

    window_memory.keep_look(surroundings, look)
