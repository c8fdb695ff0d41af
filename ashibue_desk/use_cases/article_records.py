"""What the handling log holds of the acts under one article: where 「show me」 is answered (規程10条10項, マニュアル7.1)."""

from dataclasses import dataclass

from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.desk import Desk


@dataclass(frozen=True, slots=True)
class ActRecord:
    """One kind of act: the beginning of what the log says of it, how many lines there are, and the newest."""

    act: str
    lines: int
    newest: LogEntry | None


@dataclass(frozen=True, slots=True)
class ArticleRecords:
    """The kinds of act under one article, in the order of the regulation pack."""

    number: str
    acts: tuple[ActRecord, ...]


def records_of_article(desk: Desk, number: str) -> ArticleRecords:
    """Return each kind of act under the article ``number`` with its lines; for those who read records.

    Raises ``NotYourDuty``, or ``KeyError`` for an article the pack does not hold.
    """
    desk.require(*READS_RECORDS)
    acts = desk.regulation.article(number).records
    with desk.vault.reading():
        found = desk.vault.log.count_acts(acts)
    return ArticleRecords(
        number, tuple(ActRecord(act, lines, newest) for act, (lines, newest) in zip(acts, found, strict=True))
    )
