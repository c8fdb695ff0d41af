"""How the search field finds people."""

from itertools import islice
from typing import Final

from ashibue_desk.domain.search_key import matches, query_key
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import list_people
from ui.pages.people.view import category_words
from ui.widgets.page import Found

_MOST: Final = 8


def find_people(desk: Desk, typed: str) -> tuple[Found, ...]:
    """Return a few people whose name, kana, code or department holds what was typed; runs in the vault thread."""
    query = query_key(typed)
    if not query:
        return ()
    hits = (row for row in list_people(desk) if matches(row.search_key, query))
    return tuple(
        Found(
            row.name,
            "・".join(part for part in (category_words(row), row.code, row.department) if part),
            "person",
            row.id,
        )
        for row in islice(hits, _MOST)
    )
