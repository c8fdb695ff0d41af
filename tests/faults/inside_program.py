"""What a test has run inside the real program: somebody at the keyboard who unlocks, looks at a number and locks; and a look
at the program's own memory, which the program forbids to everybody else.

Run as a script it is the program with that somebody. The fresh process that takes over after the lock runs unchanged: there
a thread, started by ``sitecustomize``, waits until the unlock screen knows its users and writes the memory down.
"""

import ctypes
import json
import os
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

FOLDER = "ASHIBUE_PROOF_FOLDER"
JOB, NEEDLES, BEFORE, AFTER, SUCCESSOR = "job.json", "needles.json", "before", "after", "successor"
_DUMPABLE = 4  # linux/prctl.h: PR_SET_DUMPABLE
_STEP = 0.05
_MOST = 1 << 30


def folder() -> Path:
    """Return where job and findings lie."""
    return Path(os.environ[FOLDER])


def write_memory(name: str) -> None:
    """Write everything this process may write to in its memory into a file ``name``."""
    ctypes.CDLL(None).prctl(_DUMPABLE, 1, 0, 0, 0)  # only the process itself can allow it
    maps = [line.split() for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()]
    target = folder() / f"{name}.part"
    with Path("/proc/self/mem").open("rb", buffering=0) as memory, target.open("wb") as file:
        for part in maps:
            first, last = (int(end, 16) for end in part[0].split("-"))
            if not part[1].startswith("rw") or last - first > _MOST:
                continue
            memory.seek(first)
            try:
                file.write(memory.read(last - first))
            except OSError:  # a page that the system keeps for itself
                continue
    target.rename(folder() / name)


def watch_successor() -> None:
    """Begin to wait in a thread, unless this is the process with the job; called by ``sitecustomize``."""
    if (folder() / JOB).exists() or "-m" not in sys.orig_argv:
        return
    (folder() / SUCCESSOR).write_text(str(os.getpid()), encoding="utf-8")
    threading.Thread(target=_write_when_ready, daemon=True).start()


def _write_when_ready() -> None:
    never = threading.Event()
    while not _is_ready():
        never.wait(_STEP)
    write_memory(AFTER)


def _is_ready() -> bool:
    widgets, page = sys.modules.get("PySide6.QtWidgets"), sys.modules.get("ui.vault.unlock_page")
    if not hasattr(widgets, "QApplication") or not hasattr(page, "UnlockPage"):
        return False
    shown = widgets.QApplication.allWidgets()  # type: ignore[union-attr]
    return any(isinstance(one, page.UnlockPage) and one.user_id() for one in shown)  # type: ignore[union-attr]


def main() -> int:  # noqa: C901 - the steps of the hand, one after the other
    """Run the program with somebody at the keyboard."""
    from PySide6.QtCore import QTimer

    import ui.app as program
    from ui.vault.unlock_page import UnlockPage

    job = json.loads((folder() / JOB).read_text(encoding="utf-8"))

    class Driven(program.App):
        """The program, and a hand that does the next thing as soon as it can be done."""

        def start(self) -> None:
            super().start()
            self.shown: Any = None
            self.steps = iter((self._unlock, self._look_at_number, self._lock))
            self.hand = QTimer(self)
            self.hand.setInterval(int(_STEP * 1000))
            self.hand.timeout.connect(self._go_on)
            self.next = next(self.steps)
            self.hand.start()

        def _go_on(self) -> None:
            if self.entrance is not None and not self.operations.is_busy() and self.next():
                self.next = next(self.steps, lambda: False)

        def _unlock(self) -> bool:
            page = self.window.shown()
            if not isinstance(page, UnlockPage) or not page.user_id():
                return False
            page.choose_user(job["user_id"])
            page.password.line.setText(job["password"])
            page.password.line.returnPressed.emit()
            return True

        def _look_at_number(self) -> bool:
            from ashibue_desk.use_cases.reveal_number import reveal_number

            if self.main_window is None:
                return False
            work = partial(
                reveal_number,
                person_id=job["person_id"],
                affair_id=job["affair_id"],
                password=job["password"],
            )
            self.operations.act(self, work, self._keep)
            return True

        def _keep(self, shown: Any) -> None:
            self.shown = shown

        def _lock(self) -> bool:
            if self.shown is None:
                return False
            write_needles(self.operations.desk, self.shown.number.digits(), job["password"])
            write_memory(BEFORE)
            (folder() / JOB).unlink()
            self.locker.lock("key")
            return True

    program.App = Driven  # type: ignore[misc] # the hand belongs to the program from now on
    return program.run(program.Options(vault=Path(job["vault"]), data_root=Path(job["root"])))


def write_needles(desk: Any, number: str, password: str) -> None:
    """Write down what must not be found after the lock."""
    from ashibue_desk.storage.key_material import database_key

    told = {
        "number": number,
        "password": password,
        "database key": database_key(desk.keys.master_key, desk.header.vault_id).raw.hex(),
        "master key": desk.keys.master_key.hex(),
        "signing key": desk.keys.signing.private_bytes_raw().hex(),
    }
    (folder() / NEEDLES).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
