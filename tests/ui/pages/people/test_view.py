"""Columns and kinds of the list, without a window."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.people import PersonCategory, PersonRow
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.law.law_book import load_law
from tests.helpers.desks import Scene
from ui.pages.people.search import find_people
from ui.pages.people.view import COLUMNS, KINDS, category_words, kind_choices, kind_of
from ui.wording.people import CATEGORY_NAMES, FIELD_NAMES

DAY = date(2026, 6, 15)
ROW = PersonRow(
    id="1",
    category=PersonCategory.EMPLOYEE,
    code="A01",
    name="髙峰 楓",
    kana="タカミネ カエデ",
    department="制作",
    employment="正職員",
    joined_on=date(2020, 4, 1),
    left_on=None,
    has_number=True,
    search_key=search_key("髙峰 楓", "タカミネ カエデ", "A01"),
)


def test_the_last_day_of_work_is_still_work():
    assert kind_of(ROW, DAY) == "workers"
    assert kind_of(replace(ROW, left_on=DAY), DAY) == "workers"
    assert kind_of(replace(ROW, left_on=date(2026, 6, 14)), DAY) == "left"
    assert kind_of(replace(ROW, category=PersonCategory.FORMER), DAY) == "left"


def test_every_category_has_its_kind():
    kinds = {category: kind_of(replace(ROW, category=category), DAY) for category in PersonCategory}
    assert kinds[PersonCategory.DISPATCHED] == "workers"
    assert kinds[PersonCategory.SPOUSE3] == kinds[PersonCategory.DEPENDANT] == "family"
    assert kinds[PersonCategory.PAYEE_CORPORATE] == kinds[PersonCategory.PAYEE] == "payees"
    assert set(kinds.values()) == {key for key, _name in KINDS if key}


def test_kinds_are_counted():
    assert kind_choices((ROW, ROW), DAY)[:3] == (
        ("", "すべて (2)"),
        ("workers", "従業者 (2)"),
        ("family", "扶養親族・配偶者 (0)"),
    )


def test_a_row_says_what_it_is():
    texts = {column.key: column.text(ROW) for column in COLUMNS}
    assert texts["number"] == "取得済"
    assert texts["joined_on"] == "R2.4.1"
    assert texts["left_on"] == ""
    assert texts["name"] == "髙峰 楓"
    family = replace(ROW, category=PersonCategory.DEPENDANT, worker_name="星川 朔", has_number=False)
    assert category_words(family) == "扶養親族 (星川 朔)"
    assert [column.text(family) for column in COLUMNS if column.key == "number"] == ["—"]


def test_what_is_empty_sorts_last():
    by_code = next(column.sort for column in COLUMNS if column.key == "code")
    assert by_code is not None
    assert by_code(replace(ROW, code="")) is None
    assert by_code(ROW) == "A01"


def test_the_screen_calls_categories_as_the_law_data_does():
    law = load_law()
    assert {
        category: law.category_rule(category, date(2026, 11, 21)).name for category in PersonCategory
    } == CATEGORY_NAMES


def test_every_entry_about_a_person_has_a_name():
    from dataclasses import fields

    from ashibue_desk.domain.people import PersonEntry

    assert set(FIELD_NAMES) == {field.name for field in fields(PersonEntry)}


def test_the_search_field_finds_people_by_kana_and_variant(desk, scene: Scene):
    person = desk.vault.people.get(scene.person_ids[0])
    found = find_people(desk, person.entry.kana.split()[0])
    assert ("person", person.id) in {(each.key, each.argument) for each in found}
    assert find_people(desk, " ") == ()
    assert find_people(desk, "いない人") == ()
