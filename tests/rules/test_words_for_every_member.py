"""A table of words for the members of an enumeration has one for each: a new member without its word would stop a page."""

import ast
import re
from collections.abc import Iterator

from tests.rules.source_tree import read_all

TREES = {
    source.path: ast.parse(source.text)
    for source in read_all()
    if source.path.startswith(("ashibue_desk/", "forms/", "ui/")) and source.path.endswith(".py")
}
# Public tables; what stands for some members only is private to its module or is called otherwise.
WORDS = re.compile(r"[A-Z][A-Z_]*_(NAMES|WORDS|SENTENCES|SIGNS|TEXTS|TONES)")


def members(tree: ast.Module) -> dict[str, set[str]]:
    """Return the members of each enumeration that a module defines."""
    return {
        each.name: {part.targets[0].id for part in each.body if _is_member(part)}  # type: ignore[attr-defined]
        for each in tree.body
        if isinstance(each, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in each.bases)
    }


def _is_member(part: ast.stmt) -> bool:
    return isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)


def known_in(path: str, tree: ast.Module) -> dict[str, set[str]]:
    """Return the enumerations that a module defines or imports."""
    found = dict(members(tree))
    for each in tree.body:
        if isinstance(each, ast.ImportFrom) and each.module is not None:
            other = TREES.get(f"{each.module.replace('.', '/')}.py")
            theirs = members(other) if other is not None else {}
            found |= {
                name.asname or name.name: theirs[name.name] for name in each.names if name.name in theirs
            }
    return found


def tables(tree: ast.Module) -> Iterator[tuple[str, ast.Dict]]:
    """Yield the tables of words that a module defines."""
    for each in tree.body:
        target = each.targets[0] if isinstance(each, ast.Assign) else getattr(each, "target", None)
        value = getattr(each, "value", None)
        if isinstance(target, ast.Name) and WORDS.fullmatch(target.id) and isinstance(value, ast.Dict):
            yield target.id, value


def gaps(path: str, tree: ast.Module) -> Iterator[str]:
    """Yield each table that says nothing of a member."""
    known = known_in(path, tree)
    for name, table in tables(tree):
        keys = [
            key for key in table.keys if isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name)
        ]
        for owner in {key.value.id for key in keys if key.value.id in known}:
            missing = known[owner] - {key.attr for key in keys}
            if missing:
                yield f"{path}: {name} says nothing of {owner}.{', '.join(sorted(missing))}"


def test_every_member_has_its_word():
    found = [gap for path, tree in TREES.items() for gap in gaps(path, tree)]
    assert not found, "\n".join(found)


def test_the_tables_are_found():
    named = {name for tree in TREES.values() for name, _table in tables(tree)}
    assert named >= {"LOG_CLASS_NAMES", "PAPER_STATE_NAMES", "CATEGORY_NAMES", "STATE_TONES"}


def test_a_member_without_a_word_is_told():
    tree = ast.parse("class Kind(Enum):\n    ONE = 1\n    TWO = 2\nKIND_NAMES = {Kind.TWO: '二'}\n")
    assert list(gaps("some.py", tree)) == ["some.py: KIND_NAMES says nothing of Kind.ONE"]
