"""One article: our summary, the pages where one works under it, what the log holds of it, its forms and its papers."""

from datetime import date
from functools import partial

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.article_records import ActRecord, ArticleRecords, records_of_article
from ashibue_desk.use_cases.changes import Changed
from ui.pages.papers.article_view import MOST_PAPERS, ArticleView, read_article
from ui.widgets.card import Card, clear, row
from ui.widgets.facts import LinesCard
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.name_link import KeyLink
from ui.widgets.page import Page, PageContext
from ui.widgets.wrap_layout import WrapLayout
from ui.wording.page_roles import may_open
from ui.wording.page_titles import PAGE_TITLES
from ui.wording.paper_lines import counted, paper_line

_NO_FORMS = "この条には、印刷する様式がありません。"
_NO_PAGES = "この条だけの画面はありません。"
_NO_PAPERS = "この条で渡した書類は、まだありません。"
_RECORDS = "取扱記録簿に残っている行です。名前を押すと、その行だけが出ます。"
_NO_LINES = "まだ記録がありません"


class ArticlePage(Page):
    """Regulation, article, summary, pages, records, forms, papers: from one to the other by a link."""

    title = "規程の条"
    help_key = "article"
    refresh_on = Changed.CONSENTS | Changed.PAPERS | Changed.PEOPLE | Changed.USERS | Changed.LOG

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.number = ""
        self.summary = Card("まとめ", self)
        self.summary_text = PlainLabel("", self.summary, wrap=True)
        self.summary.body.addWidget(self.summary_text)
        self.pages = Card("関係する画面", self)
        self.records = Card("この条の記録", self)
        self.forms = Card("この条の様式", self)
        self.papers = LinesCard("この条で渡した書類", _NO_PAPERS, self)
        for card in (self.summary, self.pages, self.records, self.forms, self.papers):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.add_act("規程の一覧に戻る", self.to_list)

    def show_argument(self, argument: object) -> None:
        """Show the article of this number."""
        self.number = str(argument)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the article."""
        if self.number:
            self.context.operations.query(self, partial(read_article, number=self.number), self.show_article)
            if self.context.roles & READS_RECORDS:  # after the article: a long log is gone through for it
                work = partial(records_of_article, number=self.number)
                self.context.operations.query(self, work, self.show_records)

    def show_article(self, view: ArticleView) -> None:
        """Show what was read."""
        article = view.row.article
        if article.number != self.number:
            return
        self.set_title(f"{article.number}　{article.heading}")
        self.summary_text.setText(article.summary)
        self._show_pages(view)
        self.records.setVisible(view.reads_papers and bool(article.records))
        self._show_forms(view)
        self.papers.show_lines(tuple(paper_line(paper) for paper in view.papers[:MOST_PAPERS]))
        self.papers.heading.setText(f"この条で渡した書類{counted(view.papers)}")
        self.papers.setVisible(view.reads_papers and bool(view.row.forms))

    def show_records(self, found: ArticleRecords) -> None:
        """Show what the log holds of the acts under the article."""
        if found.number != self.number:
            return
        clear(self.records.body)
        self.records.body.addWidget(SupportText(_RECORDS, self.records))
        for record in found.acts:
            line = row(gap=8)
            link = KeyLink(record.act, record.act.rstrip("("), self.records)  # a beginning, up to its number
            link.asked.connect(self.open_lines)
            line.addWidget(link)
            line.addWidget(PlainLabel(_lines_words(record), self.records, look="support"), 1)
            self.records.body.addLayout(line)

    def to_list(self) -> None:
        """Go back to the list of articles."""
        self.context.shell.open("regulation")

    def open_form(self, form_id: str) -> None:
        """Open one of the forms."""
        self.context.shell.open("paper_form", form_id)

    def open_lines(self, act: str) -> None:
        """Open the log with the lines of one kind of act."""
        self.context.shell.open("handling_log", Subject("act", act, act.rstrip("(")))

    def open_page(self, key: str) -> None:
        """Open one of the pages."""
        self.context.shell.open(key)

    def _show_forms(self, view: ArticleView) -> None:
        clear(self.forms.body)
        if not view.row.forms:
            self.forms.body.addWidget(SupportText(_NO_FORMS, self.forms))
        for form in view.row.forms:
            line = row(gap=8)
            link = KeyLink(form.form_id, form.name, self.forms)
            link.asked.connect(self.open_form)
            line.addWidget(link)
            if form.waiting:
                line.addWidget(Tag(f"まだの人 {form.waiting}{form.counter}", "warning", self.forms))
            line.addWidget(PlainLabel(form.kinds, self.forms, look="support"), 1)
            self.forms.body.addLayout(line)

    def _show_pages(self, view: ArticleView) -> None:
        clear(self.pages.body)
        keys = [key for key in view.row.article.pages if may_open(key, self.context.roles)]
        if not keys:
            self.pages.body.addWidget(SupportText(_NO_PAGES, self.pages))
            return
        links = WrapLayout(gap=8)
        for key in keys:
            link = KeyLink(key, PAGE_TITLES[key], self.pages)
            link.asked.connect(self.open_page)
            links.addWidget(link)
        self.pages.body.addLayout(links)


def _lines_words(record: ActRecord) -> str:
    """Return how many lines there are, and when and by whom the newest was written."""
    if record.newest is None:
        return _NO_LINES
    day = era_short(date.fromisoformat(record.newest.local_at[:10]))
    return f"{record.lines:,}行　最後は {day} {record.newest.actor_name}"
