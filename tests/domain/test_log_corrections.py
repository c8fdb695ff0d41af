"""Lines of the log that hang on one another: which holds, and how each stands to the one before it."""

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine
from ashibue_desk.domain.log_corrections import (
    REMARKED,
    SETTLED,
    WITHDRAWN,
    Course,
    detail_with_reason,
    pointing,
    remark_of,
)

ACT = "書類の受取り(紙)"


def course(*acts: str) -> Course:
    """Return lines with these acts, each pointing to the one before."""
    return Course(
        tuple(
            LogEntry(seq, "", "", "u1", "葦原 灯", LogLine(log_class=LogClass.USE, act=act, corrects=seq - 1))
            for seq, act in enumerate(acts, start=1)
        )
    )


def test_a_remark_and_an_outcome_add_and_everything_else_corrects() -> None:
    assert {act: pointing(act) for act in (REMARKED, SETTLED, WITHDRAWN, ACT)} == {
        REMARKED: "への補記",
        SETTLED: "について",
        WITHDRAWN: "の訂正",
        ACT: "の訂正",
    }


def test_what_holds_is_the_newest_line_that_is_more_than_an_addition() -> None:
    held = {
        (ACT,): 1,
        (ACT, ACT): 2,
        (ACT, REMARKED): 1,
        (ACT, ACT, REMARKED, SETTLED): 2,
        (ACT, REMARKED, ACT): 3,
        (REMARKED, SETTLED): 1,  # an addition whose own line is out of sight is all there is
    }
    assert {acts: course(*acts).content.seq for acts in held} == held
    assert course(ACT, REMARKED).newest.seq == 2


def test_an_act_stays_taken_back_whatever_is_added() -> None:
    assert course(ACT, WITHDRAWN, REMARKED).is_withdrawn
    assert not course(ACT, REMARKED).is_withdrawn


def test_the_reason_is_kept_apart_from_the_remark() -> None:
    detail = detail_with_reason(" 控えに基づく ", " 人数の誤り ")
    assert detail.endswith("人数の誤り]")
    assert remark_of(detail) == "控えに基づく"
    assert remark_of("控えに基づく") == "控えに基づく"
