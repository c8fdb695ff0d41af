"""The handling manual in its two editions (規程5条): the office's people and rules, around the wording of the pack."""

from ashibue_desk.domain.appointments import is_in_force
from ashibue_desk.domain.manual_facts import ChargeRange, HandlingManualFacts
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.policy_facts import NamedAffair
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.measure_data import load_measures
from ashibue_desk.use_cases.charges import charge_of
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head

_NAMED = (Role.OFFICER, Role.HANDLER, Role.RECEIVER)


def handlers_manual_facts(desk: Desk, design: Design) -> HandlingManualFacts:
    """Return the handlers' edition, with the table of measures. Nobody but those who handle or oversee may have it (規程5条4項)."""
    desk.require(Role.OFFICER, Role.HANDLER, Role.RECEIVER, Role.AUDITOR)
    return _facts(desk, design, for_handlers=True)


def workers_manual_facts(desk: Desk, design: Design) -> HandlingManualFacts:
    """Return the workers' edition, which everybody may have."""
    desk.require(*Role)
    return _facts(desk, design, for_handlers=False)


def _facts(desk: Desk, design: Design, *, for_handlers: bool) -> HandlingManualFacts:
    measures, rule = load_measures(desk.regulation.id), desk.regulation.plain_password_rule
    with desk.vault.reading():
        office = desk.vault.settings.office()
        head = paper_head(desk, design)
        people = _in_charge(desk)
    return HandlingManualFacts(
        head=head,
        representative_title=office.representative_title,
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        in_charge=people,
        affairs=_affairs(desk),
        password_least=rule.min_length,
        password_months=rule.max_age_months,
        measures=measures.measures if for_handlers else (),
        small_business=measures.small_business if for_handlers else "",
    )


def _in_charge(desk: Desk) -> tuple[ChargeRange, ...]:
    """Return everybody whose appointment is in force today, the officer first."""
    today, steps = desk.today, desk.regulation.steps
    found = [
        one
        for one in desk.vault.appointments.all()
        if one.role in _NAMED and is_in_force(one, today, steps(one.role))
    ]
    found.sort(key=lambda one: _NAMED.index(one.role))
    return tuple(
        ChargeRange(
            name=one.user_name,
            role=desk.regulation.role_name(one.role),
            affairs=charge_of(desk, one).affair_names,
            starts_on=one.starts_on,
        )
        for one in found
    )


def _affairs(desk: Desk) -> tuple[NamedAffair, ...]:
    return tuple(
        NamedAffair(
            affair.name,
            tuple(
                desk.law.category_rule(each, desk.today).name
                for each in PersonCategory
                if each in affair.categories
            ),
            affair.source.basis,
        )
        for affair in desk.law.affairs(desk.today)
    )
