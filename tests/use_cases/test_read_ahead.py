"""What is read while the password is typed need not be read once the vault is open."""

import tomllib

import pytest

from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.law.form_texts import original_texts
from ashibue_desk.law.law_book import load_law
from ashibue_desk.use_cases.home import home
from ashibue_desk.use_cases.read_ahead import read_ahead
from tests.helpers.desks import Scene


def test_home_opens_no_data_file_that_could_be_read_before(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kept in (load_law, load_contractor_rules, original_texts):
        kept.cache_clear()
    read_ahead(scene.surroundings)

    def refuse(*_source: object) -> None:
        raise AssertionError("a data file is read after the password")

    monkeypatch.setattr(tomllib, "loads", refuse)
    monkeypatch.setattr(tomllib, "load", refuse)
    assert home(scene.unlock()).due
