"""復旧シート: one page, readable, scannable, and its secret nowhere but on the sheet."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from forms.recovery_sheet import recovery_sheet_text, render_recovery_sheet
from forms.situations import CannotDrawCharacter
from tests.forms.facts import IDENTITY, LINES, LONG_OFFICE, head, recovery_sheet
from tests.helpers import pdf_text


def test_one_page_says_what_it_is_and_what_to_do() -> None:
    pages = pdf_text.pages(render_recovery_sheet(recovery_sheet(copy_number=2)))
    assert len(pages) == 1
    text = pdf_text.run_together(pages[0])
    for said in (
        "復旧シート",
        "2/2枚目",
        "みずうみ劇場の保管庫",
        "令和8年度（2026年度）",
        "令和9年3月31日",
        "QRコード",
        "シュレッダー",
        "金庫",
    ):
        assert said in text


def test_the_identity_can_be_read_back_line_by_line() -> None:
    for read in (
        pdf_text.pages(render_recovery_sheet(recovery_sheet()))[0],
        pdf_text.poppler_text(render_recovery_sheet(recovery_sheet()), layout=True),
    ):
        for line in LINES:
            assert line in read
        assert "7QK2" in read
    assert pdf_text.run_together("".join(LINES)) == IDENTITY


def test_the_identity_is_nowhere_among_the_properties() -> None:
    pdf = render_recovery_sheet(recovery_sheet())
    told = "".join(pdf_text.properties(pdf).values()).upper()
    assert "復旧シート" in told
    assert "AGE" not in told
    assert not any(group in told for line in LINES for group in line.split())
    # Nor in clear anywhere in the file outside the compressed page.
    assert IDENTITY.encode() not in pdf
    assert IDENTITY[16:24].encode() not in pdf


def test_the_qr_code_holds_exactly_the_identity() -> None:
    """Read the drawn squares back into modules and compare them with an independent drawing of the text."""
    import segno

    pdf = render_recovery_sheet(recovery_sheet())
    content = PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    boxes = [
        tuple(map(float, found))
        for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re\b(?! S)", content)
    ]
    matrix = segno.make(IDENTITY, error="m", micro=False, boost_error=False).matrix
    module = 50 * 72 / 25.4 / (len(matrix) + 8)
    squares = [box for box in boxes if abs(box[3] - module) < 0.01]
    left = min(box[0] for box in squares)
    top = max(box[1] for box in squares)
    dark = set()
    for x, y, width, _ in squares:
        row, column = round((top - y) / module), round((x - left) / module)
        dark.update((row, column + step) for step in range(round(width / module)))
    assert dark == {
        (row, column) for row, cells in enumerate(matrix) for column, cell in enumerate(cells) if cell
    }


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_recovery_sheet(recovery_sheet()) == render_recovery_sheet(recovery_sheet())


def test_a_long_office_still_fits_on_one_page() -> None:
    pages = pdf_text.pages(
        render_recovery_sheet(recovery_sheet(head=head("R1", LONG_OFFICE), vault_name=LONG_OFFICE))
    )
    assert len(pages) == 1
    assert LONG_OFFICE[-10:] in pdf_text.run_together(pages[0])


def test_an_office_name_that_cannot_be_drawn_is_named() -> None:
    with pytest.raises(CannotDrawCharacter) as raised:
        render_recovery_sheet(recovery_sheet(vault_name="みずうみ\ue000"))
    assert raised.value.field == "保管庫の名前"


def test_the_plain_text_says_the_same() -> None:
    text = recovery_sheet_text(recovery_sheet())
    for said in (*LINES, "7QK2", "令和8年度（2026年度）", "2枚のうち1枚目", "シュレッダー"):
        assert said in text
    alike = replace(recovery_sheet(), vault_name=recovery_sheet().head.office_name)
    assert recovery_sheet_text(alike).count(alike.vault_name) == 1, "a vault that bears the office's name"
