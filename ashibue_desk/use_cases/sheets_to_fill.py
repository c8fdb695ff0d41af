"""What the office prints on the sheets that are filled by hand: its own facts, and the address of whom a letter goes to."""

from dataclasses import replace

from ashibue_desk.domain.japanese_calendar import era_year
from ashibue_desk.domain.postal_code import written
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.sheet_facts import Addressee, BlankSheetFacts
from ashibue_desk.use_cases.contractors.register import contractor_file
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.people import MAY_WRITE, get_person


def sheet_facts(desk: Desk, design: Design, sheet: str) -> BlankSheetFacts:
    """Return what fills the template ``sheet`` of the office's regulation today; nothing is recorded.

    Everybody may have one: purposes, affairs and number files are those of law and regulation, not of the register.
    """
    desk.require(*Role)
    with desk.vault.reading():
        office = desk.vault.settings.office()
    return BlankSheetFacts(
        head=paper_head(desk, design),
        pack=desk.regulation.id,
        sheet=sheet,
        office_address=office.address,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        business_year=f"{era_year(office.business_year(desk.today))}度",
        affairs=tuple(affair.name for affair in desk.law.affairs(desk.today)),
        purposes=tuple(purpose.name for purpose in desk.regulation.purposes),
        number_files=tuple(
            f"{rule.plan.name}　{rule.plan.disposal}" for rule in desk.regulation.number_files
        ),
    )


def letter_to_person(desk: Desk, design: Design, sheet: str, person_id: str) -> BlankSheetFacts:
    """Return a letter with somebody's name and address on it; the rest is filled by hand. Raises ``PersonGone``."""
    desk.require(*MAY_WRITE)
    facts = sheet_facts(desk, design, sheet)
    with desk.vault.reading():
        entry = get_person(desk, person_id).entry
    address = f"{entry.address} {entry.address2}".strip()
    return replace(
        facts, addressee=Addressee(name=entry.name, postal_code=written(entry.postal_code), address=address)
    )


def letter_to_contractor(desk: Desk, design: Design, sheet: str, contractor_id: str) -> BlankSheetFacts:
    """Return a letter with a contractor's name and address on it. Raises ``ContractorGone``."""
    desk.require(*MAY_WRITE)
    facts = sheet_facts(desk, design, sheet)
    entry = contractor_file(desk, contractor_id).contractor.entry
    return replace(
        facts,
        addressee=Addressee(name=entry.name, postal_code=written(entry.postal_code), address=entry.address),
    )
