"""Writing a wording as TOML, so that ``wording_files.read_wording`` gives back the very same one."""

from collections.abc import Iterator

from ashibue_desk.domain.sheet_wording import plan_of
from ashibue_desk.domain.sheet_writing import write_sheet
from ashibue_desk.domain.toml_texts import listed, quoted
from ashibue_desk.domain.wordings import Clause, FormField, FormText, Passage


def write_wording(text: FormText) -> str:
    """Return ``text`` as TOML. Texts are expected without blanks around them, as the editor and the files give them."""
    if text.sheet is not None:
        return write_sheet(plan_of(text))
    return "\n".join(_lines(text)) + "\n"


def _lines(text: FormText) -> Iterator[str]:
    for key in ("form_id", "number", "name"):
        yield f"{key} = {quoted(getattr(text, key))}"
    yield f"version = {text.version}"
    yield f"in_force_from = {text.in_force_from.isoformat()}"
    for key in ("basis", "lead", "after_lead", "closing"):
        yield f"{key} = {quoted(getattr(text, key))}"
    if text.explains:
        yield f"explains = {quoted(text.explains)}"
    yield "\n[fields]"
    for field in text.fields:
        yield f"{quoted(field.name)} = {_field(field)}"
    for named in text.texts:
        yield "\n[[texts]]"
        yield f"key = {quoted(named.key)}\nlabel = {quoted(named.label)}\ntext = {quoted(named.text)}"
    for clause in text.clauses:
        yield from _clause(clause)


def _field(field: FormField) -> str:
    if not field.values:
        return quoted(field.label)
    pairs = (("label", field.label), *field.values)
    return "{ " + ", ".join(f"{quoted(key)} = {quoted(words)}" for key, words in pairs) + " }"


def _clause(clause: Clause) -> Iterator[str]:
    yield f"\n[[clauses]]\nheading = {quoted(clause.heading)}"
    if clause.when:
        yield f"when = {quoted(clause.when)}"
    if clause.covers:
        yield f"covers = {listed(clause.covers)}"
    for passage in clause.passages:
        yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[str]:
    yield f"\n[[clauses.paragraphs]]\ntext = {quoted(passage.text)}"
    if passage.items:
        yield f"items = {listed(passage.items)}"
    if passage.kana:
        yield 'numbering = "kana"'
    for key in ("note", "when"):
        if getattr(passage, key):
            yield f"{key} = {quoted(getattr(passage, key))}"
