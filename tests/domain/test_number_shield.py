import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.individual_number import MASKED
from ashibue_desk.domain.number_shield import Shielded, holds_number, mask_numbers, withhold_numbers
from ashibue_desk.domain.table import Cell, CellMark, Row
from tests.helpers.sample_numbers import VALID, VALID_CORPORATE, WRONG_CHECK_DIGIT, check_digit, valid_number

NUMBERS = tuple(valid_number(seed).digits() for seed in range(20))


def rows_of(*rows: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(tuple(Cell(text) for text in row) for row in rows)


def texts(shielded: Shielded) -> list[list[str]]:
    return [[cell.text for cell in row] for row in shielded.rows]


def written_out(shielded: Shielded) -> str:
    return " ".join(f"{cell.text} {cell.value}" for row in shielded.rows for cell in row)


@pytest.mark.parametrize(
    "header", ["マイナンバー", "個人番号", "個人番号(12桁)", "ﾏｲﾅﾝﾊﾞｰ", "My Number", "マイ ナンバー"]
)
def test_a_headed_column_is_blanked_whatever_its_digits(header: str) -> None:
    shielded = withhold_numbers(
        rows_of(
            ("氏名", header, "所属"),
            ("青葉 灯", VALID[0], "総務"),
            ("霧島 弦", "98765", "制作"),
            ("星川", "未提出", ""),
        )
    )
    assert texts(shielded) == [
        ["氏名", header, "所属"],
        ["青葉 灯", "", "総務"],
        ["霧島 弦", "", "制作"],
        ["星川", "未提出", ""],
    ]
    assert shielded.columns == {1}
    assert shielded.cells == 2


@pytest.mark.parametrize("header", ["マイナンバー提出日", "個人番号の有無", "個人番号確認済"])
def test_a_column_about_numbers_is_no_number(header: str) -> None:
    shielded = withhold_numbers(rows_of(("氏名", header), ("青葉 灯", "2026/4/1")))
    assert shielded.columns == frozenset()
    assert shielded.cells == 0


def test_a_title_that_names_the_number_blanks_nothing() -> None:
    rows = rows_of(("個人番号管理表", ""), ("社員番号", "氏名"), ("0001", "青葉 灯"))
    assert withhold_numbers(rows).rows == rows


def test_a_column_without_header_is_known_by_its_digits() -> None:
    rows = rows_of(
        ("氏名", ""),
        *((f"青葉 {n}", number) for n, number in enumerate(NUMBERS)),
        ("霧島", WRONG_CHECK_DIGIT[0]),
    )
    shielded = withhold_numbers(rows)
    assert shielded.columns == {1}
    assert not any(row[1].text for row in shielded.rows)


@pytest.mark.parametrize(
    "written",
    [
        VALID[0],
        VALID[0].translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        " ".join((VALID[0][:4], VALID[0][4:8], VALID[0][8:])),
        "-".join((VALID[0][:4], VALID[0][4:8], VALID[0][8:])),
        "\u3000".join(VALID[0]),
    ],
)
def test_a_single_number_anywhere_is_blanked(written: str) -> None:
    shielded = withhold_numbers(rows_of(("氏名", "備考"), ("青葉 灯", written)))
    assert texts(shielded)[1] == ["青葉 灯", ""]
    assert shielded.rows[1][1].mark is CellMark.WITHHELD
    assert shielded.cells == 1


def test_a_number_inside_a_remark_is_masked_and_the_rest_stays() -> None:
    shielded = withhold_numbers(rows_of(("氏名", "備考"), ("青葉 灯", f"番号は{VALID[0]}、4月に確認")))
    assert texts(shielded)[1][1] == f"番号は{MASKED}、4月に確認"


def test_a_number_stored_as_a_number_is_blanked_with_its_value() -> None:
    rows = ((Cell("氏名"), Cell("備考")), (Cell("青葉 灯"), Cell(VALID[0], int(VALID[0]))))
    assert VALID[0] not in written_out(withhold_numbers(rows))


def test_a_number_over_three_or_twelve_cells_is_blanked() -> None:
    three = rows_of(
        ("氏名", "個人番号", "", "", "所属"), ("青葉", *(VALID[0][n : n + 4] for n in (0, 4, 8)), "総務")
    )
    assert texts(withhold_numbers(three))[1] == ["青葉", "", "", "", "総務"]
    twelve = rows_of(("個人番号", *[""] * 11, "所属"), (*VALID[0], "総務"))
    assert texts(withhold_numbers(twelve))[1] == [""] * 12 + ["総務"]


def test_an_unlabelled_neighbour_of_words_is_kept() -> None:
    rows = rows_of(("氏名", "個人番号", ""), ("青葉", VALID[0], "総務"))
    assert texts(withhold_numbers(rows))[1] == ["青葉", "", "総務"]


def test_a_random_id_and_a_digest_are_no_numbers() -> None:
    for text in (f"ab{VALID[0]}c" + "0f" * 9, "0f" * 20 + f"a{VALID[1]}b" + "c" * 10):
        assert not holds_number(text)
        assert texts(withhold_numbers(rows_of((text,)))) == [[text]]
        assert holds_number(f"{text}-{VALID[2]}")
    assert holds_number(f"abc{VALID[0]}def")


def test_corporate_numbers_stay() -> None:
    rows = rows_of(
        ("名称", "個人番号又は法人番号"),
        ("みなも商店", VALID_CORPORATE[0]),
        ("青葉 灯", VALID[0]),
        ("霧島", VALID[0][:11]),
    )
    shielded = withhold_numbers(rows)
    assert [row[1] for row in texts(shielded)[1:]] == [VALID_CORPORATE[0], "", ""]
    plain = rows_of(("名称", "番号"), *((f"商店{n}", number) for n, number in enumerate(VALID_CORPORATE)))
    assert withhold_numbers(plain).rows == plain


def test_other_codes_of_twelve_digits_stay_though_some_pass_by_chance() -> None:
    wrong = [f"{n * 7_919_113:011d}" for n in range(1, 31)]
    codes = [body + str((int(check_digit(body)) + 1) % 10) for body in wrong]
    rows = rows_of(
        ("氏名", "契約番号"), *((f"青葉 {n}", code) for n, code in enumerate([*codes, VALID[0], VALID[1]]))
    )
    assert withhold_numbers(rows).rows == rows


@pytest.mark.parametrize(
    "text", ["0852-12-3456", "2026-04-01", "1975/06/01", "6900852", "1.23457E+11", WRONG_CHECK_DIGIT[0]]
)
def test_other_digits_stay(text: str) -> None:
    rows = rows_of(("氏名", "備考"), ("青葉 灯", text))
    assert withhold_numbers(rows).rows == rows


@given(
    st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=8),
    st.sampled_from(["", "番号", "マイナンバー", "備考"]),
    st.sampled_from(["", " ", "-", "\u3000"]),
)
def test_no_number_survives(numbers: list[str], header: str, separator: str) -> None:
    written = [separator.join((number[:4], number[4:8], number[8:])) for number in numbers]
    shielded = withhold_numbers(rows_of(("氏名", header), *(("青葉 灯", text) for text in written)))
    assert not any(text in written_out(shielded) for text in written)
    assert shielded.cells == len(numbers)


def grouped(sizes: tuple[int, ...], between: str) -> str:
    """Return a sample number in groups."""
    digits, at, groups = VALID[0], 0, []
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return between.join(groups)


WRITTEN = (
    VALID[0],
    *(
        grouped((4, 4, 4), between)
        for between in (
            " ",
            "　",
            "-",
            "ー",
            ".",
            "．",
            "・",
            "/",
            "_",
            ",",
            "、 ",
            " - ",
            "\n",
            "\u200b",
            "\u2009",
            "\u202f",
        )
    ),
    *(grouped((6, 6), between) for between in (" ", "-", "　")),
    *(grouped((3, 3, 3, 3), between) for between in (" ", "-")),
    VALID[0].translate(str.maketrans("0123456789", "０１２３４５６７８９")),
)


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("around", ["{}", "番号は{}です", "3 {}", "担当2　{}", "No.1 {} 令和8年", "{} 1"])
def test_a_number_in_running_text_is_found_however_it_is_written(number: str, around: str) -> None:
    text = around.format(number)
    assert holds_number(text)
    digits = [character for character in mask_numbers(text) if character.isdecimal()]
    assert len(digits) == sum(character.isdecimal() for character in around)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21 10:30",
        "2026/11/21から2027/03/31まで",
        "03-1234-5678、090-1234-5678",
        f"法人番号 {VALID_CORPORATE[0]}",
        "192.168.100.200",
        WRONG_CHECK_DIGIT[0],
        "〒690-0001 2丁目3番4号 5678",
    ],
)
def test_days_phones_and_addresses_are_no_numbers(text: str) -> None:
    assert mask_numbers(text) == text
