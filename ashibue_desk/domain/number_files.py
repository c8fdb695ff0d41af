"""Number files (特定個人情報ファイル, 規程33条): what the office keeps numbers in, and who may open it."""

from dataclasses import dataclass
from enum import Enum


class FileKind(Enum):
    """Where a number file lies."""

    VAULT = "vault"  # a compartment of the vault with a key of its own
    PAPER = "paper"
    MEDIA = "media"


FILE_KIND_NAMES = {
    FileKind.VAULT: "保管庫の中",
    FileKind.PAPER: "紙",
    FileKind.MEDIA: "媒体",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFilePlan:
    """What is decided before a number file is made. ``affairs`` are ids; ``reason`` is why the officer orders it."""

    kind: FileKind
    name: str
    purpose: str = ""
    place: str = ""
    department: str = ""
    disposal: str = ""
    affairs: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NumberFileRule:
    """A number file that the regulation pack gives every new vault. ``id`` is stable for ever."""

    id: str
    plan: NumberFilePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFile:
    """One entry of the register of number files.

    ``edition`` counts the keys of a compartment and grows when somebody loses a right; it is 0 for paper and media.
    Times are UTC, ISO 8601; ``closed_at`` is empty while the file is kept.
    """

    id: str
    kind: FileKind
    name: str
    purpose: str
    place: str
    department: str
    disposal: str
    affairs: tuple[str, ...]
    edition: int
    ordered_by: str
    reason: str
    created_at: str
    closed_at: str
    closed_reason: str
    holders: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the file is still kept."""
        return not self.closed_at
