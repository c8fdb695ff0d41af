"""Changing the key file of an open vault: the file and the line that tells of it stand or fall together."""

from collections.abc import Callable

from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_slots import Header, KeySlots
from ashibue_desk.use_cases.desk import Desk

EPOCH = "key file epoch"
"""The setting that says which edition of the key file the log knows of; another one is told at the next arrival."""


def change_key_file(desk: Desk, slots: KeySlots, record: Callable[[], None]) -> Header:
    """Write ``slots``, and what ``record`` writes into the vault, together; return the new header.

    A failure, also of the very commit, puts the old file back. After a crash in between, the next arrival tells of it.
    """

    def enter() -> None:
        with desk.act():
            desk.vault.settings.set(EPOCH, slots.header.epoch + 1)
            record()

    fresh = key_slots.write_slots(desk.vault.folder, slots, desk.device_secret, and_then=enter).header
    desk.ring.go_on_with(fresh)
    return fresh


def unknown_edition(desk: Desk, *, just_written: int) -> str:
    """Say what befell the key file since the log last knew it, or return ``""``; the edition at hand is known from now on.

    Only inside ``act``. ``just_written`` is how many editions the act itself wrote: the log tells of those anyway.
    """
    known = desk.vault.settings.get(EPOCH, None)
    desk.vault.settings.set(EPOCH, desk.header.epoch)
    if known is None or known + just_written == desk.header.epoch:
        return ""
    if known > desk.header.epoch:
        return "鍵のファイルが以前のものに戻されている"
    return "鍵のファイルの変更(途中で終わったため、開いたときに記録)"
