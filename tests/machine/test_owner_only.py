"""Access lists as Windows prints them (SDDL): who beside the owner may read."""

import pytest

from ashibue_desk.files.owner_only import only_owner_in_sddl, private_sddl

ME = "S-1-5-21-1004336348-1177238915-682003330-1001"
OTHER = "S-1-5-21-1004336348-1177238915-682003330-1002"


@pytest.mark.parametrize(
    ("sddl", "private"),
    [
        (f"O:{ME}D:PAI(A;;FA;;;{ME})(A;;FA;;;SY)", True),
        (f"O:{ME}D:(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;{ME})", True),  # as in the user's own folders
        (f"O:{ME}D:P(A;;FA;;;S-1-5-18)(A;;FA;;;{ME})", True),
        (f"O:{ME}D:P(D;;FA;;;WD)(A;;FA;;;{ME})", True),
        (f"O:{ME}D:P", True),  # an empty list lets nobody in
        (f"O:{ME}D:AI(A;ID;FA;;;{ME})(A;ID;0x1200a9;;;BU)", False),
        (f"O:{ME}D:P(A;;FA;;;{ME})(A;;FR;;;WD)", False),
        (f"O:{ME}D:P(A;;FA;;;{ME})(A;;FR;;;AU)", False),
        (f"O:{ME}D:P(A;;FA;;;{ME})(A;;FR;;;{OTHER})", False),
        (f"O:{ME}D:P(A;;FA;;;{ME})(XA;;FR;;;BU;(WIN://X==1))", False),
        (f"O:{OTHER}D:P(A;;FA;;;{OTHER})(A;;FA;;;SY)", False),
        (f"O:{ME}D:NO_ACCESS_CONTROL", False),
        (f"O:{ME}", False),
        ("", False),
    ],
)
def test_every_recorded_list_is_judged_by_whom_it_lets_in(sddl: str, private: bool) -> None:
    assert only_owner_in_sddl(sddl, ME) is private


def test_the_list_we_set_is_private_and_handed_down() -> None:
    sddl = private_sddl(ME)
    assert only_owner_in_sddl(sddl, ME)
    assert not only_owner_in_sddl(sddl, OTHER)
    assert sddl.startswith("D:P")
    assert sddl.count("OICI") == 2
