"""What the pack says about contractors: complete, strict, and open for other packs to add rows."""

import tomllib
from typing import Any

import pytest

from ashibue_desk.files.data_tables import DataFileError, DataTable
from ashibue_desk.law.contractor_data import load_contractor_rules, read_contractor_rules
from ashibue_desk.resource_files import resource


def values() -> dict[str, Any]:
    """Return the shipped file as plain values, to be spoiled."""
    path = resource("regulations", "npo", "contractors.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_criteria_are_those_of_the_annexed_table() -> None:
    rules = load_contractor_rules("npo")
    assert [len(group.criteria) for group in rules.groups] == [8, 7, 7, 4, 2, 2, 2]
    assert len(rules.criteria) == 32
    assert rules.interval_months == 12


def test_the_ten_clauses_are_required_and_the_others_advice() -> None:
    rules = load_contractor_rules("npo")
    assert rules.required_clauses[0].basis.startswith("規程14条4項1号")
    assert len(rules.required_clauses) == 10
    assert all(clause.id.startswith("advice-") for clause in rules.clauses if not clause.required)
    (returned,) = [clause for clause in rules.clauses if clause.id == "return"]
    assert returned.heading == "終了後の返却と廃棄"


def test_every_question_can_be_answered_with_a_circle() -> None:
    for criterion in load_contractor_rules("npo").criteria.values():
        assert criterion.text.endswith(("か。", "とき○)"))
        assert criterion.look_for


def test_another_pack_only_adds_rows() -> None:
    spoiled = values()
    spoiled["group"].append(
        {
            "id": "organised-crime",
            "name": "反社会的勢力との関わり",
            "criterion": [
                {
                    "id": "no-organised-crime",
                    "text": "関わりがないことを確かめましたか。",
                    "look_for": "誓約書",
                    "required": True,
                    "may_not_apply": False,
                }
            ],
        }
    )
    rules = read_contractor_rules(DataTable(spoiled, "other"))
    assert (len(rules.groups), len(rules.criteria)) == (8, 33)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda v: v["group"][0]["criterion"][0].update(id="org-rules"), "criterion ids used twice"),
        (lambda v: v["group"][0].update(id="receipt"), "group ids used twice"),
        (lambda v: v["clause"][0].update(id="return"), "clause ids used twice"),
        (lambda v: v["cloud"]["question"][0].update(id="access-controlled"), "cloud question ids used twice"),
        (lambda v: v["group"][0]["criterion"][0].update(requierd=True), "unknown keys requierd"),
        (lambda v: v["clause"][0].update(required="yes"), "'required' must be bool"),
        (lambda v: v["interval"].update(months=0), "outside 1 to 60"),
        (lambda v: v["group"][0].update(criterion=[]), "empty list"),
        (lambda v: v.pop("pass_rule"), "'pass_rule' is missing"),
        (lambda v: v["pass_rule"].update(least_points=101), "outside 0 to 100"),
    ],
)
def test_a_mistake_in_the_file_is_named(spoil: Any, complaint: str) -> None:
    spoiled = values()
    spoil(spoiled)
    with pytest.raises(DataFileError, match=complaint):
        read_contractor_rules(DataTable(spoiled, "contractors.toml"))
