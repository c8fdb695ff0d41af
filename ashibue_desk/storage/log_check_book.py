"""Checks of the log with their verdicts, the superiors named for them, and the analyses of quarters. Nothing is ever deleted."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from ashibue_desk.domain.check_duty import CheckedAs, Superior
from ashibue_desk.domain.log_check import Unusual
from ashibue_desk.domain.log_check_facts import AccessAnalysis, Doubt, LogCheck, Remark
from ashibue_desk.domain.log_periods import Period, read_period
from ashibue_desk.storage.bulk import insert_many
from ashibue_desk.storage.log_check_tables import (
    access_analyses,
    log_check_remarks,
    log_checks,
    log_superiors,
    mass_outputs,
)
from ashibue_desk.storage.rows import from_json, to_date, to_json, to_text


@dataclass(frozen=True, slots=True)
class LogCheckBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, check: LogCheck, remarks: tuple[Remark, ...]) -> None:
        """Record a check with its verdicts."""
        values = asdict(check) | {
            "month": check.month.key,
            "checked_as": check.checked_as.value,
            "checked_on": check.checked_on.isoformat(),
        }
        self.connection.execute(insert(log_checks).values(values))
        rows = [
            {
                "check_id": check.id,
                "seq": remark.seq,
                "until_seq": remark.until_seq,
                "lines": remark.lines,
                "kinds": to_json([kind.value for kind in remark.kinds]),
                "in_order": int(remark.in_order),
                "remark": remark.remark,
            }
            for remark in remarks
        ]
        insert_many(self.connection, log_check_remarks, rows)

    def all(self) -> tuple[LogCheck, ...]:
        """Return every check, oldest line first."""
        query = select(log_checks).order_by(
            log_checks.c.month, log_checks.c.last_seq, log_checks.c.recorded_at
        )
        return tuple(_check(row) for row in self.connection.execute(query))

    def of_month(self, month: Period) -> tuple[LogCheck, ...]:
        """Return the checks of a month, the first one first."""
        query = select(log_checks).where(log_checks.c.month == month.key)
        found = self.connection.execute(query.order_by(log_checks.c.last_seq, log_checks.c.recorded_at))
        return tuple(_check(row) for row in found)

    def remarks(self, check_id: str) -> tuple[Remark, ...]:
        """Return the verdicts of a check in the order of the lines."""
        query = select(log_check_remarks).where(log_check_remarks.c.check_id == check_id)
        return tuple(map(_remark, self.connection.execute(query.order_by(log_check_remarks.c.seq))))

    def doubts(self) -> tuple[Doubt, ...]:
        """Return everything that a check found doubtful, oldest month first; the outcomes stand in the log."""
        query = select(log_check_remarks, log_checks.c.month, log_checks.c.checked_on)
        query = query.join(log_checks, log_checks.c.id == log_check_remarks.c.check_id)
        query = query.where(log_check_remarks.c.in_order == 0)
        found = self.connection.execute(query.order_by(log_checks.c.month, log_check_remarks.c.seq))
        return tuple(
            Doubt(
                check_id=row.check_id,
                month=read_period(row.month),
                checked_on=date.fromisoformat(row.checked_on),
                remark=_remark(row),
            )
            for row in found
        )

    def superior(self) -> Superior | None:
        """Return the superior who is named now, if any."""
        query = select(log_superiors).where(log_superiors.c.ended_on == "")
        row = self.connection.execute(query).first()
        return _superior(row) if row is not None else None

    def name_superior(self, superior: Superior) -> None:
        """Record who is named from now on; whoever was before is so no longer."""
        self.end_superior(superior.named_on)
        values = asdict(superior) | {
            "named_on": superior.named_on.isoformat(),
            "ended_on": to_text(superior.ended_on),
        }
        self.connection.execute(insert(log_superiors).values(values))

    def end_superior(self, on: date) -> None:
        """Record that nobody is named any more."""
        statement = update(log_superiors).where(log_superiors.c.ended_on == "")
        self.connection.execute(statement.values(ended_on=on.isoformat()))

    def add_analysis(self, analysis: AccessAnalysis) -> None:
        """Record the findings about a quarter; earlier ones stay."""
        values = asdict(analysis) | {"quarter": analysis.quarter.key}
        self.connection.execute(insert(access_analyses).values(values))

    def analyses(self) -> tuple[AccessAnalysis, ...]:
        """Return every analysis, the newest first."""
        query = select(access_analyses).order_by(
            access_analyses.c.quarter.desc(), access_analyses.c.made_at.desc()
        )
        return tuple(
            AccessAnalysis(**row._asdict() | {"quarter": read_period(row.quarter)})
            for row in self.connection.execute(query)
        )

    def mass_lines(self) -> frozenset[int]:
        """Return the numbers of the lines at which somebody explained a mass output."""
        return frozenset(self.connection.execute(select(mass_outputs.c.seq)).scalars())


def _check(row: Row[Any]) -> LogCheck:
    values = row._asdict()
    return LogCheck(
        **values
        | {
            "month": read_period(row.month),
            "checked_as": CheckedAs(row.checked_as),
            "checked_on": date.fromisoformat(row.checked_on),
        }
    )


def _remark(row: Row[Any]) -> Remark:
    return Remark(
        seq=row.seq,
        until_seq=row.until_seq,
        lines=row.lines,
        kinds=tuple(Unusual(kind) for kind in from_json(row.kinds)),
        in_order=bool(row.in_order),
        remark=row.remark,
    )


def _superior(row: Row[Any]) -> Superior:
    return Superior(
        **row._asdict() | {"named_on": date.fromisoformat(row.named_on), "ended_on": to_date(row.ended_on)}
    )
