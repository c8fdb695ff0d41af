"""The dossier of one contractor: everything on file, to print."""

from collections.abc import Callable
from functools import partial

from ashibue_desk.domain.contractor_form_facts import DossierFacts
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors.common import MAY_READ, line, rules, stamped
from ashibue_desk.use_cases.contractors.register import contractor_file
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import plain_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving, line_alone


def dossier_facts(desk: Desk, contractor_id: str) -> DossierFacts:
    """Return what the dossier says today; raise ``ContractorGone``."""
    desk.require(*MAY_READ)
    pack = rules(desk)
    file = contractor_file(desk, contractor_id)
    provided = {one.entry.affair for one in file.provisions if one.entry.affair}
    return DossierFacts(
        head=plain_head(desk, "CD", "委託先台帳", 1, pack.in_force_from),
        rules=pack,
        file=file,
        affairs={
            **{affair.id: affair.name for affair in desk.law.affairs(desk.today)},
            **{affair: desk.law.affair(affair).name for affair in provided},
            **file.affair_names,
        },
    )


def print_dossier(
    desk: Desk,
    contractor_id: str,
    render: Callable[[DossierFacts], P],
    put_out: PutOut[P] | None = None,
) -> Done[tuple[str, P]]:
    """Draw the dossier, record it, and ``put_out``; the answer is a file name without any name in it, and what was drawn."""
    desk.require(*MAY_READ)
    facts = dossier_facts(desk, contractor_id)
    drawn = render(facts)
    said = line("委託先台帳の印刷", contractor_id, facts.file.contractor.name)
    hand_out(desk, partial(line_alone, desk, said), leaving(put_out, drawn))
    return Done((stamped(desk, facts.head.form_name, "pdf"), drawn), Changed.LOG)
