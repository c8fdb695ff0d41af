"""The search field leads to every page that has words of its own, also to those outside the rail."""

import pytest

from ui.catalogue import page_specs
from ui.widgets.search_field import _pages_found


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("取り込み", "import_people"),
        ("インポート", "import_people"),
        ("けんしょうかーど", ""),
        ("検証カード", "log_check"),
        ("様式第2号", "consents"),
        ("一人ずつ", "person_edit"),
        ("委託先を登録", "contractor_edit"),
        ("クラウド", "cloud_checks"),
        ("番号を見る", "people"),
        ("退職", "people"),
        ("扶養親族", "people"),
        ("住所", "people"),
        ("取り消す", "import_people"),
        ("復元", "backup"),
        ("月次点検", "log_checks"),
    ],
)
def test_a_page_is_found_by_its_words(typed: str, key: str) -> None:
    found = [hit.key for hit in _pages_found(page_specs(), typed)]
    assert (key in found) if key else not found


def test_the_page_that_is_called_so_comes_before_those_that_know_the_word() -> None:
    found = [hit.key for hit in _pages_found(page_specs(), "様式")]
    assert found[0] == "papers"
    assert "consents" in found
