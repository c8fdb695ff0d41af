"""Writing a wording as TOML, so that ``wording_files.read_wording`` gives back the very same one."""

import json
from collections.abc import Iterator, Sequence

from ashibue_desk.domain.wordings import Clause, FormField, FormText, Passage


def write_wording(text: FormText) -> str:
    """Return ``text`` as TOML. Texts are expected without blanks around them, as the editor and the files give them."""
    return "\n".join(_lines(text)) + "\n"


def _lines(text: FormText) -> Iterator[str]:
    for key in ("form_id", "number", "name"):
        yield f"{key} = {_quoted(getattr(text, key))}"
    yield f"version = {text.version}"
    yield f"in_force_from = {text.in_force_from.isoformat()}"
    for key in ("basis", "lead", "after_lead", "closing"):
        yield f"{key} = {_quoted(getattr(text, key))}"
    if text.explains:
        yield f"explains = {_quoted(text.explains)}"
    yield "\n[fields]"
    for field in text.fields:
        yield f"{_quoted(field.name)} = {_field(field)}"
    for named in text.texts:
        yield "\n[[texts]]"
        yield f"key = {_quoted(named.key)}\nlabel = {_quoted(named.label)}\ntext = {_quoted(named.text)}"
    for clause in text.clauses:
        yield from _clause(clause)


def _field(field: FormField) -> str:
    if not field.values:
        return _quoted(field.label)
    pairs = (("label", field.label), *field.values)
    return "{ " + ", ".join(f"{_quoted(key)} = {_quoted(words)}" for key, words in pairs) + " }"


def _clause(clause: Clause) -> Iterator[str]:
    yield f"\n[[clauses]]\nheading = {_quoted(clause.heading)}"
    if clause.when:
        yield f"when = {_quoted(clause.when)}"
    if clause.covers:
        yield f"covers = {_listed(clause.covers)}"
    for passage in clause.passages:
        yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[str]:
    yield f"\n[[clauses.paragraphs]]\ntext = {_quoted(passage.text)}"
    if passage.items:
        yield f"items = {_listed(passage.items)}"
    if passage.kana:
        yield 'numbering = "kana"'
    for key in ("note", "when"):
        if getattr(passage, key):
            yield f"{key} = {_quoted(getattr(passage, key))}"


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for the one control character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
