"""Papers of people in charge and of the office itself."""

from ashibue_desk.domain.form_facts import (
    AnnouncementFacts,
    ConsentFacts,
    ConsentStatusFacts,
    HandoverFacts,
    ImportLeftoversFacts,
    InvitationFacts,
    NumberFileRegisterFacts,
    PledgeFacts,
    RecoverySheetFacts,
    SuperiorApprovalFacts,
)
from forms.announcement import render_announcement
from forms.consent_form import render_consent_forms
from forms.consent_status import render_consent_status
from forms.handover import render_handover
from forms.import_leftovers import render_import_leftovers
from forms.invitation import render_invitation
from forms.number_file_register import render_number_file_register
from forms.pledge import render_pledge
from forms.recovery_sheet import render_recovery_sheet
from forms.superior_approval import render_superior_approval
from tests.forms.examples import Example
from tests.forms.facts import IDENTITY, LINES, ONE_TIME
from tests.forms.made_up import MadeUp


def _invitation(made: MadeUp) -> InvitationFacts:
    return made.build(InvitationFacts, "IV", one_time_password=ONE_TIME)


def _recovery_sheet(made: MadeUp) -> RecoverySheetFacts:
    return made.build(
        RecoverySheetFacts,
        "R1",
        vault_name=made.words("みずうみの笛の保管庫"),
        identity_lines=LINES,
        qr_text=IDENTITY,
        checksum="7QK2",
        copy_number=1,
        copies=2,
    )


EXAMPLES = {
    "AN": Example(AnnouncementFacts, render_announcement),
    "CS": Example(ConsentStatusFacts, render_consent_status, frozenset({"kana", "note"})),
    "HO": Example(HandoverFacts, render_handover),
    "IL": Example(ImportLeftoversFacts, render_import_leftovers),
    "IV": Example(_invitation, render_invitation),
    "NF": Example(NumberFileRegisterFacts, render_number_file_register),
    "R1": Example(_recovery_sheet, render_recovery_sheet, frozenset({"qr_text"})),
    "SV": Example(SuperiorApprovalFacts, render_superior_approval),
    "Y2": Example(ConsentFacts, lambda facts: render_consent_forms([facts])),
    "Y3": Example(PledgeFacts, render_pledge),
}
