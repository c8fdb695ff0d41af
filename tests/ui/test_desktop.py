"""What the desktop gives: idle time, clipboard, capture, session, questions, the single window, what is remembered."""

import json
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from tests.helpers.accessible_names import nameless_controls
from ui.desktop import file_choice, message_box
from ui.desktop.capture_block import EXCLUDE_FROM_CAPTURE, CaptureBlock
from ui.desktop.clipboard import SecretClipboard
from ui.desktop.idle_notice import IdleNotice
from ui.desktop.idle_watch import IdleWatch, Moment
from ui.desktop.qt_words import speak_japanese
from ui.desktop.remembered import Remembered
from ui.desktop.session_watch import SessionWatch, windows_reason
from ui.desktop.single_window import SingleWindow, window_name
from ui.theme.plain_label import PlainLabel
from ui.theme.theme import Brightness, theme
from ui.vault.door_window import DoorWindow
from ui.widgets.banner import Banner, BannerPlace
from ui.widgets.buttons import CloseButton
from ui.wording import lock_reasons


class Clock:
    """Two clocks a test turns."""

    def __init__(self) -> None:
        self.wall = 1_000_000.0
        self.steady = 500.0

    def __call__(self) -> Moment:
        return Moment(self.wall, self.steady)

    def go(self, seconds: float, *, asleep: float = 0.0) -> None:
        self.steady += seconds
        self.wall += seconds + asleep


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(clock, qapp) -> IdleWatch:
    watch = IdleWatch(clock=clock)
    watch.start()
    yield watch
    watch.stop()


@pytest.fixture
def heard(idle) -> list[str]:
    told: list[str] = []
    idle.expired.connect(lambda: told.append("expired"))
    idle.warned.connect(lambda seconds: told.append(f"warned {seconds}"))
    idle.continued.connect(lambda: told.append("continued"))
    return told


def test_the_vault_locks_after_ten_minutes_with_a_warning_before(idle, clock, heard):
    clock.go(569)
    idle.look()
    assert heard == []
    clock.go(2)
    idle.look()
    assert heard == ["warned 29"]
    clock.go(29)
    idle.look()
    assert heard == ["warned 29", "expired"]


@pytest.fixture
def shown(qtbot, idle) -> QWidget:
    """A window with a field, opened after the watch began."""
    window = QWidget()
    QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    return window


def test_hands_on_any_window_count(idle, clock, heard, qtbot, shown):
    clock.go(580)
    idle.look()
    qtbot.keyClick(shown.windowHandle(), Qt.Key.Key_A)
    assert heard == ["warned 20", "continued"]
    assert idle.seconds_left() == 600


def test_the_pointer_over_a_window_counts(idle, clock, qtbot, shown):
    clock.go(300)
    QTest.mouseMove(shown.windowHandle(), QPoint(20, 20))
    qtbot.waitUntil(lambda: idle.seconds_left() == 600)


def test_hands_on_a_menu_count(idle, clock, qtbot, shown):
    menu = QMenu(shown)
    menu.addAction("写す")
    menu.popup(shown.mapToGlobal(QPoint(0, 0)))
    idle._find_windows()  # as each second
    clock.go(300)
    qtbot.mousePress(menu.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert idle.seconds_left() == 600
    menu.close()


def test_words_from_an_input_method_count_though_no_key_arrives(idle, clock, shown):
    line = shown.findChild(QLineEdit)
    line.setFocus()
    clock.go(300)
    QApplication.sendEvent(QGuiApplication.focusObject(), QInputMethodEvent("かざみ", []))
    assert idle.seconds_left() == 600


def test_after_the_watch_ended_nothing_counts(idle, clock, qtbot, shown):
    idle.stop()
    clock.go(300)
    idle._timer.start()  # so that only the missing filters speak
    qtbot.keyClick(shown.windowHandle(), Qt.Key.Key_A)
    assert idle.seconds_left() == 300
    idle.start()


def test_sleep_counts_even_if_the_steady_clock_stood_still(clock, heard, qtbot, shown):
    clock.go(5, asleep=3600)
    qtbot.mousePress(shown.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert heard == ["expired"]


def test_a_clock_set_back_buys_no_time(idle, clock, heard):
    clock.wall -= 7200
    clock.go(601)
    idle.look()
    assert heard == ["expired"]


@pytest.mark.parametrize(("wanted", "kept"), [(0, 1), (1, 1), (25, 25), (60, 60), (600, 60)])
def test_the_minutes_stay_between_one_and_sixty(idle, wanted, kept):
    idle.set_minutes(wanted)
    assert idle.minutes == kept
    assert idle.seconds_left() == kept * 60


def test_the_button_carries_on(idle, clock, heard):
    clock.go(590)
    idle.look()
    idle.carry_on()
    clock.go(500)
    idle.look()
    assert heard == ["warned 10", "continued"]


@pytest.fixture
def clipboard(qapp) -> SecretClipboard:
    board = SecretClipboard()
    yield board
    board.clear()
    QGuiApplication.clipboard().clear()


def test_a_copied_secret_is_marked_and_goes_by_itself(clipboard, qtbot):
    with qtbot.waitSignal(clipboard.remaining):
        clipboard.put("ひみつ", seconds=1)
    lying = QGuiApplication.clipboard().mimeData()
    assert bytes(lying.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContent" in kind for kind in lying.formats())
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "", timeout=5000)
    assert not clipboard.is_ours()


def test_what_somebody_else_copied_stays(clipboard):
    clipboard.put("ひみつ")
    QGuiApplication.clipboard().setText("買い物")
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == "買い物"


def test_every_window_that_appears_is_kept_out_of_pictures(qtbot):
    asked: list[tuple[int, int]] = []

    def set_affinity(window: int, affinity: int) -> bool:
        asked.append((window, affinity))
        return True

    block = CaptureBlock(set_affinity=set_affinity, platform="win32")
    block.start()
    windows = [QWidget(), QDialog(), QMenu()]
    for window in windows:
        qtbot.addWidget(window)
        window.show()
        assert (int(window.winId()), EXCLUDE_FROM_CAPTURE) in asked
    assert block.state().blocked
    block.stop()
    for window in windows:
        window.hide()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_where_nothing_can_be_done_nothing_is_promised(platform, qapp):
    state = CaptureBlock(platform=platform).state()
    assert not state.blocked
    assert "止められません" in state.sentence


def test_a_refusal_of_windows_is_told(qtbot):
    block = CaptureBlock(set_affinity=lambda _window, _affinity: False, platform="win32")
    window = QWidget()
    qtbot.addWidget(window)
    block.cover(window)
    assert not block.state().blocked
    assert "応じませんでした" in block.state().sentence


def test_messages_of_windows_are_read():
    assert windows_reason(0x0218, 0x4) == "sleep"
    assert windows_reason(0x0218, 0x7) == ""
    assert windows_reason(0x02B1, 0x7) == "session"
    assert windows_reason(0x02B1, 0x8) == ""
    assert windows_reason(0x0100, 0x7) == ""


def test_signals_of_linux_lead_to_the_lock_only_when_leaving(qapp):
    watch = SessionWatch(platform="linux")
    told: list[str] = []
    watch.left.connect(told.append)
    watch.screenSaverChanged(False)
    watch.prepareForSleep(False)
    assert told == []
    watch.screenSaverChanged(True)
    watch.prepareForSleep(True)
    watch.sessionLocked()
    assert told == ["session", "sleep", "session"]


def test_a_system_that_cannot_be_heard_is_told_honestly(qtbot):
    watch = SessionWatch(platform="darwin")
    window = QWidget()
    qtbot.addWidget(window)
    watch.start(window)
    assert watch.sources() == ()
    assert "Ctrl+L" in watch.state()


def test_a_second_start_raises_the_first(tmp_path: Path, qtbot):
    first, second, other = (SingleWindow(tmp_path / name) for name in ("a", "a", "b"))
    assert first.claim()
    with qtbot.waitSignal(first.raised):
        assert not second.claim()
    assert other.claim()
    first.release()
    assert second.claim()
    for each in (second, other):
        each.release()


def test_the_name_of_the_window_tells_nothing_of_the_place(tmp_path: Path):
    assert tmp_path.name not in window_name(tmp_path)


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


def test_the_warning_before_the_lock_is_told_in_the_box_in_front(qtbot):
    notice = IdleNotice()
    notice.warn("あと20秒でロックします")  # nothing stands before the window: its banner tells it
    box = message_box.MessageBox(
        None, "消しますか", "戻せません。", act="消す", instead="やめる", danger=True
    )
    qtbot.addWidget(box)
    box.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is box)
    notice.warn("あと19秒でロックします")
    assert box.notice.startswith("あと19秒でロックします。")
    notice.clear()
    assert box.notice == ""
    box.reject()


def test_the_warning_before_the_lock_stands_in_the_title_of_a_box_of_the_system(qtbot):
    notice = IdleNotice()
    box = QFileDialog(None, "保存先")
    qtbot.addWidget(box)
    box.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is box)
    notice.warn("あと19秒でロックします")
    assert box.windowTitle() == "あと19秒でロックします"
    notice.clear()
    assert box.windowTitle() == "保存先"
    box.reject()


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


@pytest.mark.parametrize("scale", [100, 200])
def test_the_first_window_fits_a_small_screen(qtbot, scale):
    theme().apply(Brightness.LIGHT, scale)
    window = DoorWindow()
    qtbot.addWidget(window)
    assert window.minimumHeight() <= 600
    room = window.screen().availableSize()
    assert window.height() <= max(room.height() - 32, window.minimumHeight())
    assert window.width() <= max(room.width(), window.minimumWidth())


def test_the_cross_of_a_banner_takes_enter(qtbot):
    banner = Banner("success", "印刷しました。")
    qtbot.addWidget(banner)
    cross = banner.findChild(CloseButton)
    with qtbot.waitSignal(banner.closed):
        qtbot.keyClick(cross, Qt.Key.Key_Return)


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


def test_tests_answer_questions_in_advance():
    message_box.answer_next(True, False)
    assert message_box.ask(None, "一", "二", act="消す") is True
    assert message_box.ask(None, "三", "四", act="消す") is False
    assert [asked.title for asked in message_box.take_asked()] == ["一", "三"]


def test_tests_choose_files_in_advance(tmp_path: Path):
    file_choice.answer_next(tmp_path, None, tmp_path)
    assert file_choice.open_file(None, "名簿", "名簿 (*.csv)") == tmp_path
    assert file_choice.save_file(None, "名簿", "名簿 (*.csv)", "名簿.csv") is None
    assert file_choice.choose_folder(None, "場所") == tmp_path


def test_small_things_are_remembered_and_damage_is_forgotten():
    written: list[bytes] = []
    first = Remembered(lambda: b"{not json", written.append)
    first.keep("people.widths", [10, 20])
    first.keep("look.brightness", "dark")
    first.keep("look.brightness", "dark")
    assert len(written) == 2
    again = Remembered(lambda: written[-1])
    assert again.numbers("people.widths") == [10, 20]
    assert again.text("look.brightness") == "dark"
    assert again.number("look.scale", 100) == 100
    assert json.loads(written[-1]) == {"look.brightness": "dark", "people.widths": [10, 20]}
    assert Remembered(lambda: b"[" * 60_000).number("look.scale", 100) == 100, (
        "deeper than any program writes"
    )


@pytest.mark.parametrize("reason", ["key", "idle", "session", "sleep"])
def test_the_reason_of_a_lock_is_told(reason):
    assert "ロックしました" in lock_reasons.sentence(lock_reasons.coded(reason, minutes=10))


def test_the_reason_tells_what_became_of_drafts():
    assert "10分間" in lock_reasons.sentence("idle:10:")
    assert "残してあります" in lock_reasons.sentence("key:0:kept")
    assert "残せませんでした" in lock_reasons.sentence("key:0:lost")
    assert lock_reasons.sentence("<b>:x:y") == ""


def test_the_watch_ignores_what_no_hand_does(idle, clock):
    clock.go(100)
    idle.eventFilter(idle, QEvent(QEvent.Type.Timer))
    assert idle.seconds_left() == 500


def test_another_account_cannot_take_the_name_of_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with tempfile.TemporaryDirectory() as short:
        folder = Path(short)
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        assert Path(window_name(tmp_path)).parent == folder
        first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
        assert first.claim()
        assert not second.claim()
        first.release()
        folder.chmod(0o755)
        assert "/" not in window_name(tmp_path), "a folder that others may enter is none"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    assert "/" not in window_name(tmp_path)
    deep = tmp_path / ("d" * 100)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    assert "/" not in window_name(tmp_path), "longer than the system takes"


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
