"""Reading the locked requirements, and what can be wrong with them."""

import re
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>.*)$")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
# An index or a folder of one machine would send everybody else there.
_PLACES = re.compile(
    r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host|-e)\b|\b(https?|file)://", re.MULTILINE
)


@dataclass(frozen=True)
class Locked:
    """One package of a lock: its version and how many files of it are known by hash."""

    version: str
    hashes: int


def read_lock(text: str) -> dict[str, Locked]:
    """Return the packages of a lock by their normalised names."""
    joined = text.replace("\\\n", " ")
    found: dict[str, Locked] = {}
    for line in joined.splitlines():
        if match := _ENTRY.match(line.strip()):
            found[canonicalize_name(match["name"])] = Locked(match["version"], len(_HASH.findall(line)))
    return found


def lock_problems(text: str, wanted: list[str]) -> list[str]:
    """Return what is wrong with a lock for these requirements of pyproject.toml."""
    packages = read_lock(text)
    problems = [f"names a place: {match.group(0).strip()}" for match in _PLACES.finditer(text)]
    problems += [f"{name}: no hash" for name, locked in packages.items() if locked.hashes == 0]
    for line in wanted:
        requirement = Requirement(line)
        locked = packages.get(canonicalize_name(requirement.name))
        if locked is None:
            problems.append(f"{requirement.name}: not locked")
        elif not requirement.specifier.contains(locked.version):
            problems.append(f"{requirement.name}: locked at {locked.version}, wanted {requirement.specifier}")
    return problems
