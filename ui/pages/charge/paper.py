"""The papers of people in charge. Everything here runs in the vault thread."""

from functools import partial

from ashibue_desk.use_cases import charge_papers
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.paper_card import PaperOutput

PLEDGE, ANNOUNCEMENT, HANDOVER = "pledge", "announcement", "handover"
FILE_NAMES = {PLEDGE: "誓約書.pdf", ANNOUNCEMENT: "周知.pdf", HANDOVER: "引継書.pdf"}


def make_pledge(desk: Desk, appointment_id: str, output: PaperOutput) -> Done[str]:
    """Make the pledge of one person and record that it was printed."""
    from forms.catalogue import catalogue
    from forms.pledge import render_pledge

    render = partial(output.make, render_pledge)
    done = charge_papers.print_pledge(desk, appointment_id, render, catalogue()["Y3"])
    return Done(output.said("誓約書"), done.changed)


def make_announcement(desk: Desk, output: PaperOutput) -> Done[str]:
    """Make the sheet to post, with everybody who is appointed; nothing is recorded."""
    from forms.announcement import render_announcement
    from forms.catalogue import catalogue

    facts = charge_papers.announcement_facts(desk, catalogue()["AN"], desk.today)
    output.make(render_announcement, facts)
    return Done(output.said("周知の掲示"), Changed.NOTHING)


def make_handover(desk: Desk, appointment_id: str, output: PaperOutput) -> Done[str]:
    """Make the sheet of a handover that was recorded; nothing more is recorded."""
    from forms.catalogue import catalogue
    from forms.handover import render_handover

    facts = charge_papers.handover_facts(desk, appointment_id, catalogue()["HO"])
    output.make(render_handover, facts)
    return Done(output.said("引継書"), Changed.NOTHING)
