"""The contract with a contractor: recorded, its clauses checked, a handling annex drafted (規程14条3項・4項)."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ashibue_desk.domain.contractor_contract import ClauseAnswer, Contract, ContractEntry
from ashibue_desk.domain.contractor_form_facts import HandlingAnnexFacts
from ashibue_desk.domain.contractor_history import corrections, moved_clauses
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem, Severity, blocking
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_READ,
    MAY_WRITE,
    affair_names,
    entry_of,
    found,
    line,
    living_entry,
    numbers_in,
    rules,
    stamped,
)
from ashibue_desk.use_cases.contractors.standing import standing
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving, line_alone
from ashibue_desk.use_cases.worded_heads import head_for


def check_contract(desk: Desk, contractor_id: str, entry: ContractEntry) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful with what was typed about a contract."""
    desk.require(*MAY_READ)
    contractor = entry_of(desk, contractor_id)
    problems = [*numbers_in(entry), *_problems_of_days(desk, entry)]
    if not entry.title.strip():
        problems.append(Problem("title", "契約の名称を入力してください。"))
    if not contractor.entrusted.strip() or not contractor.least_scope.strip():
        problems.append(
            Problem(
                "entrusted",
                "委託する内容と、それが必要な最小限であることを、先に委託先の情報に入力してください。",
            )
        )
    return tuple(problems)


def _problems_of_days(desk: Desk, entry: ContractEntry) -> list[Problem]:
    problems = []
    if entry.starts_on is None:
        problems.append(Problem("starts_on", "契約のはじまりの日を入力してください。"))
    elif entry.ends_on and entry.ends_on < entry.starts_on:
        problems.append(
            Problem(
                "ends_on", f"契約の終わりの日が、はじまりの日({both(entry.starts_on)})より前になっています。"
            )
        )
    if entry.signed_on and entry.signed_on > desk.today:
        problems.append(Problem("signed_on", "契約を結んだ日が今日より後になっています。"))
    measures = entry.equal_measures_on
    if measures is None:
        problems.append(
            Problem(
                "equal_measures_on",
                "当事業所と同等の安全管理措置があるかを確かめるまで、番号を渡すことはできません。",
                Severity.DOUBTFUL,
            )
        )
    elif measures > desk.today:
        problems.append(Problem("equal_measures_on", "確かめた日が今日より後になっています。"))
    elif entry.starts_on and measures > entry.starts_on:
        problems.append(
            Problem("equal_measures_on", "確かめた日が、契約のはじまりより後です。", Severity.DOUBTFUL)
        )
    if measures and not entry.equal_measures_note.strip():
        problems.append(Problem("equal_measures_note", "どのように確かめたかを入力してください。"))
    return problems


def record_contract(
    desk: Desk, contractor_id: str, entry: ContractEntry, clauses: Sequence[ClauseAnswer] = ()
) -> tuple[Problem, ...] | Done[str]:
    """Record a contract with a contractor whose evaluation passed and is fresh, and where its ``clauses`` stand if any
    are given; return its id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        contractor = living_entry(desk, contractor_id)
        problems = [
            *blocking(check_contract(desk, contractor_id, entry)),
            *_problems_of_clauses(desk, clauses),
        ]
        if not standing(desk).passes(contractor_id):
            problems.append(
                Problem(
                    "evaluation",
                    "合格した有効な評価がないため、契約を記録できません。評価票で評価し、責任者が決定してください。",
                )
            )
        if problems:
            return tuple(problems)
        contract_id = uuid.uuid4().hex
        by = desk.actor.name if entry.equal_measures_on else ""
        desk.vault.contractors.contracts.add(contract_id, contractor_id, entry, by, desk.now())
        desk.log(line("委託契約の記録", contractor_id, contractor.name, entry.title))
        _keep_clauses(desk, contract_id, contractor.name, clauses)
    return Done(contract_id, CHANGED)


def change_contract(
    desk: Desk, contract_id: str, entry: ContractEntry, clauses: Sequence[ClauseAnswer] = ()
) -> tuple[Problem, ...] | Done[str]:
    """Correct what was typed about a contract, and where its ``clauses`` stand if any are given; what stood there before
    is in the history. Return its id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        contract = _contract(desk, contract_id)
        contractor = living_entry(desk, contract.contractor_id)
        wrong = blocking(check_contract(desk, contract.contractor_id, entry))
        if wrong := (*wrong, *_problems_of_clauses(desk, clauses)):
            return wrong
        same = entry.equal_measures_on == contract.entry.equal_measures_on
        by = contract.equal_measures_by if same else desk.actor.name
        desk.vault.contractors.contracts.change(contract_id, entry, by if entry.equal_measures_on else "")
        _note(desk, contract.contractor_id, corrections(contract.entry, entry))
        desk.log(line("委託契約の訂正", contract.contractor_id, contractor.name, entry.title))
        _keep_clauses(desk, contract_id, contractor.name, clauses)
    return Done(contract_id, CHANGED)


def check_clauses(
    desk: Desk, contract_id: str, answers: Sequence[ClauseAnswer]
) -> tuple[Problem, ...] | Done[Contract]:
    """Store where each clause stands in the contract; an empty place says that it is missing."""
    desk.require(*MAY_WRITE)
    if wrong := _problems_of_clauses(desk, answers):
        return wrong
    with desk.act():
        contractor = living_entry(desk, _contract(desk, contract_id).contractor_id)
        _keep_clauses(desk, contract_id, contractor.name, answers)
        checked = _contract(desk, contract_id)
    return Done(checked, CHANGED)


def _problems_of_clauses(desk: Desk, answers: Sequence[ClauseAnswer]) -> tuple[Problem, ...]:
    known = {clause.id for clause in rules(desk).clauses}
    problems = [
        Problem(answer.clause_id, "いまの規程にない条項です。画面を開き直してください。")
        for answer in answers
        if answer.clause_id not in known
    ]
    for answer in answers:
        problems += [Problem(answer.clause_id, wrong.sentence) for wrong in numbers_in(answer)]
    return tuple(problems)


def _keep_clauses(desk: Desk, contract_id: str, name: str, answers: Sequence[ClauseAnswer]) -> None:
    if not answers:
        return
    pack, before = rules(desk), _contract(desk, contract_id)
    desk.vault.contractors.contracts.check(contract_id, answers, desk.today, desk.actor.name)
    checked = _contract(desk, contract_id)
    if before.checked_on is not None:
        _note(desk, checked.contractor_id, moved_clauses(pack, before, checked))
    missing = len(checked.missing(pack))
    detail = f"必要な条項のうち{missing}つがない" if missing else "必要な条項がそろっている"
    desk.log(line("委託契約の条項の点検", checked.contractor_id, name, detail))


def _note(desk: Desk, contractor_id: str, changed: Mapping[str, tuple[str, str]]) -> None:
    at = desk.surroundings.clock.local_now().isoformat()
    desk.vault.contractors.note_changes(contractor_id, changed, desk.actor.name, at)


def annex_facts(desk: Desk, contractor_id: str) -> HandlingAnnexFacts:
    """Return what the draft of the handling annex says, filled from the register."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        entry = entry_of(desk, contractor_id)
        office = desk.vault.settings.office()
        contract = standing(desk).contract(contractor_id)
        handlers = desk.vault.contractors.supervision.handlers(contractor_id)
        return HandlingAnnexFacts(
            head=head_for(desk, "handling_annex"),
            office_address=office.address,
            representative_title=office.representative_title,
            representative_name=office.representative_name,
            contact=office.contact,
            contractor_name=entry.name,
            contractor_address=entry.address,
            contractor_person=entry.person_in_charge,
            contract_title=contract.entry.title if contract else "",
            signed_on=contract.entry.signed_on if contract else None,
            affairs=tuple(affair_names(desk, entry).values()),
            entrusted=entry.entrusted,
            number_files=entry.number_files,
            handlers=tuple(handler.name for handler in handlers if handler.until is None),
        )


def print_annex(
    desk: Desk,
    contractor_id: str,
    render: Callable[[HandlingAnnexFacts], P],
    put_out: PutOut[P] | None = None,
) -> Done[tuple[str, P]]:
    """Draw the draft, record it, and ``put_out``; the answer is a file name without any name in it, and what was drawn."""
    desk.require(*MAY_WRITE)
    facts = annex_facts(desk, contractor_id)
    drawn = render(facts)
    said = line("取扱特記事項の案の印刷", contractor_id, facts.contractor_name)
    hand_out(desk, partial(line_alone, desk, said), leaving(put_out, drawn))
    return Done((stamped(desk, "取扱特記事項", "pdf"), drawn), CHANGED)


def _contract(desk: Desk, contract_id: str) -> Contract:
    with found():
        return desk.vault.contractors.contracts.get(contract_id)
