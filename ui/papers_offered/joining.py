"""入職と同意: the consent form and who has handed it in."""

from collections.abc import Sequence
from dataclasses import replace

from ashibue_desk.domain.consent import CONSENT_STATE_NAMES, ConsentState
from ashibue_desk.domain.form_facts import ConsentFacts, ConsentStatusFacts
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.consent_forms import issue_consents, list_consents, preview_consent
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import paper_head
from forms.catalogue import FormDesign
from forms.consent_form import render_consent_forms
from forms.consent_status import render_consent_status
from ui.papers_offered.offer import Choice, Offer, PutOut, RenderAll, for_office

_WRITES = frozenset({Role.OFFICER, Role.HANDLER})
_WAITING = frozenset({ConsentState.NOT_ISSUED, ConsentState.ISSUED, ConsentState.RENEW})


def consent_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every worker in office; who has not handed the form in waits for it."""
    return tuple(
        Choice(
            key=row.person_id,
            label=row.name,
            detail=" ".join(
                part for part in (row.code, row.department, CONSENT_STATE_NAMES[row.state]) if part
            ),
            search=search_key(row.name, row.kana, row.code, row.department),
            waits=row.state in _WAITING,
        )
        for row in list_consents(desk)
    )


def _blank_consent(desk: Desk, design: FormDesign) -> ConsentFacts:  # noqa: ARG001 - its head is the regulation's
    return preview_consent(desk)


def _consent(desk: Desk, key: str, design: FormDesign) -> ConsentFacts:  # noqa: ARG001 - as above
    return preview_consent(desk, key)


def _render_consent(facts: ConsentFacts) -> bytes:
    return render_consent_forms([facts])


def _issue_consents(
    desk: Desk,
    design: FormDesign,  # noqa: ARG001 - as above
    keys: Sequence[str],
    render: RenderAll,
    put_out: PutOut,
) -> Done[int]:
    done = issue_consents(desk, keys, render, lambda drawn: put_out(drawn[0][1]))
    return Done(len(keys), done.changed)


def _status(desk: Desk, design: FormDesign) -> ConsentStatusFacts:
    rows = list_consents(desk)
    head = replace(paper_head(desk, design), form_name="同意書の提出状況")
    return ConsentStatusFacts(head=head, as_of=desk.today, rows=rows)


OFFERS = (
    Offer(
        form_id="Y2",
        render=_render_consent,
        together=render_consent_forms,
        blank=_blank_consent,
        filled=_consent,
        choices=consent_choices,
        issue=_issue_consents,
        roles=_WRITES,
        blank_roles=frozenset(READS_RECORDS),
        page="consents",
    ),
    Offer(form_id="CS", render=render_consent_status, filled=for_office(_status), page="consents"),
)
