"""The papers of people in charge. Everything here runs in the vault thread."""

from functools import partial

from ashibue_desk.use_cases import charge_papers
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import Subject, issue_papers, kept_form
from ui.papers_offered.single import make_single
from ui.widgets.paper_card import PaperOutput

PLEDGE, TRAINING, ANNOUNCEMENT, HANDOVER = "pledge", "training", "announcement", "handover"
FILE_NAMES = {
    PLEDGE: "誓約書.pdf",
    TRAINING: "初任研修記録.pdf",
    ANNOUNCEMENT: "周知.pdf",
    HANDOVER: "引継書.pdf",
}


def make_pledge(desk: Desk, appointment_id: str, output: PaperOutput) -> Done[str]:
    """Make the pledge of one person and record that it was printed."""
    from forms.catalogue import catalogue
    from forms.pledge import render_pledge

    render = partial(output.draw, render_pledge)
    done = charge_papers.print_pledge(desk, appointment_id, render, catalogue()["Y3"], output.put_out)
    return Done(output.said("誓約書"), done.changed)


def make_training(desk: Desk, appointment_id: str, output: PaperOutput) -> Done[str]:
    """Make the record of one person's first training and enter it among the papers that come back."""
    return make_single(desk, "FT", appointment_id, output)


def make_announcement(desk: Desk, output: PaperOutput) -> Done[str]:
    """Make the sheet to post, with everybody who is appointed; nothing is recorded."""
    from forms.announcement import render_announcement
    from forms.catalogue import catalogue

    facts = charge_papers.announcement_facts(desk, catalogue()["AN"], desk.today)
    output.make(render_announcement, facts)
    return Done(output.said("周知の掲示"), Changed.NOTHING)


def make_handover(desk: Desk, appointment_id: str, output: PaperOutput) -> Done[str]:
    """Make the sheet of a handover that was recorded; it is entered among the papers that come back."""
    from forms.catalogue import catalogue
    from forms.handover import render_handover

    facts = charge_papers.handover_facts(desk, appointment_id, catalogue()["HO"])
    subject = Subject(charge_papers.person_of(desk, appointment_id), facts.person_name)
    draw = partial(output.draw, render_handover, facts)
    done = issue_papers(desk, kept_form(facts.head), [subject], draw, output.put_out)
    return Done(output.said("引継書"), done.changed)
