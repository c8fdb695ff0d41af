"""The demonstration takes nothing away that is not its own."""

import json
import sys
from pathlib import Path

import pytest

from tests.helpers.desks import Scene
from ui.demonstration import __main__ as demonstration


def mark_as_sample(vault: Path) -> None:
    """Have the header say that a vault is a sample; only its seal would tell otherwise."""
    file = vault / "keyslots.json"
    stored = json.loads(file.read_text())
    stored["header"]["sample"] = True
    file.write_text(json.dumps(stored))


def test_it_goes_where_nothing_of_its_names_lies(tmp_path: Path):
    assert demonstration.may_write(tmp_path / "new")
    (tmp_path / "notes.txt").touch()
    assert demonstration.may_write(tmp_path)


@pytest.mark.parametrize("name", ["backup", "pdf", "users.json"])
def test_what_somebody_has_there_is_not_removed(tmp_path: Path, monkeypatch, capsys, name: str):
    kept = tmp_path / name / "kept.txt" if "." not in name else tmp_path / name
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("大切なもの")
    monkeypatch.setattr(sys, "argv", ["desk demo", str(tmp_path)])
    assert demonstration.main() == 2
    assert "何も消していません" in capsys.readouterr().err
    assert kept.read_text() == "大切なもの"


def test_a_real_vault_is_not_replaced_even_if_its_header_calls_it_a_sample(scene: Scene, tmp_path: Path):
    place = tmp_path / "vault"
    scene.place.rename(place)
    assert not demonstration.may_write(tmp_path)
    mark_as_sample(place)
    assert not demonstration.may_write(tmp_path)
