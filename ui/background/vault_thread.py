"""The one thread that owns the vault: connections of SQLCipher refuse to be used from any other."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject

Job = Callable[[], None]


class VaultThread(QObject):
    """A queue of jobs done one after another in a thread of its own. Jobs deal with their own exceptions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._stopping = False
        # A daemon thread never keeps a process alive that was told to end: locking must not wait for a long job.
        self._thread = Thread(target=self._work, name="vault", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Put a job at the end of the queue; after ``stop`` it is dropped."""
        if not self._stopping:
            self._jobs.put(job)

    def stop(self, patience: float = 5.0) -> bool:
        """Finish what is queued, then end the thread. Return whether it ended within ``patience`` seconds."""
        if not self._stopping:
            self._stopping = True
            self._jobs.put(None)
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # what a job held must not outlive it while the queue is empty
