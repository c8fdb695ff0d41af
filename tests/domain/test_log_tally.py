"""Counting lines of the log: nothing is lost, whatever the order, and each line stands under all that it touches."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_tally import Counted, Group, LogTally

LINES = st.lists(
    st.builds(
        Counted,
        st.datetimes().map(lambda at: at.isoformat(timespec="seconds")),
        st.sampled_from(("u1", "u2")),
        st.just("葦原 灯"),
        st.sampled_from([kind.value for kind in LogClass]),
        st.sampled_from(("", "withholding", "withholding,insurance")),
        st.sampled_from(("", "p1", "p2")),
        st.just("架空 花"),
    ),
    max_size=30,
)


def tally_of(lines: Sequence[Counted]) -> LogTally:
    tally = LogTally()
    tally.take(lines)
    return tally


def line(day: str, **told: str) -> Counted:
    made = Counted(f"2026-11-{day}T10:00:00", "u1", "葦原 灯", "use", "", "p1", "架空 花")
    return made._replace(**told)


@given(LINES, st.randoms())
def test_every_line_is_counted_once_for_its_handler_day_and_class(lines: list[Counted], dice: Random) -> None:
    tally = tally_of(lines)
    assert tally.lines == len(lines)
    assert sum(group.lines for group in tally.by_handler()) == len(lines)
    assert sum(group.lines for group in tally.by_day()) == len(lines)
    assert sum(tally.by_class().values()) == len(lines)
    assert sum(group.lines for group in tally.by_person()) == sum(bool(one.object_id) for one in lines)
    for group, classes in tally.by_handler_and_class():
        assert sum(classes.values()) == group.lines
        assert 0 not in classes.values()
    mixed = list(lines)
    dice.shuffle(mixed)
    assert set(tally_of(mixed).by_person()) == set(tally.by_person()), "whatever the order of the lines"


def test_a_line_counts_for_each_of_its_affairs_and_one_without_for_none() -> None:
    tally = tally_of([line("02", affair="withholding,insurance"), line("05", affair="insurance"), line("06")])
    assert tally.by_affair() == (
        Group("insurance", "insurance", 2, "2026-11-02", "2026-11-05"),
        Group("withholding", "withholding", 1, "2026-11-02", "2026-11-02"),
    )


def test_handlers_stand_with_their_classes_the_busiest_first() -> None:
    lines = [
        line("02", actor_id="u2", actor_name="若草 櫂", log_class="disposal"),
        line("03", log_class="use"),
        line("04", log_class="use"),
        line("05", log_class="collection"),
    ]
    found = [(group.name, classes) for group, classes in tally_of(lines).by_handler_and_class()]
    assert found == [
        ("葦原 灯", {LogClass.COLLECTION: 1, LogClass.USE: 2}),
        ("若草 櫂", {LogClass.DISPOSAL: 1}),
    ]


def test_somebody_is_called_as_in_their_newest_line() -> None:
    lines = [line("09", object_label="架空 花子"), line("02"), line("11", object_label="")]
    assert tally_of(lines).by_person() == (Group("p1", "架空 花子", 3, "2026-11-02", "2026-11-11"),)
