"""One article: our summary, its forms, the pages where one works under it, and the papers that went out under it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ui.pages.papers.article_view import MOST_PAPERS, ArticleView, read_article
from ui.widgets.card import Card, clear, row
from ui.widgets.facts import LinesCard
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.name_link import NameLink
from ui.widgets.page import Page, PageContext
from ui.widgets.wrap_layout import WrapLayout
from ui.wording.page_roles import may_open
from ui.wording.page_titles import PAGE_TITLES
from ui.wording.paper_lines import counted, paper_line

_NO_FORMS = "この条には、印刷する様式がありません。"
_NO_PAGES = "この条だけの画面はありません。"
_NO_PAPERS = "この条で渡した書類は、まだありません。"


class _Link(NameLink):
    """A link that carries a key."""

    asked = Signal(str)

    def __init__(self, key: str, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._key = key
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._key)


class ArticlePage(Page):
    """Regulation, article, summary, forms, pages, papers: from one to the other by a link."""

    title = "規程の条"
    help_key = "article"
    refresh_on = Changed.CONSENTS | Changed.PAPERS | Changed.PEOPLE | Changed.USERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.number = ""
        self.summary = Card("まとめ", self)
        self.summary_text = PlainLabel("", self.summary, wrap=True)
        self.summary.body.addWidget(self.summary_text)
        self.forms = Card("この条の様式", self)
        self.pages = Card("関係する画面", self)
        self.papers = LinesCard("この条で渡した書類", _NO_PAPERS, self)
        for card in (self.summary, self.forms, self.pages, self.papers):
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

    def show_article(self, view: ArticleView) -> None:
        """Show what was read."""
        article = view.row.article
        if article.number != self.number:
            return
        self.set_title(f"{article.number}　{article.heading}")
        self.summary_text.setText(article.summary)
        self._show_forms(view)
        self._show_pages(view)
        self.papers.show_lines(tuple(paper_line(paper) for paper in view.papers[:MOST_PAPERS]))
        self.papers.heading.setText(f"この条で渡した書類{counted(view.papers)}")
        self.papers.setVisible(view.reads_papers and bool(view.row.forms))

    def to_list(self) -> None:
        """Go back to the list of articles."""
        self.context.shell.open("regulation")

    def open_form(self, form_id: str) -> None:
        """Open one of the forms."""
        self.context.shell.open("paper_form", form_id)

    def open_page(self, key: str) -> None:
        """Open one of the pages."""
        self.context.shell.open(key)

    def _show_forms(self, view: ArticleView) -> None:
        clear(self.forms.body)
        if not view.row.forms:
            self.forms.body.addWidget(SupportText(_NO_FORMS, self.forms))
        for form in view.row.forms:
            line = row(gap=8)
            link = _Link(form.form_id, form.name, self.forms)
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
            link = _Link(key, PAGE_TITLES[key], self.pages)
            link.asked.connect(self.open_page)
            links.addWidget(link)
        self.pages.body.addLayout(links)
