"""Which acts on paper a regulation wants in the log (``resources/regulations/<pack>/paper_acts.toml``)."""

from functools import cache

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.paper_acts import Need, PaperActRule, PaperActRules
from ashibue_desk.domain.roles import Role
from ashibue_desk.files.data_tables import DataTable, read_data_file
from ashibue_desk.resource_files import resource


@cache
def load_paper_acts(pack_id: str) -> PaperActRules:
    """Return the kinds of a pack, read once; raise ``DataFileError`` when they are wrong or missing."""
    return read_data_file(resource("regulations", pack_id, "paper_acts.toml"), read_paper_acts)


def read_paper_acts(table: DataTable) -> PaperActRules:
    """Return the kinds that a file holds; ids and names are used once each, for a line is known by its name."""
    rules = PaperActRules(
        acts=tuple(_paper_act(entry) for entry in table.tables("act")), basis=table.text("basis")
    )
    for names in ([rule.id for rule in rules.acts], [rule.act for rule in rules.acts]):
        if len(set(names)) != len(names):
            raise table.wrong("an act on paper is there twice")
    return rules


def _paper_act(entry: DataTable) -> PaperActRule:
    recipient = entry.choice("recipient", Need)
    rule = PaperActRule(
        id=entry.text("id"),
        log_class=entry.choice("class", LogClass),
        act=entry.text("act"),
        roles=entry.choices("roles", Role),
        affair=entry.choice("affair", Need),
        recipient=recipient,
        recipient_label=entry.text("recipient_label", empty=recipient is Need.NONE),
        hint=entry.text("hint"),
    )
    entry.finish()
    return rule
