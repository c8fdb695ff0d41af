"""Superiors' views on the screen: approval, paper, a look that is written down, and its end."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QHideEvent

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.superior_views import list_views
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.pdf_text import pages, run_together
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice, message_box
from ui.pages.superior_views.approve_page import ApproveViewPage
from ui.pages.superior_views.look_page import SuperiorLookPage
from ui.pages.superior_views.page import SuperiorViewsPage


def approve(opened: Opened) -> None:
    form = opened.show(ApproveViewPage)
    form.name.set_value("雲雀 啓")
    form.post.set_value("制作課長")
    form.purpose.set_value("人員の配置を考えるため")
    form.until.set_value(date(2026, 9, 30))
    form.save()
    opened.rest()
    assert opened.shell.went_back == 1


def approved(opened: Opened) -> SuperiorViewsPage:
    approve(opened)
    page = opened.show(SuperiorViewsPage)
    page.list.view.selectRow(0)
    return page


def test_an_approval_needs_everything_and_a_day_to_come(opened: Opened) -> None:
    form = opened.show(ApproveViewPage)
    form.save()
    assert sum(row.problem_text() != "" for row in form.form.rows()) == 4
    form.name.set_value("雲雀 啓")
    form.post.set_value("制作課長")
    form.purpose.set_value("配置のため")
    form.until.set_value(date(2026, 1, 1))
    form.save()
    opened.rest()
    assert "今日より前" in form.form.rows()[-1].problem_text()


def test_nothing_approved_says_what_comes_here(opened: Opened) -> None:
    page = opened.show(SuperiorViewsPage)
    assert page.rows.total() == 0
    assert page.subtitle.text().startswith("有効な承認は0件")
    assert nameless_controls(page) == []


def test_a_look_shows_the_workers_without_numbers_and_is_written_down(opened: Opened, desk: Desk) -> None:
    page = approved(opened)
    page.bar.look_button.click()
    key, row = opened.shell.opened[-1]
    assert key == "superior_look"
    before = desk.vault.log.last_seq()
    look = opened.show(SuperiorLookPage, row)
    assert desk.vault.log.last_seq() == before, "opening the page is no look yet"
    look.show_button.click()
    opened.rest()
    assert look.rows.rowCount() == 7
    assert [column.key for column in look.rows.columns if "number" in column.key] == []
    (entry,) = desk.vault.log.read(LogFilter(most=1))
    assert entry.line.act == "上司による閲覧"
    assert "雲雀 啓" in entry.line.object_label
    look.hideEvent(QHideEvent())
    assert look.rows.rowCount() == 0
    assert nameless_controls(look) == []


def test_the_approval_is_made_as_a_paper(opened: Opened, tmp_path: Path) -> None:
    page = approved(opened)
    page.bar.print_button.click()
    target = tmp_path / "approval.pdf"
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()
    assert "雲雀啓" in run_together("".join(pages(target.read_bytes())))


def test_an_end_is_asked_about_and_the_look_is_gone(opened: Opened, desk: Desk) -> None:
    page = approved(opened)
    message_box.answer_next(False, True)
    page.end_current()
    opened.rest()
    assert list_views(desk)[0].ended_on is None
    page.end_current()
    opened.rest()
    assert list_views(desk)[0].ended_on == desk.today
    assert len(message_box.take_asked()) == 2
    assert page.rows.rowCount() == 0
    page.choice.set_value("every")
    page.list.view.selectRow(0)
    assert page.bar.look_button.isHidden()
    assert page.bar.end_button.isHidden()
    assert told(page)[0][0] == "success"


def test_a_kept_draft_comes_back(opened: Opened) -> None:
    form = opened.show(ApproveViewPage)
    form.name.set_value("雲雀 啓")
    form.purpose.set_value("配置のため")
    other = opened.show(ApproveViewPage)
    other.restore_draft(form.draft())
    assert (other.name.value(), other.purpose.value()) == ("雲雀 啓", "配置のため")
