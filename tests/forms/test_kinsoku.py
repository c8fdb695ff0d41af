"""禁則: whatever the text and the width, no line begins or ends with a mark it may not, and nothing is lost."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from forms import kinsoku
from forms.fonts import GOTHIC, MINCHO
from forms.text import Style, set_paragraph

MARKED = st.text(
    "あいうえ漢字仮名、。，．）」』】〉（「『【〈・：？！々ーっゃァヶ…—12AB9z-@/ 　", min_size=1, max_size=200
)
FEW_MARKS = st.lists(
    st.sampled_from(["漢", "字", "か", "な", "。", "、", "（注）", "「引用」", "2026年", "ー"]), min_size=1
).map("".join)
WIDTHS = st.floats(60, 480)


def _may_end_here(left: str, right: str) -> bool:
    return kinsoku.between(MINCHO.glyphs(left)[0], MINCHO.glyphs(right)[0]).may_break


@given(FEW_MARKS, WIDTHS, st.sampled_from([MINCHO, GOTHIC]), st.booleans())
def test_no_line_breaks_where_it_must_not(text: str, width: float, typeface: object, justified: bool) -> None:
    lines = set_paragraph(text, Style(typeface, 10, 15, justified), width)  # type: ignore[arg-type]
    for before, after in itertools.pairwise(lines):
        assert after.glyphs[0].typed not in kinsoku.NOT_AT_START
        assert before.glyphs[-1].typed not in kinsoku.NOT_AT_END
        assert _may_end_here(before.glyphs[-1].typed, after.glyphs[0].typed)


@given(MARKED, WIDTHS, st.booleans())
def test_every_character_is_set_once_and_within_the_width(text: str, width: float, justified: bool) -> None:
    lines = set_paragraph(text, Style(MINCHO, 10, 15, justified), width)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert line.width <= width + 0.01
        assert list(line.offsets) == sorted(line.offsets)


@given(st.text("漢字かな、。（）「」", min_size=60, max_size=200), st.floats(200, 480))
def test_justified_lines_end_flush_or_stay_close(text: str, width: float) -> None:
    lines = set_paragraph(text, Style(MINCHO, 10, 15, justified=True), width)
    for line in lines[:-1]:
        assert line.width > width - 0.01 or len(line.glyphs) * 0.6 * 10 < width


def _lines(text: str, ems: float) -> list[str]:
    return [line.text for line in set_paragraph(text, Style(MINCHO, 10, 15, justified=True), ems * 10)]


def test_a_mark_at_the_end_gives_up_its_white() -> None:
    assert _lines("漢字漢字。", 4.5) == ["漢字漢字。"]


def test_a_mark_is_squeezed_in_where_the_line_has_white_to_give() -> None:
    assert _lines("漢、字「漢」字漢。漢字", 8) == ["漢、字「漢」字漢。", "漢字"]


def test_otherwise_the_character_before_goes_down_with_the_mark() -> None:
    assert _lines("漢字漢字。漢", 4) == ["漢字漢", "字。漢"]


def test_numbers_and_words_stay_whole_and_a_word_too_long_is_cut() -> None:
    assert _lines("漢字漢2026年", 4) == ["漢字漢", "2026年"]
    assert _lines("ABCDEFGHIJKL", 4) == ["ABCDEFGH", "IJKL"]


def test_opening_brackets_stand_flush_at_the_start_of_a_line() -> None:
    second = set_paragraph("漢字漢字「漢字」", Style(MINCHO, 10, 15), 40)[1]
    assert second.text == "「漢字」"
    assert second.offsets[0] == -5.0
