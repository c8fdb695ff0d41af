"""The files of the project, and what a rule over them is."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("ashibue_desk", "forms", "ui")
_NEVER_OURS = {".git", ".venv", "out", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}


@dataclass(frozen=True)
class Source:
    """One text file: its path inside the project with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the syntax tree. Dozens of rules go through them, and walking the tree is what costs."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def texts(self) -> tuple[tuple[str, int], ...]:
        """Return (text, line) for every string in the code that is no docstring and no other text standing alone."""
        alone = {
            node.value
            for node in self.nodes
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        return tuple(
            (node.value, node.lineno)
            for node in self.nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone
        )

    def is_under(self, *folders: str) -> bool:
        """Say whether the file lies in one of the folders."""
        return any(self.path.startswith(f"{folder}/") for folder in folders)


Find = Callable[[Source], Iterable[int]]
Scope = Callable[[Source], bool]


@dataclass(frozen=True)
class Rule:
    """What may not stand in a file, and what to do instead.

    ``find`` gives the lines that break it in a file that ``holds_for`` accepts. ``breaks`` and ``keeps`` are (path, text) examples
    that prove it: the first must be found, the second must not.
    """

    name: str
    instead: str
    holds_for: Scope
    find: Find
    breaks: tuple[tuple[str, str], ...]
    keeps: tuple[tuple[str, str], ...]

    def findings(self, source: Source) -> list[str]:
        """Return one sentence for each place where ``source`` breaks the rule."""
        if not self.holds_for(source):
            return []
        return [
            f"{source.path}:{line}: {self.name}. {self.instead}" for line in sorted(set(self.find(source)))
        ]


def findings_by_rule(rules: Sequence[Rule], sources: Iterable[Source]) -> dict[str, list[str]]:
    """Return the findings of each rule by its name. One file after the other, so that no more than one syntax tree is kept."""
    found: dict[str, list[str]] = {rule.name: [] for rule in rules}
    for known in sources:
        source = Source(known.path, known.text)
        for rule in rules:
            found[rule.name] += rule.findings(source)
    return found


def tracked_files() -> list[str]:
    """Return the paths of the project's files: what git knows or would add; all files where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        names = listed.split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")]
    return sorted(name for name in set(names) if name and _is_ours(name))


def _is_ours(name: str) -> bool:
    return _NEVER_OURS.isdisjoint(PurePosixPath(name).parts) and (ROOT / name).is_file()


def is_binary(content: bytes) -> bool:
    """Say whether these bytes are no text, as git decides it."""
    return b"\0" in content[:8000]


@cache
def read_all() -> tuple[Source, ...]:
    """Return every text file of the project that is UTF-8 (what is not is another rule's finding)."""
    return tuple(_read(tracked_files()))


def _read(names: Iterable[str]) -> Iterator[Source]:
    for name in names:
        content = (ROOT / name).read_bytes()
        if is_binary(content):
            continue
        try:
            yield Source(name, content.decode())
        except UnicodeDecodeError:
            continue


def is_python(source: Source) -> bool:
    """Hold for every Python file."""
    return source.path.endswith(".py")


def in_packages(source: Source) -> bool:
    """Hold for the Python files of the product."""
    return is_python(source) and source.is_under(*PACKAGES)


def in_tests(source: Source) -> bool:
    """Hold for the Python files of the tests."""
    return is_python(source) and source.is_under("tests")
