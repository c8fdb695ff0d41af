"""Is a cloud service an entrustment? The guided check, with the record of its reasoning."""

import uuid

from ashibue_desk.domain.cloud_check import (
    CLOUD_CONCLUSION_SENTENCES,
    CloudAnswer,
    CloudCheck,
    CloudCheckEntry,
    CloudConclusion,
    conclude,
    reasoning,
)
from ashibue_desk.domain.contractor_criteria import CloudQuestion
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_DECIDE,
    MAY_READ,
    entry_of,
    line,
    numbers_in,
    rules,
    text_problem,
)
from ashibue_desk.use_cases.desk import Desk


def cloud_questions(desk: Desk) -> tuple[CloudQuestion, ...]:
    """Return the questions, in order."""
    return rules(desk).cloud_questions


def record_cloud_check(desk: Desk, entry: CloudCheckEntry) -> tuple[Problem, ...] | Done[CloudCheck]:
    """Record the answers, the conclusion and its reasoning as the officer."""
    desk.require(*MAY_DECIDE)
    questions = cloud_questions(desk)
    if wrong := _problems(entry, questions):
        return tuple(wrong)
    with desk.act():
        if entry.contractor_id:
            entry_of(desk, entry.contractor_id)
        check = CloudCheck(
            id=uuid.uuid4().hex,
            entry=entry,
            conclusion=conclude(questions, entry.answers),
            reasoning=reasoning(questions, entry),
            decided_on=desk.today,
            decided_by=desk.actor.name,
        )
        desk.vault.contractors.cloud.add(check, desk.now())
        detail = CLOUD_CONCLUSION_SENTENCES[check.conclusion].split("。", 1)[0]
        desk.log(line("クラウドサービスの判断", entry.contractor_id, entry.service, detail))
    return Done(check, CHANGED)


def _problems(entry: CloudCheckEntry, questions: tuple[CloudQuestion, ...]) -> list[Problem]:
    problems = text_problem("service", entry.service, "サービスの名前を入力してください。")
    problems += numbers_in(entry, but_not=frozenset({"service", "contractor_id"}))
    for question in questions:
        note = entry.notes.get(question.id, "")
        if question.id not in entry.answers:
            problems.append(Problem(question.id, "答えを選んでください。"))
        elif entry.answers[question.id] is CloudAnswer.HOLDS and not note.strip():
            problems.append(Problem(question.id, "どこを見て確かめたかを入力してください。"))
        elif holds_number(note):
            problems += text_problem(question.id, note, "")
    no_entrustment = conclude(questions, entry.answers) is CloudConclusion.NO_ENTRUSTMENT
    if no_entrustment and not entry.own_measures.strip():
        problems.append(Problem("own_measures", "当事業所が自分で講じる安全管理措置を入力してください。"))
    return problems


def list_cloud_checks(desk: Desk) -> tuple[CloudCheck, ...]:
    """Return every check, newest first."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        return desk.vault.contractors.cloud.all()
