"""Consent forms (様式第2号): printing, taking back in, refusing, renewing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from ashibue_desk.domain.consent import ConsentRow, ConsentState
from ashibue_desk.domain.form_facts import ConsentFacts, PaperHead
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.japanese_calendar import era_date, era_short
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.papers import check_receipt
from ashibue_desk.domain.people import Person
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.storage.rows import to_date
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving
from ashibue_desk.use_cases.paper_put_back import Before, consents_before
from ashibue_desk.use_cases.papers import CONSENT_FORM, replace_signed, take_over
from ashibue_desk.use_cases.people import MAY_WRITE
from ashibue_desk.use_cases.situations import PersonGone
from ashibue_desk.use_cases.worded_heads import head_for, least_signed_version, version_on

FORM = "consent"
"""The name of the wording in the regulation pack."""


def list_consents(desk: Desk) -> tuple[ConsentRow, ...]:
    """Return every worker in office with the state of their consent form."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        least = least_signed_version(desk, FORM)
        return desk.vault.consents.rows(today=desk.today, newest_version=least)


def consent_states(desk: Desk) -> Counter[ConsentState]:
    """Return how many workers in office stand where with their consent form."""

    def read(desk: Desk) -> Counter[ConsentState]:
        with desk.vault.reading():
            least = least_signed_version(desk, FORM)
            return desk.vault.consents.counts(today=desk.today, newest_version=least)

    return desk.once("consent states", read)


def count_to_issue(desk: Desk) -> int:
    """Return how many workers in office still need a printed form."""
    states = consent_states(desk)
    return states[ConsentState.NOT_ISSUED] + states[ConsentState.RENEW]


def preview_consent(desk: Desk, person_id: str | None = None) -> ConsentFacts:
    """Return the facts of one person's form, or of a blank one; nothing is recorded."""
    desk.require(*READS_RECORDS)
    people = _people(desk, [person_id]) if person_id else ()
    return _facts(desk, head_for(desk, FORM), people[0] if people else None)


def issue_consents(
    desk: Desk,
    person_ids: Sequence[str],
    render: Callable[[Sequence[ConsentFacts]], P],
    put_out: PutOut[tuple[tuple[str, P], ...]] | None = None,
    *,
    one_each: bool = False,
) -> Done[tuple[tuple[str, P], ...]]:
    """Draw the forms, record that they go out, and ``put_out`` what was drawn.

    The answer holds what was drawn, each with a file name without any person's name: one for all, or one each.
    Raises the ``Situation`` of a name that no font can draw; then nothing is recorded. What printer or disk refuse is put back.
    """
    desk.require(*MAY_WRITE)
    people = _people(desk, person_ids)
    head = head_for(desk, FORM)
    facts = [_facts(desk, head, person) for person in people]
    stamp = desk.surroundings.clock.local_now().strftime("%Y%m%d-%H%M%S")
    if one_each:
        drawn = tuple(
            (f"同意書-{stamp}-{number:03}.pdf", render([fact])) for number, fact in enumerate(facts, 1)
        )
    else:
        drawn = ((f"同意書-{stamp}.pdf", render(facts)),)
    hand_out(desk, partial(_issue, desk, people, head), leaving(put_out, drawn))
    return Done(drawn, Changed.CONSENTS | Changed.LOG)


def _issue(desk: Desk, people: Sequence[Person], head: PaperHead) -> Before:
    """Record that forms go out; return what was kept of each before."""
    ids = [person.id for person in people]
    signed = take_over(desk, desk.vault.papers.signed_consents(ids, head.form_name))
    before = consents_before(desk, ids, signed)
    issued: Mapping[str, str | int] = {"version": head.version, "issued_on": desk.today.isoformat()}
    desk.vault.consents.set(ids, ConsentState.ISSUED, head.version, **issued)
    desk.log(_line("同意書の印刷", people, f"第{head.version}版"))
    return before


def record_received(
    desk: Desk, person_ids: Sequence[str], received_on: date, place: str
) -> tuple[Problem, ...] | Done[int]:
    """Record that signed forms came back and where the paper is kept; or return what is wrong with the day.

    The version is that of the paper that was issued; for a paper that the program did not print it is the newest. Among
    others those whose signed form is there keep their day and place; alone theirs are put right.
    """
    desk.require(*MAY_WRITE)
    kept = desk.vault.consents.as_kept(person_ids)
    person_ids = _still_out(desk, person_ids, kept) or person_ids
    issued = (
        (person.name, to_date(str(kept[person.id]["issued_on"])))
        for person in _people(desk, person_ids)
        if kept.get(person.id, {}).get("state") == ConsentState.ISSUED.value
    )
    problems = check_receipt(received_on, desk.today, issued)
    if problems:
        return problems
    columns: dict[str, str | int] = {"received_on": received_on.isoformat(), "place": place}
    return _record(desk, person_ids, ConsentState.RECEIVED, "同意書の受領", columns)


def _still_out(
    desk: Desk, person_ids: Sequence[str], kept: Mapping[str, Mapping[str, str | int]]
) -> tuple[str, ...]:
    """Return who has handed in no form yet that holds today; ``kept`` is what is on record of each."""
    with desk.vault.reading():
        least = least_signed_version(desk, FORM)

    def holds(row: Mapping[str, str | int]) -> bool:
        return row.get("state") == ConsentState.RECEIVED.value and int(row["version"]) >= least

    return tuple(person_id for person_id in person_ids if not holds(kept.get(person_id, {})))


def record_refused(
    desk: Desk, person_ids: Sequence[str], reason: str, said_on: date
) -> tuple[Problem, ...] | Done[int]:
    """Record that somebody does not hand the form in, with the day and the reason in their words.

    Who has handed it in does not refuse it in a selection with others; alone they do, before a new one.
    """
    desk.require(*MAY_WRITE)
    asked = _still_out(desk, person_ids, desk.vault.consents.as_kept(person_ids)) or person_ids
    return _record_words(desk, asked, ConsentState.REFUSED, "同意書の提出拒否", (reason, said_on))


def record_withdrawn(
    desk: Desk, person_ids: Sequence[str], reason: str, said_on: date
) -> tuple[Problem, ...] | Done[int]:
    """Record that somebody took their consent back, with the day and the reason in their words; not before it was given."""
    desk.require(*MAY_WRITE)
    given = (to_date(str(row["received_on"])) for row in desk.vault.consents.as_kept(person_ids).values())
    last = max((day for day in given if day is not None), default=said_on)
    if said_on < last:
        text = f"申し出のあった日が、同意書を受け取った日({era_date(last)})より前になっています。"
        return (Problem("said_on", text),)
    return _record_words(desk, person_ids, ConsentState.WITHDRAWN, "同意の撤回", (reason, said_on))


def _record_words(
    desk: Desk, person_ids: Sequence[str], state: ConsentState, act: str, said: tuple[str, date]
) -> tuple[Problem, ...] | Done[int]:
    desk.require(*MAY_WRITE)
    reason, said_on = said
    if said_on > desk.today:
        return (Problem("said_on", "先の日付になっています。今日までの日を入力してください。"),)
    day = era_short(said_on)
    return _record(desk, person_ids, state, act, {"note": f"{day} {reason}".strip()}, f"{day}の申し出")


def _record(
    desk: Desk,
    person_ids: Sequence[str],
    state: ConsentState,
    act: str,
    columns: dict[str, str | int],
    said: str = "",
) -> Done[int]:
    desk.require(*MAY_WRITE)
    columns = {name: mask_numbers(text) if isinstance(text, str) else text for name, text in columns.items()}
    with desk.act():
        people = _people(desk, person_ids)
        without_form = version_on(desk, FORM, desk.today) if state is ConsentState.RECEIVED else 0
        desk.vault.consents.set(person_ids, state, without_form, **columns)
        if state is ConsentState.RECEIVED:
            replace_signed(desk, CONSENT_FORM, person_ids)
        desk.log(_line(act, people, str(columns.get("place", said))))
    return Done(len(people), Changed.CONSENTS | Changed.LOG)


def _people(desk: Desk, person_ids: Sequence[str]) -> tuple[Person, ...]:
    try:
        return desk.vault.people.many(person_ids)
    except KeyError:
        raise PersonGone from None


def _facts(desk: Desk, head: PaperHead, person: Person | None) -> ConsentFacts:
    office = desk.vault.settings.office()
    return ConsentFacts(
        head=head,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        person_name=person.name if person else "",
        person_code=person.entry.code if person else "",
    )


def _line(act: str, people: Sequence[Person], detail: str) -> LogLine:
    one = people[0] if len(people) == 1 else None
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act=act,
        object_id=one.id if one else "",
        object_label=one.name if one else f"従業者 {len(people)}人",
        count=len(people),
        detail=detail,
    )
