"""Whether a folder may receive a backup: judged by the device below it and its bus, never by letter or name.

Regulation and manual (7.3) allow the computer's own disk and optical discs, and refuse USB memory; what cannot be judged
is refused. This stops mistakes; it does not stop somebody from carrying the finished file away by other means.
"""

from ashibue_desk.machine.drives.drive_check import DriveCheck
from ashibue_desk.machine.drives.place import Place, Verdict

__all__ = ["DriveCheck", "Place", "Verdict"]
