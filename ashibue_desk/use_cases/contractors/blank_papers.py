"""The papers about a contractor that is not in the register yet: the office's part is there, the rest is left to be written."""

from ashibue_desk.domain.contractor_form_facts import EvaluationSheetFacts, HandlingAnnexFacts
from ashibue_desk.use_cases.contractors.common import MAY_READ, rules
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head

_TO_WRITE = "＿" * 12


def blank_sheet_facts(desk: Desk, design: Design) -> EvaluationSheetFacts:
    """Return an evaluation sheet without name and answers (規程14条5項)."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        office, pack = desk.vault.settings.office(), rules(desk)
        return EvaluationSheetFacts(
            head=paper_head(desk, design),
            rules=pack,
            evaluation_id="",
            contractor_name=_TO_WRITE,
            contractor_address="",
            entrusted="",
            occasion="",
            method="",
            opened_on=desk.today,
            answers={},
            contact=office.contact,
        )


def blank_annex_facts(desk: Desk, design: Design) -> HandlingAnnexFacts:
    """Return the annex to a contract with the office's part only (規程14条4項)."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        office = desk.vault.settings.office()
        return HandlingAnnexFacts(
            head=paper_head(desk, design),
            office_address=office.address,
            representative_title=office.representative_title,
            representative_name=office.representative_name,
            contact=office.contact,
            contractor_name="",
            contractor_address="",
            contractor_person="",
            contract_title="",
            signed_on=None,
            affairs=(),
            entrusted="",
            number_files=(),
            handlers=(),
        )
