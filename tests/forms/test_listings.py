"""Lists on paper: every row once, heads on every sheet, nobody in the properties."""

from dataclasses import replace
from datetime import date

import pytest

from ashibue_desk.domain.consent import CONSENT_STATE_NAMES, ConsentRow, ConsentState
from ashibue_desk.domain.form_facts import ConsentStatusFacts, ImportLeftoversFacts
from forms.catalogue import catalogue
from forms.consent_status import render_consent_status
from forms.import_leftovers import render_import_leftovers
from forms.situations import CannotDrawCharacter
from tests.forms.facts import LONG_OFFICE, head
from tests.helpers import pdf_text

PROBLEM = "生年月日「1990/02/29」は実在しない日付です。元の書類で確かめて直してください。"


def _leftovers(rows: tuple[tuple[int, str, str], ...], office: str = "みずうみ劇場") -> bytes:
    return render_import_leftovers(
        ImportLeftoversFacts(head=head("IL", office), file_label="職員名簿（令和8年度）.xlsx", rows=rows)
    )


def _status(rows: tuple[ConsentRow, ...]) -> bytes:
    return render_consent_status(ConsentStatusFacts(head=head("CS"), as_of=date(2026, 11, 21), rows=rows))


def _row(number: int, state: ConsentState) -> ConsentRow:
    received = date(2026, 12, 11) if state is ConsentState.RECEIVED else None
    return ConsentRow(
        person_id=f"id{number}",
        code=f"A{number:03}",
        name=f"𠮷野 灯{number:03}",
        kana="",
        department="劇場",
        state=state,
        version=1,
        issued_on=date(2026, 4, 1),
        received_on=received,
        place="書庫",
    )


def test_every_leftover_row_is_printed_once_and_each_sheet_has_the_head() -> None:
    rows = tuple((number, f"風見 弦{number:03}", PROBLEM * (1 + number % 3)) for number in range(1, 81))
    pages = pdf_text.pages(_leftovers(rows))
    assert len(pages) > 3
    together = [pdf_text.run_together(page) for page in pages]
    assert all("氏名（名簿のとおり）" in page and "直すところ" in page for page in together)
    for _, name, _ in rows:
        assert sum(page.count(pdf_text.run_together(name)) for page in together) == 1
    for number, page in enumerate(together, start=1):
        assert f"{number}/{len(pages)}" in page
    assert "取り込めなかった行80件" in together[0]
    assert "まだ登録されていません" in together[-1]


def test_a_cell_taller_than_a_sheet_goes_on_over_the_next() -> None:
    text = "".join(f"第{number}の問題を直してください。" for number in range(1, 600))
    pages = pdf_text.pages(_leftovers(((1, "風見 弦", text),)))
    together = pdf_text.run_together("".join(pages))
    assert len(pages) > 1
    assert all(f"第{number}の問題" in together for number in (1, 300, 599))


@pytest.mark.parametrize("count", [0, 1, *range(18, 32)])
def test_no_sheet_is_empty_but_for_an_empty_list(count: int) -> None:
    pages = pdf_text.pages(_leftovers(tuple((number, f"風見{number:03}", "直す") for number in range(count))))
    for page in pages[1:]:
        assert "風見" in page
    assert sum(page.count("風見") for page in pages) == count


def test_consent_states_are_listed_and_counted() -> None:
    states = list(ConsentState)
    pages = pdf_text.pages(_status(tuple(_row(number, states[number % 6]) for number in range(60))))
    together = pdf_text.run_together("".join(pages))
    for state in states:
        assert f"{CONSENT_STATE_NAMES[state]}10人" in together
    assert all(f"𠮷野灯{number:03}" in together for number in range(60))
    assert "R8.12.11" in together
    assert "令和8年11月21日現在全60人" in together


def test_a_name_that_cannot_be_drawn_is_named_with_its_row() -> None:
    with pytest.raises(CannotDrawCharacter) as raised:
        _leftovers(((7, "風見\ue000", PROBLEM),))
    assert (raised.value.person, raised.value.field) == ("7行目の人", "氏名")
    with pytest.raises(CannotDrawCharacter, match="所属"):
        _status((replace(_row(1, ConsentState.ISSUED), department="総務\ue000"),))


def test_lists_are_the_same_every_time_and_name_nobody_in_the_properties() -> None:
    rows = (_row(1, ConsentState.RECEIVED),)
    assert _status(rows) == _status(rows)
    told = "".join(pdf_text.properties(_status(rows)).values())
    assert "同意書の提出状況" in told
    assert "𠮷野" not in told


def test_a_long_office_name_does_not_stop_a_list() -> None:
    assert LONG_OFFICE[-8:] in pdf_text.run_together(pdf_text.pages(_leftovers((), LONG_OFFICE))[0])


def test_the_catalogue_knows_each_form_by_its_id() -> None:
    designs = catalogue()
    assert {"Y2", "R1", "IL", "CS", "CE", "CD", "HA"} <= set(designs)
    assert designs["Y2"].name == "特定個人情報等の取扱いに関する同意書"
    assert all(design.form_id == form_id and design.version >= 1 for form_id, design in designs.items())
