"""The papers about a contract (K14): the check of its clauses, and the permission to entrust on."""

from forms.clause_check import render_clause_check
from forms.re_entrustment_permission import render_re_entrustment_permission
from tests.forms.contract_facts import blank_clause_check, clause_check, clauses, permission
from tests.forms.contractor_facts import RULES
from tests.helpers import pdf_text


def words(pdf: bytes) -> str:
    return pdf_text.run_together("".join(pdf_text.pages(pdf)))


def test_every_clause_of_the_pack_is_checked_with_its_place() -> None:
    text = words(render_clause_check(clause_check()))
    for clause in RULES.clauses:
        assert pdf_text.run_together(clause.heading) in text
    for said in (
        "みなも税理士事務所",
        "令和8年4月1日から定めなし",
        "規程と番号利用法が求める条項",
        "ガイドラインが勧める条項",
        "令和8年3月20日確かめた人霧島澪方法実地で確かめた",
    ):
        assert said in text
    assert "□有" not in text


def test_a_clause_without_a_place_is_said_to_be_missing() -> None:
    first, *others = clauses("第5条")
    gone = clauses()[0]
    assert gone.heading == first.heading
    text = words(render_clause_check(clause_check(clauses=(gone, *others))))
    assert "4項1号無" in text
    assert words(render_clause_check(clause_check())).count("無") < text.count("無")


def test_the_blank_check_has_boxes_to_tick() -> None:
    text = words(render_clause_check(blank_clause_check()))
    assert text.count("□有□無") == len(RULES.clauses)
    assert "＿＿＿＿" in text


def test_the_permission_binds_the_contractor_and_names_the_scope() -> None:
    pdf = render_re_entrustment_permission(permission())
    assert pdf_text.page_count(pdf) == 1
    text = words(pdf)
    for said in (
        "みなも税理士事務所御中",
        "令和8年5月1日に申請のあった",
        "令和8年5月10日",
        "なぎさ計算センターがさらに委託するときは",
        "給与支払報告書の入力",
        "再委託する理由なし",
        "許諾書を受け取った委託先",
    ):
        assert said in text


def test_a_blank_permission_names_nobody() -> None:
    facts = permission(
        contractor_name="",
        contract_title="",
        sub_name="",
        sub_address="",
        scope="",
        measures="",
        requested_on=None,
        decided_on=None,
        decided_by="",
    )
    text = words(render_re_entrustment_permission(facts))
    assert "〒御中" in text, "address and name are ruled behind the window of the envelope"
    assert "委託先が負うものと同じ義務を再委託先に" in text
    assert "理由なし" not in text
