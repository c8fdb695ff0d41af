"""The invented people of the practice office, made from ``resources/sample/people.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from stdnum.jp import in_

from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.domain.office import Office, OfficeKind
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.resource_files import resource

_FIRST_BIRTH = date(1961, 4, 2)
_SPREAD_DAYS = 15_000


@dataclass(frozen=True, slots=True)
class SampleNames:
    """Who works in the practice office, and the password that everybody there uses."""

    officer: str
    handler: str
    newcomer: str  # a handler whose pledge is still missing
    auditor: str
    password: str


def sample_names() -> SampleNames:
    """Return the names of the practice office's users."""
    data = _data()
    return SampleNames(data["officer"], data["handler"], data["newcomer"], data["auditor"], data["password"])


def sample_office() -> Office:
    """Return the practice office."""
    data = _data()
    return Office(
        name=data["office_name"],
        kind=OfficeKind.NPO,
        postal_code=data["postal_code"],
        address=f"{data['address']}つくりばなし1番地",
        representative_title="理事長",
        representative_name=data["representative"],
        officer_title="副理事長",
        officer_name=data["officer"],
        contact="総務経理(練習用)",
    )


def sample_worker(n: int) -> PersonEntry:
    """Return the ``n``-th worker; every tenth is an officer of the corporation, every thirteenth is dispatched."""
    data = _data()
    birth = _FIRST_BIRTH + timedelta(days=(n * 397) % _SPREAD_DAYS)
    category = PersonCategory.OFFICER if n % 10 == 9 else PersonCategory.EMPLOYEE
    category = PersonCategory.DISPATCHED if n % 13 == 12 else category
    name, kana = _name(n)
    return PersonEntry(
        category=category,
        name=name,
        kana=kana,
        code=f"A{n + 1:04}",
        birth_date=birth,
        department=data["departments"][n % len(data["departments"])],
        employment=data["employments"][n % len(data["employments"])],
        joined_on=date(birth.year + 20 + n % 5, 4, 1),
        postal_code=data["postal_code"],
        address=f"{data['address']}{n + 1}番地",
    )


def sample_relative(worker_id: str, n: int, category: PersonCategory) -> PersonEntry:
    """Return a dependant or category 3 spouse of the ``n``-th worker."""
    name, kana = _name(n, n + 7)  # of the worker's family
    relation = "配偶者" if category is PersonCategory.SPOUSE3 else "子"
    birth = date(1975 + n % 10, 5, 5) if category is PersonCategory.SPOUSE3 else date(2010 + n % 12, 5, 5)
    return PersonEntry(
        category=category, name=name, kana=kana, worker_id=worker_id, relation=relation, birth_date=birth
    )


def sample_payee(n: int) -> PersonEntry:
    """Return the ``n``-th payee."""
    data = _data()
    name, kana = _name(n * 3 + 2)
    return PersonEntry(
        category=PersonCategory.PAYEE,
        name=name,
        kana=kana,
        payment_kind=data["payments"][n % len(data["payments"])],
        address=f"{data['address']}{n + 501}番地",
    )


def sample_number(n: int) -> IndividualNumber:
    """Return a practice number: it begins with nine nines, so that it is seen at a glance to be none of anybody."""
    body = f"{99_999_999_900 + n % 100:011}" if n < 100 else f"{99_999_000_000 + n:011}"
    return IndividualNumber(body + in_.calc_check_digit(body))


def _name(n: int, given_at: int | None = None) -> tuple[str, str]:
    data = _data()
    family, family_kana = data["families"][n % len(data["families"])]
    given, given_kana = data["givens"][(n if given_at is None else given_at) % len(data["givens"])]
    return f"{family} {given}", f"{family_kana} {given_kana}"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("sample", "people.toml").read_text(encoding="utf-8"))
