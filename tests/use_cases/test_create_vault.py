"""The first hour: a whole vault or none."""

from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.problems import Problem
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.machine.recent_vaults import RecentVaults
from ashibue_desk.machine.situations import KeychainFailed
from ashibue_desk.storage.key_slots import read_header
from ashibue_desk.storage.situations import PlaceTaken
from ashibue_desk.use_cases import create_vault as module
from ashibue_desk.use_cases import recovery_sheets, vault_gate
from ashibue_desk.use_cases.create_vault import create_vault
from tests.helpers.desks import MORNING, OFFICER, Scene, plan_for
from tests.helpers.made_up_people import made_up_office
from tests.helpers.memory_keychain import MemoryBackend


def test_the_first_page_of_the_log(empty_scene: Scene) -> None:
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    desk = empty_scene.unlock()
    first = desk.vault.log.read(LogFilter())[-1]
    assert (first.seq, first.line.act, first.line.count) == (1, "保管庫をつくった", 4)
    assert first.local_at == "2026-06-15T10:00:00+09:00"
    assert first.at == "2026-06-15T01:00:00+00:00"
    assert all(user.name in first.line.detail for user in empty_scene.users.values())
    assert desk.vault.settings.office() == made_up_office()
    assert [sheet.public for sheet in desk.vault.backups.sheets()] == [empty_scene.identity.public]
    assert {user.name for user in desk.vault.users.all()} == {
        user.name for user in empty_scene.users.values()
    }


def test_it_is_remembered_and_nothing_is_left_beside(empty_scene: Scene) -> None:
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    place = empty_scene.place
    assert RecentVaults(empty_scene.surroundings.folders.recent_vaults).known() == (place,)
    assert sorted(path.name for path in place.iterdir()) == ["keyslots.json", "vault.db"]
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_the_keychain_holds_one_secret_and_no_password(empty_scene: Scene) -> None:
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    (text,) = empty_scene.backend.items.values()
    assert len(text) == 43
    assert read_header(empty_scene.place).vault_id in str(list(empty_scene.backend.items))


def test_two_vaults_share_no_key(empty_scene: Scene) -> None:
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    second = replace(empty_scene, place=empty_scene.place.with_name("second"))
    create_vault(second.surroundings, plan_for(second))
    assert len(set(empty_scene.backend.items.values())) == 2
    one = empty_scene.unlock()
    assert one.keys.master_key != second.unlock().keys.master_key


@pytest.mark.parametrize("there", ["vault", "file", "other"])
def test_nothing_is_written_over(empty_scene: Scene, there: str) -> None:
    place = empty_scene.place
    place.parent.mkdir(parents=True)
    if there == "file":
        place.write_bytes(b"mine")
    else:
        place.mkdir()
        (place / ("vault.db" if there == "vault" else "letter.txt")).write_bytes(b"mine")
    with pytest.raises(PlaceTaken):
        create_vault(empty_scene.surroundings, plan_for(empty_scene))
    (kept,) = [path for path in place.parent.rglob("*") if path.is_file()]
    assert kept.read_bytes() == b"mine"
    assert not empty_scene.backend.items


def test_an_empty_folder_made_for_it_is_taken(empty_scene: Scene) -> None:
    empty_scene.place.mkdir(parents=True)
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    empty_scene.unlock()


def test_what_a_killed_attempt_left_is_no_hindrance(empty_scene: Scene) -> None:
    left = empty_scene.place.with_name(f".{empty_scene.place.name}.new")
    left.mkdir(parents=True)
    (left / "vault.db").write_bytes(b"half a vault")
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    empty_scene.unlock().vault.verify()
    assert not left.exists()


@pytest.mark.parametrize("step", ["make_slots", "make_database", "_write_first_page", "put_in_place"])
def test_one_that_fails_at_any_step_leaves_nothing(
    empty_scene: Scene, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    plan = replace(plan_for(empty_scene), users=(empty_scene.users[OFFICER],))
    with monkeypatch.context() as patched:
        patched.setattr(module, step, lambda *_: (_ for _ in ()).throw(DiskFull))
        with pytest.raises(DiskFull):
            create_vault(empty_scene.surroundings, plan)
    assert list(empty_scene.place.parent.iterdir()) == []
    create_vault(empty_scene.surroundings, plan)


def test_a_keychain_that_forgets_at_once_is_found_before_the_vault_is_there(empty_scene: Scene) -> None:
    class Forgetful(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:
            self.items[service, username] = password[::-1]

    from tests.helpers.memory_keychain import keychain_over

    surroundings = replace(empty_scene.surroundings, keychain=lambda: keychain_over(Forgetful()))
    with pytest.raises(KeychainFailed):
        create_vault(surroundings, plan_for(empty_scene))
    assert list(empty_scene.place.parent.iterdir()) == []


def test_a_list_of_recent_vaults_that_cannot_be_written_does_not_unmake_the_vault(empty_scene: Scene) -> None:
    settings = empty_scene.surroundings.folders.settings
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_bytes(b"a file where the folder should be")
    create_vault(empty_scene.surroundings, plan_for(empty_scene))
    empty_scene.unlock()


def test_a_place_that_cannot_be_renamed_into_has_its_sentence(
    empty_scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Exception, match="FolderNotWritable"):
        create_vault(empty_scene.surroundings, plan_for(empty_scene))
    assert list(empty_scene.place.parent.iterdir()) == []


def test_a_vault_with_sample_data_says_so(empty_scene: Scene) -> None:
    create_vault(empty_scene.surroundings, replace(plan_for(empty_scene), sample=True))
    assert vault_gate.look_at(empty_scene.surroundings, empty_scene.place).is_sample


def test_no_secret_shows_in_the_plan(empty_scene: Scene) -> None:
    told = repr(plan_for(empty_scene))
    assert empty_scene.identity.text not in told
    assert empty_scene.users[OFFICER].password not in told


class TestSheet:
    """The sheet of the year: printed twice, proven by typing it back."""

    def test_a_copy_is_proven_however_it_is_typed(self, empty_scene: Scene) -> None:
        identity = empty_scene.identity
        assert recovery_sheets.prove_copy(identity, identity.text.lower()) is None
        assert recovery_sheets.prove_copy(identity, "\n".join(identity.lines)) is None

    def test_another_sheet_and_a_typo_are_told_apart(self, empty_scene: Scene) -> None:
        identity, other = empty_scene.identity, recovery_sheets.new_identity(made_up_office(), MORNING.date())
        found = recovery_sheets.prove_copy(identity, other.text)
        assert isinstance(found, Problem)
        assert "別の復旧シート" in found.sentence
        typo = recovery_sheets.prove_copy(
            identity, identity.text[:-1] + ("Q" if identity.text[-1] != "Q" else "P")
        )
        assert isinstance(typo, Problem)
        assert "似た文字" in typo.sentence

    def test_what_is_printed_leads_back_to_the_same_sheet(self, empty_scene: Scene) -> None:
        facts = recovery_sheets.sheet_facts(
            empty_scene.surroundings, made_up_office(), empty_scene.identity, 2
        )
        assert recovery_sheets.prove_copy(empty_scene.identity, "".join(facts.identity_lines)) is None
        assert facts.qr_text == empty_scene.identity.text
        assert facts.business_year == 2026
        assert facts.business_year_ends.isoformat() == "2027-03-31"
        assert (facts.copy_number, facts.copies) == (2, 2)
        assert empty_scene.identity.text not in repr(facts)
