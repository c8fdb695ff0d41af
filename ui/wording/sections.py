"""The tabs above pages that belong together: those that somebody may open."""

from typing import Final

from ashibue_desk.domain.roles import Role
from ui.wording.page_roles import may_open

CHARGE: Final = (
    ("charge", "担当者"),
    ("users", "利用者"),
    ("number_files", "特定個人情報ファイル"),
    ("superior_views", "上司の閲覧"),
    ("my_duties", "自分の担当"),
)
PAPERS: Final = (
    ("papers", "様式"),
    ("regulation", "規程(条ごと)"),
    ("paper_ledger", "受け取った書類"),
    ("wordings", "様式の文面"),
)


def sections(tabs: tuple[tuple[str, str], ...], roles: frozenset[Role]) -> tuple[tuple[str, str], ...]:
    """Return those of ``tabs`` (key and words) whose page ``roles`` may open."""
    return tuple((key, words) for key, words in tabs if may_open(key, roles))
