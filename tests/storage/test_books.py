"""What every book of the vault owes its caller at the edges: an id that nobody gave, nothing at all, a row that was altered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine, LogMark
from ashibue_desk.domain.wordings import OfficeWording
from ashibue_desk.storage.log_reading import hash_of, opened_vault
from ashibue_desk.storage.number_book import _NO_INDEX
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene

AT = "2026-06-15T01:00:00+00:00"
WORDING = OfficeWording(
    id="w1",
    form="consent",
    version=1,
    base_version=1,
    signs_again=False,
    toml="",
    in_force_from=date(2026, 6, 1),
    made_at=AT,
    made_by="星川 楓",
    reason="言いまわし",
)


@pytest.mark.parametrize(
    "ask",
    [
        lambda vault: vault.contractors.get("nobody"),
        lambda vault: vault.contractors.evaluations.get("nobody"),
        lambda vault: vault.contractors.contracts.get("nobody"),
        lambda vault: vault.contractors.provisions.get("nobody"),
        lambda vault: vault.contractors.chain.get("nobody"),
        lambda vault: vault.contractors.supervision.look("nobody"),
        lambda vault: vault.contractors.supervision.finding("nobody"),
        lambda vault: vault.contractors.supervision.handler_of("nobody"),
        lambda vault: vault.users.get("nobody"),
        lambda vault: vault.people.get("nobody"),
    ],
)
def test_an_id_that_nobody_gave_finds_nothing(desk: Desk, ask: Callable[[Vault], Any]) -> None:
    with pytest.raises(KeyError):
        ask(desk.vault)


def test_nothing_that_must_be_looked_for_in_words_is_read_line_by_line(desk: Desk) -> None:
    for wanted in (LogFilter(text="星川"), LogFilter(mark=LogMark.PAPER)):
        with pytest.raises(ValueError, match="windows"):
            desk.vault.log.read(wanted)


def test_wordings_come_by_form_and_version(desk: Desk) -> None:
    second = replace(WORDING, id="w2", version=2, signs_again=True)
    other = replace(WORDING, id="w3", form="policy")
    with desk.vault.transaction():
        for wording in (other, second, WORDING):
            desk.vault.wordings.add(wording)
    assert desk.vault.wordings.of("consent") == (WORDING, second)
    assert desk.vault.wordings.of("policy") == (other,)
    assert desk.vault.wordings.of("nothing") == ()


def test_an_original_is_kept_beside_the_versions_of_the_office(desk: Desk) -> None:
    (first,) = desk.vault.wordings.originals_of("consent")
    again = replace(WORDING, id="w4", version=2, reason="digest")
    with desk.vault.transaction():
        desk.vault.wordings.keep_original(again)
    assert desk.vault.wordings.of("consent") == ()
    assert desk.vault.wordings.originals_of("consent") == (first, again)
    assert desk.vault.wordings.last_originals()["consent"] == "digest"
    with desk.vault.transaction():
        desk.vault.wordings.add(WORDING)
    assert desk.vault.wordings.last_originals()["consent"] == ""


def test_a_draft_is_kept_once_for_each_user_and_page(desk: Desk) -> None:
    book = desk.vault.drafts
    with desk.vault.transaction():
        book.keep("u1", "people", {"name": "青"}, AT)
        book.keep("u1", "people", {"name": "青葉"}, AT)
        book.keep("u1", "office", {"name": "笛"}, AT)
        book.keep("u2", "people", {"name": "霧"}, AT)
        book.drop("u1", "office")
    assert book.of_user("u1") == {"people": {"name": "青葉"}}
    assert book.of_user("u2") == {"people": {"name": "霧"}}


def test_an_office_that_was_not_set_yet_is_told_from_an_empty_one(desk: Desk) -> None:
    assert desk.vault.settings.office()
    with desk.vault.transaction():
        run(desk, "DELETE FROM settings WHERE key = ?", "office")
        desk.log(LogLine(log_class=LogClass.ACCESS, act="試し"))
    with pytest.raises(KeyError):
        desk.vault.settings.office()
    assert desk.vault.settings.get("nothing", "default") == "default"


def test_a_consent_that_was_none_is_put_back_as_none(desk: Desk, scene: Scene) -> None:
    person_id = scene.person_ids[0]
    with desk.vault.transaction():
        desk.vault.consents.put_back(person_id, {})
        desk.log(LogLine(log_class=LogClass.ACCESS, act="試し"))
    assert desk.vault.consents.as_kept([person_id]) == {}


@pytest.mark.parametrize("extra", ["", "nothing", "[]", "{}", '{"opening": 7}', '{"opening": {}}'])
def test_a_line_without_an_opening_names_no_vault(extra: str) -> None:
    assert opened_vault(extra) == ""
    assert opened_vault('{"opening": {"vault": "v"}}') == "v"


def test_a_line_that_was_never_sealed_has_no_hash(desk: Desk) -> None:
    connection = desk.vault.settings.connection
    assert len(hash_of(connection, desk.vault.log.last_seq())) == 32
    with pytest.raises(KeyError):
        hash_of(connection, desk.vault.log.last_seq() + 1)


def test_no_keys_are_no_keys(desk: Desk) -> None:
    from ashibue_desk.storage.log_keys import LogKeys

    keys = LogKeys(desk.vault.settings.connection)
    with desk.vault.transaction():
        keys.clear()
        keys.add([])
        assert keys.last() == 0
        keys.add([(3, "ほしかわ"), (2, "あおば")])
        assert keys.last() == 3


class TestNumbers:
    """A number opens with the key of its compartment and edition, and waits where it does not open."""

    def key_and_person(self, desk: Desk, scene: Scene) -> tuple[NumberKey, str]:
        person_id = next(one for one in scene.person_ids if desk.vault.numbers.files_of(one))
        file_id = min(desk.vault.numbers.files_of(person_id))
        return desk.file_keys[file_id], person_id

    def test_a_key_of_another_edition_opens_none(self, desk: Desk, scene: Scene) -> None:
        key, person_id = self.key_and_person(desk, scene)
        assert desk.vault.numbers.read(person_id, key)
        with pytest.raises(NotSealedForThis):
            desk.vault.numbers.read(person_id, replace_edition(key))

    def test_a_key_under_which_nothing_lies_finds_nothing(self, desk: Desk, scene: Scene) -> None:
        key, person_id = self.key_and_person(desk, scene)
        with pytest.raises(KeyError):
            desk.vault.numbers.read(person_id, NumberKey.new("another file"))
        with pytest.raises(KeyError):
            desk.vault.numbers.read("nobody", key)

    def test_what_does_not_open_gets_no_index_and_keeps_nobody_else_from_theirs(
        self, desk: Desk, scene: Scene
    ) -> None:
        key, person_id = self.key_and_person(desk, scene)
        kept = index_by_person(desk, key)
        with desk.vault.transaction():
            run(desk, "UPDATE numbers SET duplicate_index = ? WHERE file_id = ?", _NO_INDEX, key.file_id)
            run(desk, "UPDATE numbers SET sealed = x'00' WHERE person_id = ?", person_id)
            desk.vault.numbers.complete_index(key)
            desk.log(LogLine(log_class=LogClass.ACCESS, act="試し"))
        assert len(kept) > 1
        assert index_by_person(desk, key) == kept | {person_id: _NO_INDEX}


def replace_edition(key: NumberKey) -> NumberKey:
    return NumberKey(key.private, key.file_id, key.edition + 1)


def run(desk: Desk, statement: str, *values: Any) -> list[Any]:
    return list(desk.vault.with_raw(lambda raw: raw.execute(statement, values).fetchall()))


def index_by_person(desk: Desk, key: NumberKey) -> dict[str, bytes]:
    query = "SELECT person_id, duplicate_index FROM numbers WHERE file_id = ?"
    return dict(run(desk, query, key.file_id))
