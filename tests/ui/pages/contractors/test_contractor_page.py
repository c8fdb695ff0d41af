"""Everything about one contractor: what comes next, the small forms, the tree, what each role is offered."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from ashibue_desk.domain.re_entrustment import ReEntrustmentEntry, RequestState
from ashibue_desk.use_cases.contractors import providing, re_entrusting
from ashibue_desk.use_cases.contractors.register import contractor_file
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, HANDLER, Scene, done
from tests.helpers.pdf_text import pages
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.contractors.contractor_page import ContractorPage
from ui.pages.contractors.other_cards import BeginCard, DecideRequestCard, RequestCard
from ui.pages.contractors.record_card import RecordCard
from ui.theme.plain_label import PlainLabel
from ui.widgets.name_link import NameLink


def words_of(page: ContractorPage) -> str:
    """Return everything that stands on the page."""
    QApplication.processEvents()  # what was put into a layout is shown with the next turn
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def offered(page: ContractorPage) -> set[str]:
    """Return the words of every button to be seen."""
    QApplication.processEvents()
    return {button.text() for button in page.findChildren(QPushButton) if button.isVisible()}


def card_of(page: ContractorPage) -> RecordCard:
    """Return the small form that is open."""
    QApplication.processEvents()
    cards = [card for card in page.findChildren(RecordCard) if card.isVisible()]
    assert len(cards) == 1
    return cards[0]


def press(page: ContractorPage, opened: Opened, card: RecordCard) -> None:
    card.act_button.click()
    opened.rest()
    opened.rest()


def test_one_page_shows_everything(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    words = words_of(page)
    assert page.heading.text() == "みなもと水の会計事務所"
    for expected in (
        "委託しています",
        "手順を書面にし、記録を残す",
        "職員と扶養親族の番号を記載した年末調整の書類",
        "税務と給与計算の業務委託契約書",
        "扶養控除等申告書の写し　職員と扶養親族　18人分",
        "あおさぎデータ入力舎への再委託",
        "申請の理由: 年末の件数が多いため",
        "再委託先を監督する方法: 毎月の報告と、年1回の見学",
        "まで　実地の調査",
        "受渡しの記録に、受け取った人の名前がない行があった",
        "笛木 千鳥",
    ):
        assert expected in words
    assert "いまは番号を渡せません" not in words
    assert len(page.sections.bars.bars()) == 7
    assert nameless_controls(page) == []


def test_what_comes_next_is_the_one_main_act(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.candidate)
    assert page.next_button.text() == "評価をはじめる"
    assert "評価がまだ終わっていません" in words_of(page)
    page.next_button.click()
    assert isinstance(card_of(page), BeginCard)
    press(page, opened, card_of(page))
    key, evaluation_id = opened.shell.opened[-1]
    assert key == "contractor_evaluation"
    file = contractor_file(office.desk, office.candidate)
    assert file.open is not None
    assert file.open.head.id == evaluation_id
    page.next_button.click()
    assert opened.shell.opened[-1] == ("contractor_evaluation", evaluation_id)
    assert page.next_button.text() == "評価をつづける"


def test_the_entrusted_one_leads_to_a_provision(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    assert page.next_button.text() == "提供を記録する"
    page.next_button.click()
    page.edit()
    page.sections.below.contract.button("contract").click()
    page.sections.below.ending.button("end").click()
    assert [key for key, _id in opened.shell.opened] == [
        "contractor_provision",
        "contractor_edit",
        "contractor_contract",
        "contractor_end",
    ]


def fill(card: RecordCard, **values: object) -> None:
    """Put values into the fields of a form, by the names of its rows."""
    rows = {row.name: row.field for row in card.form.rows()}
    for name, value in values.items():
        rows[name].set_value(value)  # type: ignore[attr-defined]


def test_a_condition_met_is_recorded_once(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    line = page.sections.conditions.lines()[0]
    page.do("met", line.key)
    card = card_of(page)
    card.act_button.click()
    assert card.isVisible(), "how it was seen is missing"
    fill(card, note="手順書の写しを受け取った")
    press(page, opened, card)
    assert told(page)[0] == ("success", "できました 条件を満たしたことを記録しました。")
    tags = [one.tag for one in page.sections.conditions.lines()]
    assert tags.count("改善済") == 2


def test_supervision_is_planned_done_and_planned_again(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    page.sections.below.looks.button("plan").click()
    card = card_of(page)
    fill(card, due_on=office.desk.today + timedelta(days=90), topics="廃棄の記録")
    press(page, opened, card)
    assert len(page.sections.below.looks.lines()) == 2
    page.do("looked", page.sections.below.looks.lines()[0].key)
    fill(card_of(page), result="問題なし", place="書庫1")
    press(page, opened, card_of(page))
    lines = page.sections.below.looks.lines()
    assert [line.tag for line in lines] == ["これから", "これから", "済み"]
    page.do("drop", lines[0].key)
    fill(card_of(page), reason="実地にまとめる")
    press(page, opened, card_of(page))
    assert [line.tag for line in page.sections.below.looks.lines()].count("取りやめ") == 1


def test_a_finding_is_recorded_and_its_correction_confirmed(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    page.sections.below.findings.button("finding").click()
    fill(card_of(page), kind="accident", text="書類を一時見失った", due_on=office.desk.today)
    press(page, opened, card_of(page))
    accident = next(one for one in page.sections.below.findings.lines() if one.said.startswith("事故"))
    page.do("correct", accident.key)
    fill(card_of(page), correction="保管の場所を1つにした")
    press(page, opened, card_of(page))
    assert any(one.tag == "是正済" for one in page.sections.below.findings.lines())


def test_who_handles_there_comes_and_goes(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    page.sections.below.handlers.button("handler").click()
    fill(card_of(page), name="宵町 櫂", duty="入力")
    press(page, opened, card_of(page))
    line = next(one for one in page.sections.below.handlers.lines() if one.said == "宵町 櫂")
    page.do("left", line.key)
    press(page, opened, card_of(page))
    assert next(one for one in page.sections.below.handlers.lines() if one.said == "宵町 櫂").tag == "外れた"


def test_a_receipt_is_added_later(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    page.do("receipt", page.sections.below.provisions.lines()[0].key)
    fill(card_of(page), receipt="受領書を受け取った")
    press(page, opened, card_of(page))
    line = page.sections.below.provisions.lines()[0]
    assert "受領: 受領書を受け取った" in line.softer
    assert line.softer.startswith("源泉徴収票の作成")
    assert line.acts == ()


def test_a_re_entrustment_is_asked_and_decided(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    page.sections.below.chain.button("request").click()
    card = card_of(page)
    assert isinstance(card, RequestCard)
    fill(card, sub_id=office.evaluating, scope="書類の溶解")
    press(page, opened, card)
    request = contractor_file(office.desk, office.entrusted).requests[0]
    asked = next(one for one in page.sections.below.chain.lines() if one.tag == "申請中")
    page.do("decide", asked.key)
    decision = card_of(page)
    assert isinstance(decision, DecideRequestCard)
    fill(decision, sub_id="permit")
    press(page, opened, decision)
    assert "先に評価してください" in decision.form.rows()[0].problem_text()
    fill(decision, sub_id="refuse", reason="評価が終わっていない")
    press(page, opened, decision)
    assert request.id
    states = [one.state for one in contractor_file(office.desk, office.entrusted).requests]
    assert RequestState.REFUSED in states
    assert [link.text() for link in page.findChildren(NameLink)][:2] == [
        "みなもと水の会計事務所",
        "あおさぎデータ入力舎",
    ]


def test_the_tree_opens_the_others_and_a_sub_contractor_leads_to_who_asked(
    opened: Opened, office: Office
) -> None:
    entry = ReEntrustmentEntry(
        contractor_id=office.candidate,
        sub_id=office.entrusted,
        requested_on=office.desk.today,
        scope="相談",
    )
    done(re_entrusting.request_re_entrustment(office.desk, entry))
    page = opened.show(ContractorPage, office.entrusted)
    sub = contractor_file(office.desk, office.entrusted).requests
    typist = next(one.entry.sub_id for one in sub if one.entry.sub_id != office.entrusted)
    page.sections.below.tree.opened.emit(office.entrusted)
    assert opened.shell.opened == []
    page.sections.below.tree.opened.emit(typist)
    assert opened.shell.opened == [("contractor", typist)]


def test_the_handler_is_not_offered_what_the_officer_decides(
    opened: Opened, office: Office, scene: Scene
) -> None:
    opened.context = replace(opened.context, roles=scene.users[HANDLER].roles)
    page = opened.show(ContractorPage, office.entrusted)
    shown = offered(page)
    assert {"提供を記録する", "予定を立てる", "修正する (F2)"} <= shown
    assert not {"是正を記録する", "委託を終える", "許諾を決める", "見直しを済ませる"} & shown


def test_the_auditor_reads_and_is_offered_no_act(opened: Opened, office: Office, scene: Scene) -> None:
    opened.context = replace(opened.context, roles=scene.users[AUDITOR].roles)
    page = opened.show(ContractorPage, office.entrusted)
    links = {link.text() for link in page.findChildren(NameLink)}
    assert offered(page) - links == {"すべて印刷する", "開く"}
    page.print_dossier()
    assert page.papers.card.isVisible()
    page.edit()
    assert opened.shell.opened == []


def test_a_provision_against_the_gate_stays_until_the_officer_closes_it(
    opened: Opened, office: Office
) -> None:
    file = contractor_file(office.desk, office.entrusted)
    entry = replace(file.provisions[0].entry, provided_on=office.desk.today - timedelta(days=3), count=1)
    done(providing.record_provision(office.desk, entry, "申告の期限のため"))
    page = opened.show(ContractorPage, office.entrusted)
    line = next(one for one in page.sections.below.provisions.lines() if one.tag == "要件を欠く提供")
    page.do("review", line.key)
    opened.rest()
    opened.rest()
    assert any(one.tag == "見直し済" for one in page.sections.below.provisions.lines())


def test_papers_go_into_files_without_a_name_in_them(opened: Opened, office: Office, tmp_path: Path) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    for ask, name in ((page.print_dossier, "dossier.pdf"), (page.print_annex, "annex.pdf")):
        ask()
        file_choice.answer_next(tmp_path / name)
        page.papers.card.save_button.click()
        opened.rest()
        assert "みなもと水の会計事務所" in "".join(pages((tmp_path / name).read_bytes()))
        assert told(page)[0][0] == "success"


def test_a_record_that_is_gone_offers_nothing(opened: Opened) -> None:
    page = opened.show(ContractorPage, "0" * 32)
    assert told(page)[0][0] == "error"
    assert not page.sections.isVisible()
    page.do_next()
    page.do("met", "x")
    assert opened.shell.opened == []


@pytest.mark.parametrize("who", ["candidate", "evaluating", "entrusted"])
def test_every_state_has_names_for_screen_readers(opened: Opened, office: Office, who: str) -> None:
    page = opened.show(ContractorPage, getattr(office, who))
    assert nameless_controls(page) == []


def test_a_cloud_service_is_checked_from_here(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    page.sections.below.cloud.button("cloud").click()
    assert opened.shell.opened[-1] == ("cloud_check", office.entrusted)


def test_the_check_of_the_clauses_is_printed_from_the_contract(
    opened: Opened, office: Office, tmp_path: Path
) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    assert "条項の点検票を印刷" in offered(page)
    page.print_clauses()
    target = tmp_path / "clauses.pdf"
    file_choice.answer_next(target)
    page.papers.card.save_button.click()
    opened.rest()
    words = "".join(pages(target.read_bytes()))
    assert "契約条項の点検票" in words
    assert "みなもと水の会計事務所" in words


def test_a_permission_is_printed_from_its_line(opened: Opened, office: Office, tmp_path: Path) -> None:
    desk, page = office.desk, opened.show(ContractorPage, office.entrusted)
    permitted = [
        one for one in contractor_file(desk, office.entrusted).requests if one.state is RequestState.PERMITTED
    ]
    assert permitted
    assert "許諾書を印刷" in offered(page)
    page.print_permission(permitted[0].id)
    target = tmp_path / "permission.pdf"
    file_choice.answer_next(target)
    page.papers.card.save_button.click()
    opened.rest()
    words = "".join(pages(target.read_bytes()))
    assert permitted[0].sub_name in words
    assert [paper.form_id for paper in desk.vault.papers.all()] == ["RP"]
