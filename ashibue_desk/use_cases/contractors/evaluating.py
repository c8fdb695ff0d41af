"""Evaluating a contractor (規程14条5項): opened, filled, decided by the officer; conditions are followed up."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from ashibue_desk.domain.contractor_evaluation import (
    METHOD_NAMES,
    Answer,
    EvaluationHead,
    EvaluationView,
    Judgement,
    Method,
    Occasion,
    conditions_in,
    group_score,
    judge,
    score,
)
from ashibue_desk.domain.contractor_verdict import VERDICT_NAMES, Verdict
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.problems import Problem, blocking
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
    rules,
    text_problem,
)
from ashibue_desk.use_cases.contractors.situations import EvaluationAlreadyOpen, EvaluationClosed
from ashibue_desk.use_cases.desk import Desk


def open_evaluation(desk: Desk, contractor_id: str, occasion: Occasion, method: Method) -> Done[str]:
    """Begin an evaluation; raise ``EvaluationAlreadyOpen`` or ``EntrustmentEnded``. Return its id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        entry = living_entry(desk, contractor_id)
        if desk.vault.contractors.evaluations.open_one(contractor_id):
            raise EvaluationAlreadyOpen
        head = EvaluationHead(
            id=uuid.uuid4().hex,
            contractor_id=contractor_id,
            occasion=occasion,
            method=method,
            version=rules(desk).version,
            opened_on=desk.today,
            opened_by=desk.actor.name,
        )
        desk.vault.contractors.evaluations.open(head, desk.now())
        desk.log(line("委託先の評価の開始", contractor_id, entry.name))
    return Done(head.id, CHANGED)


def evaluation_view(desk: Desk, evaluation_id: str) -> EvaluationView:
    """Return one evaluation with answers, judgement and the one before; raise ``ContractorGone``."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        return view_of(desk, evaluation(desk, evaluation_id))


def evaluation(desk: Desk, evaluation_id: str) -> EvaluationHead:
    """Return the head of one evaluation; raise ``ContractorGone``."""
    with found():
        return desk.vault.contractors.evaluations.get(evaluation_id)


def view_of(desk: Desk, head: EvaluationHead) -> EvaluationView:
    """Return ``head`` with everything beside it."""
    heads = desk.vault.contractors.evaluations.of_contractor(head.contractor_id)
    return view_among(desk, head, heads, entry_of(desk, head.contractor_id).name)


def view_among(
    desk: Desk, head: EvaluationHead, heads: Sequence[EvaluationHead], name: str
) -> EvaluationView:
    """Return ``head`` with everything beside it, where ``heads`` of the contractor called ``name`` are at hand, newest first."""
    book, pack = desk.vault.contractors.evaluations, rules(desk)
    answers = book.answers(head.id)
    last = _before(head, heads)
    last_answers: Mapping[str, Answer] = book.answers(last.id) if last else {}
    return EvaluationView(
        head=head,
        contractor_name=name,
        answers=answers,
        judgement=judge(pack, answers),
        scores=tuple(group_score(group, answers) for group in pack.groups),
        last=last,
        last_answers=last_answers,
        last_scores=tuple(group_score(group, last_answers) for group in pack.groups) if last else (),
        conditions=book.conditions([head.id]) if head.verdict else (),
    )


def _before(head: EvaluationHead, heads: Sequence[EvaluationHead]) -> EvaluationHead | None:
    place = next(number for number, one in enumerate(heads) if one.id == head.id)
    return next((one for one in heads[place + 1 :] if one.verdict), None)


def fill_answers(
    desk: Desk,
    evaluation_id: str,
    answers: Sequence[Answer],
    *,
    method: Method | None = None,
    seen_on: date | None = None,
) -> tuple[Problem, ...] | Done[EvaluationView]:
    """Store the given answers; those of other criteria stay. Problems carry the criterion's id as field."""
    desk.require(*MAY_WRITE)
    with desk.act():
        head = open_head(desk, evaluation_id)
        if wrong := blocking(tuple(_problems_of_filling(desk, answers, seen_on))):
            return wrong
        store_answers(desk, head, answers, "委託先評価票の記入")
        _note_how(desk, head, method or head.method, seen_on or head.seen_on)
        view = view_of(desk, evaluation(desk, evaluation_id))
    return Done(view, CHANGED)


def _note_how(desk: Desk, head: EvaluationHead, method: Method, seen_on: date | None) -> None:
    if (method, seen_on) == (head.method, head.seen_on):
        return
    desk.vault.contractors.evaluations.update(head.id, method=method.value, seen_on=to_text(seen_on))
    seen = f" {both(seen_on)}" if seen_on else ""
    name = entry_of(desk, head.contractor_id).name
    desk.log(line("委託先の評価の方法", head.contractor_id, name, METHOD_NAMES[method] + seen))


def store_answers(desk: Desk, head: EvaluationHead, answers: Sequence[Answer], act: str) -> None:
    """Store the answers that differ from those on file, with one log line if there are any; inside an act."""
    book = desk.vault.contractors.evaluations
    on_file = book.answers(head.id)
    changed = [answer for answer in answers if on_file.get(answer.criterion_id) != answer]
    if not changed:
        return
    book.put_answers(head.id, changed)
    name = entry_of(desk, head.contractor_id).name
    desk.log(line(act, head.contractor_id, name, f"{len(changed)}項目"))


def open_head(desk: Desk, evaluation_id: str) -> EvaluationHead:
    """Return an evaluation that can be filled; raise ``EvaluationClosed`` or ``EntrustmentEnded``."""
    head = evaluation(desk, evaluation_id)
    if not head.is_open:
        raise EvaluationClosed
    living_entry(desk, head.contractor_id)
    return head


def _problems_of_filling(desk: Desk, answers: Sequence[Answer], seen_on: date | None) -> list[Problem]:
    known = rules(desk).criteria
    problems = [
        Problem(answer.criterion_id, "いまの評価票にない項目です。画面を開き直してください。")
        for answer in answers
        if answer.criterion_id not in known
    ]
    for answer in answers:
        problems += [Problem(answer.criterion_id, wrong.sentence) for wrong in numbers_in(answer)]
    if seen_on is not None:
        problems += past_day_problem("seen_on", seen_on, desk.today, "確かめた日")
    return problems


def decide_evaluation(
    desk: Desk, evaluation_id: str, verdict: Verdict, reason: str = ""
) -> tuple[Problem, ...] | Done[EvaluationView]:
    """Decide as the officer: never milder than the pass rule; a stricter verdict or a refusal needs a reason."""
    desk.require(*MAY_DECIDE)
    with desk.act():
        head = open_head(desk, evaluation_id)
        answers = desk.vault.contractors.evaluations.answers(head.id)
        judgement = judge(rules(desk), answers)
        if wrong := _problems_of_verdict(desk, judgement, answers, verdict, reason):
            return tuple(wrong)
        total = score(answers)
        desk.vault.contractors.evaluations.update(
            head.id,
            version=rules(desk).version,  # the criteria may have grown since it was opened
            verdict=verdict.value,
            decided_on=to_text(desk.today),
            decided_at=desk.now(),
            decided_by=desk.actor.name,
            reason=reason,
            score=total,
        )
        entry = entry_of(desk, head.contractor_id)
        points = "" if total is None else f" {total}点"
        desk.log(line("委託先の評価の決定", head.contractor_id, entry.name, VERDICT_NAMES[verdict] + points))
        view = view_of(desk, evaluation(desk, evaluation_id))
    return Done(view, CHANGED)


def _problems_of_verdict(
    desk: Desk, judgement: Judgement, answers: Mapping[str, Answer], verdict: Verdict, reason: str
) -> list[Problem]:
    if not judgement.complete:
        return [Problem(remark.criterion.id, remark.sentence()) for remark in judgement.remarks]
    problems = [
        Problem(answer.criterion_id, "条件の期限が今日より前になっています。これからの日を入力してください。")
        for answer in conditions_in(rules(desk), answers)
        if answer.due_on and answer.due_on < desk.today
    ]
    if verdict.milder_than(judgement.best):
        problems.append(
            Problem(
                "verdict", f"この評価では「{VERDICT_NAMES[judgement.best]}」より甘く決めることはできません。"
            )
        )
    if verdict is Verdict.PASSED_WITH_CONDITIONS and not judgement.conditions:
        problems.append(
            Problem("verdict", "条件付き合格にするには、直してもらうことと期限を項目に入力してください。")
        )
    if verdict is not judgement.best or not verdict.passes:
        problems += text_problem("reason", reason, "決定の理由を入力してください。")
    elif holds_number(reason):
        problems += text_problem("reason", reason, "")
    return problems


def withdraw_evaluation(desk: Desk, evaluation_id: str, reason: str) -> tuple[Problem, ...] | Done[str]:
    """Give up an open evaluation, with a reason; it stays on file."""
    desk.require(*MAY_WRITE)
    if wrong := text_problem("reason", reason, "取りやめる理由を入力してください。"):
        return tuple(wrong)
    with desk.act():
        head = open_head(desk, evaluation_id)
        desk.vault.contractors.evaluations.update(
            head.id, withdrawn_on=to_text(desk.today), withdrawn_reason=reason
        )
        entry = entry_of(desk, head.contractor_id)
        desk.log(line("委託先の評価の取りやめ", head.contractor_id, entry.name, reason))
    return Done(evaluation_id, CHANGED)


def record_condition_met(
    desk: Desk, evaluation_id: str, criterion_id: str, met_on: date, note: str
) -> tuple[Problem, ...] | Done[str]:
    """Record that the contractor mended what it had to; ``note`` says how that was seen."""
    desk.require(*MAY_WRITE)
    problems = past_day_problem("met_on", met_on, desk.today, "確かめた日")
    problems += text_problem("note", note, "何を見て確かめたかを入力してください。")
    if problems:
        return tuple(problems)
    with desk.act():
        head = evaluation(desk, evaluation_id)
        conditions = desk.vault.contractors.evaluations.conditions([head.id], unmet=True)
        condition = next((one for one in conditions if one.criterion_id == criterion_id), None)
        if condition is None:
            raise EvaluationClosed
        if head.decided_on and met_on < head.decided_on:
            return (Problem("met_on", "確かめた日が、評価を決定した日より前になっています。"),)
        desk.vault.contractors.evaluations.meet(evaluation_id, criterion_id, met_on, note)
        desk.log(line("合格の条件の確認", head.contractor_id, condition.contractor_name, condition.text))
    return Done(head.contractor_id, CHANGED)
