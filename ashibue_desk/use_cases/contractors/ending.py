"""The end of an entrustment (規程14条4項6号・27条3項, マニュアル7.7.1): returned or erased, with the certificate."""

from datetime import date

from ashibue_desk.domain.contractor_supervision import RETURN_WAY_NAMES, EndingEntry, ReturnWay
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.re_entrustment import RequestState
from ashibue_desk.storage.rows import to_text
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_DECIDE,
    MAY_READ,
    entry_of,
    line,
    living_entry,
    numbers_in,
    past_day_problem,
    text_problem,
)
from ashibue_desk.use_cases.desk import Desk

_ERASED = (ReturnWay.ERASED, ReturnWay.RETURNED_AND_ERASED)


def check_ending(desk: Desk, entry: EndingEntry) -> tuple[Problem, ...]:
    """Return what is wrong or lacking before an entrustment can be ended."""
    desk.require(*MAY_READ)
    contractor = entry_of(desk, entry.contractor_id)
    problems = past_day_problem("ended_on", entry.ended_on, desk.today, "終了した日")
    problems += text_problem("reason", entry.reason, "終了の理由を入力してください。")
    problems += numbers_in(entry, but_not=frozenset({"reason", "contractor_id"}))
    begun = _begun(desk, entry.contractor_id, contractor)
    if begun and entry.ended_on < begun:
        problems.append(
            Problem("ended_on", f"終了した日が、委託のはじまり({both(begun)})より前になっています。")
        )
    last = _last_provision(desk, entry.contractor_id)
    if not begun or entry.ended_on >= begun:  # one sentence about one day
        problems += _before_last("ended_on", "終了した日", entry.ended_on, last)
    return (*problems, *_problems_of_return(desk, entry, last), *_problems_of_rest(desk, entry, contractor))


def _begun(desk: Desk, contractor_id: str, contractor: ContractorEntry) -> date | None:
    contracts = desk.vault.contractors.contracts.all(contractor_id)
    days = [contractor.since, *(contract.entry.starts_on for contract in contracts)]
    return min((day for day in days if day), default=None)


def _last_provision(desk: Desk, contractor_id: str) -> date | None:
    provisions = desk.vault.contractors.provisions.read(contractor_id=contractor_id)
    return max((one.entry.provided_on for one in provisions), default=None)


def _before_last(field: str, thing: str, day: date | None, last: date | None) -> list[Problem]:
    """Refuse a day before something was still handed over."""
    if last is None or day is None or day >= last:
        return []
    return [Problem(field, f"{thing}が、最後に番号を渡した日({both(last)})より前になっています。")]


def _problems_of_return(desk: Desk, entry: EndingEntry, last: date | None) -> list[Problem]:
    if entry.way is ReturnWay.NEVER_HELD:
        if last is not None:
            return [Problem("way", "提供の記録があるため「預けたものはない」は選べません。")]
        return []
    problems = past_day_problem("done_on", entry.done_on, desk.today, "返却または廃棄の日")
    problems += _before_last("done_on", "返却または廃棄の日", entry.done_on, last)
    return problems + (_problems_of_certificate(desk, entry) if entry.way in _ERASED else [])


def _problems_of_certificate(desk: Desk, entry: EndingEntry) -> list[Problem]:
    problems = past_day_problem("certificate_on", entry.certificate_on, desk.today, "証明書の日付")
    needed = {
        "method": (entry.method, "廃棄・削除の方法を入力してください(溶解、裁断など)。"),
        "certificate_by": (entry.certificate_by, "証明書を出した人を入力してください。"),
        "certificate_place": (entry.certificate_place, "証明書の保管場所を入力してください。"),
    }
    problems += [Problem(field, words) for field, (text, words) in needed.items() if not text.strip()]
    if entry.done_on and entry.certificate_on and entry.certificate_on < entry.done_on:
        problems.append(Problem("certificate_on", "証明書の日付が、廃棄・削除の日より前になっています。"))
    return problems


def _problems_of_rest(desk: Desk, entry: EndingEntry, contractor: ContractorEntry) -> list[Problem]:
    open_files = set(contractor.number_files) - set(entry.closed_files)
    problems = []
    if open_files:
        problems.append(
            Problem(
                "closed_files",
                f"委託先に残っていないことを確かめていないファイルがあります({'、'.join(sorted(open_files))})。",
            )
        )
    living = [
        request.sub_name
        for request in desk.vault.contractors.chain.all(entry.contractor_id)
        if request.entry.contractor_id == entry.contractor_id and request.state is RequestState.PERMITTED
    ]
    if living:
        problems.append(
            Problem(
                "contractor_id", f"再委託が続いています({'、'.join(living)})。先に再委託を終了してください。"
            )
        )
    return problems


def end_entrustment(desk: Desk, entry: EndingEntry) -> tuple[Problem, ...] | Done[str]:
    """End an entrustment as the officer: what was handed over is back or erased, and nothing stays open."""
    desk.require(*MAY_DECIDE)
    with desk.act():
        contractor = living_entry(desk, entry.contractor_id)
        if wrong := check_ending(desk, entry):
            return wrong
        _close_what_is_open(desk, entry)
        desk.vault.contractors.supervision.end(entry, desk.actor.name, desk.now())
        desk.log(
            line(
                "委託の終了",
                entry.contractor_id,
                contractor.name,
                f"{RETURN_WAY_NAMES[entry.way]} {entry.method}".strip(),
                log_class=LogClass.DISPOSAL if entry.way in _ERASED else LogClass.ADMINISTRATION,
            )
        )
    return Done(entry.contractor_id, CHANGED)


def _close_what_is_open(desk: Desk, entry: EndingEntry) -> None:
    book = desk.vault.contractors
    opened = book.evaluations.open_one(entry.contractor_id)
    if opened:
        book.evaluations.update(opened.id, withdrawn_on=to_text(desk.today), withdrawn_reason="委託の終了")
    for look in book.supervision.looks(entry.contractor_id, only_open=True):
        book.supervision.update_look(look.id, dropped_reason="委託の終了")
    for handler in book.supervision.handlers(entry.contractor_id):
        if handler.until is None:
            book.supervision.end_handler(handler.id, max(entry.ended_on, handler.since))
    for request in book.chain.all(entry.contractor_id):
        if request.entry.sub_id == entry.contractor_id and request.state is RequestState.PERMITTED:
            last_day = max(entry.ended_on, request.decided_on or entry.ended_on)
            book.chain.update(request.id, state=RequestState.ENDED.value, ended_on=to_text(last_day))
