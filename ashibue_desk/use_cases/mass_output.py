"""Putting numbers out: counted before each act, explained where many are concerned, logged, and told to the officer.

Whatever shows, prints, exports or provides numbers writes its lines with ``log_output``, inside the transaction of the act:
count, lines and reason come to be together or not at all.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.mass_output import (
    Crossing,
    MassOutput,
    MassQuestion,
    Window,
    is_crossed,
    persons_in,
    reason_problem,
)
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import MassOutputGone, MassOutputUnexplained, NotYourDuty

TELLS = frozenset({Role.OFFICER, Role.AUDITOR})
"""Who is told of mass outputs: the officer, and of the officer's own somebody else."""
TOLD = "大量出力の確認"


def mass_question(desk: Desk, person_ids: Collection[str] = (), others: int = 0) -> MassQuestion | None:
    """Return what must be explained before the numbers of these persons are put out now; ``None`` for nothing.

    ``others`` are persons that are not named. Asked again within the act, since meanwhile more may have been put out.
    """
    desk.require(*READS_NUMBERS)
    with desk.vault.reading():
        return _question(desk, person_ids, others)


def log_output(desk: Desk, lines: Sequence[LogLine], reason: str = "") -> None:
    """Write the lines of an act that puts numbers out; only inside ``act``.

    Raises ``MassOutputUnexplained`` where a limit would be passed and no reason is given, or one with a number in it.
    """
    ids, others = persons_in(lines)
    question = _question(desk, ids, others)
    if question is None:
        for line in lines:
            desk.log(line)
        return
    if reason_problem(reason) is not None:
        raise MassOutputUnexplained(what=question.sentence)
    told = f"大量に扱う理由: {mask_numbers(reason.strip())}"
    for line in lines:
        desk.log(replace(line, detail=f"{line.detail}、{told}" if line.detail else told))
    _keep(desk, question, mask_numbers(reason.strip()))


def list_mass_outputs(desk: Desk) -> tuple[MassOutput, ...]:
    """Return every explained mass output, newest first."""
    desk.require(*TELLS)
    with desk.vault.reading():
        return desk.vault.mass_outputs.all()


def count_untold(desk: Desk) -> int:
    """Return how many acts of mass output wait for the one at the desk to see them."""
    with desk.vault.reading():
        return len({output.seq for output in desk.vault.mass_outputs.untold() if may_tell(desk, output)})


def may_tell(desk: Desk, output: MassOutput) -> bool:
    """Whether the one at the desk may say that somebody saw this mass output.

    The officer for everybody else's; of an officer's own the auditor or another officer. Where there is neither, the officer
    writes down which superior was told.
    """
    roles = desk.actor.roles
    if output.told_at or not roles & TELLS:
        return False
    if output.actor_id != desk.actor.user_id:
        return Role.OFFICER in roles or output.by_officer
    return Role.OFFICER in roles and needs_superior(desk, output)


def needs_superior(desk: Desk, output: MassOutput) -> bool:
    """Whether nobody else who uses the vault can be told of this mass output, so that a superior outside it is."""
    others = (user for user in desk.vault.users.active() if user.user_id != output.actor_id)
    return output.by_officer and not any(user.roles & TELLS for user in others)


def tell_mass_output(desk: Desk, output_id: str, superior: str = "", note: str = "") -> Done[MassOutput]:
    """Write down that a mass output was seen, by the one at the desk or by a ``superior`` who was told.

    One act may have passed the limit of the hour and that of the day: seeing one is seeing both.

    Raises ``NotYourDuty`` for those who may not, also where a superior's name is missing, and ``MassOutputGone`` where it
    was seen already.
    """
    desk.require(*TELLS)
    with desk.act():
        try:
            output = desk.vault.mass_outputs.get(output_id)
        except KeyError:
            raise MassOutputGone from None
        if output.told_at:
            raise MassOutputGone
        own = output.actor_id == desk.actor.user_id
        if not may_tell(desk, output) or (own and not superior.strip()):
            raise NotYourDuty
        told_to = mask_numbers(superior.strip()) if own else desk.actor.name
        desk.vault.mass_outputs.tell(
            output.seq, told_at=desk.now(), told_to=told_to, note=mask_numbers(note.strip())
        )
        desk.log(_line_of_telling(output, told_to, note.strip()))
        told = desk.vault.mass_outputs.get(output_id)
    return Done(told, Changed.LOG)


def _question(desk: Desk, ids: Collection[str], others: int) -> MassQuestion | None:
    rule, book, actor = desk.regulation.mass_output, desk.vault.mass_outputs, desk.actor.user_id
    crossings = []
    for window in Window:
        since = _since(desk, window, desk.surroundings.clock.now_utc())
        persons, limit = book.persons_with(actor, since, ids, others), rule.limit(window)
        reason = book.newest_reason(actor, window, since)
        further = None
        if reason is not None:
            covered_from = _since(desk, window, datetime.fromisoformat(reason.at))
            further = book.persons_since(actor, reason, covered_from, ids, others)
        if is_crossed(persons, limit, further):
            crossings.append(Crossing(window, persons, limit))
    return MassQuestion(tuple(crossings)) if crossings else None


def _since(desk: Desk, window: Window, moment: datetime) -> str:
    """Return after which time is counted at a ``moment``, as the log writes it."""
    clock = desk.surroundings.clock
    if window is Window.HOUR:
        begins = moment - timedelta(hours=1)
    else:
        midnight = datetime.combine(clock.today(), datetime.min.time(), clock.local_now().tzinfo)
        begins = midnight.astimezone(UTC) - timedelta(seconds=1)
    return begins.isoformat(timespec="seconds")


def _keep(desk: Desk, question: MassQuestion, reason: str) -> None:
    for crossing in question.crossings:
        output = MassOutput(
            id=uuid.uuid4().hex,
            seq=desk.vault.log.last_seq(),
            actor_id=desk.actor.user_id,
            actor_name=desk.actor.name,
            by_officer=Role.OFFICER in desk.actor.roles,
            at=desk.now(),
            window=crossing.window,
            persons=crossing.persons,
            allowed=crossing.limit,
            reason=reason,
        )
        desk.vault.mass_outputs.add(output)


def _line_of_telling(output: MassOutput, told_to: str, note: str) -> LogLine:
    crossing = Crossing(output.window, output.persons, output.allowed)
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act=TOLD,
        object_id=output.actor_id,
        object_label=output.actor_name,
        detail=f"{output.seq}番、{crossing.words}" + (f"、{note}" if note else ""),
        recipient=told_to,
    )
