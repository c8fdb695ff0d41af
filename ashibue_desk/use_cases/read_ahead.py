"""What every open vault asks of law and regulation, read while somebody still types the password."""

from ashibue_desk.domain.people import WORKERS
from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.law.form_texts import original_texts
from ashibue_desk.use_cases.surroundings import Surroundings


def read_ahead(surroundings: Surroundings) -> None:
    """Read the data files that the home page needs; each is kept for the rest of the process. No vault is touched."""
    regulation = surroundings.regulation().id
    load_contractor_rules(regulation)
    original_texts(regulation)
    law = surroundings.law()
    for category in WORKERS:  # reads the affairs as well, to which a category's default must belong
        law.category_rule(category)
