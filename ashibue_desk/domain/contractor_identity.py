"""Whether two contractors in the register may be one and the same firm that was registered twice."""

import unicodedata
from collections.abc import Mapping, Sequence

from ashibue_desk.domain.contractors import ContractorEntry


def firms(entries: Mapping[str, ContractorEntry]) -> Mapping[str, str]:
    """Return by contractor the first in the register that may be the same firm, mostly itself.

    Both bear one name, whatever its width and spaces, and neither corporate number nor address tells them apart.
    """
    first: dict[str, str] = {}
    by_name: dict[str, list[str]] = {}
    for contractor_id, entry in entries.items():
        namesakes = by_name.setdefault(_plain(entry.name), [])
        twin = next((one for one in namesakes if not _told_apart(entries[one], entry)), contractor_id)
        first[contractor_id] = first.get(twin, twin)
        namesakes.append(contractor_id)
    return first


def among_firms(links: Mapping[str, Sequence[str]], firm: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Return links between contractors as links between firms."""
    found: dict[str, list[str]] = {}
    for here, subs in links.items():
        found.setdefault(firm[here], []).extend(firm[sub] for sub in subs)
    return found


def _told_apart(one: ContractorEntry, namesake: ContractorEntry) -> bool:
    said = ((one.corporate_number, namesake.corporate_number), (one.address, namesake.address))
    return any(a and b and _plain(a) != _plain(b) for a, b in said)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
