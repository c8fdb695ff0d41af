"""The three number files of the office with an affair of each, and how the handler's part in them is changed."""

from dataclasses import replace

from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.rights import seal_rights
from tests.helpers.desks import HANDLER, Scene

PAYROLL, INSURANCE, PAYEES = "payroll", "insurance", "payees"
INCOME, ENROLMENT, FEES = "income_withholding_slip", "health_pension_enrolment", "payment_record_fees"


def assign(desk: Desk, scene: Scene, *affairs: str) -> int:
    """Give the handler these affairs and no others, and let the keys follow."""
    with desk.act():
        (one,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
        desk.vault.appointments.put(replace(one, affairs=affairs))
        return seal_rights(desk)
