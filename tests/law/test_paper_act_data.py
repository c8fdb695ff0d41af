"""The acts on paper that a pack names: a line of the log is known by its name, so no name and no id stands there twice."""

import tomllib
from typing import Any

import pytest

from ashibue_desk.files.data_tables import DataFileError, DataTable
from ashibue_desk.law.paper_act_data import load_paper_acts, read_paper_acts
from ashibue_desk.resource_files import resource


def shipped() -> dict[str, Any]:
    with resource("regulations", "npo", "paper_acts.toml").open("rb") as file:
        return tomllib.load(file)


def test_the_acts_stand_in_the_order_of_the_file() -> None:
    rules = load_paper_acts("npo")
    assert [rule.id for rule in rules.acts] == [act["id"] for act in shipped()["act"]]
    assert rules.by_id["received"].act == "書類の受取り(紙)"


@pytest.mark.parametrize("same", ["id", "act"])
def test_an_act_that_stands_there_twice_is_told(same: str) -> None:
    values = shipped()
    first, second, *rest = values["act"]
    values["act"] = [first, second | {same: first[same]}, *rest]
    with pytest.raises(DataFileError, match="there twice"):
        read_paper_acts(DataTable(values, "paper_acts.toml"))


def test_a_key_that_nobody_knows_is_told() -> None:
    values = shipped()
    values["act"][0]["colour"] = "red"
    with pytest.raises(DataFileError, match="unknown keys colour"):
        read_paper_acts(DataTable(values, "paper_acts.toml"))
