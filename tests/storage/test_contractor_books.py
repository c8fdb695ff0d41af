"""The books of contractors among several: the contract that counts, who was ever evaluated, and the one that is asked for."""

from dataclasses import replace
from datetime import date

import pytest

from ashibue_desk.domain.contractor_evaluation import Method, Occasion
from ashibue_desk.domain.contractor_supervision import FindingEntry, FindingKind
from ashibue_desk.use_cases.contractors import evaluating, supervising
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors as made
from tests.helpers.desks import done

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 6, 15), "first"),  # the next one is signed and not in force yet
        (date(2027, 6, 15), "second"),
        (date(2025, 6, 15), "second"),  # none in force: the newest
    ],
)
def test_a_contract_for_later_does_not_take_the_place_of_the_one_in_force(
    desk: Desk, day: date, counts: str
) -> None:
    contractor_id = made.ready(desk)
    (first,) = desk.vault.contractors.contracts.all(contractor_id)
    second = made.contract(
        desk, contractor_id, starts_on=date(2027, 4, 1), ends_on=date(2028, 3, 31), lacking="return"
    )
    counting = desk.vault.contractors.contracts.counting(day)[contractor_id]
    assert counting.id == {"first": first.id, "second": second}[counts]
    assert counting.clauses["return"].found is (counts == "first")


def test_who_was_ever_evaluated_is_told_also_while_it_is_open_and_after_it_was_withdrawn(desk: Desk) -> None:
    decided, opened, withdrawn, never = (made.add(desk, number) for number in (1, 2, 3, 4))
    made.evaluate(desk, decided)
    going = evaluating.open_evaluation(desk, opened, Occasion.FIRST, Method.DOCUMENT).answer
    one = evaluating.open_evaluation(desk, withdrawn, Occasion.FIRST, Method.DOCUMENT).answer
    evaluating.withdraw_evaluation(desk, one, "取引をやめたため")
    book = desk.vault.contractors.evaluations
    assert book.contractors_evaluated() == {decided, opened, withdrawn}
    assert book.still_open() == {opened: going}
    assert never not in book.contractors_evaluated()


def test_each_finding_is_found_among_several(desk: Desk) -> None:
    contractor_id = made.ready(desk)
    first = FindingEntry(
        contractor_id=contractor_id,
        kind=FindingKind.FINDING,
        found_on=TODAY,
        text="施錠のない書棚",
        wanted="施錠する",
        due_on=date(2026, 7, 1),
    )
    texts = ("施錠のない書棚", "古い名簿", "共用の画面")
    ids = [done(supervising.record_finding(desk, replace(first, text=text))).answer for text in texts]
    book = desk.vault.contractors.supervision
    assert [book.finding(one).entry.text for one in ids] == list(texts)


def test_each_person_who_handles_numbers_there_is_found_among_several(desk: Desk) -> None:
    contractor_id = made.ready(desk)
    names = ("浜辺 燈", "渚 つぐみ")
    ids = [
        done(supervising.add_outside_handler(desk, contractor_id, name, "年末調整", TODAY)).answer
        for name in names
    ]
    book = desk.vault.contractors.supervision
    assert [book.handler_of(one).name for one in ids] == list(names)
