"""What became of a binding code: the log tells at the next arrival, since an account without a user cannot write it."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.storage import device_binding

if TYPE_CHECKING:
    from ashibue_desk.use_cases.desk import Desk

_MADE_AT = "binding code made at"


def remember_code(desk: "Desk") -> None:
    """Note that a code was made; only inside ``act``."""
    desk.vault.settings.set(_MADE_AT, desk.surroundings.clock.now_utc().isoformat())


def settle_code(desk: "Desk") -> None:
    """Tell that a code was used, or delete one that is good no longer; only inside ``act``."""
    made_at = desk.vault.settings.get(_MADE_AT, "")
    if not made_at:
        return
    folder = desk.vault.folder
    if not device_binding.is_offered(folder):
        _tell(desk, "別のアカウントを結び付けるコードが使われた")
    elif device_binding.is_over(datetime.fromisoformat(made_at), desk.surroundings.clock.now_utc()):
        with suppress(OSError):
            device_binding.withdraw_code(folder)
        _tell(desk, "別のアカウントを結び付けるコードの期限切れ")


def _tell(desk: "Desk", act: str) -> None:
    desk.vault.settings.set(_MADE_AT, "")
    desk.log(LogLine(log_class=LogClass.ACCESS, act=act))
