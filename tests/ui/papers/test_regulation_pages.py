"""The regulation by article: every article readable, its forms and pages one step away, its papers beside it."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_tally import Subject as LogSubject
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.regulation import load_regulation
from ashibue_desk.use_cases import papers
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import PrintedForm, Subject
from forms.catalogue import catalogue
from tests.helpers.accessible_names import nameless_controls
from tests.ui.pages.showing import Opened, opened
from ui.catalogue import page_specs
from ui.pages.papers.article_page import ArticlePage
from ui.pages.papers.regulation_page import RegulationPage
from ui.widgets.labels import PlainLabel
from ui.widgets.name_link import KeyLink
from ui.wording.page_roles import may_open
from ui.wording.page_titles import PAGE_TITLES

__all__ = ["opened"]


def links(page: ArticlePage) -> list[str]:
    """Return the names of every link of a page."""
    QApplication.processEvents()
    return [button.accessibleName() for button in page.findChildren(QPushButton) if button.isVisibleTo(page)]


def test_every_article_a_form_serves_is_in_the_pack() -> None:
    known = {article.number for article in load_regulation("npo").articles}
    assert {number for design in catalogue().values() for number in design.articles} <= known


def test_every_page_an_article_names_is_there() -> None:
    named = {key for article in load_regulation("npo").articles for key in article.pages}
    assert named <= set(PAGE_TITLES)


def test_the_whole_regulation_is_listed_in_its_order(opened: Opened) -> None:
    page = opened.show(RegulationPage)
    numbers = [page.rows.row(at).article.number for at in range(page.rows.rowCount())]
    assert numbers[:44] == [f"{number}条" for number in range(1, 45)]
    assert all(page.rows.row(at).article.summary for at in range(page.rows.rowCount()))
    assert nameless_controls(page) == []
    page.list.filter_field.setText("どういしょ")
    assert page.rows.row(0).article.number == "4条"
    page.list.opened.emit("4条")
    assert opened.shell.opened == [("article", "4条")]


def test_an_article_leads_to_its_forms_and_pages(opened: Opened) -> None:
    page = opened.show(ArticlePage, "9条")
    assert page.heading.text() == "9条　事務取扱担当者"
    assert "誓約書" in page.summary_text.text()
    assert {catalogue()["Y3"].name, "担当者と権限", "自分の担当"} <= set(links(page))
    assert nameless_controls(page) == []
    for name in (catalogue()["Y3"].name, "担当者と権限"):
        next(button for button in page.findChildren(QPushButton) if button.accessibleName() == name).click()
    assert opened.shell.opened == [("paper_form", "Y3"), ("charge", None)]


def test_papers_show_on_the_articles_page_with_their_state(opened: Opened, desk: Desk) -> None:
    page = opened.show(ArticlePage, "42条")
    assert "まだありません" in _words(page)
    form = PrintedForm("S18", catalogue()["S18"].name, 1, kept=True)
    work = papers.issue_papers
    opened.context.operations.act(
        page, lambda at: work(at, form, (Subject(label="手書き用"),), lambda: None), lambda _n: None
    )
    opened.rest()
    assert "戻っていないもの 1件" in page.papers.heading.text()
    assert "発行済" in _words(page)


def test_an_article_shows_which_lines_of_the_log_prove_it(opened: Opened, desk: Desk) -> None:
    page = opened.show(ArticlePage, "18条")
    (newest, *_), lines = _lines_of(desk, "個人番号の登録"), len(_lines_of(desk, "個人番号の登録"))
    day = era_short(date.fromisoformat(newest.local_at[:10]))
    assert f"{lines}行　最後は {day} {newest.actor_name}" in _words(page)
    assert "まだ記録がありません" in _words(page), "nobody has handed over an envelope yet"
    next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "個人番号の登録").click()
    assert opened.shell.opened == [("handling_log", LogSubject("act", "個人番号の登録", "個人番号の登録"))]


def test_a_kind_of_act_with_a_number_is_named_without_it(opened: Opened) -> None:
    page = opened.show(ArticlePage, "マニュアル7.3")
    assert {"バックアップ", "保管庫の写しの確認", "媒体の消去・破壊"} <= set(links(page.records))
    (link,) = [one for one in page.records.findChildren(KeyLink) if one.accessibleName() == "バックアップ"]
    link.click()
    assert opened.shell.opened == [("handling_log", LogSubject("act", "バックアップ(", "バックアップ"))]


def test_an_article_without_records_has_no_card_for_them(opened: Opened) -> None:
    page = opened.show(ArticlePage, "1条")
    assert not page.records.isVisible()


def test_an_article_without_forms_says_so(opened: Opened) -> None:
    page = opened.show(ArticlePage, "1条")
    assert "印刷する様式がありません" in _words(page)
    assert not page.papers.isVisible()
    page.to_list()
    assert opened.shell.opened == [("regulation", None)]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_led_to_a_page_they_may_not_open(role: Role) -> None:
    for article in load_regulation("npo").articles:
        for key in article.pages:
            spec = next(spec for spec in page_specs() if spec.key == key)
            assert may_open(key, frozenset({role})) == (not spec.roles or role in spec.roles), key


def _words(page: ArticlePage) -> str:
    QApplication.processEvents()  # what was put on the page just now is shown with the next event
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisibleTo(page))


def _lines_of(desk: Desk, act: str) -> list[LogEntry]:
    return [entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act == act]
