"""The list of forms: what each role is offered, found by kana and by article, and whom each form waits for."""

import dataclasses

import pytest

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.consent_forms import record_received
from ashibue_desk.use_cases.desk import Desk
from forms.catalogue import Scene, catalogue
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import MORNING
from tests.helpers.desks import Scene as Machine
from tests.ui.pages.showing import Opened, opened
from ui.pages.papers.page import PapersPage
from ui.pages.papers.search import find_articles, find_forms
from ui.pages.papers.view import read_forms

__all__ = ["opened"]


def shown(page: PapersPage) -> list[str]:
    """Return the ids of the rows that are shown."""
    return [page.rows.row(at).form_id for at in range(page.rows.rowCount())]


def sitting(desk: Desk, role: Role) -> Desk:
    """Return the desk as somebody else would have it."""
    return dataclasses.replace(desk, actor=dataclasses.replace(desk.actor, roles=frozenset({role})))


def test_the_officer_is_offered_every_form_in_the_order_of_the_scenes(opened: Opened) -> None:
    page = opened.show(PapersPage)
    assert shown(page) == list(catalogue())
    assert nameless_controls(page) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("どういしょ", "Y2"),
        ("ドウイ", "Y2"),
        ("せいやく", "Y3"),
        ("９条", "Y3"),
        ("いたくさき 評価", "CE"),
        ("きょひ", "RR"),
        ("ろうえい", "S12"),
    ],
)
def test_a_form_is_found_by_kana_by_words_and_by_article(opened: Opened, typed: str, found: str) -> None:
    page = opened.show(PapersPage)
    page.list.filter_field.setText(typed)
    assert found in shown(page)
    assert len(shown(page)) < page.rows.total()


def test_the_scene_narrows_the_list_and_the_filter_gives_it_back(opened: Opened) -> None:
    page = opened.show(PapersPage)
    page.scene.set_value(Scene.CONTRACTING.value)
    assert {"CE", "HA", "CD"} <= set(shown(page))
    assert "Y2" not in shown(page)
    page.list.clear_filter()
    assert len(shown(page)) == page.rows.total()


def test_whom_a_form_waits_for_is_counted_anew_after_one_came_back(
    opened: Opened, desk: Desk, scene: Machine
) -> None:
    page = opened.show(PapersPage)

    def waiting() -> int | None:
        (row,) = (
            page.rows.row(at) for at in range(page.rows.rowCount()) if page.rows.row(at).form_id == "Y2"
        )
        return int(row.waiting)

    assert waiting() == 7
    opened.context.operations.act(
        page, lambda at: record_received(at, scene.person_ids[:2], MORNING.date(), "書庫"), lambda _n: None
    )
    opened.rest()
    assert waiting() == 5


def test_a_row_opens_the_form(opened: Opened) -> None:
    page = opened.show(PapersPage)
    page.list.opened.emit("Y3")
    assert opened.shell.opened == [("paper_form", "Y3")]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_offered_what_they_may_not_make(desk: Desk, role: Role) -> None:
    rows = {row.form_id: row for row in read_forms(sitting(desk, role)).rows}
    assert "S18" in rows
    made = {form_id for form_id, row in rows.items() if "記入済み" in row.kinds}
    if role is Role.SYSTEM_KEEPER:
        assert not made & {"Y2", "CS", "CR", "VR", "RR", "MP", "CE", "CD", "SV"}
        assert all(row.waiting is None for row in rows.values())
    if role is not Role.OFFICER:
        assert not made & {"Y3", "AN", "HO"}


def test_the_search_field_finds_forms_and_articles(desk: Desk) -> None:
    assert [(one.key, one.argument) for one in find_forms(desk, "せいやくしょ")] == [("paper_form", "Y3")]
    assert ("article", "14条") in [(one.key, one.argument) for one in find_articles(desk, "委託先に対する")]
    board = {one.argument for one in find_forms(desk, "理事会")}
    assert {"Y1", *(key for key, one in catalogue().items() if "委託先台帳" in one.name)} <= board
    for find in (find_forms, find_articles):
        assert find(desk, "　") == []
        assert find(desk, "どこにもないことば") == []
