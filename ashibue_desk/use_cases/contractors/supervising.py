"""Looking after contractors (規程14条1項・4項8号・9号): planned, looked at, found, corrected; who handles there."""

import uuid
from datetime import date

from ashibue_desk.domain.contractor_supervision import (
    FINDING_KIND_NAMES,
    LOOK_NAMES,
    FindingEntry,
    FindingKind,
    OutsideHandler,
    PlanEntry,
    PlannedLook,
)
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.months import months_later
from ashibue_desk.domain.problems import Problem
from ashibue_desk.storage.rows import to_text
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_DECIDE,
    MAY_WRITE,
    entry_of,
    found,
    line,
    living_entry,
    numbers_in,
    past_day_problem,
    rules,
    text_problem,
)
from ashibue_desk.use_cases.contractors.situations import AlreadyDone
from ashibue_desk.use_cases.desk import Desk


def plan_look(desk: Desk, entry: PlanEntry) -> tuple[Problem, ...] | Done[str]:
    """Plan one look at a contractor; return its id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        contractor = living_entry(desk, entry.contractor_id)
        problems = numbers_in(entry, but_not=frozenset({"contractor_id"}))
        if entry.due_on < desk.today:
            problems.append(Problem("due_on", "予定の日が今日より前になっています。"))
        if problems:
            return tuple(problems)
        look_id = _plan(desk, entry, contractor.name)
    return Done(look_id, CHANGED)


def _plan(desk: Desk, entry: PlanEntry, name: str) -> str:
    look_id = uuid.uuid4().hex
    desk.vault.contractors.supervision.plan(look_id, entry, desk.now())
    detail = f"{LOOK_NAMES[entry.look]} {both(entry.due_on)}"
    desk.log(line("委託先の監督の計画", entry.contractor_id, name, detail))
    return look_id


def record_look(
    desk: Desk, look_id: str, done_on: date, result: str, place: str = "", *, plan_next: bool = True
) -> tuple[Problem, ...] | Done[str]:
    """Record what a look brought; ``plan_next`` plans the same one interval of the pack later. Return the look's id."""
    desk.require(*MAY_WRITE)
    problems = past_day_problem("done_on", done_on, desk.today, "行った日")
    problems += text_problem("result", result, "結果を入力してください。")
    problems += text_problem("place", place, "") if place.strip() else []
    if problems:
        return tuple(problems)
    with desk.act():
        look = _open_look(desk, look_id)
        living_entry(desk, look.entry.contractor_id)
        desk.vault.contractors.supervision.update_look(
            look_id, done_on=to_text(done_on), done_by=desk.actor.name, result=result, place=place
        )
        name = look.contractor_name
        desk.log(line("委託先の監督の実施", look.entry.contractor_id, name, LOOK_NAMES[look.entry.look]))
        if plan_next:
            due = months_later(max(done_on, look.entry.due_on), rules(desk).interval_months)
            following = PlanEntry(
                contractor_id=look.entry.contractor_id,
                look=look.entry.look,
                due_on=max(due, desk.today),
                topics=look.entry.topics,
            )
            _plan(desk, following, name)
    return Done(look_id, CHANGED)


def drop_look(desk: Desk, look_id: str, reason: str) -> tuple[Problem, ...] | Done[str]:
    """Give up a planned look, with the reason; it stays on file."""
    desk.require(*MAY_WRITE)
    if wrong := text_problem("reason", reason, "取りやめる理由を入力してください。"):
        return tuple(wrong)
    with desk.act():
        look = _open_look(desk, look_id)
        desk.vault.contractors.supervision.update_look(look_id, dropped_reason=reason)
        desk.log(line("委託先の監督の取りやめ", look.entry.contractor_id, look.contractor_name, reason))
    return Done(look_id, CHANGED)


def record_finding(desk: Desk, entry: FindingEntry) -> tuple[Problem, ...] | Done[str]:
    """Record a finding or an accident at a contractor; return its id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        contractor = living_entry(desk, entry.contractor_id)
        if wrong := _problems_of_finding(desk, entry):
            return tuple(wrong)
        finding_id = uuid.uuid4().hex
        desk.vault.contractors.supervision.add_finding(finding_id, entry, desk.now())
        act = f"委託先の{FINDING_KIND_NAMES[entry.kind]}の記録"
        desk.log(line(act, entry.contractor_id, contractor.name, entry.text))
    return Done(finding_id, CHANGED)


def _problems_of_finding(desk: Desk, entry: FindingEntry) -> list[Problem]:
    thing = "起きた日" if entry.kind is FindingKind.ACCIDENT else "見つけた日"
    problems = past_day_problem("found_on", entry.found_on, desk.today, thing)
    problems += text_problem("text", entry.text, "内容を入力してください。")
    problems += numbers_in(entry, but_not=frozenset({"text", "contractor_id", "look_id"}))
    if entry.due_on is None:
        problems.append(Problem("due_on", "是正の期限を入力してください。"))
    elif entry.due_on < entry.found_on:
        problems.append(Problem("due_on", f"是正の期限が、{thing}より前になっています。"))
    return problems


def record_correction(
    desk: Desk, finding_id: str, corrected_on: date, correction: str
) -> tuple[Problem, ...] | Done[str]:
    """Confirm as the officer that a finding was corrected, and how."""
    desk.require(*MAY_DECIDE)
    problems = past_day_problem("corrected_on", corrected_on, desk.today, "是正を確かめた日")
    problems += text_problem("correction", correction, "どのように是正されたかを入力してください。")
    if problems:
        return tuple(problems)
    with desk.act():
        with found():
            finding = desk.vault.contractors.supervision.finding(finding_id)
        if finding.corrected_on is not None:
            raise AlreadyDone
        if corrected_on < finding.entry.found_on:
            return (Problem("corrected_on", "是正を確かめた日が、見つけた日より前になっています。"),)
        desk.vault.contractors.supervision.update_finding(
            finding_id,
            corrected_on=to_text(corrected_on),
            correction=correction,
            confirmed_by=desk.actor.name,
        )
        desk.log(line("委託先の是正の確認", finding.entry.contractor_id, finding.contractor_name, correction))
    return Done(finding_id, CHANGED)


def add_outside_handler(
    desk: Desk, contractor_id: str, name: str, duty: str, since: date
) -> tuple[Problem, ...] | Done[str]:
    """Record a person who handles the numbers at the contractor; return the id."""
    desk.require(*MAY_WRITE)
    problems = text_problem("name", name, "氏名を入力してください。")
    problems += text_problem("duty", duty, "") if duty.strip() else []
    if problems:
        return tuple(problems)
    with desk.act():
        contractor = living_entry(desk, contractor_id)
        handler = OutsideHandler(uuid.uuid4().hex, contractor_id, name, duty, since)
        desk.vault.contractors.supervision.add_handler(handler)
        desk.log(line("委託先で取り扱う人の届出", contractor_id, contractor.name, "加わった人 1人"))
    return Done(handler.id, CHANGED)


def end_outside_handler(desk: Desk, handler_id: str, until: date) -> tuple[Problem, ...] | Done[str]:
    """Record the last day of a person who handled numbers at the contractor."""
    desk.require(*MAY_WRITE)
    with desk.act():
        with found():
            handler = desk.vault.contractors.supervision.handler_of(handler_id)
        if handler.until is not None:
            raise AlreadyDone
        if until < handler.since:
            return (Problem("until", "外れた日が、加わった日より前になっています。"),)
        desk.vault.contractors.supervision.end_handler(handler_id, until)
        name = entry_of(desk, handler.contractor_id).name
        desk.log(line("委託先で取り扱う人の届出", handler.contractor_id, name, "外れた人 1人"))
    return Done(handler_id, CHANGED)


def _open_look(desk: Desk, look_id: str) -> PlannedLook:
    with found():
        look = desk.vault.contractors.supervision.look(look_id)
    if not look.is_open:
        raise AlreadyDone
    return look
