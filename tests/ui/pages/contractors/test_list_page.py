"""The list of contractors: what it says about each, what it offers to whom, how it is searched."""

from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, RECEIVER, Scene
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened
from ui.catalogue import page_specs
from ui.pages.contractors.page import ContractorsPage
from ui.pages.contractors.view import ACTIVE, CLOSED, DUE, ENDED, count_late, find_contractors


def cells(page: ContractorsPage, name: str) -> dict[str, str]:
    """Return what stands in the row of ``name``, by column."""
    rows = [page.rows.row(at) for at in range(page.rows.rowCount())]
    row = next(row for row in rows if row.name == name)
    return {column.key: column.text(row) for column in page.rows.columns}


def test_each_row_says_where_a_contractor_stands(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorsPage)
    kept = cells(page, "みなもと水の会計事務所")
    assert (kept["state"], kept["contract"], kept["gate"]) == ("委託中・監督中", "そろっている", "できる")
    assert (kept["evaluated"], kept["fresh"]) == ("R8.6.15", "R9.6.15")
    assert kept["score"].endswith("点")
    assert kept["due"] == "R8.7.5"
    assert {"state", "score", "due"} <= {column.key for column in page.rows.columns if column.shown}
    assert kept["conditions"].endswith("件")
    waiting = cells(page, "紙のみずうみ溶解サービス")
    assert (waiting["state"], waiting["contract"], waiting["gate"]) == ("評価中", "契約なし", "できない")
    assert cells(page, "あおさぎデータ入力舎")["contract"] == "再委託先"
    assert page.subtitle.text().startswith("委託している先は2件です。")
    assert nameless_controls(page) == []


def test_the_choice_above_shows_some_of_them(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorsPage, ACTIVE)
    assert page.rows.rowCount() == 2
    for choice, count in ((CLOSED, 2), (DUE, 0), (ENDED, 0)):
        page.show_argument(choice)
        assert page.rows.rowCount() == count
    page.list.clear_filter()
    assert (page.choice.value(), page.rows.rowCount()) == ("", 4)
    page.list.filter_field.setText("溶解")
    assert page.rows.rowCount() == 1


def test_a_row_opens_and_the_first_contractor_is_offered(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorsPage)
    page.list.opened.emit(office.entrusted)
    page.check_cloud()
    page.add_contractor()
    assert opened.shell.opened == [
        ("contractor", office.entrusted),
        ("cloud_checks", None),
        ("contractor_edit", None),
    ]


def test_an_empty_list_says_what_goes_here(opened: Opened) -> None:
    page = opened.show(ContractorsPage)
    shown = [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]
    assert shown.count("委託先を登録する") == 2
    assert page.subtitle.text() == ""


def test_who_only_reads_is_offered_no_registering(opened: Opened, scene: Scene) -> None:
    opened.context = replace(opened.context, roles=scene.users[AUDITOR].roles)
    page = opened.show(ContractorsPage)
    shown = [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]
    assert "委託先を登録する" not in shown
    assert "クラウドの確認" in shown


def test_the_pages_are_closed_to_who_only_receives(scene: Scene) -> None:
    mine = [spec for spec in page_specs() if "contractor" in spec.key or spec.key.startswith("cloud")]
    assert len(mine) == 10
    for spec in mine:
        assert not spec.roles & scene.users[RECEIVER].roles
        assert spec.roles
    keys = [spec.key for spec in page_specs() if spec.in_rail]
    assert keys.index("handling_log") < keys.index("contractors") < keys.index("charge")


def test_the_rail_counts_and_the_search_finds(office: Office) -> None:
    badge = count_late(office.desk)
    assert badge.count > 0
    assert badge.alarm is False
    found = find_contractors(office.desk, "みなもと")
    assert [(hit.title, hit.key, hit.argument) for hit in found] == [
        ("みなもと水の会計事務所", "contractor", office.entrusted)
    ]
    assert find_contractors(office.desk, " ") == ()
