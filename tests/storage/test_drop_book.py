"""What waits in the drop box moves with its affairs, stays where it is not meant, and opens with the key it lies under only."""

import pytest

from ashibue_desk.domain.identity import Verification
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.drop_book import DropBook
from ashibue_desk.storage.number_key import Compartment, NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import WITH_NUMBERS, Scene, receipt_for
from tests.helpers.sample_numbers import valid_number

INCOME, FEES, ENROLMENT = "income_withholding_slip", "payment_record_fees", "health_pension_enrolment"


@pytest.fixture
def verification(desk: Desk, scene: Scene) -> Verification:
    return receipt_for(desk, scene.person_ids[WITH_NUMBERS], valid_number(60)).verification


@pytest.fixture
def keys(desk: Desk) -> tuple[NumberKey, NumberKey]:
    """The keys of two compartments of the vault."""
    first, second, *_ = sorted(desk.file_keys)
    return desk.file_keys[first], desk.file_keys[second]


def compartment(key: NumberKey, *affairs: str) -> Compartment:
    return Compartment(key.file_id, key.edition, key.private.public_key(), affairs)


def add(
    book: DropBook,
    person_id: str,
    number: IndividualNumber,
    key: NumberKey,
    verification: Verification,
    *affairs: str,
) -> str:
    into = (compartment(key, *affairs),)
    return book.add(person_id, number, into, verification, affairs, ("u", "星川 楓"), "2026-06-15T01:00:00")


def moved(
    desk: Desk, scene: Scene, keys: tuple[NumberKey, NumberKey], verification: Verification, *affairs: str
) -> DropBook:
    """Drop a number for ``affairs`` into the first compartment, and let the second one take over the affair of fees."""
    book, person_id = desk.vault.drops, scene.person_ids[WITH_NUMBERS]
    source, target = keys
    add(book, person_id, valid_number(60), source, verification, *affairs)
    book.move(source, compartment(target, FEES), (INCOME,))
    return book


@pytest.mark.parametrize(
    ("affairs", "lies_in"),
    [((FEES,), {1}), ((FEES, INCOME), {0, 1}), ((INCOME,), {0}), ((ENROLMENT,), {0})],
)
def test_it_moves_as_far_as_its_affairs_do(
    desk: Desk,
    scene: Scene,
    keys: tuple[NumberKey, NumberKey],
    verification: Verification,
    affairs: tuple[str, ...],
    lies_in: set[int],
) -> None:
    with desk.act():
        book = moved(desk, scene, keys, verification, *affairs)
    (drop,) = book.all()
    assert book.files_of(drop.id) == {keys[one].file_id for one in lies_in}
    for one, key in enumerate(keys):
        if one in lies_in:
            assert book.read(drop, key).digits() == valid_number(60).digits()
        else:
            with pytest.raises(KeyError):
                book.read(drop, key)


def test_what_waits_for_another_compartment_is_left_alone(
    desk: Desk, scene: Scene, keys: tuple[NumberKey, NumberKey], verification: Verification
) -> None:
    source, target = keys
    with desk.act():
        book = desk.vault.drops
        drop_id = add(book, scene.person_ids[WITH_NUMBERS], valid_number(60), target, verification, FEES)
        before = desk.vault.with_raw(lambda raw: raw.execute("SELECT * FROM dropped_numbers").fetchall())
        book.move(source, compartment(target, FEES), ())
    assert book.files_of(drop_id) == {target.file_id}
    assert desk.vault.with_raw(lambda raw: raw.execute("SELECT * FROM dropped_numbers").fetchall()) == before


def test_a_key_of_another_edition_opens_none(
    desk: Desk, scene: Scene, keys: tuple[NumberKey, NumberKey], verification: Verification
) -> None:
    key = keys[0]
    with desk.act():
        book = desk.vault.drops
        add(book, scene.person_ids[WITH_NUMBERS], valid_number(60), key, verification, INCOME)
    (drop,) = book.all()
    with pytest.raises(NotSealedForThis):
        book.read(drop, NumberKey(key.private, key.file_id, key.edition + 1))
