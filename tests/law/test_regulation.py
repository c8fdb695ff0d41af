"""The regulation pack of a non-profit office: what it fixes, and that its data is strict."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import ashibue_desk
from ashibue_desk.domain.number_files import FileKind
from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.files.data_tables import DataFileError, read_data_file
from ashibue_desk.law.law_book import load_law
from ashibue_desk.law.regulation import load_regulation, read_pack
from ashibue_desk.resource_files import resource

PACK = resource("regulations", "npo", "pack.toml")


def test_the_pack_says_what_the_regulation_fixes() -> None:
    regulation = load_regulation("npo")
    assert regulation.role_name(Role.OFFICER) == "特定個人情報等責任者"
    assert regulation.role_name(Role.HANDLER) == "事務取扱担当者"
    assert regulation.role_names({Role.HANDLER, Role.OFFICER}) == ("特定個人情報等責任者", "事務取扱担当者")
    assert regulation.password_rule.min_length == 8
    assert regulation.password_rule.letters_and_digits
    assert regulation.password_rule.max_age_months == 12
    assert regulation.password_rule.with_key_file().min_length == 15
    assert (regulation.reveal_seconds, regulation.reauthentication_minutes) == (20, 5)
    assert (regulation.mass_output.hour_persons, regulation.mass_output.day_persons) == (20, 50)
    assert "10条" in regulation.mass_output.basis
    assert regulation.auto_lock.default_minutes == 10
    assert [regulation.auto_lock.within(minutes) for minutes in (0, 1, 30, 60, 61)] == [1, 1, 30, 60, 60]
    assert regulation.consent_form.number == "様式第2号"
    assert regulation.consent_form.version == 1
    assert regulation.article("9条").heading == "事務取扱担当者"
    with pytest.raises(KeyError):
        regulation.article("99条")


def test_every_record_of_an_article_is_what_the_log_says_somewhere() -> None:
    """An act that is renamed must not leave an article without its lines."""
    package = Path(ashibue_desk.__file__).parent
    sources = [*(package / "use_cases").rglob("*.py"), *(package / "domain").rglob("*.py")]
    said = "".join(path.read_text(encoding="utf-8") for path in sources)
    said += resource("regulations", "npo", "paper_acts.toml").read_text(encoding="utf-8")
    named = {act for article in load_regulation("npo").articles for act in article.records}
    assert len(named) > 40
    assert not [act for act in named if f'"{act}' not in said]


def test_its_affairs_are_those_of_the_law() -> None:
    affairs = {affair.id for affair in load_law().affairs(date(2026, 11, 21))}
    assert set(load_regulation("npo").affair_articles) == affairs


def test_every_affair_stands_in_exactly_one_number_file() -> None:
    rules = load_regulation("npo").number_files
    named = [affair for rule in rules for affair in rule.plan.affairs]
    assert sorted(named) == sorted(affair.id for affair in load_law().affairs(date(2026, 11, 21)))
    assert [rule.plan.name for rule in rules] == ["給与・税務", "社会保険・雇用保険", "支払先"]
    assert all(rule.plan.kind is FileKind.VAULT and rule.plan.disposal for rule in rules)


def test_every_role_has_a_name_of_its_own() -> None:
    regulation = load_regulation("npo")
    assert len({regulation.role_name(role) for role in Role}) == len(Role)
    assert frozenset({Role.OFFICER, Role.HANDLER}) == READS_NUMBERS


def test_the_blocklist_comes_with_the_rule_and_stays_out_of_its_repr() -> None:
    regulation = load_regulation("npo")
    assert regulation.plain_password_rule.common == frozenset()
    assert len(regulation.password_rule.common) >= 1_500
    assert regulation.password_rule is regulation.password_rule
    assert load_regulation("npo") is regulation


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("min_length = 8", "min_length = 7", "outside 8 to 64"),
        ("reveal_seconds = 20", "reveal_seconds = 20\nforever = true", "unknown keys forever"),
        ("day_persons = 50", "day_persons = 10", "a day allows less than an hour"),
        ("[role.receiver]", "[role.guest]", "'receiver' is missing"),
        ("default_minutes = 10", "default_minutes = 90", "outside the range"),
        ('article = "8条"', 'article = "8条"\npower = "all"', "unknown keys power"),
        ("edition = 1", "edition = 1.0", "must be int"),
        (
            'affairs = ["income_withholding_slip"]',
            'affairs = ["payment_record_fees"]',
            "stands in two number files",
        ),
        ('kind = "vault"', 'kind = "cloud"', "knows no 'cloud'"),
    ],
)
def test_a_mistake_in_a_pack_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = PACK.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "pack.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told):
        read_data_file(file, read_pack)


def test_a_pack_that_is_not_there_is_told() -> None:
    with pytest.raises(DataFileError, match=r"pack\.toml"):
        load_regulation("no_such_pack")


def test_a_pack_under_another_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "regulations" / "other"
    folder.mkdir(parents=True)
    shutil.copy(PACK, folder)
    shutil.copytree(PACK.parent / "forms", tmp_path / "regulations" / "npo" / "forms")
    monkeypatch.setattr("ashibue_desk.law.regulation.resource", tmp_path.joinpath)
    with pytest.raises(DataFileError, match="calls itself 'npo'"):
        load_regulation("other")
