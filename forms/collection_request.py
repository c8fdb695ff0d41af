"""個人番号の提供のお願い with its number sheet (規程15条2項・16条1項): a letter and the sheet to write the numbers on."""

from collections.abc import Callable, Sequence

from ashibue_desk.domain.collection_facts import CollectionRequestFacts
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.policy_facts import Audience
from forms.clauses import lead_blocks, section_blocks
from forms.drawable import require_facts_drawable
from forms.flow import Block
from forms.letter import Letter, Setting, draw_letter
from forms.number_sheet import draw_number_sheets, number_sheets
from forms.paper import RIGHT, Paper
from forms.parts import BLANK_DATE
from forms.post import Posted
from forms.situations import PrintingStopped
from forms.templates import text_for
from forms.text import set_single

_BLANK_NAME = "＿" * 10
_TAKER = "担当者"


def render_collection_requests(
    facts: Sequence[CollectionRequestFacts], progress: Callable[[int, int], bool] | None = None
) -> bytes:
    """Return one PDF with a request and its number sheet for each of ``facts``; each counts its pages anew.

    ``progress(done, all)`` is called after each; when it returns ``False``, ``PrintingStopped`` is raised and there is
    no file. Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming person and field; ``ValueError`` for nothing
    to print.
    """
    if not facts:
        raise ValueError("no request to print")
    for each in facts:
        require_facts_drawable(each)
    paper = Paper(facts[0])
    for done, each in enumerate(facts, start=1):
        before = draw_letter(paper, _letter(each), number_sheets(each.sheet))
        draw_number_sheets(paper, each.sheet, before)
        if progress is not None and not progress(done, len(facts)):
            raise PrintingStopped
    return paper.finish()


def render_collection_request(facts: CollectionRequestFacts) -> bytes:
    """Return the request to one person as a PDF. Raises as ``render_collection_requests``."""
    return render_collection_requests((facts,))


def _letter(facts: CollectionRequestFacts) -> Letter:
    text = text_for(facts.head, "collection_request").filled(_fields(facts))

    def blocks(setting: Setting) -> list[Block]:
        end = Block((set_single(text.closing, setting.text),), before=2, right=RIGHT)
        return [*lead_blocks(setting, text), *section_blocks(setting, text.clauses), end]

    sender = f"{facts.representative_title}　{facts.representative_name}".strip("　")
    return Letter(
        facts=facts,
        number=text.number,
        title=text.name,
        posted=Posted(
            name=facts.person_name,
            ending="様",
            postal_code=facts.postal_code,
            address=facts.address,
            dated=(era_date(facts.requested_on) if facts.requested_on else BLANK_DATE,),
            sender=(facts.head.office_name, sender),
        ),
        blocks=blocks,
    )


def _fields(facts: CollectionRequestFacts) -> dict[str, str]:
    return {
        "office_name": facts.head.office_name,
        "audience": facts.audience.value,
        "due": era_date(facts.due_on) if facts.due_on else BLANK_DATE,
        "affairs": "、".join(facts.affairs),
        "takers": "又は".join(facts.takers) or _TAKER,
        "family": "yes" if facts.family_asked and facts.audience is Audience.WORKERS else "",
        "spouse": "yes" if facts.spouse_asked else "",
        "officer_title": facts.officer_title,
        "officer_name": facts.officer_name or _BLANK_NAME,
        "contact": facts.contact,
    }
