"""A quarter of the log in figures by user, counted in SQL: entries, failures, hours, views, output, rights.

Lines count in the quarter of their entry: the analysis is about the use of the program, not about acts on paper.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, false, func, or_, select

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_check import LogCheckRule, Unusual
from ashibue_desk.domain.log_check_facts import QuarterFigures, UserFigures, ViewFigures
from ashibue_desk.domain.log_periods import Period
from ashibue_desk.domain.office_hours import OfficeHours
from ashibue_desk.storage.log_check_tables import mass_outputs
from ashibue_desk.storage.tables import log

_FAILED, _EXPORT, _RIGHTS = Unusual.FAILED, Unusual.EXPORT, Unusual.RIGHTS


@dataclass(frozen=True, slots=True)
class AccessFigures:
    """Counts on one connection, by the rule of the pack."""

    connection: Connection
    rule: LogCheckRule

    def quarter(self, quarter: Period) -> QuarterFigures:
        """Return a quarter in figures, the user with the most lines first."""
        views, seen = self._views(quarter)
        counts = self._by_user(quarter, seen)
        newest = self.connection.execute(select(func.max(log.c.seq)).where(_within(quarter))).scalar_one()
        users = [UserFigures(user_id=user_id, **values) for user_id, values in counts.items()]
        users.sort(key=lambda user: (-user.lines, user.name))
        lines = sum(user.lines for user in users)
        return QuarterFigures(quarter, tuple(users), views, lines, int(newest or 0))

    def _by_user(self, quarter: Period, seen: Mapping[str, tuple[str, int]]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(int))
        for row in self._days(quarter):
            user = found[row.actor_id]
            user["name"] = row.name
            user["lines"] += row.lines
            for figure in ("out_of_hours", "entries", "views", "exports", "rights"):
                user[figure] += getattr(row, figure)
            user["day_off"] += row.lines if self.rule.is_off(date.fromisoformat(row.day)) else 0
        self._add(found, "persons", ((user_id, *told) for user_id, told in seen.items()))
        self._add(found, "failed", self._failures(quarter))
        self._add(found, "mass_outputs", self._mass_outputs(quarter))
        return {user_id: dict(values) for user_id, values in found.items()}

    def _days(self, quarter: Period) -> Iterable[Any]:
        day = func.substr(log.c.local_at, 1, 10)
        usual = self._usual(day)
        query = select(
            log.c.actor_id,
            day.label("day"),
            func.max(log.c.actor_name).label("name"),
            func.count().label("lines"),
            func.sum(case((usual, 0), else_=1)).label("out_of_hours"),
            _sum(_begins(self.rule.entries)).label("entries"),
            _sum(_begins(self.rule.views)).label("views"),
            _sum(self._known(_EXPORT)).label("exports"),
            _sum(self._known(_RIGHTS)).label("rights"),
        )
        return self.connection.execute(query.where(_within(quarter)).group_by(log.c.actor_id, day))

    def _usual(self, day: ColumnElement[str]) -> ColumnElement[bool]:
        """Return the condition that a line was written in the hours in force on its day."""
        clock = func.substr(log.c.local_at, 12, 5)

        def within(hours: OfficeHours) -> ColumnElement[bool]:
            return and_(clock >= f"{hours.opens:%H:%M}", clock < f"{hours.closes:%H:%M}")

        changed = [
            (day >= each.since.isoformat(), within(each.hours)) for each in reversed(self.rule.changed)
        ]
        return case(*changed, else_=within(self.rule.hours)) if changed else within(self.rule.hours)

    def _failures(self, quarter: Period) -> Iterable[tuple[str, str, int]]:
        """Count failed tries for the user who was tried, not for the one who came next and whose session wrote the line."""
        query = select(log.c.object_id, func.max(log.c.object_label), func.count())
        which = and_(_within(quarter), self._known(_FAILED), log.c.object_id != "")
        return (
            (row[0], row[1], row[2])
            for row in self.connection.execute(query.where(which).group_by(log.c.object_id))
        )

    def _mass_outputs(self, quarter: Period) -> Iterable[tuple[str, str, int]]:
        query = select(log.c.actor_id, func.max(log.c.actor_name), func.count()).join(
            mass_outputs, mass_outputs.c.seq == log.c.seq
        )
        found = self.connection.execute(query.where(_within(quarter)).group_by(log.c.actor_id))
        return ((row[0], row[1], row[2]) for row in found)

    def _views(self, quarter: Period) -> tuple[tuple[ViewFigures, ...], dict[str, tuple[str, int]]]:
        """Return the views by user and affair, and for each user the name and how many persons they saw."""
        which = and_(_within(quarter), _begins(self.rule.views))
        persons: dict[tuple[str, str], set[str]] = defaultdict(set)
        everybody = select(log.c.actor_id, log.c.affair, log.c.object_id).where(which).distinct()
        for actor_id, affair, person in self.connection.execute(everybody):
            persons[actor_id, affair].add(person)
        counted = select(log.c.actor_id, func.max(log.c.actor_name), log.c.affair, func.count()).where(which)
        found = [
            ViewFigures(actor_id, name, affair, views, len(persons[actor_id, affair]))
            for actor_id, name, affair, views in self.connection.execute(
                counted.group_by(log.c.actor_id, log.c.affair)
            )
        ]
        names = {one.user_id: one.name for one in found}
        found.sort(key=lambda one: (one.name, -one.views, one.affair))
        seen: dict[str, set[str]] = defaultdict(set)
        for (actor_id, _affair), some in persons.items():
            seen[actor_id] |= some
        return tuple(found), {actor_id: (names[actor_id], len(some)) for actor_id, some in seen.items()}

    def _known(self, kind: Unusual) -> ColumnElement[bool]:
        """Return the condition that class or act make a line one of ``kind``, as ``UnusualRule.knows`` says."""
        try:
            rule = self.rule.rule(kind)
        except KeyError:
            return false()
        classes: list[LogClass] = sorted(rule.classes, key=lambda each: each.value)
        return or_(log.c.log_class.in_([each.value for each in classes]), _begins(rule.acts))

    @staticmethod
    def _add(
        found: Mapping[str, dict[str, Any]], figure: str, counts: Iterable[tuple[str, str, int]]
    ) -> None:
        for user_id, name, count in counts:
            found[user_id][figure] = int(count)
            found[user_id].setdefault("name", name)


def _within(quarter: Period) -> ColumnElement[bool]:
    ends = (quarter.last + timedelta(days=1)).isoformat()
    return and_(log.c.local_at >= quarter.first.isoformat(), log.c.local_at < ends)


def _begins(acts: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *(func.substr(log.c.act, 1, len(act)) == act for act in acts))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
