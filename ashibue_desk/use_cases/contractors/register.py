"""The register of contractors: the list, everything about one, adding and changing."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractors import Contractor, ContractorEntry, ContractorRow
from ashibue_desk.domain.corporate_number import clean_corporate_number, corporate_number_problem
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem, blocking
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_READ,
    MAY_WRITE,
    affair_names,
    entry_of,
    line,
    living_entry,
    numbers_in,
    rules,
)
from ashibue_desk.use_cases.contractors.evaluating import view_among
from ashibue_desk.use_cases.contractors.re_entrusting import tree
from ashibue_desk.use_cases.contractors.standing import Standing, standing_today
from ashibue_desk.use_cases.desk import Desk

__all__ = [
    "ContractorFile",
    "add_contractor",
    "affair_choices",
    "change_contractor",
    "check_contractor",
    "contractor_file",
    "evaluated_contractors",
    "list_contractors",
    "number_file_choices",
    "read_contractor",
    "rules",
]


@dataclass(frozen=True, slots=True)
class Entrusted:
    """A contractor as entered, and what the affairs entrusted are called, by their ids."""

    entry: ContractorEntry
    affair_names: Mapping[str, str]


def list_contractors(desk: Desk) -> tuple[ContractorRow, ...]:
    """Return everybody in the register, those whose entrustment ended last."""
    desk.require(*MAY_READ)
    return desk.once("contractors", _list)


def _list(desk: Desk) -> tuple[ContractorRow, ...]:
    with desk.vault.reading():
        book, stands = desk.vault.contractors, standing_today(desk)
        keys, due = book.search_keys(), _next_dues(desk, stands)
        rows = [_row(one, entry, stands, keys[one], due) for one, entry in book.all().items()]
    return tuple(sorted(rows, key=lambda row: row.state.value == "ended"))


def _row(
    contractor_id: str,
    entry: ContractorEntry,
    stands: Standing,
    key: str,
    due: dict[str, date],
) -> ContractorRow:
    last = stands.last.get(contractor_id)
    by = stands.rules.fresh_until(last.decided_on) if last and last.decided_on else None
    living = contractor_id not in stands.endings
    contract = stands.contract(contractor_id)
    days = [day for day in (by, due.get(contractor_id)) if day is not None]
    return ContractorRow(
        id=contractor_id,
        name=entry.name,
        kana=entry.kana,
        business=entry.business,
        state=stands.state(contractor_id),
        entrusted=entry.entrusted,
        score=last.score if last else None,
        evaluated_on=last.decided_on if last else None,
        evaluate_by=by,
        next_due=min(days, default=None) if living else None,
        may_receive=not stands.gate(contractor_id),
        missing_clauses=len(contract.missing(stands.rules)) if contract else None,
        open_conditions=len(stands.unmet(contractor_id)) if living else 0,
        search_key=key,
    )


def _next_dues(desk: Desk, stands: Standing) -> dict[str, date]:
    """Return by contractor the first day on which a condition, a look or a correction is due."""
    supervision = desk.vault.contractors.supervision
    days = [
        (one.contractor_id, one.due_on)
        for contractor in stands.conditions
        for one in stands.unmet(contractor)
    ]
    days += [(look.entry.contractor_id, look.entry.due_on) for look in stands.looks]
    days += stands.unplanned().items()
    days += [
        (finding.entry.contractor_id, finding.entry.due_on)
        for finding in supervision.findings(only_open=True)
        if finding.entry.due_on
    ]
    first: dict[str, date] = {}
    for contractor_id, day in days:
        first[contractor_id] = min(day, first.get(contractor_id, day))
    return first


def read_contractor(desk: Desk, contractor_id: str) -> Entrusted:
    """Return one contractor as entered; raise ``ContractorGone``."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        entry = entry_of(desk, contractor_id)
    return Entrusted(entry, affair_names(desk, entry))


def contractor_file(desk: Desk, contractor_id: str) -> ContractorFile:
    """Return everything about one contractor; raise ``ContractorGone``."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        entry = entry_of(desk, contractor_id)
        book = desk.vault.contractors
        stands = standing_today(desk)
        row = next(each for each in list_contractors(desk) if each.id == contractor_id)
        heads, requests = book.evaluations.of_contractor(contractor_id), book.chain.all()
        last, opened = stands.last.get(contractor_id), next((head for head in heads if head.is_open), None)
        contract = stands.contract(contractor_id)
        return ContractorFile(
            contractor=Contractor(contractor_id, entry, row.state),
            row=row,
            affair_names=affair_names(desk, entry),
            evaluations=heads,
            last=view_among(desk, last, heads, entry.name) if last else None,
            open=view_among(desk, opened, heads, entry.name) if opened else None,
            contract=contract,
            contracts=book.contracts.all(contractor_id),
            missing=contract.missing(stands.rules) if contract else (),
            missing_advice=contract.missing_advice(stands.rules) if contract else (),
            gate=stands.gate(contractor_id),
            provisions=book.provisions.read(contractor_id=contractor_id),
            requests=tuple(
                one for one in requests if contractor_id in (one.entry.contractor_id, one.entry.sub_id)
            ),
            chain=tree(stands, contractor_id, entry.name, requests),
            looks=book.supervision.looks(contractor_id),
            findings=book.supervision.findings(contractor_id),
            handlers=book.supervision.handlers(contractor_id),
            ending=stands.endings.get(contractor_id),
            cloud_checks=book.cloud.all(contractor_id),
            history=book.history(contractor_id),
        )


def evaluated_contractors(desk: Desk) -> frozenset[str]:
    """Return the ids of those with an evaluation, also one that is open or was withdrawn."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        return desk.vault.contractors.evaluations.contractors_evaluated()


def affair_choices(desk: Desk) -> tuple[Affair, ...]:
    """Return the affairs that may be entrusted today."""
    return desk.law.affairs(desk.today)


def number_file_choices(desk: Desk) -> tuple[str, ...]:
    """Return the names of the number files that the office keeps today, in the order of its register (規程33条)."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        return tuple(dict.fromkeys(file.name for file in desk.vault.number_files.all() if file.is_open))


def check_contractor(desk: Desk, entry: ContractorEntry, contractor_id: str = "") -> tuple[Problem, ...]:
    """Return what is wrong or doubtful with an entry; ``contractor_id`` names the contractor being changed."""
    desk.require(*MAY_READ)
    problems = numbers_in(entry)
    if not entry.name.strip():
        problems.append(Problem("name", "委託先の名称を入力してください。"))
    if entry.postal_code and not re.fullmatch("[0-9]{7}", entry.postal_code):
        problems.append(Problem("postal_code", "郵便番号は7桁の数字で入力してください。"))
    if entry.since and entry.until and entry.until < entry.since:
        problems.append(
            Problem("until", f"終わりの日が、始まりの日({both(entry.since)})より前になっています。")
        )
    known = {affair.id for affair in desk.law.affairs(desk.today)}
    if not set(entry.affairs) <= known:
        problems.append(Problem("affairs", "いまは使えない事務が選ばれています。選び直してください。"))
    return (*problems, *_problems_of_corporate_number(desk, entry.corporate_number, contractor_id))


def _problems_of_corporate_number(desk: Desk, typed: str, but_not: str) -> list[Problem]:
    if not typed.strip():
        return []
    if wrong := corporate_number_problem(typed):
        return [wrong]
    digits = clean_corporate_number(typed)
    ended = desk.vault.contractors.supervision.endings()
    return [
        Problem("corporate_number", f"この法人番号は「{other.name}」として登録されています。")
        for other_id, other in desk.vault.contractors.all().items()
        if other.corporate_number == digits and other_id != but_not and other_id not in ended
    ]


def _cleaned(entry: ContractorEntry) -> ContractorEntry:
    return replace(entry, corporate_number=clean_corporate_number(entry.corporate_number))


def add_contractor(desk: Desk, entry: ContractorEntry) -> tuple[Problem, ...] | Done[str]:
    """Add a candidate; return what is wrong, or the new id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        if wrong := blocking(check_contractor(desk, entry)):
            return wrong
        contractor_id = uuid.uuid4().hex
        desk.vault.contractors.add(contractor_id, _cleaned(entry), desk.now())
        desk.log(line("委託先の登録", contractor_id, entry.name, entry.business))
    return Done(contractor_id, CHANGED)


def change_contractor(
    desk: Desk, contractor_id: str, entry: ContractorEntry
) -> tuple[Problem, ...] | Done[str]:
    """Store a changed entry with its history; return what is wrong, or the id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        living_entry(desk, contractor_id)
        if wrong := blocking(check_contractor(desk, entry, contractor_id)):
            return wrong
        count = desk.vault.contractors.change(
            contractor_id, _cleaned(entry), desk.actor.name, desk.surroundings.clock.local_now().isoformat()
        )
        if not count:
            return Done(contractor_id, Changed.NOTHING)
        desk.log(line("委託先の変更", contractor_id, entry.name, f"{count}項目"))
    return Done(contractor_id, CHANGED)
