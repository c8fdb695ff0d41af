"""担当者を決める・代わる: pledge, announcement, first training, handover, approval of a superior, the sheet with a one-time password."""

from collections.abc import Iterator, Sequence

from ashibue_desk.domain.appointments import Step
from ashibue_desk.domain.form_facts import AnnouncementFacts
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases import charge_papers, pledge_papers, training_papers
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charges import Charge, list_charges
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.superior_views import list_views
from forms.announcement import render_announcement
from forms.catalogue import FormDesign
from forms.first_training import render_first_training
from forms.handover import render_handover
from forms.pledge import render_pledge
from forms.superior_approval import render_superior_approval
from ui.papers_offered.offer import Choice, Offer, PutOut, RenderAll, for_office

_OFFICER = frozenset({Role.OFFICER})


def pledge_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every open appointment that asks for a pledge; those without one wait for it."""
    return tuple(
        _choice(
            one, "誓約書なし" if Step.PLEDGED in one.missing else "受領済", waits=Step.PLEDGED in one.missing
        )
        for one in _charges(desk)
        if one.appointment.is_open and Step.PLEDGED in one.steps
    )


def training_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every open appointment that asks for a training; those without one wait for it."""
    return tuple(
        _choice(
            one, "研修なし" if Step.TRAINED in one.missing else "研修済", waits=Step.TRAINED in one.missing
        )
        for one in _charges(desk)
        if one.appointment.is_open and Step.TRAINED in one.steps
    )


def handover_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every appointment whose handover was written down."""
    return tuple(
        _choice(one, "引継ぎ中" if one.appointment.is_open else "担当は終了")
        for one in _charges(desk)
        if one.appointment.handover is not None
    )


def approval_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every approval of a superior, newest first."""
    return tuple(
        Choice(
            view.id,
            view.superior_name,
            f"{view.post} {view.department or '全員'}",
            search_key(view.superior_name),
        )
        for view in list_views(desk)
    )


def _charges(desk: Desk) -> Iterator[Charge]:
    for person in list_charges(desk):
        yield from person.charges


def _choice(one: Charge, state: str, *, waits: bool = False) -> Choice:
    name, about = one.appointment.user_name, one.appointment.user_id
    return Choice(
        one.appointment.id,
        name,
        f"{one.role_name} {state}",
        search_key(name, one.role_name),
        waits,
        about,
    )


def _issue_pledges(
    desk: Desk, design: FormDesign, keys: Sequence[str], render: RenderAll, put_out: PutOut
) -> Done[int]:
    return pledge_papers.print_pledges(desk, keys, render, design, put_out)


def _announcement(desk: Desk, design: FormDesign) -> AnnouncementFacts:
    return charge_papers.announcement_facts(desk, design, desk.today)


OFFERS = (
    Offer(
        form_id="Y3",
        render=render_pledge,
        blank=pledge_papers.blank_pledge_facts,
        filled=charge_papers.pledge_facts,
        choices=pledge_choices,
        issue=_issue_pledges,
        roles=_OFFICER,
        page="charge",
    ),
    Offer(
        form_id="AN",
        render=render_announcement,
        filled=for_office(_announcement),
        roles=_OFFICER,
        page="charge",
    ),
    Offer(
        form_id="FT",
        render=render_first_training,
        blank=training_papers.blank_training_facts,
        filled=training_papers.training_facts,
        choices=training_choices,
        roles=_OFFICER,
        page="charge",
    ),
    Offer(
        form_id="HO",
        render=render_handover,
        filled=charge_papers.handover_facts,
        choices=handover_choices,
        roles=_OFFICER,
        page="charge",
    ),
    Offer(
        form_id="SV",
        render=render_superior_approval,
        filled=charge_papers.approval_facts,
        choices=approval_choices,
        counter="件",
        page="superior_views",
    ),
    Offer(form_id="IV", roles=frozenset({Role.OFFICER, Role.SYSTEM_KEEPER}), page="users"),
)
