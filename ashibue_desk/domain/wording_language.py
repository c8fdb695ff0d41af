"""The little language of form texts: ``{{ field }}`` and ``{% if field %}…{% else %}…{% endif %}``, and nothing else.

The syntax is Jinja2's, and Jinja2's sandbox fills the texts; but before that the parsed text is held against a short list
of what may stand in it. No loop, no call, no filter, no attribute, no arithmetic passes: a hostile text can neither reach
out of the sandbox nor grow larger than its own length times the longest fact.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

MOST_CHARACTERS = 4_000
"""The longest single text of a form (a paragraph, an item), in characters."""

_ALLOWED = frozenset(
    [
        "Template",
        "Output",
        "TemplateData",
        "Name",
        "If",
        "Not",
        "And",
        "Or",
        "Compare",
        "Operand",
        "Const",
        "CondExpr",
    ]  # node names of Jinja2
)
_OPERATORS = frozenset({"eq", "ne"})
_DEEPEST = 24  # conditions within conditions; real ones need three


class WordingError(ValueError):
    """A text that uses more than fields and conditions: ``line`` in the text, counted from 1, and a Japanese sentence."""

    def __init__(self, line: int, sentence: str) -> None:
        """Keep where and what."""
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Return ``text`` with its fields filled in.

    Raises ``WordingError`` for what the language does not know, ``jinja2.UndefinedError`` for a field not in ``facts``.
    """
    return str(_template(text).render(facts)) if "{" in text else text


def holds(condition: str, facts: Mapping[str, str]) -> bool:
    """Return whether ``condition`` (an expression over fields) holds; an empty one always does. Raises as ``fill``."""
    return not condition or fill(_as_text(condition), facts) == "1"


def fields_used(text: str) -> tuple[tuple[str, int], ...]:
    """Return every field ``text`` names, with its line. Raises ``WordingError``."""
    from jinja2 import nodes

    return tuple((node.name, node.lineno) for node in parsed(text).find_all(nodes.Name))


def fields_in_condition(condition: str) -> tuple[str, ...]:
    """Return every field a condition names. Raises ``WordingError``."""
    return tuple(name for name, _ in fields_used(_as_text(condition))) if condition else ()


def _as_text(condition: str) -> str:
    if len(condition) > MOST_CHARACTERS or any(mark in condition for mark in ("{", "}", "%", "#", "\n")):
        raise WordingError(1, "条件の書き方が違います。条件には、欄の名前だけが使えます。")
    return "{% if " + condition + " %}1{% endif %}"


@lru_cache(maxsize=512)
def _template(text: str) -> Any:
    parsed(text)
    return _environment().from_string(text)


def parsed(text: str) -> Any:
    """Return Jinja2's tree of a text that uses fields and conditions only; raise ``WordingError`` for anything else."""
    from jinja2 import TemplateSyntaxError

    if len(text) > MOST_CHARACTERS:
        raise WordingError(1, f"1つの文が長すぎます。{MOST_CHARACTERS:,}文字までにしてください。")
    try:
        tree = _environment().parse(text)
    except (TemplateSyntaxError, RecursionError) as error:
        line = getattr(error, "lineno", 1) or 1
        raise WordingError(line, "「{{」「}}」「{%」「%}」の組が合っていないか、書き方が違います。") from None
    _refuse_foreign(tree, 0)
    return tree


def _refuse_foreign(node: Any, depth: int) -> None:
    kind = type(node).__name__
    if kind not in _ALLOWED or (kind == "Operand" and node.op not in _OPERATORS) or _is_self(node):
        raise WordingError(node.lineno or 1, "文面には、欄と条件のほかの命令は書けません。")
    if depth > _DEEPEST:
        raise WordingError(node.lineno or 1, "条件の入れ子が深すぎます。")
    for child in node.iter_child_nodes():
        _refuse_foreign(child, depth + 1)


def _is_self(node: Any) -> bool:
    return getattr(node, "name", "") == "self"  # the one name that Jinja2 itself gives a meaning


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    # Plain text for paper, not HTML: nothing to escape. Line ends and spaces stay as typed.
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment
