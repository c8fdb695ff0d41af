"""Whatever is in a file: a table or a sentence, never anything else."""

import io
import zipfile
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from ashibue_desk.domain.staff_list import guess_mapping, read_rows
from ashibue_desk.domain.table import Table
from ashibue_desk.office_files.reading import table_of_bytes
from ashibue_desk.office_files.situations import OfficeFileSituation
from tests.office_files.sample_files import CSV_ROWS, part, repacked, sheet_xml, staff_workbook, workbook

WORKBOOK = staff_workbook()
SHEET = "xl/worksheets/sheet1.xml"
PARTS = tuple(zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist())


def outcome(data: bytes) -> Table | OfficeFileSituation:
    found = _read(data)
    if isinstance(found, OfficeFileSituation):
        assert len(found.sentence().splitlines()) == 3
    else:
        rows = read_rows(found, guess_mapping(found), today=date(2026, 11, 21))
        assert len(rows) == len(found.rows)
    return found


def _read(data: bytes) -> Table | OfficeFileSituation:
    try:
        return table_of_bytes(data)
    except OfficeFileSituation as situation:
        return situation


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"PK\x05\x06" + b"\0" * 18)
def test_random_bytes(data: bytes) -> None:
    outcome(data)


@given(st.binary(max_size=200))
def test_random_bytes_after_each_known_beginning(data: bytes) -> None:
    for beginning in (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
    ):
        outcome(beginning + data)


@given(st.integers(0, len(WORKBOOK) - 1), st.integers(1, 255))
def test_one_byte_changed_in_a_workbook(place: int, change: int) -> None:
    data = bytearray(WORKBOOK)
    data[place] ^= change
    outcome(bytes(data))


@given(st.integers(4, len(WORKBOOK) - 1))
def test_a_workbook_cut_anywhere(length: int) -> None:
    assert isinstance(outcome(WORKBOOK[:length]), OfficeFileSituation)


@given(st.sampled_from(PARTS), st.data())
def test_one_byte_changed_inside_a_part(name: str, data: st.DataObject) -> None:
    content = bytearray(part(WORKBOOK, name))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    outcome(repacked(WORKBOOK, {name: bytes(content)}))


@given(
    st.lists(
        st.tuples(
            st.text("ABZX", min_size=1, max_size=3),
            st.integers(-1, 70_000),
            st.sampled_from(["n", "s", "b", "e", "d", "str", "inlineStr", "x"]),
            st.sampled_from(["", "1", "-1", "1e400", "99999999999", "NaN", "あ", "2026-02-30", "1" * 5000]),
        ),
        max_size=6,
    )
)
def test_cells_that_contradict_themselves(cells: list[tuple[str, int, str, str]]) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="{column}{row}" t="{kind}" s="0"><v>{value}</v></c></row>'
        for column, row, kind, value in cells
    )
    outcome(repacked(workbook(("名簿", (("氏名", "所属"),))), {SHEET: sheet_xml(rows)}))


@given(
    st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=8),
    st.sampled_from(["utf-8", "utf-16", "cp932"]),
)
def test_any_text_in_any_character_set(rows: list[list[str]], encoding: str) -> None:
    text = CSV_ROWS + "\n".join(",".join(row) for row in rows)
    outcome(text.encode(encoding, "replace"))


@given(
    st.lists(
        st.text("青葉灯髙﨑𠮷\U000e0100 \u3000ァあ", min_size=1, max_size=8).filter(str.strip), min_size=1
    )
)
def test_names_survive_every_unicode_file(names: list[str]) -> None:
    text = "社員番号,氏名\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        table = table_of_bytes(text.encode(encoding))
        assert [row[1].text for row in table.rows[1:]] == names
