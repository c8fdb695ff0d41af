"""What a correction about a contractor says, whatever was corrected."""

import pytest

from ashibue_desk.domain.contractor_history import corrections, history_line
from ashibue_desk.domain.contractors import ContractorChange
from tests.helpers.contractors import contract_entry


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("name", "みなも", "なぎさ", ("名称", "みなも", "なぎさ")),
        ("affairs", '["a","b"]', "[]", ("委託する事務", "源泉徴収票、b", "(空欄)")),
        ("until", "", "2027-03-31", ("委託の終わり", "(空欄)", "令和9年3月31日(2027-03-31)")),
        ("contract.place", "書庫1", "書庫2", ("契約書の保管場所", "書庫1", "書庫2")),
        ("clause.複製の制限", "第5条", "", ("条項「複製の制限」の場所", "第5条", "(空欄)")),
    ],
)
def test_a_correction_is_told_in_words(field: str, old: str, new: str, said: tuple[str, ...]) -> None:
    change = ContractorChange("2026-11-21T09:30:00+09:00", "星川 楓", field, old, new)
    line = history_line(change, {"a": "源泉徴収票"})
    assert (line.field, line.old, line.new) == said
    assert (line.when, line.actor) == ("令和8年11月21日(2026-11-21) 09:30", "星川 楓")


def test_only_what_was_corrected_is_kept() -> None:
    before = contract_entry()
    after = contract_entry(ends_on=None, place="書庫2")
    assert corrections(before, after) == {
        "contract.ends_on": ("2027-03-31", ""),
        "contract.place": ("書庫A-3", "書庫2"),
    }
    assert corrections(before, before) == {}
