"""What a role may not do is not shown: the rail, the sections, and what the home page leads to."""

from ashibue_desk.domain.roles import Role
from ui.catalogue import page_specs
from ui.wording.page_roles import PAGE_ROLES, PAGE_WORK, does_work, may_open
from ui.wording.page_titles import PAGE_TITLES
from ui.wording.sections import CHARGE, PAPERS, sections


def rail(*roles: Role) -> list[str]:
    """Return the keys of the rail as the window builds it."""
    return [spec.key for spec in page_specs() if spec.in_rail and (not spec.roles or spec.roles & set(roles))]


def test_the_tables_have_a_row_for_every_page_and_no_other() -> None:
    pages = {spec.key for spec in page_specs()}
    assert set(PAGE_ROLES) == pages, "ui/wording/page_roles.py says of every page who may open it"
    assert set(PAGE_TITLES) == pages, "ui/wording/page_titles.py says what every page is called"
    assert set(PAGE_WORK) <= pages
    assert not [key for key in pages if may_open(key, frozenset())]


def test_a_draft_leads_back_to_its_page() -> None:
    keys = {spec.key: getattr(spec.factory, "draft_key", "") for spec in page_specs()}
    kept = {key: draft for key, draft in keys.items() if draft}
    assert kept["contractor_end"] == "contractor_end", (
        "the factory of a page says under which key it keeps its draft"
    )
    assert {key: draft for key, draft in kept.items() if draft != key} == {}


def test_the_system_keeper_sees_no_staff_data() -> None:
    assert rail(Role.SYSTEM_KEEPER) == ["home", "my_duties", "backup", "papers", "settings"]
    assert [key for key, _title in sections(CHARGE, frozenset({Role.SYSTEM_KEEPER}))] == [
        "users",
        "my_duties",
    ]


def test_the_receiver_sees_people_and_collection_and_no_records() -> None:
    assert rail(Role.RECEIVER) == ["home", "people", "collection", "my_duties", "papers", "settings"]


def test_the_auditor_reads_everything_and_is_offered_no_act() -> None:
    found = rail(Role.AUDITOR)
    reads = {"people", "collection", "consents", "handling_log", "contractors", "charge", "backup"}
    assert reads <= set(found)
    for key in ("reveal", "collect", "appoint", "user_invite", "number_file_new", "superior_look"):
        assert not may_open(key, frozenset({Role.AUDITOR})), key
    for key in reads - {"people", "handling_log"}:
        assert not does_work(key, frozenset({Role.AUDITOR})), key


def test_the_officer_sees_the_whole_rail_in_the_order_of_the_product() -> None:
    found = rail(Role.OFFICER)
    order = [
        "home",
        "people",
        "collection",
        "consents",
        "handling_log",
        "contractors",
        "charge",
        "backup",
        "papers",
        "settings",
    ]
    assert [key for key in found if key in order] == order


def test_tabs_lead_to_pages() -> None:
    tabs = {key for key, _words in (*CHARGE, *PAPERS)}
    assert tabs <= set(PAGE_ROLES)
    assert {key for key, _words in sections((*CHARGE, *PAPERS), frozenset(Role))} == tabs
