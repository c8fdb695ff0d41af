"""The drop box (規程18条3項): what a receiver took in goes to a handler in one act, and nothing of it stays behind."""

from collections.abc import Sequence

from ashibue_desk.domain.collection import Drop, NumberReceipt
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.collect_number import Duplicate, find_duplicate, keep_number
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import get_person
from ashibue_desk.use_cases.situations import (
    AffairWithoutFile,
    DropGone,
    NotYetAble,
    NotYourDuty,
    NumberTampered,
)


def list_drops(desk: Desk) -> tuple[Drop, ...]:
    """Return what waits to be taken over, oldest first; a receiver sees what they handed in themselves."""
    desk.require(*READS_NUMBERS, Role.RECEIVER)
    with desk.vault.reading():
        drops = desk.vault.drops.all()
    if desk.actor.roles & READS_NUMBERS:
        return drops
    return tuple(drop for drop in drops if drop.received_by == desk.actor.user_id)


def may_take_over(desk: Desk, drop: Drop) -> bool:
    """Whether the actor holds a key that opens this drop."""
    return bool(desk.vault.drops.files_of(drop.id) & set(desk.file_keys))


def count_drops(desk: Desk) -> int:
    """Return how many drops the actor can take over."""
    with desk.vault.reading():
        return sum(1 for drop in desk.vault.drops.all() if may_take_over(desk, drop))


def take_over(
    desk: Desk, drop_ids: Sequence[str], *, same_person_confirmed: bool = False
) -> Duplicate | Done[int]:
    """Take numbers out of the drop box into their compartments, with the receiver's verification; return how many.

    All of them or none. A number that is on file for somebody else is told first. Raises ``DropGone``, ``NotYourDuty``,
    ``NotYetAble`` or ``NumberTampered``.
    """
    desk.require(*READS_NUMBERS)
    with desk.act():
        waiting = {drop.id: drop for drop in desk.vault.drops.all()}
        if not set(drop_ids) <= set(waiting):
            raise DropGone
        opened = [_opened(desk, waiting[drop_id]) for drop_id in dict.fromkeys(drop_ids)]
        if not same_person_confirmed:
            duplicate = _duplicate_among(desk, opened)
            if duplicate is not None:
                return duplicate
        for drop, receipt in opened:
            _take_in(desk, drop, receipt)
    return Done(len(opened), Changed.NUMBERS | Changed.PEOPLE | Changed.LOG)


def _opened(desk: Desk, drop: Drop) -> tuple[Drop, NumberReceipt]:
    key = _key_of(desk, drop)
    try:
        number = desk.vault.drops.read(drop, key)
    except (KeyError, NotSealedForThis, ValueError):
        raise NumberTampered from None
    receipt = NumberReceipt(
        person_id=drop.person_id, affairs=drop.affairs, verification=drop.verification, number=number
    )
    return drop, receipt


def _key_of(desk: Desk, drop: Drop) -> NumberKey:
    """Return a key that opens the drop, for an affair that the actor may act for; raise what forbids the first one."""
    refusals: list[Situation] = []
    for affair_id in drop.affairs:
        try:
            desk.require_able(affair_id)
            return desk.key_for(affair_id)
        except (NotYetAble, NotYourDuty, AffairWithoutFile) as refusal:
            refusals.append(refusal)
    raise refusals[0] if refusals else NotYourDuty()


def _duplicate_among(desk: Desk, opened: Sequence[tuple[Drop, NumberReceipt]]) -> Duplicate | None:
    for drop, receipt in opened:
        others = tuple(
            (other.person_id, other.person_name)
            for other, also in opened
            if other.person_id != drop.person_id and also.number == receipt.number
        )
        duplicate = find_duplicate(desk, drop.person_id, receipt.number)
        if duplicate or others:
            return Duplicate((*(duplicate.holders if duplicate else ()), *others))
    return None


def _take_in(desk: Desk, drop: Drop, receipt: NumberReceipt) -> None:
    person = get_person(desk, drop.person_id)
    keep_number(desk, person, receipt, desk.now())
    desk.vault.drops.remove(drop.id)
    desk.log(
        LogLine(
            log_class=LogClass.COLLECTION,
            act="個人番号の引継ぎ",
            object_id=person.id,
            object_label=person.name,
            affair=",".join(drop.affairs),
            detail=f"受け取った人 {drop.received_by_name}",
        )
    )
