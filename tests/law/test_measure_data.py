"""The table of security control measures (K5-3, T1): complete, in its groups, with the test for small businesses of today."""

from ashibue_desk.law.measure_data import load_measures

GROUPS = {
    "基本方針と規程の策定": 2,
    "組織的安全管理措置": 5,
    "人的安全管理措置": 2,
    "物理的安全管理措置": 4,
    "技術的安全管理措置": 4,
    "外的環境の把握": 1,
}


def test_every_group_has_its_measures_in_the_order_of_the_guideline() -> None:
    measures = load_measures("npo").measures
    found: dict[str, int] = {}
    for measure in measures:
        found[measure.group] = found.get(measure.group, 0) + 1
    assert found == GROUPS
    assert len({measure.name for measure in measures}) == len(measures)


def test_who_is_a_small_business_is_counted_in_people_and_not_by_the_outdated_exclusion() -> None:
    told = load_measures("npo").small_business
    assert "100人以下" in told
    assert "5,000人を超える" in told
    assert "個人情報取扱事業者" not in told


def test_measures_without_a_special_case_are_those_of_the_guideline() -> None:
    without = {measure.name for measure in load_measures("npo").measures if not measure.small}
    assert without >= {"基本方針を定める", "担当者を監督する", "取り扱う区域を管理する", "情報の漏えいを防ぐ"}
    assert "アクセスを制御する" not in without
