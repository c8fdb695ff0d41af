"""Fields: forgiving in, problems beside the field after it was left, secrets that leave no trace."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ashibue_desk.domain.problems import Problem, Severity
from tests.helpers.accessible_names import nameless_controls, spoken_name
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, LongTextField, PostalCodeField, TextField
from ui.widgets.number_field import NumberField
from ui.widgets.secret_field import SecretField
from ui.widgets.traceless import TracelessLine
from ui.widgets.traceless_text import TracelessText
from ui.widgets.turns import is_settled


@pytest.fixture
def form(qtbot) -> Form:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    made = Form(window)
    layout.addWidget(made)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.hide()


def test_a_long_form_makes_a_screen_of_its_rows_at_once_and_the_others_in_turns(qtbot, form: Form) -> None:
    made: list[FieldRow] = []

    def rows() -> Iterator[FieldRow]:
        for at in range(12):
            made.append(FieldRow(f"欄{at}", TextField(), form, required=True))
            yield made[-1]

    form.add_in_turns(rows())
    assert 0 < len(made) < 12
    qtbot.waitUntil(lambda: is_settled(form))
    assert len(made) == 12
    assert all(row.isVisible() and row.width() == form.width() for row in form.rows())


def test_whoever_needs_the_rows_of_a_long_form_has_them_all(form: Form) -> None:
    form.add_in_turns(FieldRow(f"欄{at}", TextField(), form, required=True) for at in range(12))
    first = form.first_field()
    assert len(form.judge()) == 12
    assert form.rows()[0].field is first


def _rows(form: Form) -> tuple[FieldRow, FieldRow]:
    def check() -> Problem | None:
        return Problem("name", "姓と名の間を空けてください。") if " " not in name.value() else None

    name = TextField()
    return (
        form.add(FieldRow("氏名(&N)", name, required=True, name="name", check=check)),
        form.add(FieldRow("備考", TextField(), required=False, name="note")),
    )


def test_the_problem_shows_after_the_field_is_left_and_goes_when_it_is_mended(form, qtbot):
    first, second = _rows(form)
    first.field.setFocus()
    qtbot.keyClicks(first.field, "aoba")
    assert first.problem_text() == ""
    second.field.setFocus()
    assert first.problem_text() == "姓と名の間を空けてください。"
    assert first.field.property("wrong") == "true"
    qtbot.keyClicks(first.field, " s")
    assert first.problem_text() == ""


def test_nothing_is_judged_while_the_input_method_composes(form):
    first, _second = _rows(form)
    first.field.setFocus()
    QApplication.sendEvent(first.field, QInputMethodEvent("あおば", []))
    assert first.field.composing
    assert first.problem_text() == ""
    done = QInputMethodEvent()
    done.setCommitString("青葉 空")
    QApplication.sendEvent(first.field, done)
    assert not first.field.composing
    assert first.field.value() == "青葉 空"


def test_an_empty_field_that_was_only_passed_is_not_scolded_but_asked_for_at_the_end(form):
    first, second = _rows(form)
    first.field.setFocus()
    second.field.setFocus()
    assert first.problem_text() == ""
    assert [problem.sentence for problem in form.judge()] == ["氏名を入力してください。"]
    assert first.field.hasFocus()


def test_problems_of_a_use_case_find_their_rows(form):
    first, _second = _rows(form)
    stray = Problem("office", "事業所がありません。")
    assert form.show_problems((Problem("name", "同じ人がいます。", Severity.DOUBTFUL), stray)) == (stray,)
    assert first.problem_text() == "同じ人がいます。"
    assert first.field.property("wrong") != "true"


def test_the_keyboard_goes_to_the_first_field_a_use_case_objected_to(form):
    first, second = _rows(form)
    second.field.setFocus()
    form.show_problems((Problem("note", "長すぎます。"), Problem("name", "氏名がありません。")))
    assert first.field.hasFocus()
    second.field.setFocus()
    form.show_problems((Problem("office", "事業所がありません。"),))
    assert second.field.hasFocus(), "what has no field moves nothing"


def test_a_name_is_kept_as_it_was_typed(form, qtbot):
    first, _second = _rows(form)
    first.field.set_value(" 髙﨑 𠮷葛󠄀 ")
    assert first.field.value() == "髙﨑 𠮷葛󠄀"


def test_the_label_names_the_field_for_screen_readers(form):
    first, second = _rows(form)
    assert spoken_name(first.field) == "氏名、必須"
    assert spoken_name(second.field) == "備考、任意"
    form.add(FieldRow("期日", DateField(day=date(2026, 11, 21))))
    form.add(FieldRow("区分", ChoiceField((("a", "職員"),))))
    form.add(FieldRow("事情", LongTextField()))
    form.add(FieldRow("パスワード", SecretField()))
    form.add(FieldRow("番号", NumberField()))
    assert nameless_controls(form) == []


@pytest.mark.parametrize(
    "typed", ["R8.11.21", "令和8年11月21日", "2026-11-21", "20261121", "8/11/21", "Ｒ８.11.21"]
)
def test_a_date_shows_its_reading_at_once(typed: str, qtbot):
    field = DateField(day=date(2026, 11, 21))
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.value() == date(2026, 11, 21)
    assert field.reading.text() == "令和8年11月21日(2026-11-21)"
    assert field.problem() is None


def test_a_date_that_is_none_says_so(qtbot):
    field = DateField(day=date(2026, 11, 21))
    qtbot.addWidget(field)
    field.line.setText("2月30日")
    assert field.value() is None
    assert field.reading.text() == ""
    assert field.problem() is not None
    field.set_value(date(1989, 1, 7))
    assert field.line.text() == "昭和64年1月7日"


def test_a_postal_code_is_told_once_it_is_whole(qtbot):
    field = PostalCodeField()
    qtbot.addWidget(field)
    told: list[str] = []
    field.completed.connect(told.append)
    qtbot.keyClicks(field, "690-000")
    assert told == []
    qtbot.keyClicks(field, "1")
    assert told == ["6900001"]
    field.setText("〒６９０ー０００１")
    assert field.digits() == "6900001"
    assert field.problem() is None
    field.setText("690")
    assert field.problem() is not None
    field.set_value("6900002")
    assert field.text() == "690-0002"


def test_the_wheel_does_not_change_a_choice_that_is_scrolled_past(qtbot):
    field = ChoiceField((("a", "職員"), ("b", "役員")))
    qtbot.addWidget(field)
    assert field.focusPolicy() == Qt.FocusPolicy.StrongFocus
    field.set_value("b")
    field.set_items((("b", "役員"), ("c", "応募者")))
    assert field.value() == "b"


@pytest.fixture(params=[TracelessLine, NumberField])
def traceless(request, qtbot) -> TracelessLine:
    line = request.param()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    yield line
    line.hide()


def test_secrets_want_no_input_method_and_tell_it_nothing(traceless):
    traceless.setText("1234")
    query = Qt.InputMethodQuery
    assert traceless.inputMethodQuery(query.ImEnabled) is False
    assert traceless.inputMethodQuery(query.ImSurroundingText) == ""
    assert traceless.inputMethodQuery(query.ImTextBeforeCursor) == ""
    assert traceless.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_an_ordinary_field_does_want_one(qtbot):
    field = TextField()
    qtbot.addWidget(field)
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True


def test_what_was_kept_before_is_never_cut_off(qtbot):
    field = TextField(max_length=8)
    qtbot.addWidget(field)
    field.set_value("葛\U000e0100城" * 5)
    assert field.value() == "葛\U000e0100城" * 5


def test_secrets_are_pasted_but_never_copied_cut_or_undone(traceless, qtbot):
    clipboard = QGuiApplication.clipboard()
    data = QMimeData()
    data.setText("1234 ５６７８")
    clipboard.setMimeData(data)
    qtbot.keyClick(traceless, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    before = traceless.text()
    assert before.startswith("1234 ")
    clipboard.setText("別のもの")
    traceless.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Z):
        qtbot.keyClick(traceless, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(traceless, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(traceless, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert clipboard.text() == "別のもの"
    clipboard.clear()
    assert traceless.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    assert not traceless.dragEnabled()


class _Meant(QKeyEvent):
    """A key that means on this desktop what ``Ctrl+K`` means on most of Linux."""

    def matches(self, key: QKeySequence.StandardKey) -> bool:
        return key == QKeySequence.StandardKey.DeleteEndOfLine


def test_what_cuts_to_the_end_of_the_line_does_not_reach_a_secret(traceless):
    traceless.setText("1234")
    key = _Meant(QEvent.Type.KeyPress, Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier, "9")
    QApplication.sendEvent(traceless, key)
    assert traceless.text() == "1234"


@pytest.mark.parametrize("kind", [TracelessLine, NumberField, TracelessText])
def test_who_reads_the_screen_aloud_is_told_nothing_of_a_secret(kind, qtbot):
    field = kind()
    qtbot.addWidget(field)
    field.setAccessibleName("個人番号")
    (field.setPlainText if kind is TracelessText else field.setText)("1234 5678")
    heard = QAccessible.queryAccessibleInterface(field)
    said = QAccessible.Text
    assert heard.textInterface() is None
    assert heard.editableTextInterface() is None
    assert [heard.text(each) for each in (said.Name, said.Value, said.Description)] == ["個人番号", "", ""]
    assert heard.state().passwordEdit


def test_several_secret_lines_give_nothing_to_copy_and_want_no_input_method(qtbot):
    field = TracelessText()
    qtbot.addWidget(field)
    field.insertPlainText("AAAQ EAYE")
    field.selectAll()
    assert not field.createMimeDataFromSelection().formats()
    field.undo()
    assert field.value() == "AAAQ EAYE"
    query = Qt.InputMethodQuery
    assert field.inputMethodQuery(query.ImEnabled) is False
    assert field.inputMethodQuery(query.ImSurroundingText) == ""
    assert field.inputMethodQuery(query.ImHints) & int(Qt.InputMethodHint.ImhMultiLine.value)


@pytest.mark.parametrize("kept", [False, True])
def test_a_password_does_not_wait_on_a_page_that_was_left(kept, qtbot):
    field = SecretField(kept=kept)
    qtbot.addWidget(field)
    field.show()
    field.line.setText("1234")
    field.reveal.click()
    field.hide()
    assert field.value() == ("1234" if kept else "")
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


def test_a_wiped_secret_cannot_be_brought_back(traceless):
    traceless.insert("1234")
    traceless.wipe()
    traceless.undo()
    assert traceless.text() == ""


def test_a_password_shows_itself_only_while_asked(qtbot):
    field = SecretField()
    qtbot.addWidget(field)
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.reveal.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert spoken_name(field.reveal) == "入力したパスワードを隠す"
    field.wipe()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_noticed_from_the_letters(qtbot):
    field = SecretField()
    qtbot.addWidget(field)
    heard: list[bool] = []
    field.caps_lock.connect(heard.append)
    qtbot.keyClick(field.line, "A")
    qtbot.keyClick(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field.line, "b")
    qtbot.keyClick(field.line, "1")
    assert heard[-1] is False
    assert len(heard) == 3


def test_digits_are_grouped_as_they_are_typed_and_the_cursor_stays(qtbot):
    field = NumberField()
    qtbot.addWidget(field)
    whole: list[bool] = []
    field.completed.connect(lambda: whole.append(True))
    qtbot.keyClicks(field, "123456789")
    assert field.text() == "1234 5678 9"
    field.setCursorPosition(2)
    qtbot.keyClicks(field, "0")
    assert field.text() == "1203 4567 89"
    assert field.cursorPosition() == 3
    assert whole == []
    field.end(False)
    qtbot.keyClicks(field, "01")
    assert whole == [True]
    assert field.digits() == "120345678901"
    assert field.problem() is None


def test_a_number_field_names_what_is_wrong_without_the_digits(qtbot):
    field = NumberField()
    qtbot.addWidget(field)
    field.setText("12O4")
    assert "数字でない" in field.problem().sentence
    field.setText("1204")
    assert field.problem().sentence == "4桁になっています。12桁の番号です。"
