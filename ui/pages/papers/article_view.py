"""The regulation by article: its forms, its pages, its papers. The reading functions run in the vault thread."""

from dataclasses import dataclass

from ashibue_desk.domain.papers import IssuedPaper
from ashibue_desk.domain.regulation_facts import Article
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_ledger import list_papers
from ui.pages.papers.view import FormRow, read_forms
from ui.widgets.rows_model import Column
from ui.wording.papers import readings_of

MOST_PAPERS = 200
"""So many papers of one article are listed; the ledger has the others."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article with what belongs to it."""

    article: Article
    forms: tuple[FormRow, ...]
    place: int

    @property
    def waiting(self) -> int:
        """Return how many are still without a paper of this article."""
        return sum(form.waiting or 0 for form in self.forms)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article, its forms, and the papers that went out under it, newest first."""

    row: ArticleRow
    papers: tuple[IssuedPaper, ...]
    reads_papers: bool


@dataclass(frozen=True, slots=True)
class RegulationView:
    """The regulation: what it is called, and its articles in their order."""

    name: str
    rows: tuple[ArticleRow, ...]


def read_regulation(desk: Desk) -> RegulationView:
    """Read every article with its forms."""
    forms = read_forms(desk).rows
    rows = tuple(
        ArticleRow(article, tuple(form for form in forms if article.number in form.articles), place)
        for place, article in enumerate(desk.regulation.articles)
    )
    return RegulationView(desk.regulation.name, rows)


def read_article(desk: Desk, number: str) -> ArticleView:
    """Read one article with its forms and papers."""
    row = next(row for row in read_regulation(desk).rows if row.article.number == number)
    reads = bool(desk.actor.roles & READS_RECORDS)
    ids = {form.form_id for form in row.forms}
    papers = tuple(paper for paper in list_papers(desk) if paper.form_id in ids) if reads and ids else ()
    return ArticleView(row, papers, reads)


def article_key(row: ArticleRow) -> str:
    """Return the number of the article of a row."""
    return row.article.number


def article_text(row: ArticleRow) -> str:
    """Return what the filter looks into: number, heading, summary, and the names of its forms."""
    article = row.article
    names = " ".join(form.name for form in row.forms)
    return search_key(
        article.number, article.heading, article.summary, names, readings_of(names + article.heading)
    )


def summary(view: RegulationView) -> str:
    """Return the sentence under the title."""
    with_forms = sum(1 for row in view.rows if row.forms)
    return f"{view.name}　{len(view.rows)}項目のうち{with_forms}項目に様式があります。"


COLUMNS: tuple[Column[ArticleRow], ...] = (
    Column("number", "条", lambda row: row.article.number, 120, bold=True, sort=lambda row: row.place),
    Column("heading", "見出し", lambda row: row.article.heading, 230),
    Column("summary", "まとめ", lambda row: row.article.summary, 300, soft=True, stretches=True),
    Column("forms", "様式", lambda row: f"{len(row.forms)}種類" if row.forms else "", 80, right=True),
    Column(
        "waiting",
        "まだの人",
        lambda row: f"{row.waiting}人" if row.waiting else "",
        90,
        tone=lambda row: "warning" if row.waiting else "",
        sort=lambda row: -row.waiting,
    ),
)
