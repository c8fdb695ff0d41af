"""A form's words alone, set as on a document: for the preview of a wording whose paper cannot be drawn without its facts."""

from dataclasses import dataclass

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.wordings import FormText
from forms.catalogue import catalogue
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.letter import Letter, Setting, paragraph_block, render_letter
from forms.templates import text_for


@dataclass(frozen=True, slots=True)
class WordingSampleFacts:
    """The head with the wording; every field is shown as its name in brackets."""

    head: PaperHead


def render_wording_sample(facts: WordingSampleFacts) -> bytes:
    """Return the words as a PDF. Raises ``CannotDrawCharacter`` for one that no font has."""
    design = catalogue().get(facts.head.form_id)
    text = text_for(facts.head, design.wording if design else "")
    filled = text.filled({field.name: f"〔{field.label}〕" for field in text.fields})

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, filled)

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            addressee=(facts.head.office_name,),
            blocks=blocks,
        )
    )


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    blocks = [*lead_blocks(setting, text), *section_blocks(setting, text.clauses)]
    blocks += [paragraph_block(setting, one.text) for one in text.texts]
    return [*blocks, *([paragraph_block(setting, text.closing)] if text.closing else [])]
