"""What opens a vault and what every open one asks of law and regulation, got while somebody still types the password."""

from importlib import import_module
from typing import Final

from ashibue_desk.domain.people import WORKERS
from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.law.form_texts import original_texts, original_words
from ashibue_desk.use_cases.kept_originals import UNDER_SIGNATURE
from ashibue_desk.use_cases.surroundings import Surroundings

_STORAGE: Final = ("renewal", "opening", "compartments", "log_resume", "log_rows", "log_sealer")


def read_ahead(surroundings: Surroundings) -> None:
    """Load the modules that open a vault, and read the data files that the home page needs. No vault is touched."""
    for name in _STORAGE:
        import_module(f"ashibue_desk.storage.{name}")
    regulation = surroundings.regulation().id
    load_contractor_rules(regulation)
    original_texts(regulation)
    original_words(regulation, UNDER_SIGNATURE)
    law = surroundings.law()
    for category in WORKERS:  # reads the affairs as well, to which a category's default must belong
        law.category_rule(category, surroundings.clock.today())
