"""What is wrong with the days and words of an appointment, each beside its field."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from ashibue_desk.domain.appointments import Appointment, Handover, terms_overlap
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.problems import Problem, Severity, blocking
from ashibue_desk.domain.roles import Role

_HANDOVER_NAMES = {
    "open_work": "途中の事務",
    "papers": "持っている書類",
    "media": "持っている媒体",
    "keys_and_cards": "鍵とカード",
}


def check_appointment(
    appointment: Appointment, others: Iterable[Appointment], affairs: Collection[str], today: date
) -> tuple[Problem, ...]:
    """Return what is wrong with role, affairs, resolution and term.

    ``others`` are the appointments on record, ``affairs`` the ids that the regulation and the law know on ``today``.
    """
    problems = (
        *_problems_of_resolution(appointment, today),
        *_problems_of_term(appointment),
        *check_affairs(appointment.role, appointment.affairs, affairs),
    )
    return problems if blocking(problems) else (*problems, *_problems_of_others(appointment, others))


def check_affairs(role: Role, chosen: Collection[str], known: Collection[str]) -> tuple[Problem, ...]:
    """Return what is wrong with the affairs of a handler: none, or one that is not on the list any more."""
    if role is not Role.HANDLER:
        return ()
    if not chosen:
        return (Problem("affairs", "担当する事務を1つ以上選んでください。"),)
    if set(chosen) <= set(known):
        return ()
    gone = len(set(chosen) - set(known))
    sentence = f"選んだ事務のうち{gone}つは、いまの規程と法令の一覧にありません。選び直してください。"
    return (Problem("affairs", sentence),)


def check_announced(appointment: Appointment, on: date, where: str, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with an announcement on ``on`` (規程8条2項, 9条1項)."""
    problems = _problems_of_day("announced_on", "周知の日", on, appointment.resolved_on, today)
    if not where.strip():
        problems.append(
            Problem("announced_where", "どのように周知したか(掲示した場所など)を入力してください。")
        )
    return (*problems, *_numbers("announced_where", where))


def check_pledge(appointment: Appointment, on: date, place: str, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a pledge received on ``on`` (規程9条2項)."""
    problems = _problems_of_day("pledge_received_on", "誓約書の受領日", on, appointment.resolved_on, today)
    if not place.strip():
        problems.append(Problem("pledge_place", "誓約書をしまった場所を入力してください。"))
    return (*problems, *_numbers("pledge_place", place))


def check_training(appointment: Appointment, on: date, note: str, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a training held on ``on`` (規程9条3項)."""
    problems = _problems_of_day("trained_on", "教育研修の日", on, appointment.resolved_on, today)
    if not note.strip():
        problems.append(Problem("training_note", "教材や内容、理解の確かめ方を入力してください。"))
    return (*problems, *_numbers("training_note", note))


def check_handover(
    appointment: Appointment, handover: Handover, on: date, today: date
) -> tuple[Problem, ...]:
    """Return what is wrong with a handover sheet of ``on`` (規程9条5項)."""
    problems = _problems_of_day("handed_over_on", "引継ぎの日", on, appointment.resolved_on, today)
    for field, name in _HANDOVER_NAMES.items():
        text = getattr(handover, field)
        if not text.strip():
            problems.append(Problem(field, f"{name}を入力してください。ないときは「なし」と書いてください。"))
        problems += _numbers(field, text)
    return tuple(problems)


def check_new_end(
    appointment: Appointment, ends_on: date | None, others: Iterable[Appointment]
) -> tuple[Problem, ...]:
    """Return what is wrong with another end of the term: before its beginning, or into the next officer's term."""
    changed = replace(appointment, ends_on=ends_on)
    problems = tuple(_problems_of_term(changed))
    return problems if blocking(problems) else (*problems, *_problems_of_others(changed, others))


def _problems_of_resolution(appointment: Appointment, today: date) -> list[Problem]:
    if appointment.resolved_on is None:
        return [Problem("resolved_on", "選任を決めた日(決議の日)を入力してください。")]
    if appointment.resolved_on > today:
        return [Problem("resolved_on", "選任を決めた日が今日より後になっています。")]
    return []


def _problems_of_term(appointment: Appointment) -> list[Problem]:
    starts, ends, resolved = appointment.starts_on, appointment.ends_on, appointment.resolved_on
    if starts is None:
        return [Problem("starts_on", "任期の初日を入力してください。")]
    if ends is not None and ends < starts:
        return [Problem("ends_on", f"任期の末日が、初日 {both(starts)} より前になっています。")]
    if resolved is not None and starts < resolved:
        sentence = (
            f"任期の初日が、選任を決めた日 {both(resolved)} より前です。議事録の日付を確かめてください。"
        )
        return [Problem("starts_on", sentence, Severity.DOUBTFUL)]
    return []


def _problems_of_others(appointment: Appointment, others: Iterable[Appointment]) -> list[Problem]:
    for other in others:
        if other.id == appointment.id or other.role is not appointment.role:
            continue
        if not terms_overlap(appointment, other):
            continue
        if other.user_id == appointment.user_id:
            sentence = (
                f"{other.user_name}さんの同じ役割の任期と重なっています。先の任期の末日を確かめてください。"
            )
            return [Problem("starts_on", sentence)]
        if appointment.role is Role.OFFICER:
            sentence = (
                f"責任者は1名です。{other.user_name}さんの任期と重なっています。"
                "先の任期の末日を入力するか、任期をずらしてください。"
            )
            return [Problem("starts_on", sentence)]
    return []


def _problems_of_day(field: str, name: str, on: date, resolved: date | None, today: date) -> list[Problem]:
    if resolved is None:
        return [Problem(field, "先に、選任の決議と任期を記録してください。")]
    if on < resolved:
        return [Problem(field, f"{name}が、選任を決めた日 {both(resolved)} より前になっています。")]
    if on > today:
        return [Problem(field, f"{name}が今日より後になっています。済んだ日を入力してください。")]
    return []


def _numbers(field: str, text: str) -> list[Problem]:
    return [Problem(field, NUMBER_INSIDE)] if holds_number(text) else []
