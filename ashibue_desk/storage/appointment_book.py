"""Appointments: who was put in charge of what, step by step, and how it ended. Nothing is ever deleted."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, literal_column, select, update

from ashibue_desk.domain.appointments import Appointment, Handover
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.charge_tables import appointments
from ashibue_desk.storage.rows import from_json, to_date, to_json, to_text

_DAYS = frozenset(field.name for field in fields(Appointment) if field.type == date | None)


@dataclass(frozen=True, slots=True)
class AppointmentBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, appointment: Appointment) -> None:
        """Record a new appointment."""
        self.connection.execute(insert(appointments).values(**_columns(appointment)))

    def put(self, appointment: Appointment) -> None:
        """Store every field of an appointment that is on record; raise ``KeyError`` if it is not."""
        statement = update(appointments).where(appointments.c.id == appointment.id)
        if not self.connection.execute(statement.values(**_columns(appointment))).rowcount:
            raise KeyError(appointment.id)

    def get(self, appointment_id: str) -> Appointment:
        """Return one appointment; raise ``KeyError`` if there is none."""
        query = select(appointments).where(appointments.c.id == appointment_id)
        row = self.connection.execute(query).mappings().one_or_none()
        if row is None:
            raise KeyError(appointment_id)
        return _appointment(row)

    def all(self) -> tuple[Appointment, ...]:
        """Return every appointment that ever was, in the order in which they were recorded."""
        query = select(appointments).order_by(appointments.c.created_at, literal_column("rowid"))
        return tuple(_appointment(row) for row in self.connection.execute(query).mappings())

    def of_user(self, user_id: str) -> tuple[Appointment, ...]:
        """Return one user's appointments, in the order in which they were recorded."""
        return tuple(one for one in self.all() if one.user_id == user_id)


def _columns(appointment: Appointment) -> dict[str, Any]:
    values = {field.name: getattr(appointment, field.name) for field in fields(Appointment)}
    for name in _DAYS:
        values[name] = to_text(values[name])
    values["role"] = appointment.role.value
    values["affairs"] = to_json(list(appointment.affairs))
    values["handover"] = to_json(asdict(appointment.handover)) if appointment.handover else ""
    return values


def _appointment(row: RowMapping) -> Appointment:
    values: dict[str, Any] = {str(name): value for name, value in row.items()}
    for name in _DAYS:
        values[name] = to_date(values[name])
    values["role"] = Role(values["role"])
    values["affairs"] = tuple(from_json(values["affairs"]))
    values["handover"] = Handover(**from_json(values["handover"])) if values["handover"] else None
    return Appointment(**values)
