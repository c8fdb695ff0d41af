"""A mistake in the shipped data stops the program's own tests with its place; it never passes in silence."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.identity import Route, VerificationCase
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.files.data_tables import DataFileError, DataTable, read_data_file
from ashibue_desk.law.law_book import LawBook
from ashibue_desk.resource_files import resource

CASE = VerificationCase(PersonCategory.EMPLOYEE, Route.FACE_TO_FACE, date(2026, 11, 21))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped law, to be damaged."""
    return Path(shutil.copytree(resource("law"), tmp_path / "law"))


def damage(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def use_everything(folder: Path) -> None:
    law = LawBook(folder)
    assert law.affairs(CASE.day)
    assert law.combinations(CASE)
    assert law.category_rule(CASE.category, CASE.day).may_collect


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("affairs", 'name = "源泉', 'nome = "源泉', "'name' is missing"),
        ("affairs", 'valid_to = "open"', 'valid_to = "open"\ncolour = "red"', "unknown keys colour"),
        ("affairs", "valid_from = 2015-10-05", 'valid_from = "2015-10-05"', "must be date"),
        ("affairs", "valid_from = 2015-10-05", "valid_from = 2015-10-05T00:00:00", "time of day"),
        ("affairs", 'valid_to = "open"', 'valid_to = "forever"', "must be date"),
        ("affairs", 'valid_to = "open"', "valid_to = 2015-10-04", "before valid_from"),
        ("affairs", 'valid_to = "open"\n', "", "'valid_to' is missing"),
        ("affairs", '"officer"', '"boss"', "knows no 'boss'"),
        ("affairs", 'confidence = "confirmed"', 'confidence = "sure"', "knows no 'sure'"),
        ("affairs", 'id = "employment_insurance_enrolment"', 'id = "income_withholding_slip"', "same day"),
        ("affairs", "[[affair]]", "[[affair", "affairs.toml"),
        ("affairs", '"employee", ', '"employee", "employee", ', "different texts"),
        ("person_categories", 'id = "applicant"', 'id = "employee"', "same day"),
        ("person_categories", "may_collect = true", 'may_collect = "yes"', "must be bool"),
        ("person_categories", "may_collect = true", "may_collect = false", "'why_not' is blank"),
        ("person_categories", "may_collect = false", "may_collect = true", "is an empty list|must be a list"),
        ("person_categories", 'verifier = "office"', 'verifier = "nobody"', "says otherwise"),
        ("person_categories", 'verifier = "nobody"', 'verifier = "office"', "a verifier is named"),
        ("person_categories", "month = 1, day = 31", "month = 2, day = 30", "no such day"),
        ("person_categories", "month = 1,", "month = 13,", "outside 1 to 12"),
        ("person_categories", '"health_pension_enrolment"', '"payment_record_fees"', "cannot have affair"),
        ("identity_documents", 'id = "resident_record"', 'id = "residents"', "is no number_proof"),
        ("identity_documents", "valid_from = 2020-05-25", "valid_from = 2020-05-24", "same day"),
        (
            "identity_documents",
            'proves = ["identity_proof"]',
            'proves = ["agency_proof"]',
            "is no identity_proof",
        ),
        ("identity_combinations", 'choices = "photo"', 'choices = "pictures"', "no group"),
        ("identity_combinations", 'choices = "photo"', 'choices = "number_paper_or_file"', "two places"),
        ("identity_combinations", "checked_by_worker = false", "checked_by_worker = true", "worker checks"),
        ("identity_combinations", '"payee"]', '"dispatched"]', "no number is collected"),
        ("identity_combinations", "count = 1", "count = true", "must be int"),
    ],
)
def test_each_mistake_is_told_with_its_file(folder: Path, name: str, old: str, new: str, told: str) -> None:
    use_everything(folder)
    damage(folder / f"{name}.toml", old, new)
    with pytest.raises(DataFileError, match=told) as caught:
        use_everything(folder)
    # A document that has gone or proves something else is noticed by the combination that wants it.
    noticed = "identity_combinations" if "_proof" in told else name
    assert str(caught.value).startswith(f"{noticed}.toml")
    assert not isinstance(caught.value, Situation)


def test_a_combination_without_enough_documents_on_the_day_is_not_offered(folder: Path) -> None:
    case = VerificationCase(PersonCategory.EMPLOYEE, Route.ELECTRONIC, CASE.day)
    ids = [item.id for item in LawBook(folder).combinations(case)]
    text = (folder / "identity_documents.toml").read_text(encoding="utf-8")
    start = text.index('id = "electronic_signature"')
    later = text[start:].replace("valid_from = 2016-01-01", "valid_from = 2030-01-01", 1)
    (folder / "identity_documents.toml").write_text(text[:start] + later, encoding="utf-8")
    fewer = [item.id for item in LawBook(folder).combinations(case)]
    assert set(ids) - set(fewer) == {"electronic_number_signature"}


def test_a_category_without_a_rule_is_noticed(folder: Path) -> None:
    file = folder / "person_categories.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.rindex("[[category]]")], encoding="utf-8")
    with pytest.raises(DataFileError, match="no rule for payee_corporate"):
        use_everything(folder)


def test_a_missing_file_and_one_that_is_no_text_are_told(folder: Path) -> None:
    (folder / "affairs.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DataFileError, match=r"affairs\.toml"):
        use_everything(folder)
    (folder / "affairs.toml").unlink()
    with pytest.raises(DataFileError, match=r"affairs\.toml"):
        use_everything(folder)


@pytest.mark.parametrize(
    ("take", "told"),
    [
        (lambda table: list(table.tables("rows")), "list of tables"),
        (lambda table: list(table.tables("none")), "empty list"),
        (lambda table: table.table("word"), "must be dict"),
        (lambda table: table.text("spaced"), "spaces around"),
        (lambda table: table.rows("rows"), "list of lists of texts"),
        (lambda table: table.rows("none"), "list of lists of texts"),
        (lambda table: table.rows("mixed"), "list of lists of texts"),
    ],
)
def test_shapes_are_checked_too(tmp_path: Path, take: Callable[[DataTable], object], told: str) -> None:
    file = tmp_path / "shapes.toml"
    file.write_text(
        'rows = [1]\nnone = []\nword = "a"\nspaced = " a"\nmixed = [["a"], [1]]\n', encoding="utf-8"
    )
    with pytest.raises(DataFileError, match=told):
        read_data_file(file, take)


def test_a_rule_that_is_written_down_ahead_waits_for_its_day(folder: Path) -> None:
    file = folder / "person_categories.toml"
    text = file.read_text(encoding="utf-8")
    begin = text.index("[[category]]")
    first = text[begin : text.index("[[category]]", begin + 1)]
    coming = first.replace('name = "役員"', 'name = "役員等"').replace("2015-10-05", "2027-04-01")
    ended = first.replace('valid_to = "open"', "valid_to = 2027-03-31")
    file.write_text(text.replace(first, ended + coming), encoding="utf-8")
    law = LawBook(folder)
    days = (date(2026, 11, 21), date(2027, 3, 31), date(2027, 4, 1))
    assert [law.category_rule(PersonCategory.OFFICER, day).name for day in days] == ["役員", "役員", "役員等"]
