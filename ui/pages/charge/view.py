"""People in charge as the pages show them: one row an appointment, in words. Reading runs in the vault thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.affairs import Affair, Confidence
from ashibue_desk.domain.appointments import STEP_NAMES, Appointment, Step, done_on
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.appointments import (
    Recorded,
    record_announced,
    record_pledge_received,
    record_training,
)
from ashibue_desk.use_cases.charge_situations import UserGone
from ashibue_desk.use_cases.charges import Advice, Charge, PersonInCharge, list_charges, office_advice
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ui.widgets.check_group import CheckChoice
from ui.widgets.page import Badge
from ui.widgets.rows_model import Column
from ui.wording.charge import joined
from ui.wording.days import day_of, term_words

PRESENT, ABLE, MISSING, LEAVING, ENDED = "present", "able", "missing", "leaving", "ended"
CHOICES = (
    (PRESENT, "現在"),
    (ABLE, "担当中"),
    (MISSING, "手続き中"),
    (ENDED, "終了"),
)
OFFERS = {
    Step.APPOINTED: "選任を記録する",
    Step.ANNOUNCED: "周知を記録する",
    Step.PLEDGED: "誓約書の受領を記録する",
    Step.TRAINED: "研修を記録する",
}
_STATE_WORDS = {ABLE: "担当中", LEAVING: "引継ぎ中", ENDED: "終了"}
TONES = {ABLE: "success", MISSING: "warning", LEAVING: "info", ENDED: "neutral"}


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One appointment with when its holder was last here."""

    charge: Charge
    last_used: str

    @property
    def appointment(self) -> Appointment:
        """Return the appointment."""
        return self.charge.appointment

    @property
    def missing(self) -> Step | None:
        """Return the next step, or ``None`` when the sequence is complete."""
        return self.charge.missing[0] if self.charge.missing else None

    @property
    def state(self) -> str:
        """Return where the appointment stands: one of the constants above."""
        if not self.appointment.is_open:
            return ENDED
        if self.appointment.handed_over_on is not None:
            return LEAVING
        return MISSING if self.charge.reason else ABLE

    @property
    def state_words(self) -> str:
        """Return the state as a few words."""
        if self.state != MISSING:
            return _STATE_WORDS[self.state]
        return f"{STEP_NAMES[self.missing]}がまだ" if self.missing is not None else "任期外"


@dataclass(frozen=True, slots=True)
class ChargesView:
    """Everybody in charge, and what is to be advised."""

    rows: tuple[ChargeRow, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person in charge, the affairs that may be assigned, and whether changing rights asks for the password."""

    person: PersonInCharge
    rows: tuple[ChargeRow, ...]
    affairs: tuple[Affair, ...]
    asks_password: bool


def read_charges(desk: Desk) -> ChargesView:
    """Read everybody in charge, those with a missing step first."""
    rows = [row for person in list_charges(desk) for row in rows_of(person)]
    rows.sort(key=lambda row: (MISSING, LEAVING, ABLE, ENDED).index(row.state))
    return ChargesView(tuple(rows), office_advice(desk))


def read_person(desk: Desk, user_id: str) -> PersonView:
    """Read one person in charge; raise ``UserGone``."""
    for person in list_charges(desk):
        if person.user_id == user_id:
            asks = needs_password_for(desk, Sensitive.USERS)
            return PersonView(person, rows_of(person), assignable(desk), asks)
    raise UserGone


def record_step(desk: Desk, step: Step, appointment_id: str, on: date, words: str) -> Recorded:
    """Record the day and the words of one step."""
    if step is Step.ANNOUNCED:
        return record_announced(desk, appointment_id, on, words)
    if step is Step.PLEDGED:
        return record_pledge_received(desk, appointment_id, on, words)
    return record_training(desk, appointment_id, on, words)


def assignable(desk: Desk) -> tuple[Affair, ...]:
    """Return the affairs that law and regulation know today."""
    return tuple(
        affair for affair in desk.law.affairs(desk.today) if affair.id in desk.regulation.affair_articles
    )


def count_missing_steps(desk: Desk) -> Badge:
    """Count the appointments with a step still missing. Runs in the vault thread."""
    rows = (row for person in list_charges(desk) for row in rows_of(person))
    return Badge(sum(row.state == MISSING for row in rows))


def rows_of(person: PersonInCharge) -> tuple[ChargeRow, ...]:
    """Return a person's appointments, the open ones first."""
    return tuple(ChargeRow(charge, day_of(person.last_used_at)) for charge in person.charges)


def row_id(row: ChargeRow) -> str:
    """Return the id of the appointment of a row."""
    return row.appointment.id


def row_text(row: ChargeRow) -> str:
    """Return what the filter looks into."""
    return search_key(row.appointment.user_name, row.charge.role_name, *row.charge.affair_names)


def fits(choice: str, row: ChargeRow) -> bool:
    """Return whether a row belongs to the choice above the list."""
    if choice == PRESENT:
        return row.state != ENDED
    return row.state == choice or (choice == ABLE and row.state == LEAVING and not row.charge.reason)


def step_day(row: ChargeRow, step: Step) -> str:
    """Return the day a step was done in short, or what stands there instead."""
    if step not in row.charge.steps:
        return "不要"
    day = done_on(row.appointment, step)
    return era_short(day) if day is not None else "まだ"


def facts_of(row: ChargeRow, today: date) -> tuple[tuple[str, str], ...]:
    """Return what the card of one appointment says."""
    one = row.appointment
    facts = [("担当する事務", joined(row.charge.affair_names, "全体"))]
    facts.append(("任期", _term(row, today)))
    facts.append(("選任を決めた日", era_short(one.resolved_on) if one.resolved_on else "—"))
    told = {
        Step.ANNOUNCED: ("周知", one.announced_where),
        Step.PLEDGED: ("誓約書", one.pledge_place),
        Step.TRAINED: ("最初の教育研修", one.training_note),
    }
    for step, (title, words) in told.items():
        if step in row.charge.steps:
            facts.append((title, "　".join(part for part in (step_day(row, step), words) if part)))
    due = row.charge.next_training
    if due is not None and one.is_open:
        facts.append(("次の教育研修", f"{era_short(due)}までに{'(過ぎています)' if due < today else ''}"))
    if row.last_used:
        facts.append(("最後に使った日", row.last_used))
    return tuple(facts)


def _term(row: ChargeRow, today: date) -> str:
    one = row.appointment
    words = term_words(one.starts_on, one.ends_on)
    if not row.charge.ends_soon or one.ends_on is None:
        return words
    left = (one.ends_on - today).days
    return f"{words}(あと{left}日)" if left >= 0 else f"{words}(過ぎています)"


def history_of(rows: Iterable[ChargeRow]) -> tuple[tuple[str, str], ...]:
    """Return what happened in all appointments of one person, the newest first."""
    lines: list[tuple[date, str, str]] = []
    for row in rows:
        one = row.appointment
        events = (
            (
                one.resolved_on,
                f"{row.charge.role_name}に選任",
                f"任期 {term_words(one.starts_on, one.ends_on)}",
            ),
            (one.announced_on, f"{row.charge.role_name}の選任を周知", one.announced_where),
            (one.pledge_printed_on, "誓約書を印刷", ""),
            (one.pledge_received_on, "誓約書を受領", one.pledge_place),
            (one.trained_on, "教育研修を実施", one.training_note),
            (one.handed_over_on, f"{row.charge.role_name}の引継ぎ", _handover_words(one)),
            (one.ended_on, f"{row.charge.role_name}の担当を終了", _end_words(one)),
        )
        lines += [
            (day, f"{era_short(day)}　{title}", words) for day, title, words in events if day is not None
        ]
    lines.sort(key=lambda line: line[0], reverse=True)
    return tuple((title, words) for _day, title, words in lines)


def _handover_words(one: Appointment) -> str:
    if one.handover is None:
        return ""
    told = (
        ("途中の仕事", one.handover.open_work),
        ("書類", one.handover.papers),
        ("媒体", one.handover.media),
        ("鍵・カード", one.handover.keys_and_cards),
    )
    return "　".join(f"{name}: {words}" for name, words in told if words)


def _end_words(one: Appointment) -> str:
    confirmed = f"完了を確かめた人: {one.handover_confirmed_by}" if one.handover_confirmed_by else ""
    return "　".join(part for part in (one.end_reason, confirmed) if part)


def summary(view: ChargesView) -> str:
    """Return the sentence under the title."""
    still = [row for row in view.rows if row.state != ENDED]
    missing = sum(row.state == MISSING for row in still)
    if not still:
        return ""
    if missing:
        return f"{len(still)}件の担当のうち、{missing}件は手続きが残っています。"
    return f"{len(still)}件の担当は、すべて手続きがそろっています。"


def affair_choices(affairs: Sequence[Affair]) -> tuple[CheckChoice, ...]:
    """Return the affairs as boxes to tick."""
    return tuple(
        CheckChoice(
            affair.id,
            affair.name,
            "",
            "" if affair.source.confidence is Confidence.CONFIRMED else "根拠を確認中",
        )
        for affair in affairs
    )


COLUMNS: tuple[Column[ChargeRow], ...] = (
    Column("name", "氏名", lambda row: row.appointment.user_name, 150, bold=True),
    Column("role", "役割", lambda row: row.charge.role_name, 170),
    Column("state", "状態", lambda row: row.state_words, 130, tone=lambda row: TONES[row.state]),
    Column("affairs", "担当する事務", lambda row: joined(row.charge.affair_names), 200, stretches=True),
    Column(
        "term",
        "任期",
        lambda row: term_words(row.appointment.starts_on, row.appointment.ends_on),
        175,
        sort=lambda row: row.appointment.ends_on,
    ),
    Column("announced", "周知", lambda row: step_day(row, Step.ANNOUNCED), 90, soft=True, shown=False),
    Column("pledged", "誓約書", lambda row: step_day(row, Step.PLEDGED), 90, soft=True, shown=False),
    Column("trained", "研修", lambda row: step_day(row, Step.TRAINED), 90, soft=True, shown=False),
    Column("used", "最後に使った日", lambda row: row.last_used or "—", 120, soft=True),
)
