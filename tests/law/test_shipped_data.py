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
    ],
)
def test_a_mistake_in_the_roles_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
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


def test_a_sheet_with_the_name_of_a_form_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "regulations" / "npo"
    shutil.copytree(PACK.parent / "forms", folder / "forms")
    shutil.copytree(PACK.parent / "sheets", folder / "sheets")
    sheet = next(iter(sorted((folder / "sheets").glob("*.toml"))))
    sheet.rename(folder / "sheets" / "consent.toml")
    monkeypatch.setattr("ashibue_desk.law.form_texts.resource", tmp_path.joinpath)
    with pytest.raises(ValueError, match="called consent"):
        original_texts.__wrapped__("npo")


def test_a_form_is_found_by_its_id() -> None:
    for name, text in original_texts("npo").items():
        assert name_of_form("npo", text.form_id) == name
    assert name_of_form("npo", "no such form") == ""
