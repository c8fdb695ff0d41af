"""Papers as lines of a card: on a person's page and on an article's page."""

from collections.abc import Sequence

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.papers import PAPER_STATE_NAMES, IssuedPaper, PaperState, issued_day

STATE_TONES = {
    PaperState.ISSUED: "warning",
    PaperState.RECEIVED: "info",
    PaperState.FILED: "success",
    PaperState.SUPERSEDED: "neutral",
    PaperState.DESTROYED: "neutral",
    PaperState.CANCELLED: "neutral",
}


def state_words(paper: IssuedPaper) -> str:
    """Return where a sheet stands, in words."""
    return "差替えが必要" if paper.renew else PAPER_STATE_NAMES[paper.state]


def paper_line(paper: IssuedPaper, *, named: bool = True) -> tuple[str, str]:
    """Return a sheet as two lines: what it is and where it stands, then the days and the place."""
    about = f"　{paper.about_label}" if named and paper.about_label else ""
    version = f"　第{paper.version}版" if paper.version else ""
    return f"{paper.title}{about}　{state_words(paper)}", "　".join(_history(paper)) + version


def counted(papers: Sequence[IssuedPaper]) -> str:
    """Return how many sheets there are and how many are not back, in brackets; empty for none."""
    if not papers:
        return ""
    waiting = sum(paper.waits for paper in papers)
    tail = f"、戻っていないもの {waiting}件" if waiting else ""
    return f"({len(papers)}件{tail})"


def _history(paper: IssuedPaper) -> list[str]:
    days = (
        ("渡した日", issued_day(paper)),
        ("受領", paper.received_on),
        ("差替え", paper.superseded_on),
        ("廃棄", paper.destroyed_on),
    )
    parts = [f"{name} {era_short(day)}" for name, day in days if day is not None]
    return [*parts, *([paper.filed_at] if paper.filed_at else []), *([paper.note] if paper.note else [])]
