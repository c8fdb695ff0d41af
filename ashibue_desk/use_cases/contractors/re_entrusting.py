"""Re-entrustment (規程14条2項, 番号法10条): asked by a contractor, permitted or refused by the officer."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ashibue_desk.domain.contractor_identity import among_firms, firms
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.re_entrustment import (
    REQUEST_STATE_NAMES,
    ChainNode,
    ReEntrustment,
    ReEntrustmentEntry,
    RequestState,
    closes_a_circle,
)
from ashibue_desk.storage.rows import to_text
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_DECIDE,
    MAY_WRITE,
    found,
    line,
    living_entry,
    numbers_in,
    past_day_problem,
    text_problem,
)
from ashibue_desk.use_cases.contractors.situations import AlreadyDone
from ashibue_desk.use_cases.contractors.standing import Standing, standing
from ashibue_desk.use_cases.desk import Desk

_TWICE: Final = (
    "名称が同じ委託先を経て、再委託がひと回りしています。"
    "同じ名称の別の会社のときは、それぞれの所在地か法人番号を、先に委託先の情報に入力してください。"
)


def request_re_entrustment(desk: Desk, entry: ReEntrustmentEntry) -> tuple[Problem, ...] | Done[str]:
    """Record that a contractor asks to entrust on; return what is wrong, or the request's id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        contractor = living_entry(desk, entry.contractor_id)
        sub = living_entry(desk, entry.sub_id)
        if wrong := _problems_of_request(desk, entry):
            return tuple(wrong)
        request_id = uuid.uuid4().hex
        desk.vault.contractors.chain.add(request_id, entry, desk.now())
        desk.log(line("再委託の申請の受付", entry.contractor_id, contractor.name, f"再委託先 {sub.name}"))
    return Done(request_id, CHANGED)


def _problems_of_request(desk: Desk, entry: ReEntrustmentEntry) -> list[Problem]:
    problems = past_day_problem("requested_on", entry.requested_on, desk.today, "申請を受けた日")
    problems += numbers_in(entry, but_not=frozenset({"scope", "contractor_id", "sub_id"}))
    problems += text_problem("scope", entry.scope, "再委託する範囲を入力してください。")
    links = desk.vault.contractors.chain.links()
    if entry.sub_id == entry.contractor_id:
        problems.append(Problem("sub_id", "委託先と再委託先が同じです。"))
    elif closes_a_circle(links, entry.contractor_id, entry.sub_id):
        problems.append(Problem("sub_id", "再委託がひと回りして、元の委託先に戻ってしまいます。"))
    elif _circle_of_firms(desk, links, entry):
        problems.append(Problem("sub_id", _TWICE))
    elif entry.sub_id in links.get(entry.contractor_id, ()):
        problems.append(Problem("sub_id", "この再委託は、すでに申請中か許諾済みです。"))
    return problems


def _circle_of_firms(desk: Desk, links: Mapping[str, Sequence[str]], entry: ReEntrustmentEntry) -> bool:
    """Whether it leads back to a firm that stands in the register twice."""
    firm = firms(desk.vault.contractors.all())
    return closes_a_circle(among_firms(links, firm), firm[entry.contractor_id], firm[entry.sub_id])


def decide_re_entrustment(
    desk: Desk, request_id: str, *, permit: bool, conditions: str = "", reason: str = ""
) -> tuple[Problem, ...] | Done[ReEntrustment]:
    """Permit or refuse as the officer. Only a sub-contractor that passed the same evaluation can be permitted."""
    desk.require(*MAY_DECIDE)
    with desk.act():
        request = _request(desk, request_id, RequestState.REQUESTED)
        problems = [] if permit else text_problem("reason", reason, "許諾しない理由を入力してください。")
        if permit:
            living_entry(desk, request.entry.contractor_id)
            living_entry(desk, request.entry.sub_id)
            if not standing(desk).passes(request.entry.sub_id):
                problems.append(
                    Problem(
                        "sub_id",
                        f"「{request.sub_name}」の評価が合格していないか、有効期限を過ぎています。先に評価してください。",
                    )
                )
        problems += [
            problem
            for field, text in (("conditions", conditions), ("reason", reason))
            if text.strip()
            for problem in text_problem(field, text, "")
        ]
        if problems:
            return tuple(dict.fromkeys(problems))
        state = RequestState.PERMITTED if permit else RequestState.REFUSED
        desk.vault.contractors.chain.update(
            request_id,
            state=state.value,
            decided_on=to_text(desk.today),
            decided_by=desk.actor.name,
            conditions=conditions,
            decision_reason=reason,
        )
        detail = f"{REQUEST_STATE_NAMES[state]} 再委託先 {request.sub_name}"
        desk.log(line("再委託の決定", request.entry.contractor_id, request.contractor_name, detail))
        decided = desk.vault.contractors.chain.get(request_id)
    return Done(decided, CHANGED)


def end_re_entrustment(
    desk: Desk, request_id: str, ended_on: date
) -> tuple[Problem, ...] | Done[ReEntrustment]:
    """Record that a permitted re-entrustment ended."""
    desk.require(*MAY_WRITE)
    with desk.act():
        request = _request(desk, request_id, RequestState.PERMITTED)
        problems = past_day_problem("ended_on", ended_on, desk.today, "終了した日")
        if request.decided_on and ended_on < request.decided_on:
            problems.append(
                Problem(
                    "ended_on", f"終了した日が、許諾した日({both(request.decided_on)})より前になっています。"
                )
            )
        if problems:
            return tuple(problems)
        desk.vault.contractors.chain.update(
            request_id, state=RequestState.ENDED.value, ended_on=to_text(ended_on)
        )
        detail = f"再委託先 {request.sub_name}"
        desk.log(line("再委託の終了", request.entry.contractor_id, request.contractor_name, detail))
        ended = desk.vault.contractors.chain.get(request_id)
    return Done(ended, CHANGED)


def tree(stands: Standing, contractor_id: str, name: str, requests: Sequence[ReEntrustment]) -> ChainNode:
    """Return the tree below the contractor called ``name`` with the states as they stand; ``requests`` newest first."""
    names = {request.entry.sub_id: request.sub_name for request in requests}
    names[contractor_id] = name

    def node(here: str, request: ReEntrustment | None, above: frozenset[str]) -> ChainNode:
        below = (
            node(one.entry.sub_id, one, above | {here})
            for one in reversed(requests)
            # An ended link may lie in what is a circle by now.
            if one.entry.contractor_id == here and one.entry.sub_id not in above | {here}
        )
        return ChainNode(here, names[here], stands.state(here), request, tuple(below))

    return node(contractor_id, None, frozenset())


def _request(desk: Desk, request_id: str, wanted: RequestState) -> ReEntrustment:
    with found():
        request = desk.vault.contractors.chain.get(request_id)
    if request.state is not wanted:
        raise AlreadyDone
    return request
