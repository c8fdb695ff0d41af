"""Evaluations of contractors with their answers and conditions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, Select, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ashibue_desk.domain.contractor_evaluation import (
    Answer,
    Condition,
    EvaluationHead,
    Mark,
    Method,
    Occasion,
)
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.storage.contractor_tables import contractors, evaluation_answers, evaluations
from ashibue_desk.storage.rows import to_date, to_text


@dataclass(frozen=True, slots=True)
class EvaluationBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def open(self, head: EvaluationHead, at: str) -> None:
        """Record an evaluation that begins."""
        self.connection.execute(
            insert(evaluations).values(
                id=head.id,
                contractor_id=head.contractor_id,
                seq=select(func.coalesce(func.max(evaluations.c.seq), 0) + 1).scalar_subquery(),
                occasion=head.occasion.value,
                method=head.method.value,
                version=head.version,
                opened_on=to_text(head.opened_on),
                opened_by=head.opened_by,
                opened_at=at,
            )
        )

    def get(self, evaluation_id: str) -> EvaluationHead:
        """Return one evaluation; raise ``KeyError`` if there is none."""
        row = self.connection.execute(
            select(evaluations).where(evaluations.c.id == evaluation_id)
        ).one_or_none()
        if row is None:
            raise KeyError(evaluation_id)
        return _head(row)

    def of_contractor(self, contractor_id: str) -> tuple[EvaluationHead, ...]:
        """Return all evaluations of one contractor, newest first."""
        query = select(evaluations).where(evaluations.c.contractor_id == contractor_id)
        return tuple(_head(row) for row in self.connection.execute(query.order_by(evaluations.c.seq.desc())))

    def open_one(self, contractor_id: str) -> EvaluationHead | None:
        """Return the evaluation still open."""
        return next((head for head in self.of_contractor(contractor_id) if head.is_open), None)

    def contractors_evaluated(self) -> frozenset[str]:
        """Return the contractors with an evaluation, also one that is open or was withdrawn."""
        return frozenset(self.connection.scalars(select(evaluations.c.contractor_id).distinct()))

    def still_open(self) -> dict[str, str]:
        """Return the id of the open evaluation by contractor."""
        query = select(evaluations.c.contractor_id, evaluations.c.id)
        query = query.where(evaluations.c.decided_on == "", evaluations.c.withdrawn_on == "")
        return {row.contractor_id: row.id for row in self.connection.execute(query)}

    def last_decided(self, until: date) -> Mapping[str, EvaluationHead]:
        """Return by contractor the last evaluation decided up to ``until``."""
        # One is open at a time, so that they are decided in the order in which they were opened.
        newest = (
            select(func.max(evaluations.c.seq))
            .where(evaluations.c.decided_on != "", evaluations.c.decided_on <= to_text(until))
            .group_by(evaluations.c.contractor_id)
        )
        query = select(evaluations).where(evaluations.c.seq.in_(newest))
        return {row.contractor_id: _head(row) for row in self.connection.execute(query)}

    def update(self, evaluation_id: str, **columns: str | int | None) -> None:
        """Set columns of one evaluation."""
        self.connection.execute(
            update(evaluations).where(evaluations.c.id == evaluation_id).values(**columns)
        )

    def answers(self, evaluation_id: str) -> dict[str, Answer]:
        """Return the answers by criterion."""
        query = select(evaluation_answers).where(evaluation_answers.c.evaluation_id == evaluation_id)
        return {row.criterion_id: _answer(row) for row in self.connection.execute(query)}

    def put_answers(self, evaluation_id: str, answers: Iterable[Answer]) -> None:
        """Store answers; those of other criteria stay as they are."""
        for answer in answers:
            values = {
                "mark": answer.mark.value if answer.mark else "",
                "comment": answer.comment,
                "evidence": answer.evidence,
                "condition": answer.condition,
                "due_on": to_text(answer.due_on),
            }
            statement = upsert(evaluation_answers).values(
                evaluation_id=evaluation_id, criterion_id=answer.criterion_id, **values
            )
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=["evaluation_id", "criterion_id"], set_=values)
            )

    def conditions(self, evaluation_ids: Collection[str], *, unmet: bool = False) -> tuple[Condition, ...]:
        """Return the conditions of decided evaluations, the next due first."""
        query = _conditions().where(evaluations.c.id.in_(list(evaluation_ids)))
        if unmet:
            query = query.where(evaluation_answers.c.met_on == "")
        return tuple(
            Condition(
                evaluation_id=row.evaluation_id,
                contractor_id=row.contractor_id,
                contractor_name=row.name,
                criterion_id=row.criterion_id,
                text=row.condition,
                due_on=date.fromisoformat(row.due_on),
                met_on=to_date(row.met_on),
                met_note=row.met_note,
            )
            for row in self.connection.execute(query)
        )

    def meet(self, evaluation_id: str, criterion_id: str, met_on: date, note: str) -> None:
        """Record that a condition was met."""
        self.connection.execute(
            update(evaluation_answers)
            .where(
                evaluation_answers.c.evaluation_id == evaluation_id,
                evaluation_answers.c.criterion_id == criterion_id,
            )
            .values(met_on=to_text(met_on), met_note=note)
        )


def _conditions() -> Select[tuple[str, ...]]:
    return (
        select(evaluation_answers, evaluations.c.contractor_id, contractors.c.name)
        .join(evaluations, evaluations.c.id == evaluation_answers.c.evaluation_id)
        .join(contractors, contractors.c.id == evaluations.c.contractor_id)
        .where(
            evaluations.c.decided_on != "",
            evaluation_answers.c.condition != "",
            evaluation_answers.c.due_on != "",
        )
        .order_by(evaluation_answers.c.due_on, evaluation_answers.c.criterion_id)
    )


def _head(row: Row[tuple[str, ...]]) -> EvaluationHead:
    return EvaluationHead(
        id=row.id,
        contractor_id=row.contractor_id,
        occasion=Occasion(row.occasion),
        method=Method(row.method),
        version=row.version,
        opened_on=date.fromisoformat(row.opened_on),
        opened_by=row.opened_by,
        seen_on=to_date(row.seen_on),
        verdict=Verdict(row.verdict) if row.verdict else None,
        decided_on=to_date(row.decided_on),
        decided_by=row.decided_by,
        reason=row.reason,
        score=row.score,
        withdrawn_on=to_date(row.withdrawn_on),
        withdrawn_reason=row.withdrawn_reason,
    )


def _answer(row: Row[tuple[str, ...]]) -> Answer:
    return Answer(
        criterion_id=row.criterion_id,
        mark=Mark(row.mark) if row.mark else None,
        comment=row.comment,
        evidence=row.evidence,
        condition=row.condition,
        due_on=to_date(row.due_on),
    )
