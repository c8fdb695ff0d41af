"""番号を集める・本人を確かめる: request with number sheet, power of attorney, records of verification and refusal."""

from collections.abc import Callable, Sequence

from ashibue_desk.domain.collection import COLLECTION_STATE_NAMES, CollectionRow, CollectionState
from ashibue_desk.domain.collection_facts import CollectionRequestFacts
from ashibue_desk.domain.people import FAMILY, PersonCategory
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases import collection_papers, verification_papers
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.collect_number import list_collections
from ashibue_desk.use_cases.desk import Desk
from forms.catalogue import FormDesign, catalogue
from forms.collection_request import render_collection_request, render_collection_requests
from forms.number_sheet import render_number_sheet
from forms.power_of_attorney import render_power_of_attorney
from forms.refusal_record import render_refusal_record
from forms.verification_record import render_verification_record
from ui.papers_offered.offer import Choice, Offer, PutOut, RenderAll

_WRITES = frozenset({Role.OFFICER, Role.HANDLER})
_WAITING = frozenset({CollectionState.MISSING, CollectionState.REQUESTED})


def request_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return everybody who may be asked for the own number; those of whom it is missing wait for the paper."""
    return _choices(desk, _may_be_asked)


def spouse_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every category 3 spouse."""
    return _choices(desk, _is_spouse)


def verified_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return everybody whose number is there: it was verified."""
    return _choices(desk, _is_held)


def refusal_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return everybody of whom a request, an explanation or a refusal was recorded."""
    return _choices(desk, _was_asked)


def _may_be_asked(row: CollectionRow) -> bool:
    return row.state is not CollectionState.NOT_ALLOWED and row.category not in FAMILY


def _is_spouse(row: CollectionRow) -> bool:
    return row.category is PersonCategory.SPOUSE3 and row.state is not CollectionState.NOT_ALLOWED


def _is_held(row: CollectionRow) -> bool:
    return row.state is CollectionState.HELD


def _was_asked(row: CollectionRow) -> bool:
    return row.last_event_on is not None


def _choices(desk: Desk, wanted: Callable[[CollectionRow], bool]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=row.person_id,
            label=row.name,
            detail=" ".join(
                part for part in (row.code, row.department, COLLECTION_STATE_NAMES[row.state]) if part
            ),
            search=search_key(row.name, row.kana, row.code, row.department),
            waits=row.state in _WAITING,
        )
        for row in list_collections(desk)
        if wanted(row)
    )


def _sheet() -> FormDesign:
    return catalogue()["NS"]


def _blank_request(desk: Desk, design: FormDesign) -> CollectionRequestFacts:
    return collection_papers.blank_request_facts(desk, design, _sheet())


def _request(desk: Desk, key: str, design: FormDesign) -> CollectionRequestFacts:
    return collection_papers.request_facts(desk, key, design, _sheet())


def _issue_requests(
    desk: Desk, design: FormDesign, keys: Sequence[str], render: RenderAll, put_out: PutOut
) -> Done[int]:
    done = collection_papers.print_requests(desk, keys, render, design, _sheet(), put_out=put_out)
    return Done(len(keys), done.changed)


OFFERS = (
    Offer(
        form_id="CR",
        render=render_collection_request,
        together=render_collection_requests,
        blank=_blank_request,
        filled=_request,
        choices=request_choices,
        issue=_issue_requests,
        roles=_WRITES,
        page="collection",
    ),
    Offer(
        form_id="NS",
        render=render_number_sheet,
        blank=collection_papers.blank_number_sheet_facts,
        filled=collection_papers.number_sheet_facts,
        choices=request_choices,
        roles=_WRITES,
        page="collection",
    ),
    Offer(
        form_id="PA",
        render=render_power_of_attorney,
        blank=collection_papers.blank_attorney_facts,
        filled=collection_papers.attorney_facts,
        choices=spouse_choices,
        roles=_WRITES,
        page="collection",
    ),
    Offer(
        form_id="VR",
        render=render_verification_record,
        blank=verification_papers.blank_verification_facts,
        filled=verification_papers.verification_facts,
        choices=verified_choices,
        page="collection",
    ),
    Offer(
        form_id="RR",
        render=render_refusal_record,
        blank=verification_papers.blank_refusal_facts,
        filled=verification_papers.refusal_facts,
        choices=refusal_choices,
        page="collection",
    ),
)
