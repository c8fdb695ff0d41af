"""How a clerk writes a form's text: 〔連絡先〕 for a field, 〔連絡先があるとき：…〕 for what stands there only sometimes.

Stored texts keep Jinja2's marks; on the screen nobody sees them. What the clerk's marks cannot say (two fields in one
condition) is shown as it is stored and goes back unchanged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ashibue_desk.domain.wording_language import WordingError, parsed
from ashibue_desk.domain.wordings import Clause, FormField, FormText, Passage

OPEN, CLOSE, COLON = "〔", "〕", "："
_THERE, _NOT_THERE, _IS, _IS_NOT = "があるとき", "がないとき", "」のとき", "」でないとき"


def shown(text: str, fields: Sequence[FormField]) -> str:
    """Return a stored text as the clerk sees it; what the language does not know is shown as it stands."""
    if "{" not in text:
        return text
    by_name = {field.name: field for field in fields}
    try:
        return "".join(_show(node, by_name) for node in parsed(text).body)
    except (_Unsayable, WordingError):
        return text


def stored(text: str, fields: Sequence[FormField]) -> str:
    """Return a text as the clerk wrote it as it is stored.

    Raises ``WordingError`` with the line for a field that the form does not have, and for a bracket without its other half.
    """
    reader = _Reader(text, {field.label: field for field in fields})
    return "".join(reader.parts(inside=False))


def as_shown(text: FormText) -> FormText:
    """Return the whole wording as the clerk sees it."""
    return with_texts(text, lambda _key, one: shown(one, text.fields))


def with_texts(text: FormText, change: Callable[[str, str], str]) -> FormText:
    """Return ``text`` with ``change(key, text)`` in the place of every text but conditions; keys as in ``wording_checks``."""
    clauses = tuple(
        replace(
            clause,
            heading=change(f"clauses.{at}.heading", clause.heading),
            passages=_passages(f"clauses.{at}.passages", clause, change),
        )
        for at, clause in enumerate(text.clauses)
    )
    return replace(
        text,
        lead=change("lead", text.lead),
        after_lead=change("after_lead", text.after_lead),
        closing=change("closing", text.closing),
        clauses=clauses,
        texts=tuple(replace(one, text=change(f"texts.{one.key}", one.text)) for one in text.texts),
    )


def _passages(key: str, clause: Clause, change: Callable[[str, str], str]) -> tuple[Passage, ...]:
    return tuple(
        replace(
            passage,
            text=change(f"{key}.{at}.text", passage.text),
            items=tuple(change(f"{key}.{at}.items.{n}", item) for n, item in enumerate(passage.items)),
            note=change(f"{key}.{at}.note", passage.note),
            value=change(f"{key}.{at}.value", passage.value),
        )
        for at, passage in enumerate(clause.passages)
    )


class _Unsayable(Exception):
    """The clerk's marks have no way to say this."""


def _show(node: Any, fields: Mapping[str, FormField]) -> str:
    kind = type(node).__name__
    if kind == "Output":
        return "".join(_show(part, fields) for part in node.nodes)
    if kind == "TemplateData":
        if any(mark in node.data for mark in (OPEN, CLOSE)):
            raise _Unsayable
        return str(node.data)
    if kind == "Name":
        return f"{OPEN}{_label(node, fields)}{CLOSE}"
    if kind == "If":
        return _show_if(node, fields)
    raise _Unsayable


def _show_if(node: Any, fields: Mapping[str, FormField]) -> str:
    yes, no = _condition(node.test, fields)
    words = _cond(yes, "".join(_show(one, fields) for one in node.body))
    if node.elif_:
        first, *others = node.elif_
        rest = type(first)(first.test, first.body, others, node.else_)
        words += _cond(no, _show_if(rest, fields))
    elif node.else_:
        words += _cond(no, "".join(_show(one, fields) for one in node.else_))
    return words


def _cond(head: str, body: str) -> str:
    return f"{OPEN}{head}{COLON}{body}{CLOSE}"


def _condition(test: Any, fields: Mapping[str, FormField]) -> tuple[str, str]:
    """Return how the condition and its opposite are written."""
    kind = type(test).__name__
    if kind == "Not":
        yes, no = _condition(test.node, fields)
        return no, yes
    if kind == "Name":
        label = _label(test, fields)
        return f"{label}{_THERE}", f"{label}{_NOT_THERE}"
    if kind == "Compare" and type(test.expr).__name__ == "Name" and len(test.ops) == 1:
        value = test.ops[0].expr
        if type(value).__name__ == "Const" and isinstance(value.value, str) and _plain(value.value):
            label = _label(test.expr, fields)
            words = dict(fields[test.expr.name].values).get(value.value, value.value)
            pair = f"{label}が「{words}{_IS}", f"{label}が「{words}{_IS_NOT}"
            return pair if test.ops[0].op == "eq" else (pair[1], pair[0])
    raise _Unsayable


def _label(node: Any, fields: Mapping[str, FormField]) -> str:
    if node.name not in fields:
        raise _Unsayable
    return fields[node.name].label


def _plain(value: str) -> bool:
    return bool(value) and not set(value) & set("\"'\\「」〔〕：{}\n")


@dataclass(slots=True)
class _Reader:
    """Reads the clerk's marks from left to right."""

    text: str
    fields: Mapping[str, FormField]
    at: int = 0

    def parts(self, *, inside: bool) -> Iterator[str]:
        """Yield the stored pieces up to the end, or up to the bracket that closes what was opened."""
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == CLOSE:
                if inside:
                    return
                raise self._wrong(f"「{CLOSE}」に合う「{OPEN}」がありません。")
            self.at += 1
            yield self._bracket() if character == OPEN else character
        if inside:
            raise self._wrong(f"「{OPEN}」に合う「{CLOSE}」がありません。")

    def _bracket(self) -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in (OPEN, CLOSE, COLON, "\n"):
            self.at += 1
        head = self.text[start : self.at]
        end = self.text[self.at : self.at + 1]
        if end == CLOSE:
            self.at += 1
            return "{{ " + self._field(head).name + " }}"
        if end != COLON:
            raise self._wrong(f"「{OPEN}{head[:20]}」に合う「{CLOSE}」がありません。")
        test = self._test(head)
        self.at += 1
        body = "".join(self.parts(inside=True))
        self.at += 1
        return "{% if " + test + " %}" + body + "{% endif %}"

    def _test(self, head: str) -> str:
        for ending, before in ((_THERE, ""), (_NOT_THERE, "not ")):
            if head.endswith(ending):
                return before + self._field(head.removesuffix(ending)).name
        for ending, sign in ((_IS_NOT, "!="), (_IS, "==")):
            label, found, value = head.removesuffix(ending).partition("が「")
            if head.endswith(ending) and found and _plain(value):
                field = self._field(label)
                known = {words: key for key, words in field.values}
                return f'{field.name} {sign} "{known.get(value, value)}"'
        raise self._wrong(
            f"「{head[:30]}」という条件は使えません。「〔欄があるとき：…〕」のように書いてください。"
        )

    def _field(self, label: str) -> FormField:
        if label not in self.fields:
            raise self._wrong(f"「{label[:30]}」という欄は、この様式にはありません。")
        return self.fields[label]

    def _wrong(self, sentence: str) -> WordingError:
        return WordingError(self.text.count("\n", 0, self.at) + 1, sentence)
