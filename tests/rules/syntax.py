"""Small questions about a syntax tree, each answered with line numbers."""

import ast
from collections.abc import Callable, Iterator

from tests.rules.source_tree import Source


def imports(source: Source) -> Iterator[tuple[str, str, int]]:
    """Yield (module, name or "", line) for everything that is imported, wherever it stands."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.module or "", alias.name, node.lineno


def imports_any(*modules: str) -> Callable[[Source], Iterator[int]]:
    """Return a finder of imports of these modules or anything inside them."""

    def find(source: Source) -> Iterator[int]:
        for module, name, line in imports(source):
            reached = (module, f"{module}.{name}")
            if any(name == known or name.startswith(f"{known}.") for known in modules for name in reached):
                yield line

    return find


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` for such an expression, otherwise ""."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else node.attr
    return ""


def calls(*names: str) -> Callable[[Source], Iterator[int]]:
    """Return a finder of calls of these functions: ``eval`` finds only the bare name, ``.wait`` any such method."""

    def find(source: Source) -> Iterator[int]:
        for node in source.nodes:
            if isinstance(node, ast.Call):
                called = dotted(node.func)
                if any(called == name or (name.startswith(".") and called.endswith(name)) for name in names):
                    yield node.lineno

    return find


def names_any(*names: str) -> Callable[[Source], Iterator[int]]:
    """Return a finder of any use or import of these names."""

    def find(source: Source) -> Iterator[int]:
        for node in source.nodes:
            if isinstance(node, ast.Name | ast.Attribute) and dotted(node).rsplit(".", 1)[-1] in names:
                yield node.lineno
        for _, name, line in imports(source):
            if name in names:
                yield line

    return find


def makes_or_extends(*classes: str) -> Callable[[Source], Iterator[int]]:
    """Return a finder of places that create an instance of these classes or a subclass."""

    def find(source: Source) -> Iterator[int]:
        for node in source.nodes:
            used: list[ast.expr] = []
            if isinstance(node, ast.Call):
                used = [node.func]
            elif isinstance(node, ast.ClassDef):
                used = node.bases
            if any(dotted(expression).rsplit(".", 1)[-1] in classes for expression in used):
                yield getattr(node, "lineno", 0)

    return find


def built_text(source: Source, safe_call: str) -> Iterator[tuple[str, int, bool]]:
    """Yield (the constant parts, line, is safe) of every text put together: f-strings, ``%``, ``+`` and ``.format``.

    It is safe when only whole numbers (``:d``) and results of ``safe_call`` are put in.
    """
    for node in source.nodes:
        parts: list[ast.expr] = []
        is_safe = False
        if isinstance(node, ast.JoinedStr):
            parts = node.values
            is_safe = all(_is_safe(part, safe_call) for part in parts)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            parts = [node.left, node.right]
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
        ):
            parts = [node.func.value]
        text = "".join(
            part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
        if text:
            yield text, getattr(node, "lineno", 0), is_safe


def _is_safe(part: ast.expr, safe_call: str) -> bool:
    if not isinstance(part, ast.FormattedValue):
        return True
    spec = part.format_spec
    if isinstance(spec, ast.JoinedStr) and [getattr(value, "value", None) for value in spec.values] == ["d"]:
        return True
    return isinstance(part.value, ast.Call) and dotted(part.value.func) == safe_call
