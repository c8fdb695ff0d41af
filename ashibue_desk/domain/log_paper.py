"""What the papers of the handling log need to know: the officer's verification card, and the log as a book."""

from dataclasses import dataclass, field
from datetime import date

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.handling_log import LogEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCardFacts:
    """検証カード: the first key of an epoch, and what it serves for."""

    head: PaperHead
    epoch: int
    issued_on: date
    officer_name: str
    groups: tuple[str, ...] = field(repr=False)  # 14 groups of four characters
    qr_text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogBookFacts:
    """取扱記録簿: the lines asked for, oldest first, and the code of the newest entry, which stands on every page.

    ``affairs`` holds the affairs of each line in words, ``signs`` what sets it apart, both in the order of ``entries``.
    ``scope`` says which lines these are besides the period (one person, one handler); empty for all of them.
    """

    head: PaperHead
    period: str
    scope: str
    entries: tuple[LogEntry, ...]
    affairs: tuple[str, ...]
    signs: tuple[str, ...]
    until_seq: int
    code: str
