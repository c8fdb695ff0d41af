"""The dossier of one contractor: everything on file, to print."""

from collections.abc import Callable

from ashibue_desk.domain.contractor_form_facts import DossierFacts
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors.common import MAY_READ, line, rules, stamped
from ashibue_desk.use_cases.contractors.register import contractor_file
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import plain_head


def dossier_facts(desk: Desk, contractor_id: str) -> DossierFacts:
    """Return what the dossier says today; raise ``ContractorGone``."""
    desk.require(*MAY_READ)
    pack = rules(desk)
    file = contractor_file(desk, contractor_id)
    return DossierFacts(
        head=plain_head(desk, "CD", "委託先台帳", 1, pack.in_force_from), rules=pack, file=file
    )


def print_dossier(
    desk: Desk, contractor_id: str, render: Callable[[DossierFacts], bytes]
) -> Done[tuple[str, bytes]]:
    """Make the dossier as a PDF; the answer is a file name without any name in it, and the bytes."""
    desk.require(*MAY_READ)
    facts = dossier_facts(desk, contractor_id)
    data = render(facts)
    with desk.act():
        desk.log(line("委託先台帳の印刷", contractor_id, facts.file.contractor.name))
    return Done((stamped(desk, facts.head.form_name, "pdf"), data), Changed.LOG)
