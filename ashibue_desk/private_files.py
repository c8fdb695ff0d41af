from ashibue_desk.machine.private_files import *
from ashibue_desk.machine.private_files import PREVIOUS as PREVIOUS
from ashibue_desk.machine.situations import FileMissing as FileMissing, FileTooLarge as FileTooLarge, FileUnreadable as FileUnreadable
from ashibue_desk.machine.os_errors import situation_of as file_situation_of

__all__ = [
    "PREVIOUS",
    "FileMissing",
    "FileTooLarge",
    "FileUnreadable",
    "settle_previous",
    "file_situation_of",
    "make_private_folder",
    "writing_private",
    "write_private",
    "read_limited",
    "replace_keeping_previous",
    "copy_private",
    "flush_folder",
    "sweep_leftovers",
]
