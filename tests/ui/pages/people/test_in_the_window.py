"""The people pages in the real window: from the list to a person, into the form, and back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.helpers.desks import Scene
from tests.ui.pages.showing import Opened
from ui.catalogue import page_specs
from ui.main_window import MainWindow
from ui.pages.people.edit_page import PersonEditPage
from ui.pages.people.person_page import PersonPage


@pytest.fixture
def window(opened: Opened, qtbot) -> Iterator[MainWindow]:
    specs = tuple(
        spec for spec in page_specs() if spec.key in ("people", "person", "person_edit", "import_people")
    )
    made = MainWindow(specs, "みずうみ劇場", "責任者", is_sample=False)
    qtbot.addWidget(made)
    made.start(replace(opened.context, shell=made), "people")
    made.show()
    opened.rest()
    yield made
    made.close_for_good()


def edit_page(window: MainWindow, opened: Opened) -> PersonEditPage:
    """Return the form that is open, once it has read."""
    opened.rest()
    page = window.page()
    assert isinstance(page, PersonEditPage)
    return page


def test_a_change_leads_back_to_the_person_and_on_to_the_list(
    window: MainWindow, opened: Opened, scene: Scene
):
    window.open("person", scene.person_ids[0])
    opened.rest()
    person = window.page()
    assert isinstance(person, PersonPage)
    person.edit()
    form = edit_page(window, opened)
    form.form.department.setText("資料室")
    form.keep()
    opened.rest()
    assert window.page() is person
    assert person.view is not None
    assert person.view.person.entry.department == "資料室"
    assert "修正を保存しました" in person.banners.banners()[0].text
    window.back()
    assert window.key() == "people"


def test_someone_new_is_shown_after_adding(window: MainWindow, opened: Opened):
    window.open("person_edit")
    form = edit_page(window, opened)
    form.form.name.setText("霧島 みぎわ")
    form.keep()
    opened.rest()
    page = window.page()
    assert isinstance(page, PersonPage)
    assert page.heading.text() == "霧島 みぎわ"
    window.back()
    assert window.key() == "people"


def test_a_draft_is_taken_up_after_a_lock(window: MainWindow, opened: Opened, scene: Scene):
    from ashibue_desk.use_cases.drafts import keep_draft
    from ui.widgets.page import DRAFTS

    window.open("person_edit", scene.person_ids[1])
    form = edit_page(window, opened)
    form.form.note.setPlainText("書きかけ")
    draft = form.draft()
    form._kept = True
    window.open("people")
    operations = opened.context.operations
    operations.act(window, lambda desk: keep_draft(desk, "person_edit", dict(draft)), lambda _: None)
    window.open(DRAFTS)
    opened.rest()
    again = edit_page(window, opened)
    assert (again.person_id, again.form.note.value()) == (scene.person_ids[1], "書きかけ")
    again.keep()
    opened.rest()
    assert window.key() == "person"


def test_every_page_of_the_list_is_offered(window: MainWindow):
    assert [entry.text() for entry in window.rail.entries()] == ["名簿"]
    for key in ("import_people", "person_edit", "people"):
        window.open(key)
        assert window.key() == key
