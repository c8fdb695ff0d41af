"""Providing numbers to a contractor (規程17条4号・35条): through the gate, or against it by the officer with a reason."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Final

from ashibue_desk.domain.contractor_gate import GateFinding
from ashibue_desk.domain.contractor_provision import GateClosed, Provision, ProvisionEntry, Way
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.mass_output import PROVIDED, PROVIDED_AGAINST, REASON_FIELD, reason_problem
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.problems import Problem
from ashibue_desk.storage.rows import to_text
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_DECIDE,
    MAY_READ,
    MAY_WRITE,
    entry_of,
    found,
    line,
    living_entry,
    numbers_in,
    past_day_problem,
    text_problem,
)
from ashibue_desk.use_cases.contractors.situations import AlreadyDone
from ashibue_desk.use_cases.contractors.standing import standing, standing_today
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.mass_output import log_output, mass_question

_MOST: Final = 100_000
_WHAT: Final = "渡したもの(書類やファイルの名前)を入力してください。"


def gate_now(desk: Desk, contractor_id: str, day: date | None = None) -> tuple[GateFinding, ...]:
    """Return what stands in the way of a provision on ``day`` (today if none is given); nothing means it is open."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        entry_of(desk, contractor_id)
        stands = standing_today(desk) if day in (None, desk.today) else standing(desk, day)
        return stands.gate(contractor_id)


def check_provision(desk: Desk, entry: ProvisionEntry) -> tuple[Problem, ...]:
    """Return what is wrong with what was typed, whatever the gate says."""
    desk.require(*MAY_READ)
    contractor = entry_of(desk, entry.contractor_id)
    problems = past_day_problem("provided_on", entry.provided_on, desk.today, "渡した日")
    problems += text_problem("what", entry.what, _WHAT)
    problems += numbers_in(entry, but_not=frozenset({"what", "tracking", "contractor_id"}))
    problems += _problems_of_affair(entry, contractor)
    if not 1 <= entry.count <= _MOST:
        problems.append(Problem("count", "何人分かを、1人以上で入力してください。"))
    if entry.way is Way.TRACKED_MAIL and not entry.tracking.strip():
        problems.append(Problem("tracking", "追跡番号を入力してください。追跡できる方法で送る決まりです。"))
    if _is_number_and_no_tracking(entry.tracking):
        problems.append(
            Problem(
                "tracking", "追跡番号として正しくない12桁の数字です。個人番号はここには書かないでください。"
            )
        )
    return tuple(problems)


def _problems_of_affair(entry: ProvisionEntry, contractor: ContractorEntry) -> list[Problem]:
    # Papers that only go to be shredded serve no affair any more.
    if not entry.affair and entry.way is Way.COLLECTED:
        return []
    if entry.affair not in contractor.affairs:
        return [
            Problem("affair", "この委託先に委託した事務から選んでください。委託した範囲を超えて渡せません。")
        ]
    return []


def _is_number_and_no_tracking(typed: str) -> bool:
    """Tell an Individual Number from a carrier's number, whose last digit is the rest of the others by seven."""
    if mask_numbers(typed) == typed:
        return False
    digits = re.sub(r"\D", "", typed)
    return not (digits.isascii() and len(digits) == 12 and int(digits[:11]) % 7 == int(digits[11]))


def record_provision(
    desk: Desk, entry: ProvisionEntry, override_reason: str = "", mass_reason: str = ""
) -> tuple[Problem, ...] | GateClosed | Done[Provision]:
    """Record a provision. Where the gate is closed the answer is ``GateClosed`` and nothing is stored.

    The officer may then call again with a reason: it is stored as not permitted, with what stood in the way, and stays
    on the home page until it is closed. Raises ``NotYourDuty`` for anybody else who gives a reason. ``mass_reason`` is
    needed where so many persons are concerned that it counts as mass output; without it a problem says so.
    """
    desk.require(*MAY_WRITE)
    if override_reason.strip():
        desk.require(*MAY_DECIDE)
    with desk.act():
        contractor = living_entry(desk, entry.contractor_id)
        problems = list(check_provision(desk, entry))
        if override_reason.strip():
            problems += text_problem("override_reason", override_reason, "")
        if problems:
            return tuple(problems)
        findings = standing(desk, entry.provided_on).gate(entry.contractor_id)
        if findings and not override_reason.strip():
            return GateClosed(findings)
        if unexplained := _unexplained(desk, entry, mass_reason):
            return unexplained
        provision = Provision(
            id=uuid.uuid4().hex,
            entry=entry,
            contractor_name=contractor.name,
            permitted=not findings,
            objections=tuple(finding.sentence for finding in findings),
            override_reason=override_reason if findings else "",
            overridden_by=desk.actor.name if findings else "",
            recorded_by=desk.actor.name,
            recorded_at=desk.now(),
        )
        desk.vault.contractors.provisions.add(provision)
        log_output(desk, (_line_of(provision),), mass_reason)
    return Done(provision, CHANGED)


def _unexplained(desk: Desk, entry: ProvisionEntry, reason: str) -> tuple[Problem, ...]:
    question = mass_question(desk, others=entry.count)
    if question is None:
        return ()
    if not reason.strip():
        return (Problem(REASON_FIELD, question.sentence),)
    wrong = reason_problem(reason)
    return (wrong,) if wrong is not None else ()


def _line_of(provision: Provision) -> LogLine:
    entry = provision.entry
    detail = entry.what if provision.permitted else f"{entry.what} 理由: {provision.override_reason}"
    return line(
        PROVIDED if provision.permitted else PROVIDED_AGAINST,
        entry.contractor_id,
        provision.contractor_name,
        detail,
        log_class=LogClass.PROVISION,
        affair=entry.affair,
        count=entry.count,
    )


def record_receipt(desk: Desk, provision_id: str, receipt: str) -> tuple[Problem, ...] | Done[Provision]:
    """Record how the contractor confirmed the receipt."""
    desk.require(*MAY_WRITE)
    if wrong := text_problem("receipt", receipt, "受領をどのように確かめたかを入力してください。"):
        return tuple(wrong)
    return _change(desk, provision_id, "提供したものの受領の確認", receipt=receipt)


def review_override(desk: Desk, provision_id: str) -> Done[Provision]:
    """Close, as the officer, a provision that went against the gate: what was lacking has been looked at."""
    desk.require(*MAY_DECIDE)
    return _change(
        desk,
        provision_id,
        "要件を欠いた提供の見直し",
        reviewed_on=to_text(desk.today),
        only_if=_is_open_override,
    )


def _is_open_override(provision: Provision) -> bool:
    return not provision.permitted and provision.reviewed_on is None


def _change(
    desk: Desk,
    provision_id: str,
    act: str,
    only_if: Callable[[Provision], bool] | None = None,
    **columns: str,
) -> Done[Provision]:
    with desk.act():
        with found():
            provision = desk.vault.contractors.provisions.get(provision_id)
        if only_if is not None and not only_if(provision):
            raise AlreadyDone
        desk.vault.contractors.provisions.update(provision_id, **columns)
        entry = provision.entry
        desk.log(
            line(
                act,
                entry.contractor_id,
                provision.contractor_name,
                entry.what,
                log_class=LogClass.PROVISION,
                affair=entry.affair,
                count=entry.count,
            )
        )
        changed = desk.vault.contractors.provisions.get(provision_id)
    return Done(changed, CHANGED)
