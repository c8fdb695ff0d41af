"""Python's cycle collector, run in the window's thread only.

Left to itself it runs in whichever thread happens to allocate, and then destroys Qt objects in the vault thread, which Qt
forbids. So the automatic one is off, and a timer here collects the generation whose threshold was passed.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2_000


class GarbageCollector(QObject):
    """Collects cycles now and then in the thread it lives in, from ``start`` to ``stop``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Take over from the automatic collector; what was made until now lives as long as the program."""
        gc.disable()
        self.keep_all()
        self._timer.start()

    def keep_all(self) -> None:
        """Never look again at what there is now: it lives as long as the program, and to look through it takes 10 ms."""
        gc.freeze()

    def stop(self) -> None:
        """Give back to the automatic collector; there is only one thread left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due, if any."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
