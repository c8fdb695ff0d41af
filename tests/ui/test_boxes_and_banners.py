"""What speaks to the clerk: questions, the boxes for files, and banners."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from tests.helpers.accessible_names import nameless_controls
from ui.desktop import file_choice, message_box
from ui.desktop.qt_words import speak_japanese
from ui.theme.plain_label import PlainLabel
from ui.theme.theme import Brightness, theme
from ui.widgets.banner import Banner, BannerPlace
from ui.widgets.buttons import CloseButton


def test_a_question_names_its_acts(qtbot):
    box = message_box.MessageBox(
        None, "廃棄しますか", "戻せません。", act="廃棄する", instead="やめる", danger=True
    )
    qtbot.addWidget(box)
    assert (box.act_button.text(), box.out_button.text()) == ("廃棄する", "やめる")
    assert box.out_button.isDefault()
    assert nameless_controls(box) == []
    with qtbot.waitSignal(box.rejected):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    box.open()
    qtbot.waitUntil(box.out_button.hasFocus)
    qtbot.keyClick(box.out_button, Qt.Key.Key_Tab)
    with qtbot.waitSignal(
        box.accepted
    ):  # Enter is for the button that has the keyboard, not for the safe one
        qtbot.keyClick(box.act_button, Qt.Key.Key_Return)


@pytest.mark.parametrize("scale", [100, 200])
def test_a_question_shows_all_of_its_words(qtbot, scale):
    theme().apply(Brightness.DARK, scale)
    words = "このPCにプリンターが登録されていないか、つながっていません。" * 4
    box = message_box.MessageBox(None, "見つかりません", words, act="保存", instead="やめる", danger=False)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    text = next(each for each in box.findChildren(PlainLabel) if each.text() == words)
    assert text.height() >= text.heightForWidth(text.width())
    box.reject()


def test_tests_answer_questions_in_advance():
    message_box.answer_next(True, False)
    assert message_box.ask(None, "一", "二", act="消す") is True
    assert message_box.ask(None, "三", "四", act="消す") is False
    assert [asked.title for asked in message_box.take_asked()] == ["一", "三"]


def test_a_bare_name_is_suggested_in_the_folder_for_documents(qtbot, monkeypatch, tmp_path: Path):
    asked: list[str] = []

    def given_up(box: QFileDialog) -> int:
        asked.extend(box.selectedFiles())
        return QFileDialog.DialogCode.Rejected.value

    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(tmp_path / str(place.name)))
    monkeypatch.setattr(QFileDialog, "exec", given_up)
    (tmp_path / "DocumentsLocation").mkdir()
    assert file_choice.save_file(None, "保存先", "PDF (*.pdf)", "紙.pdf") is None
    assert file_choice.save_file(None, "保存先", "PDF (*.pdf)", tmp_path / "紙.pdf") is None
    assert asked == [str(tmp_path / "DocumentsLocation" / "紙.pdf"), str(tmp_path / "紙.pdf")]
    (tmp_path / "DocumentsLocation").rmdir()
    assert file_choice.documents() == Path.home()


def test_what_was_chosen_in_a_box_for_files_comes_back(qtbot, monkeypatch, tmp_path: Path):
    wide: list[int] = []

    def taken(box: QFileDialog) -> int:
        wide.append(box.width())
        return QFileDialog.DialogCode.Accepted.value

    monkeypatch.setattr(QFileDialog, "exec", taken)
    theme().apply(Brightness.DARK, 200)
    assert file_choice.save_file(None, "保存先", "PDF (*.pdf)", tmp_path / "紙.pdf") == tmp_path / "紙.pdf"
    assert file_choice.choose_folder(None, "保存先", tmp_path) == tmp_path
    (tmp_path / "名簿.csv").write_text("氏名", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _box: [str(tmp_path / "名簿.csv")])
    assert file_choice.open_file(None, "名簿", "名簿 (*.csv)", tmp_path) == tmp_path / "名簿.csv"
    room = QGuiApplication.primaryScreen().availableSize().width()
    assert wide == [min(1440, room - 32)] * 3  # it grows with the letters, as far as there is a screen


def test_where_somebody_was_is_not_kept_by_qt(qtbot, monkeypatch, tmp_path: Path):
    """As a box goes, Qt writes its folders to a file of all programs; a folder may bear a person's name."""
    boxes: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "exec", lambda box: boxes.append(box) or 0)
    folder = tmp_path / "葛城花子"
    folder.mkdir()
    assert file_choice.choose_folder(None, "置き場所", folder) is None
    begun = str(file_choice.documents())
    assert boxes[0].directory().absolutePath() == begun
    assert boxes[0].history() == [begun]


def test_the_box_for_files_speaks_japanese(qtbot):
    assert speak_japanese()
    box = QFileDialog(None, "保存先")
    qtbot.addWidget(box)
    box.setOption(QFileDialog.Option.DontUseNativeDialog)
    box.open()
    words = [part.text() for part in (*box.findChildren(QLabel), *box.findChildren(QPushButton))]
    assert [word for word in words if word and word.isascii()] == []
    assert "場所(&I):" in words
    box.reject()


def test_a_box_for_files_that_goes_with_its_page_answers_nothing(qtbot):
    page = QWidget()
    page.show()

    def close_page() -> None:
        box = page.findChild(QFileDialog)
        if box is None or not box.isVisible():
            QTimer.singleShot(0, close_page)
        else:
            page.deleteLater()

    QTimer.singleShot(0, close_page)
    assert file_choice.choose_folder(page, "置き場所") is None


def test_several_names_are_no_folder(qtbot, monkeypatch, tmp_path: Path):
    """Qt's own box takes what is typed over a selection for several names: the first is "/"."""
    chosen = [["/", "tmp"], [str(tmp_path)]]
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: QFileDialog.DialogCode.Accepted.value)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: chosen.pop(0))
    assert file_choice.choose_folder(None, "置き場所") == tmp_path


def test_tests_choose_files_in_advance(tmp_path: Path):
    file_choice.answer_next(tmp_path, None, tmp_path)
    assert file_choice.open_file(None, "名簿", "名簿 (*.csv)") == tmp_path
    assert file_choice.save_file(None, "名簿", "名簿 (*.csv)", "名簿.csv") is None
    assert file_choice.choose_folder(None, "場所") == tmp_path


def test_the_cross_of_a_banner_takes_enter(qtbot):
    banner = Banner("success", "印刷しました。")
    qtbot.addWidget(banner)
    cross = banner.findChild(CloseButton)
    with qtbot.waitSignal(banner.closed):
        qtbot.keyClick(cross, Qt.Key.Key_Return)


def test_what_worked_replaces_what_worked_before(qtbot):
    place = BannerPlace()
    qtbot.addWidget(place)
    place.say("info", "", title="書きかけが残っています", actions=(("続きを入力する", place.clear),))
    place.say("info", "", title="まだ選んでいません")
    place.say(
        "success", "", title="保存しました", actions=(("開く", place.clear),)
    )  # would open the newer file
    place.say("error", "", title="印刷できませんでした")
    assert [banner.title for banner in place.banners()][1:] == ["保存しました", "書きかけが残っています"]
    place.say("success", "", title="周知を記録しました")
    place.say("success", "", title="誓約書の受領を記録しました")
    told = [banner.title for banner in place.banners()]
    assert told == ["誓約書の受領を記録しました", "印刷できませんでした", "書きかけが残っています"]


def test_what_is_said_anew_replaces_what_was_said_before_under_the_same_title(qtbot):
    place = BannerPlace()
    qtbot.addWidget(place)
    place.say("warning", "条項があと2つ足りません。", title="契約を保存しました")
    place.say("warning", "条項があと1つ足りません。", title="契約を保存しました")
    assert [banner.text for banner in place.banners()] == ["条項があと1つ足りません。"]
    place.say("success", "必要な条項がそろっています。", title="契約を保存しました")
    assert [banner.text for banner in place.banners()] == ["必要な条項がそろっています。"]
