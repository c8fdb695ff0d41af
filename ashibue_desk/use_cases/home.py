"""What is due today: the first thing anybody sees."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.log_check import MonthState
from ashibue_desk.domain.log_periods import month_of, since
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.use_cases.access_analysis import quarters_waiting
from ashibue_desk.use_cases.back_up_vault import list_backups
from ashibue_desk.use_cases.charge_due import charge_due
from ashibue_desk.use_cases.collect_number import count_missing
from ashibue_desk.use_cases.consent_forms import consent_states
from ashibue_desk.use_cases.contractors.due import DueCount, contractor_due
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drafts import drafts
from ashibue_desk.use_cases.log_checks import (
    checks_late_since,
    doubts_waiting,
    months_waiting,
    needs_superior,
)
from ashibue_desk.use_cases.log_seals import card_was_issued, has_flaw
from ashibue_desk.use_cases.mass_output import count_untold
from ashibue_desk.use_cases.recovery_sheets import may_renew_sheet, sheet_in_force
from ashibue_desk.use_cases.verify_log import MAY_VERIFY
from ashibue_desk.use_cases.wording_signatures import pledges_to_renew

_BACKUP_INTERVAL = timedelta(days=31)
_LINES = 6
_LOG_BASIS = "ガイドライン別添1 C"  # a record of how the files are handled


class Urgency(Enum):
    """How much something presses."""

    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"


class Todo(Enum):
    """Which act a line of the list offers; the window knows where each is done."""

    IMPORT_PEOPLE = "import_people"
    RENEW_SHEET = "renew_sheet"
    BACK_UP = "back_up"
    ISSUE_CONSENTS = "issue_consents"
    RECEIVE_CONSENTS = "receive_consents"
    COLLECT_NUMBERS = "collect_numbers"
    FINISH_DRAFT = "finish_draft"
    REEVALUATE_CONTRACTORS = "reevaluate_contractors"
    MEET_CONDITIONS = "meet_conditions"
    LOOK_AFTER_CONTRACTORS = "look_after_contractors"
    CORRECT_FINDINGS = "correct_findings"
    REVIEW_OVERRIDES = "review_overrides"
    DECIDE_EVALUATIONS = "decide_evaluations"
    ANSWER_RE_ENTRUSTMENTS = "answer_re_entrustments"
    COMPLETE_CHARGES = "complete_charges"
    OWN_CHARGE = "own_charge"
    TRAIN = "train"
    RENEW_TERMS = "renew_terms"
    RENEW_PLEDGES = "renew_pledges"
    CONFIRM_HANDOVERS = "confirm_handovers"
    TAKE_OVER_DROPS = "take_over_drops"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of an act
    RENEW_MASTER_KEY = "renew_master_key"
    CHECK_LOG = "check_log"
    CHECK_MONTHS = "check_months"
    NAME_SUPERIOR = "name_superior"
    SETTLE_DOUBTS = "settle_doubts"
    ANALYSE_ACCESS = "analyse_access"
    ISSUE_LOG_CARD = "issue_log_card"
    SEE_MASS_OUTPUTS = "see_mass_outputs"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One line: what is to do, for how many, under which article, and since when it is late.

    What is overdue without a day (a flaw in the log) has waited longest.
    """

    todo: Todo
    urgency: Urgency
    count: int
    article: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    due: tuple[DueItem, ...]
    recent: tuple[LogEntry, ...]
    months: tuple[date, ...]  # the first days of the months of the business year in which anything was logged
    year_starts: date
    today: date


def home(desk: Desk) -> HomeView:
    """Return what is due, the last log lines for those who read records, and in which months of the year there are any."""
    reads = desk.actor.roles & READS_RECORDS
    with desk.vault.reading():
        office = desk.vault.settings.office()
        recent = desk.vault.log.read(LogFilter(most=_LINES)) if reads else ()
        starts = date(office.business_year(desk.today), office.first_month, 1)
        months = tuple(
            month.first
            for month in since(month_of(starts), desk.today)
            if desk.vault.log_figures.has_entries(month)
        )
    return HomeView(what_is_due(desk), recent, months, starts, desk.today)


def what_is_due(desk: Desk) -> tuple[DueItem, ...]:
    """Return what is due today, the most pressing first."""
    with desk.vault.reading():
        return desk.once("due", _due)


def _due(desk: Desk) -> tuple[DueItem, ...]:
    found = [
        *_due_of_people(desk),
        *_due_of_contractors(desk),
        *_due_of_backups(desk),
        *_due_of_charges(desk),
        *_due_of_the_log(desk),
    ]
    open_drafts = len(drafts(desk))
    if open_drafts:
        found.append(DueItem(Todo.FINISH_DRAFT, Urgency.DUE, open_drafts, ""))
    return tuple(sorted(found, key=_pressing))


def _pressing(item: DueItem) -> tuple[int, date]:
    """Return what comes first: the overdue, the longest waiting of them first; the others by kind of work."""
    late = item.urgency is Urgency.OVERDUE
    return list(Urgency).index(item.urgency), (item.since or date.min) if late else date.min


def _due_of_people(desk: Desk) -> list[DueItem]:
    if not desk.vault.people.how_many():
        return [DueItem(Todo.IMPORT_PEOPLE, Urgency.DUE, 0, "")]
    found = []
    form = desk.regulation.consent_form
    states = consent_states(desk)
    to_issue = states[ConsentState.NOT_ISSUED] + states[ConsentState.RENEW]
    to_receive = states[ConsentState.ISSUED]
    missing = count_missing(desk)
    if to_issue:
        found.append(DueItem(Todo.ISSUE_CONSENTS, Urgency.DUE, to_issue, form.article))
    if to_receive:
        found.append(DueItem(Todo.RECEIVE_CONSENTS, Urgency.LATER, to_receive, form.article))
    if missing:
        found.append(_due_of_numbers(desk, missing))
    return found


def _due_of_numbers(desk: Desk, missing: int) -> DueItem:
    """Return the line of the numbers still missing: they press in the months in which an affair is prepared."""
    busy = any(desk.today.month in affair.busy_months for affair in desk.law.affairs(desk.today))
    return DueItem(Todo.COLLECT_NUMBERS, Urgency.DUE if busy else Urgency.LATER, missing, "16条")


def _due_of_contractors(desk: Desk) -> list[DueItem]:
    due = desk.once("contractors due", contractor_due)
    counts = (
        (Todo.REEVALUATE_CONTRACTORS, due.evaluations, "14条5項"),
        (Todo.MEET_CONDITIONS, due.conditions, "14条3項"),
        (Todo.LOOK_AFTER_CONTRACTORS, due.looks, "14条1項"),
        (Todo.CORRECT_FINDINGS, due.corrections, "14条1項"),
        (Todo.DECIDE_EVALUATIONS, DueCount(due.undecided), "14条5項"),
        (Todo.ANSWER_RE_ENTRUSTMENTS, DueCount(due.asked), "14条2項"),
        (Todo.REVIEW_OVERRIDES, DueCount(due.overridden, due.overridden), "14条3項"),
    )
    return [
        DueItem(todo, Urgency.OVERDUE if count.overdue else Urgency.DUE, count.shown, article, count.since)
        for todo, count, article in counts
        if count.shown
    ]


def _due_of_charges(desk: Desk) -> list[DueItem]:
    due, rule = charge_due(desk), desk.regulation.charge
    left = due.password_left
    own_since = min(filter(None, (due.terms_since, due.training_since)), default=None)
    since = {
        Todo.RENEW_TERMS: due.terms_since,
        Todo.TRAIN: due.training_since,
        Todo.OWN_CHARGE: own_since,
        Todo.CHANGE_PASSWORD: None if left is None else desk.today + timedelta(days=left),
    }
    common = (
        (Todo.RENEW_MASTER_KEY, int(due.renewal), 1, "9条5項"),
        (Todo.TAKE_OVER_DROPS, due.drops, 0, "18条3項"),
        (
            Todo.CHANGE_PASSWORD,
            0 if left is None else max(1, left),
            int(left is not None and left < 0),
            desk.regulation.password_basis,
        ),
    )
    if Role.OFFICER in desk.actor.roles:
        counts: tuple[tuple[Todo, int, int, str], ...] = (
            (Todo.COMPLETE_CHARGES, due.steps, 0, "9条2項"),
            (Todo.CONFIRM_HANDOVERS, due.handovers, 0, "9条5項"),
            (Todo.RENEW_TERMS, due.terms, due.terms_late, "8条2項・9条1項"),
            (Todo.RENEW_PLEDGES, pledges_to_renew(desk), 0, "9条2項"),
            (Todo.TRAIN, due.training, due.training_late, rule.basis),
            *common,
        )
    else:
        own = due.steps + due.terms + due.training
        counts = ((Todo.OWN_CHARGE, own, due.terms_late + due.training_late, rule.basis), *common)
    return [
        DueItem(todo, Urgency.OVERDUE if late else Urgency.DUE, count, article, since.get(todo))
        for todo, count, late, article in counts
        if count
    ]


def _due_of_the_log(desk: Desk) -> list[DueItem]:
    found = []
    if desk.actor.roles.intersection(MAY_VERIFY) and has_flaw(desk):
        found.append(DueItem(Todo.CHECK_LOG, Urgency.OVERDUE, 0, _LOG_BASIS))
    if untold := count_untold(desk):
        found.append(DueItem(Todo.SEE_MASS_OUTPUTS, Urgency.DUE, untold, _LOG_BASIS))
    if Role.OFFICER in desk.actor.roles and not card_was_issued(desk):
        found.append(DueItem(Todo.ISSUE_LOG_CARD, Urgency.DUE, 0, _LOG_BASIS))
    return [*found, *_due_of_checks(desk)]


def _due_of_checks(desk: Desk) -> list[DueItem]:
    rule = desk.regulation.log_check
    found = []
    if months := months_waiting(desk):
        urgency = Urgency.OVERDUE if MonthState.OVERDUE in months else Urgency.DUE
        todo = Todo.NAME_SUPERIOR if needs_superior(desk) else Todo.CHECK_MONTHS
        found.append(DueItem(todo, urgency, len(months), rule.basis, checks_late_since(desk)))
    if doubts := doubts_waiting(desk):
        found.append(DueItem(Todo.SETTLE_DOUBTS, Urgency.DUE, doubts, rule.basis))
    if quarters := quarters_waiting(desk):
        found.append(DueItem(Todo.ANALYSE_ACCESS, Urgency.DUE, len(quarters), rule.analysis_basis))
    return found


def _due_of_backups(desk: Desk) -> list[DueItem]:
    found = []
    if not sheet_in_force(desk) and may_renew_sheet(desk):
        office = desk.vault.settings.office()
        starts = date(office.business_year(desk.today), office.first_month, 1)
        basis = desk.regulation.backup_basis
        found.append(DueItem(Todo.RENEW_SHEET, Urgency.OVERDUE, 0, basis, starts))
    backups = list_backups(desk)
    last = datetime.fromisoformat(backups[0].made_at).date() if backups else None
    if last is None or last < desk.today - _BACKUP_INTERVAL:
        until = _begun(desk) + _BACKUP_INTERVAL if last is None else last + _BACKUP_INTERVAL
        urgency = Urgency.DUE if until >= desk.today else Urgency.OVERDUE
        found.append(DueItem(Todo.BACK_UP, urgency, 0, desk.regulation.backup_basis, until))
    return found


def _begun(desk: Desk) -> date:
    """Return the last day of the month of the vault's first line: from there on its first backup is waited for."""
    first = desk.vault.log_figures.first_month()
    return desk.today if first is None else first.last
