"""Sheets to fill by hand in the office's words, and letters that bear the address of whom they go to."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text as sql

from ashibue_desk.domain.sheet_facts import Addressee
from ashibue_desk.domain.wording_edit import put_text
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.use_cases import people, wordings
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.sheets_to_fill import letter_to_contractor, letter_to_person, sheet_facts
from ashibue_desk.use_cases.situations import NotYourDuty, PersonGone
from ashibue_desk.use_cases.wording_situations import WordingUnreadable
from tests.helpers import contractors
from tests.helpers.desks import AUDITOR, RECEIVER, Scene, done
from tests.helpers.wordings import new_version


@dataclass(frozen=True)
class Design:
    """One sheet in the catalogue."""

    form_id: str = "S13"
    name: str = "個人番号などの漏えい等についてのお知らせとお詫び"
    version: int = 1
    in_force_from: date | None = date(2026, 4, 1)


NOTICE, PERMIT = Design(), Design("S1", "特定個人情報等 持出し許可書")


def longer(text: FormText) -> FormText:
    return put_text(text, "clauses.1.passages.0.text", "申し出た日")


def test_a_sheet_bears_the_version_in_force_on_its_day(desk: Desk, scene: Scene) -> None:
    assert (sheet_facts(desk, PERMIT, "carry_out").head.version, PERMIT.version) == (1, 1)
    tomorrow = desk.today + timedelta(days=1)
    assert new_version(desk, "carry_out", longer, starts=tomorrow) == 2
    before = sheet_facts(desk, PERMIT, "carry_out").head
    assert before.version == 1
    assert "申し出た日" not in before.wording
    scene.clock.advance(timedelta(days=1))
    head = sheet_facts(desk, PERMIT, "carry_out").head
    assert (head.version, head.in_force_from) == (2, tomorrow)
    assert "申し出た日" in head.wording


def test_the_original_of_a_sheet_is_restored_and_its_versions_stay(desk: Desk) -> None:
    original = wordings.open_wording(desk, "carry_out").original
    new_version(desk, "carry_out", longer)
    new_version(desk, "carry_out", lambda _text: original)
    file = wordings.open_wording(desk, "carry_out")
    assert [one.version for one in file.editions] == [3, 2, 1]
    assert file.current.text is not None
    assert replace(file.current.text, version=1, in_force_from=original.in_force_from) == original


@pytest.mark.parametrize("toml", ["用紙", 'kind = "poem"\n[[block]]\n', "[[block]]"])
def test_words_that_were_tampered_with_make_no_sheet_and_say_what_to_do(desk: Desk, toml: str) -> None:
    new_version(desk, "carry_out", longer)
    with desk.act():
        desk.vault.wordings.connection.execute(
            sql("UPDATE form_wordings SET text = :toml WHERE version = 2"), {"toml": toml}
        )
    with pytest.raises(WordingUnreadable) as unreadable:
        sheet_facts(desk, PERMIT, "carry_out")
    assert "持出し許可書" in unreadable.value.what
    assert wordings.open_wording(desk, "carry_out").current.fault
    new_version(desk, "complaint", lambda text: put_text(text, "clauses.0.passages.0.text", "受けた日"))
    assert sheet_facts(desk, replace(PERMIT, form_id="S18"), "complaint").head.version == 2


def test_a_letter_bears_name_and_address_of_the_vault(desk: Desk) -> None:
    row = next(row for row in people.list_people(desk) if not row.left_on)
    entry = replace(
        people.get_person(desk, row.id).entry,
        postal_code="6902101",
        address="島根県松江市八雲町",
        address2="2号室",
    )
    done(people.change_person(desk, row.id, entry))
    facts = letter_to_person(desk, NOTICE, "incident_notice", row.id)
    assert facts.addressee == Addressee(
        name=entry.name, postal_code="690-2101", address="島根県松江市八雲町 2号室"
    )
    assert sheet_facts(desk, NOTICE, "incident_notice").addressee is None
    contractor = contractors.add(desk, postal_code="6900001")
    written = letter_to_contractor(desk, replace(NOTICE, form_id="S11"), "certificate_request", contractor)
    assert written.addressee is not None
    assert (written.addressee.name, written.addressee.postal_code) == ("みなも税理士事務所1", "690-0001")


def test_an_address_is_for_those_who_write_letters(desk: Desk, scene: Scene) -> None:
    with pytest.raises(PersonGone):
        letter_to_person(desk, NOTICE, "incident_notice", "niemand")
    person = people.list_people(desk)[0].id
    scene.close()
    for who in (AUDITOR, RECEIVER):
        other = scene.unlock(who)
        assert sheet_facts(other, NOTICE, "incident_notice").addressee is None
        with pytest.raises(NotYourDuty):
            letter_to_person(other, NOTICE, "incident_notice", person)
        with pytest.raises(NotYourDuty):
            letter_to_contractor(other, NOTICE, "certificate_request", "any")
        scene.close()
