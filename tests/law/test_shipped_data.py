"""What is shipped beside the law: roles, lists about passwords, the names of templates. A mistake in it is told."""

import shutil
from pathlib import Path

import pytest

from ashibue_desk.files.data_tables import DataFileError, read_data_file
from ashibue_desk.law.form_texts import name_of_form, original_texts
from ashibue_desk.law.password_blocklist import passphrase_words
from ashibue_desk.law.regulation import read_pack
from ashibue_desk.resource_files import resource

PACK = Path(str(resource("regulations", "npo", "pack.toml")))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('steps = ["appointed", "announced"]', 'steps = ["announced"]', "without having been appointed"),
        ('roles = ["officer", "auditor"]', 'roles = ["officer"]', "cannot be separated"),
        ("numbers_allowed = true", "numbers_allowed = false", "every backup holds them"),
    ],
)
def test_a_mistake_in_the_roles_or_what_the_program_cannot_keep_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = PACK.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "pack.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told):
        read_data_file(tmp_path / "pack.toml", read_pack)


@pytest.mark.parametrize("words", [["mizu"] * 1_024, [f"mizu{n}" for n in range(1_023)], []])
def test_too_few_words_or_one_that_stands_twice_make_no_passphrases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (tmp_path / "passwords").mkdir()
    (tmp_path / "passwords" / "words.txt").write_text("\n".join(words), encoding="utf-8")
    monkeypatch.setattr("ashibue_desk.law.password_blocklist.resource", tmp_path.joinpath)
    with pytest.raises(DataFileError, match=f"{len(words)} words"):
        passphrase_words.__wrapped__()


@pytest.fixture
def own_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "regulations" / "npo"
    for part in ("forms", "sheets"):
        shutil.copytree(PACK.parent / part, folder / part)
    monkeypatch.setattr("ashibue_desk.law.form_texts.resource", tmp_path.joinpath)
    return folder


def test_a_sheet_with_the_name_of_a_form_is_told(own_pack: Path) -> None:
    (own_pack / "sheets" / "carry_out.toml").rename(own_pack / "sheets" / "consent.toml")
    with pytest.raises(ValueError, match="called consent"):
        original_texts.__wrapped__("npo")


def test_an_earlier_version_kept_beside_the_newer_one_is_told(own_pack: Path) -> None:
    shutil.copy(own_pack / "forms" / "consent.toml", own_pack / "forms" / "consent_1.toml")
    with pytest.raises(ValueError, match="consent_1 and consent have the same form_id Y2"):
        original_texts.__wrapped__("npo")


def test_a_form_is_found_by_its_id() -> None:
    for name, text in original_texts("npo").items():
        assert name_of_form("npo", text.form_id) == name
    assert name_of_form("npo", "no such form") == ""
