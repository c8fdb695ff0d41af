"""Reading the ledger of papers: every sheet with the one record that tells where it stands (decision 008)."""

from collections.abc import Iterator
from dataclasses import replace

from ashibue_desk.domain.appointments import Appointment, Step
from ashibue_desk.domain.papers import IssuedPaper, PaperRecord, PaperState
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.charges import OVERSEES
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import PLEDGE_FORM, replace_signed, take_over
from ashibue_desk.use_cases.worded_heads import least_signed_version, original_of


def list_papers(desk: Desk) -> tuple[IssuedPaper, ...]:
    """Return every sheet that came back or is to come back, newest first; destroyed ones too.

    Pledges of others are seen by those who oversee the people in charge.
    """
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        found = (*desk.vault.papers.all(), *_consents(desk), *_pledges(desk))
    return _newest_first(found)


def papers_about(desk: Desk, about_id: str) -> tuple[IssuedPaper, ...]:
    """Return the sheets about one person, contractor or user, newest first."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        pledges = (pledge for pledge in _pledges(desk) if pledge.about_id == about_id)
        found = (*desk.vault.papers.about(about_id), *_consents(desk, about_id), *pledges)
    return _newest_first(found)


def signed_pledge(desk: Desk, one: Appointment) -> IssuedPaper:
    """Return the sheet an appointment tells of: signed once it came back, whatever was printed later."""
    title, newest = original_of(desk, "pledge").name, least_signed_version(desk, "pledge")
    back = one.pledge_received_on is not None
    state = PaperState.ISSUED
    if back:
        state = PaperState.FILED if one.pledge_place else PaperState.RECEIVED
    return IssuedPaper(
        id=one.id,
        form_id=PLEDGE_FORM,
        version=one.pledge_version,
        title=title,
        state=state,
        about_id=one.user_id,
        about_label=one.user_name,
        issued_at=one.pledge_printed_on.isoformat() if one.pledge_printed_on else "",
        received_on=one.pledge_received_on,
        filed_at=one.pledge_place,
        note=desk.regulation.role_name(one.role),
        record=PaperRecord.PLEDGE,
        renew=back and one.is_open and one.pledge_version < newest,
    )


def keep_older_pledge(desk: Desk, one: Appointment) -> None:
    """Keep in the ledger the signed pledge that a newer sheet replaces today; part of the act that receives the newer one."""
    printed, back = one.pledge_printed_on, one.pledge_received_on
    if printed is not None and back is not None and printed > back:
        take_over(desk, [replace(signed_pledge(desk, one), issued_at="")])
        replace_signed(desk, PLEDGE_FORM, [one.user_id])


def _consents(desk: Desk, person_id: str = "") -> tuple[IssuedPaper, ...]:
    title, newest = original_of(desk, "consent").name, least_signed_version(desk, "consent")
    return desk.vault.papers.consent_sheets(title, newest, person_id)


def _pledges(desk: Desk) -> Iterator[IssuedPaper]:
    everybody = bool(desk.actor.roles.intersection(OVERSEES))
    for one in desk.vault.appointments.all():
        asked = Step.PLEDGED in desk.regulation.steps(one.role)
        made = one.pledge_printed_on is not None or one.pledge_received_on is not None
        if asked and made and (everybody or one.user_id == desk.actor.user_id):
            yield signed_pledge(desk, one)


def _newest_first(papers: tuple[IssuedPaper, ...]) -> tuple[IssuedPaper, ...]:
    return tuple(sorted(papers, key=lambda paper: (paper.issued_at[:10], paper.about_label), reverse=True))
