"""From the page of a person to everything that was done with their number."""

from ashibue_desk.domain.log_tally import Subject
from tests.helpers.desks import Scene
from tests.ui.pages.showing import Opened
from ui.pages.people.person_page import PersonPage


def test_the_records_of_a_person_are_one_button_away(opened: Opened, scene: Scene) -> None:
    person = scene.person_ids[0]
    page = opened.show(PersonPage, person)
    assert page.view is not None
    page.log_button.click()
    name = page.view.person.entry.name
    assert opened.shell.opened == [("handling_log", Subject("person", person, name))]
