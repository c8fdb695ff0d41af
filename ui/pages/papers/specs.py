"""How the pages about forms, the regulation and received papers are known to the window."""

from functools import partial

from ui.pages.papers.article_page import ArticlePage
from ui.pages.papers.form_page import PaperFormPage
from ui.pages.papers.ledger_page import PaperLedgerPage
from ui.pages.papers.page import PapersPage
from ui.pages.papers.regulation_page import RegulationPage
from ui.pages.papers.search import find_articles, find_forms
from ui.widgets.page import PageSpec, SearchSource
from ui.wording.page_roles import PAGE_ROLES


def paper_specs() -> tuple[PageSpec, ...]:
    """Return the pages, the one of the rail first."""
    details = partial(PageSpec, in_rail=False, under="papers")
    return (
        PageSpec(
            "papers",
            "規程と様式",
            PapersPage,
            search=SearchSource("様式", find_forms),
            words=("帳票", "書式", "用紙", "白紙", "プレビュー"),
        ),
        details("paper_form", "様式", PaperFormPage),
        details(
            "regulation",
            "規程(条ごと)",
            RegulationPage,
            search=SearchSource("規程", find_articles),
            words=("条文", "マニュアル"),
        ),
        details("article", "規程の条", ArticlePage),
        details(
            "paper_ledger",
            "受け取った書類",
            PaperLedgerPage,
            roles=PAGE_ROLES["paper_ledger"],
            words=("受領", "綴じる", "ファイル", "廃棄した紙"),
        ),
    )
