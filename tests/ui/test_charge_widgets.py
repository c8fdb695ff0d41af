"""The small parts behind the pages of people in charge: rows that wrap, boxes to tick, a paper's two ways out."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from tests.forms.facts import pledge
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count
from ui.desktop import file_choice, print_paper
from ui.theme.theme import Brightness, theme
from ui.widgets.buttons import SmallButton, TextButton
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import TextField
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.section_bar import SectionBar
from ui.widgets.wrap_layout import WrapLayout


def test_buttons_go_on_in_the_next_line_and_none_lies_on_another(qtbot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    layout = WrapLayout(gap=8)
    whole.setLayout(layout)
    buttons = [SmallButton(f"操作の名前 {number}", whole) for number in range(6)]
    for button in buttons:
        layout.addWidget(button)
    narrow, wide = layout.heightForWidth(260), layout.heightForWidth(2_000)
    assert narrow > 2 * wide
    layout.setGeometry(QRect(0, 0, 260, narrow))
    areas = [button.geometry() for button in buttons]
    assert all(area.right() <= 260 for area in areas)
    assert not any(one.intersects(other) for at, one in enumerate(areas) for other in areas[at + 1 :])
    buttons[0].hide()
    buttons[1].hide()
    assert layout.heightForWidth(260) <= narrow
    assert layout.takeAt(99) is None


def test_sections_mark_the_open_one_and_lead_to_the_others(qtbot) -> None:
    bar = SectionBar((("a", "担当者"), ("b", "利用者")), "a")
    qtbot.addWidget(bar)
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    here, other = bar.findChildren(TextButton)
    assert "いま開いています" in here.accessibleName()
    here.click()
    other.click()
    assert chosen == ["b"]
    alone = SectionBar((("a", "担当者"),), "a")
    qtbot.addWidget(alone)
    assert alone.isHidden()


def test_boxes_keep_their_ticks_when_they_are_offered_again(qtbot) -> None:
    group = CheckGroup((CheckChoice("a", "事務A"), CheckChoice("b", "R&D", "説明")))
    qtbot.addWidget(group)
    assert group.is_empty()
    group.set_value(("b", "gone"))
    group.set_choices((CheckChoice("b", "R&D"), CheckChoice("c", "事務C", tag="根拠を確認中")))
    assert group.value() == ("b",)
    assert group.boxes()[0].text() == "R&&D"
    assert nameless_controls(group) == []


def test_a_paper_is_printed_or_kept_and_never_both(qtbot, tmp_path: Path) -> None:
    from forms.pledge import render_pledge

    card = PaperCard()
    qtbot.addWidget(card)
    ready: list[PaperOutput] = []
    card.ready.connect(ready.append)
    card.ask("誓約書を印刷する", "", "誓約書.pdf")
    file_choice.answer_next(None)
    card.save_button.click()
    assert ready == []
    assert not card.isHidden()
    file_choice.answer_next(tmp_path / "a.pdf")
    card.save_button.click()
    (kept,) = ready
    drawn = kept.draw(render_pledge, pledge())
    assert not (tmp_path / "a.pdf").exists(), "what is drawn has not left yet"
    kept.put_out(drawn)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert card.isHidden()
    card.ask("誓約書を印刷する", "", "誓約書.pdf")
    printer = file_printer(tmp_path / "b.pdf")
    print_paper.answer_next(printer)
    card.print_button.click()
    assert isinstance(ready[1].printer, QPrinter)
    sheets = ready[1].draw(render_pledge, pledge())
    assert not isinstance(sheets, bytes), "a printer is given no file"
    assert not (tmp_path / "b.pdf").exists()
    ready[1].put_out(sheets)
    assert page_count((tmp_path / "b.pdf").read_bytes()) == 1
    assert ready[1].said("誓約書") == "誓約書を印刷しました。"


def test_the_queue_of_the_printer_and_the_systems_windows_do_not_name_whom_a_paper_is_for(
    qtbot, monkeypatch
) -> None:
    card = PaperCard()
    qtbot.addWidget(card)
    told: list[str] = []
    monkeypatch.setattr(print_paper, "choose_printer", lambda _card, title, _save: told.append(title))
    monkeypatch.setattr(file_choice, "save_file", lambda _card, title, *_more: told.append(title))
    card.ask("架空 花さんへの提供のお願い", "", "個人番号の提供のお願い-20261121.pdf")
    card.print_button.click()
    card.save_button.click()
    assert told == ["個人番号の提供のお願い-20261121", "個人番号の提供のお願い-20261121 - 保存先"]


def test_at_double_size_the_parts_still_stand(qtbot) -> None:
    theme().apply(Brightness.DARK, 200)
    bar = SectionBar((("a", "担当者"), ("b", "利用者"), ("c", "特定個人情報ファイル")), "b")
    qtbot.addWidget(bar)
    bar.resize(400, 300)
    assert bar.heightForWidth(400) > bar.heightForWidth(4_000)


def test_a_title_once_broken_takes_its_room_back(qtbot):
    title = "健康保険・厚生年金保険の届出(資格取得・資格喪失)"
    group = CheckGroup((CheckChoice("a", title),))
    qtbot.addWidget(group)
    group.resize(260, 120)
    group.show()
    (box,) = group.boxes()
    qtbot.waitUntil(lambda: "\n" in box.text())
    group.resize(900, 120)
    qtbot.waitUntil(lambda: box.text() == title)


def test_enter_in_a_field_does_the_act_once(qtbot):
    card = ConfirmedCard()
    qtbot.addWidget(card)
    how = TextField()
    card.form.add(FieldRow("方法", how, required=True))
    card.add_password()
    agreed: list[str] = []
    card.agreed.connect(lambda: agreed.append(card.taken_password()))
    card.ask("周知を記録する", "", "記録する")
    how.setText("掲示")
    how.setFocus()
    qtbot.keyClick(how, Qt.Key.Key_Return)
    assert (agreed, card.password_row.problem_text()) == ([], "あなたのパスワードを入力してください。")
    card.password.line.setText("合言葉")
    card.password.line.setFocus()
    qtbot.keyClick(card.password.line, Qt.Key.Key_Return)
    assert agreed == ["合言葉"]
