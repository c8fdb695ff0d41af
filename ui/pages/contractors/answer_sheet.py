"""The answers of one evaluation while somebody fills it in: what is on file, what is new, what the rule says now. No Qt."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ashibue_desk.domain.contractor_criteria import ContractorRules, CriterionGroup
from ashibue_desk.domain.contractor_evaluation import (
    Answer,
    EvaluationView,
    GroupScore,
    Judgement,
    Mark,
    group_score,
    judge,
)

_TEXTS: Final = ("comment", "evidence", "condition")


class AnswerSheet:
    """Holds every answer by its criterion. ``unsaved`` are those that differ from what is on file."""

    def __init__(self, rules: ContractorRules, view: EvaluationView) -> None:
        self.rules = rules
        self.view = view
        self._answers: dict[str, Answer] = dict(view.answers)

    def take_view(self, view: EvaluationView) -> None:
        """Take what is on file now; answers changed here meanwhile stay."""
        mine = {answer.criterion_id: answer for answer in self.unsaved()}
        self.view = view
        self._answers = {**view.answers, **mine}

    def answer(self, criterion_id: str) -> Answer:
        """Return the answer as it stands, an empty one before there is any."""
        return self._answers.get(criterion_id, Answer(criterion_id=criterion_id))

    def put(self, answer: Answer) -> None:
        """Keep an answer."""
        self._answers[answer.criterion_id] = answer

    def unsaved(self) -> tuple[Answer, ...]:
        """Return the answers that are not on file like this."""
        empty = {one: Answer(criterion_id=one) for one in self._answers}
        on_file = self.view.answers
        return tuple(
            answer for one, answer in self._answers.items() if answer != on_file.get(one, empty[one])
        )

    def judgement(self) -> Judgement:
        """Return what the pass rule says of the answers as they stand."""
        return judge(self.rules, self._answers)

    def scores(self) -> tuple[GroupScore, ...]:
        """Return how each group is answered so far."""
        return tuple(group_score(group, self._answers) for group in self.rules.groups)

    def counts(self) -> Mapping[Mark | None, int]:
        """Return how often each mark was given; ``None`` counts what is not judged yet."""
        marks = [self.answer(one).mark for one in self.rules.criteria]
        return {mark: marks.count(mark) for mark in (*Mark, None)}

    def number(self, criterion_id: str) -> str:
        """Return the number of a criterion as shown: 3-2."""
        for at, group in enumerate(self.rules.groups, 1):
            for place, criterion in enumerate(group.criteria, 1):
                if criterion.id == criterion_id:
                    return f"{at}-{place}"
        return ""

    def group_of(self, criterion_id: str) -> int:
        """Return the place of the group that holds a criterion, counted from 0; 0 for one that no group holds."""
        groups = enumerate(self.rules.groups)
        return next((at for at, group in groups if _holds(group, criterion_id)), 0)

    # what a lock must not lose

    def draft(self) -> dict[str, str]:
        """Return the unsaved answers as texts."""
        kept: dict[str, str] = {}
        for answer in self.unsaved():
            kept[f"{answer.criterion_id}.mark"] = answer.mark.value if answer.mark else ""
            kept[f"{answer.criterion_id}.due_on"] = answer.due_on.isoformat() if answer.due_on else ""
            for name in _TEXTS:
                kept[f"{answer.criterion_id}.{name}"] = str(getattr(answer, name))
        return kept

    def restore(self, kept: Mapping[str, str]) -> None:
        """Put unsaved answers back; what belongs to no criterion of today is left out."""
        for one in self.rules.criteria:
            if f"{one}.mark" in kept:
                mark, due = kept[f"{one}.mark"], kept.get(f"{one}.due_on", "")
                texts = {name: kept.get(f"{one}.{name}", "") for name in _TEXTS}
                self.put(
                    Answer(
                        criterion_id=one,
                        mark=Mark(mark) if mark else None,
                        due_on=date.fromisoformat(due) if due else None,
                        **texts,
                    )
                )


def _holds(group: CriterionGroup, criterion_id: str) -> bool:
    return any(criterion.id == criterion_id for criterion in group.criteria)
