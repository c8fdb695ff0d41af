"""What the search field finds here: forms and articles, by name, kana and number. Runs in the vault thread."""

from ashibue_desk.domain.search_key import query_key
from ashibue_desk.use_cases.desk import Desk
from ui.pages.papers.article_view import article_text, read_regulation
from ui.pages.papers.view import read_forms, row_text
from ui.widgets.page import Found

_MOST = 5


def find_forms(desk: Desk, typed: str) -> list[Found]:
    """Return the forms whose name, kana, scene or article holds every word typed."""
    query = query_key(typed)
    rows = (row for row in read_forms(desk).rows if all(word in row_text(row) for word in query))
    return [Found(row.name, row.scene, "paper_form", row.form_id) for row in rows][:_MOST] if query else []


def find_articles(desk: Desk, typed: str) -> list[Found]:
    """Return the articles whose number, heading, summary or forms hold every word typed."""
    query = query_key(typed)
    rows = (
        row.article
        for row in read_regulation(desk).rows
        if query and all(word in article_text(row) for word in query)
    )
    found = [Found(f"{each.number}　{each.heading}", each.summary, "article", each.number) for each in rows]
    return found[:_MOST]
