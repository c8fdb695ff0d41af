"""The text that is hashed: whatever an entry holds, it is the canonical JSON that the stand-alone verifier makes too."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.log_seal import ENTRY_NAMES, canonical, canonical_entry
from tests.helpers.sealed_logs import MadeLog, stand_alone

PLAIN = st.one_of(st.text(), st.integers())
ODD = st.one_of(PLAIN, st.booleans(), st.floats(), st.none(), st.lists(st.integers(), max_size=2))
ENTRIES = st.one_of(
    st.fixed_dictionaries(dict.fromkeys(ENTRY_NAMES, PLAIN)),
    st.fixed_dictionaries(dict.fromkeys(ENTRY_NAMES, ODD)),
    st.fixed_dictionaries(dict.fromkeys((*ENTRY_NAMES[1:], "another"), PLAIN)),
    st.dictionaries(st.text(), ODD, max_size=5),
)


def test_an_entry_of_the_program_has_these_names() -> None:
    log = MadeLog()
    log.sit_down(log.actor)
    assert tuple(sorted(log.entries[0].entry)) == ENTRY_NAMES == tuple(sorted(ENTRY_NAMES))


@given(ENTRIES)
def test_the_quick_way_and_the_general_one_are_one(entry: dict[str, Any]) -> None:
    assert canonical_entry(entry) == canonical(entry)
    assert canonical(entry).encode("utf-8", "surrogatepass") == stand_alone().canonical(entry)
