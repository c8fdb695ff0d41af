"""The paper as it would be with other words: drawn in the vault thread, from the office's facts and invented ones."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.explanation_facts import ExplanationFacts
from ashibue_desk.domain.form_facts import (
    AnnouncedCharge,
    AnnouncementFacts,
    HandoverFacts,
    PaperHead,
    SuperiorApprovalFacts,
)
from ashibue_desk.domain.office import Office
from ashibue_desk.domain.policy_facts import Audience, PurposeNoticeFacts
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.explanation_papers import explanation_facts
from ashibue_desk.use_cases.policy_papers import purpose_notice_facts
from forms.catalogue import FormDesign, catalogue
from forms.sheets import Sheet, sheets_of
from forms.situations import CannotDrawCharacter, TooLongForPaper
from ui.papers_offered.offer import Offer
from ui.papers_offered.table import offers

_SOMEBODY = "見本　花子"


@dataclass(frozen=True, slots=True)
class Sample:
    """The sheets of a paper, or the sentence why there are none."""

    sheets: tuple[Sheet, ...]
    said: str = ""


def draw_sample(desk: Desk, text: FormText) -> Sample:
    """Return the paper of a wording that is free of faults; nothing is recorded."""
    try:
        facts, render = _facts(desk, text)
        return Sample(sheets_of(lambda: render(facts)))
    except Situation as situation:
        return Sample((), situation.sentence())


def require_room_on_paper(desk: Desk, text: FormText) -> None:
    """Raise ``CannotDrawCharacter`` or ``TooLongForPaper`` for a wording that no paper could be made of.

    What else keeps a sample from being drawn (the words that hold now cannot be read) is no fault of the new ones.
    """
    try:
        facts, render = _facts(desk, text)
        sheets_of(lambda: render(facts))
    except (CannotDrawCharacter, TooLongForPaper):
        raise
    except Situation:
        return


def _facts(desk: Desk, text: FormText) -> tuple[Any, Callable[[Any], object]]:
    from forms.wording_sample import WordingSampleFacts, render_wording_sample

    head = _head(desk, text)
    invented = _INVENTED.get(text.form_id)
    offer, design = offers().get(text.form_id), catalogue().get(text.form_id)
    if invented is not None and offer is not None and offer.render is not None:
        return invented(desk, head), offer.render
    blank = _blank(desk, offer, design, head)
    if blank is not None and offer is not None and offer.render is not None:
        return blank, offer.render
    return WordingSampleFacts(head), render_wording_sample


def _head(desk: Desk, text: FormText) -> PaperHead:
    return PaperHead(
        office_name=desk.vault.settings.office().name,
        form_id=text.form_id,
        form_name=text.name,
        version=text.version,
        in_force_from=text.in_force_from,
        printed_at=desk.surroundings.clock.local_now(),
        wording=write_wording(text),
    )


def _blank(desk: Desk, offer: Offer | None, design: FormDesign | None, head: PaperHead) -> Any:
    if offer is None or design is None:
        return None
    if offer.blank is not None:
        return replace(offer.blank(desk, design), head=head)
    if offer.filled is not None and offer.choices is None:
        return replace(offer.filled(desk, "", design), head=head)
    return None


def _announcement(desk: Desk, head: PaperHead) -> AnnouncementFacts:
    office = desk.vault.settings.office()
    return AnnouncementFacts(
        head=head,
        announced_on=desk.today,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        contact=office.contact,
        charges=(
            AnnouncedCharge(
                role_name=desk.regulation.role_name(Role.HANDLER),
                name=_SOMEBODY,
                affairs=("源泉徴収票の作成",),
                starts_on=desk.today,
                ends_on=None,
            ),
        ),
    )


def _handover(desk: Desk, head: PaperHead) -> HandoverFacts:
    return HandoverFacts(
        head=head,
        person_name=_SOMEBODY,
        role_name=desk.regulation.role_name(Role.HANDLER),
        affairs=("源泉徴収票の作成",),
        starts_on=None,
        ends_on=desk.today,
        reason="担当の交代",
        successor_name="",
        officer_name=_office(desk).officer_name,
        open_work="",
        papers="",
        media="",
        keys_and_cards="",
    )


def _approval(desk: Desk, head: PaperHead) -> SuperiorApprovalFacts:
    return SuperiorApprovalFacts(
        head=head,
        superior_name=_SOMEBODY,
        post="事務局長",
        department="",
        purpose="勤務の割当てを決めるため",
        approved_on=desk.today,
        until=desk.today,
        officer_name=_office(desk).officer_name,
    )


def _office(desk: Desk) -> Office:
    return desk.vault.settings.office()


def _notice(desk: Desk, head: PaperHead) -> PurposeNoticeFacts:
    design = catalogue()[head.form_id]
    return replace(purpose_notice_facts(desk, design, Audience.WORKERS), head=head)


def _explanation(desk: Desk, head: PaperHead) -> ExplanationFacts:
    return replace(explanation_facts(desk, catalogue()[head.form_id]), head=head)


_INVENTED: dict[str, Callable[[Desk, PaperHead], Any]] = {
    "AN": _announcement,
    "HO": _handover,
    "SV": _approval,
    "NP": _notice,
    "NPJ": _explanation,
    "NPE": _explanation,
}
