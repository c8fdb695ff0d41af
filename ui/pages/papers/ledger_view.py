"""The ledger of papers as its page shows it."""

from collections.abc import Sequence

from ashibue_desk.domain.papers import IssuedPaper, PaperRecord, PaperState, issued_day
from ashibue_desk.domain.search_key import search_key
from ui.widgets.rows_model import Column
from ui.wording.days import short_day
from ui.wording.paper_lines import STATE_TONES, state_words
from ui.wording.papers import readings_of

EVERY, NOT_BACK, HERE, RENEW, GONE = "", "not_back", "here", "renew", "gone"
CHOICES = (
    (EVERY, "すべての状態"),
    (NOT_BACK, "まだ戻らない"),
    (HERE, "戻った・綴じた"),
    (RENEW, "差替えが必要"),
    (GONE, "差替え・廃棄・取消し"),
)
_STATES = {
    NOT_BACK: (PaperState.ISSUED,),
    HERE: (PaperState.RECEIVED, PaperState.FILED),
    GONE: (PaperState.SUPERSEDED, PaperState.DESTROYED, PaperState.CANCELLED),
}


def fits(choice: str, paper: IssuedPaper) -> bool:
    """Return whether a sheet belongs to the choice above the list."""
    if choice == RENEW:
        return paper.renew
    return choice == EVERY or paper.state in _STATES[choice]


def row_id(paper: IssuedPaper) -> str:
    """Return the key of a row: a sheet's id is its own only within its record."""
    return f"{paper.record.value}:{paper.id}"


def row_text(paper: IssuedPaper) -> str:
    """Return what the filter looks into."""
    return search_key(paper.title, readings_of(paper.title), paper.about_label, paper.filed_at, paper.note)


def own_ids(papers: Sequence[IssuedPaper]) -> tuple[str, ...]:
    """Return the ids of the sheets whose record is the ledger."""
    return tuple(paper.id for paper in papers if paper.record is PaperRecord.LEDGER)


def summary(papers: Sequence[IssuedPaper]) -> str:
    """Return the sentence under the title."""
    if not papers:
        return ""
    waiting = sum(paper.waits for paper in papers)
    renew = sum(paper.renew for paper in papers)
    told = [f"{len(papers):,}件の書類があります。"]
    told.append(f"まだ戻らないものが{waiting:,}件あります。" if waiting else "戻っていない書類はありません。")
    if renew:
        told.append(f"差替えが必要なものが{renew:,}件あります。")
    return "".join(told)


COLUMNS: tuple[Column[IssuedPaper], ...] = (
    Column("title", "書類", lambda row: row.title, 220, bold=True, stretches=True),
    Column("about", "だれの・何の", lambda row: row.about_label, 140),
    Column(
        "state",
        "状態",
        state_words,
        120,
        tone=lambda row: "warning" if row.renew else STATE_TONES[row.state],
        sort=lambda row: list(PaperState).index(row.state),
    ),
    Column("issued", "渡した日", lambda row: short_day(issued_day(row)), 95, sort=issued_day),
    Column(
        "received", "受領日", lambda row: short_day(row.received_on), 95, sort=lambda row: row.received_on
    ),
    Column("place", "綴じた場所", lambda row: row.filed_at, 150),
    Column("version", "版", lambda row: f"第{row.version}版" if row.version else "", 70, shown=False),
    Column("by", "つくった人", lambda row: row.issued_by, 110, soft=True, shown=False),
    Column("gone", "廃棄した日", lambda row: short_day(row.destroyed_on), 95, shown=False),
    Column("note", "備考", lambda row: row.note, 150, soft=True, shown=False),
)
