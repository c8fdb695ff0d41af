"""Corrections of the log: a new line that points back, never a changed one (R4-31: 訂正の経過も残す).

The lines of a correction hang on one another: the first one, what corrects it, what corrects that. A new one always points
to the newest, so there is one course of events and never two versions beside each other. What somebody entered by hand may
be put right or taken back; of what the program wrote only a remark can be added, for the program saw what it wrote. A line
that a check found doubtful gets the outcome added in the same way.
"""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.paper_acts import PaperAct, PaperActRule, PaperActRules

REMARKED = "記録への補記"
WITHDRAWN = "紙の取扱いの記録の取消し"
SETTLED = "要確認の結果"
_ADDED = {REMARKED: "への補記", SETTLED: "について"}
"""Lines that add something about another one and change nothing of it."""
_REASON = "[訂正の理由: "


@dataclass(frozen=True, slots=True)
class Course:
    """The lines that belong together, oldest first; there is at least one."""

    entries: tuple[LogEntry, ...]

    @property
    def newest(self) -> LogEntry:
        """Return the line to which the next one points."""
        return self.entries[-1]

    @property
    def content(self) -> LogEntry:
        """Return the line that holds today: the newest that does not merely add something."""
        return next(
            (entry for entry in reversed(self.entries) if entry.line.act not in _ADDED), self.entries[0]
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether the act was taken back."""
        return self.content.line.act == WITHDRAWN

    def rule(self, rules: PaperActRules) -> PaperActRule | None:
        """Return the kind of act on paper that may be put right, ``None`` where only a remark is possible."""
        return None if self.is_withdrawn else rules.of_line(self.content)


def pointing(act: str) -> str:
    """Return how a line with this act stands to the one it points back to, as it follows that line's number."""
    return _ADDED.get(act, "の訂正")


def detail_with_reason(remark: str, reason: str) -> str:
    """Return the remark of a correcting line: what holds now, and why it was put right."""
    return f"{remark.strip()}{_REASON}{reason.strip()}]"


def remark_of(detail: str) -> str:
    """Return the remark without the reason of a correction."""
    return detail.partition(_REASON)[0]


def act_of(entry: LogEntry, rule: PaperActRule, *, is_on_register: bool) -> PaperAct:
    """Return what would have been typed for a line, to be put right in a form."""
    line = entry.line
    return PaperAct(
        kind=rule.id,
        happened_on=date.fromisoformat(line.happened_on),
        person_id=line.object_id if is_on_register else "",
        group="" if is_on_register else line.object_label,
        affair=line.affair,
        count=line.count,
        recipient=line.recipient,
        remark=remark_of(line.detail),
    )
