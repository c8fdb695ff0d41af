"""Papers about collecting numbers and verifying whose they are."""

from ashibue_desk.domain.collection_facts import (
    CollectionRequestFacts,
    NumberSheetFacts,
    PowerOfAttorneyFacts,
    RefusalRecordFacts,
    VerificationRecordFacts,
)
from forms.collection_request import render_collection_request
from forms.number_sheet import render_number_sheet
from forms.power_of_attorney import render_power_of_attorney
from forms.refusal_record import render_refusal_record
from forms.verification_record import render_verification_record
from tests.forms.examples import Example
from tests.forms.made_up import MadeUp


def _request(made: MadeUp) -> CollectionRequestFacts:
    return made.build(CollectionRequestFacts, "CR", sheet=made.build(NumberSheetFacts, "NS"))


def _verification(made: MadeUp) -> VerificationRecordFacts:
    return made.build(
        VerificationRecordFacts, "VR", checked_on=made.day(), categories=(), routes=(), kinds=()
    )


EXAMPLES = {
    "CR": Example(_request, render_collection_request),
    "NS": Example(NumberSheetFacts, render_number_sheet),
    "PA": Example(PowerOfAttorneyFacts, render_power_of_attorney),
    "RR": Example(RefusalRecordFacts, render_refusal_record),
    "VR": Example(_verification, render_verification_record),
}
