"""The three steps as widgets: the file, its columns, its rows."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import COLUMN_NAMES, Column
from ui.desktop.remembered import Remembered
from ui.theme.theme import px
from ui.widgets.banner import BannerPlace
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import clear, column, row
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.list_panel import ListPanel
from ui.widgets.rows_model import RowsModel
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.import_people.flow import FileColumn, ImportFlow
from ui.wizards.import_people.preview_rows import (
    BAD,
    DOUBTFUL,
    GOOD,
    PreviewRow,
    counts,
    is_in_state,
    preview_columns,
    preview_key,
    preview_search_key,
    state_choices,
)
from ui.wording.people import CATEGORY_NAMES

_MEANINGS: Final = tuple((column_.value, name) for column_, name in COLUMN_NAMES.items())
_ENCODINGS: Final = (
    ("", "自動で見分ける"),
    ("cp932", "Shift_JIS(Windowsの日本語)"),
    ("utf-8", "UTF-8"),
    ("utf-16-le", "UTF-16"),
    ("euc_jp", "EUC-JP"),
    ("iso2022_jp", "JIS"),
)
_UNSAID: Final = (
    PersonCategory.EMPLOYEE,
    PersonCategory.OFFICER,
    PersonCategory.PAYEE,
    PersonCategory.PAYEE_CORPORATE,
    PersonCategory.FORMER,
    PersonCategory.DISPATCHED,
    PersonCategory.APPLICANT,
)
"""Who the people of a list may be where no column says it; family cannot be taken in without its worker."""


class FileStep(StepWidget):
    """Which file, who is in it, and, where the guess was wrong, which sheet and which character set.

    ``choose_asked`` when a file is to be chosen, ``read_asked`` when it is to be read in another way.
    """

    choose_asked = Signal()
    read_asked = Signal()

    def __init__(self, flow: ImportFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._loading = False
        layout = column(gap=16)
        self.setLayout(layout)
        line = row()
        self.choose_button = OutlineButton("ファイルを選ぶ…", self)
        self.file_words = PlainLabel("まだ選んでいません", self, wrap=True)
        line.addWidget(self.choose_button)
        line.addWidget(self.file_words, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(line)
        self.category = ChoiceField(tuple((each.value, CATEGORY_NAMES[each]) for each in _UNSAID))
        self.sheet = ChoiceField()
        self.encoding = ChoiceField(_ENCODINGS)
        self._rows = (
            FieldRow(
                "区分の列がない行は、だれとして取り込みますか",
                self.category,
                self,
                support="支払先の名簿なら「支払先」を選びます。",
            ),
            FieldRow("シート", self.sheet, self, support="名簿のあるシートが違うときに選び直します。"),
            FieldRow("文字コード", self.encoding, self, support="文字が化けているときに選び直します。"),
        )
        for each in self._rows:
            layout.addWidget(each)
        self.choose_button.clicked.connect(self.choose_asked)
        self.category.currentIndexChanged.connect(self._category_chosen)
        self.sheet.currentIndexChanged.connect(self._way_chosen)
        self.encoding.currentIndexChanged.connect(self._way_chosen)

    def load(self) -> None:
        """Show what was chosen and read."""
        flow, self._loading = self._flow, True
        preview = flow.preview
        self.category.set_value(flow.category.value)
        self.file_words.setText(_file_words(flow))
        sheets = preview.table.sheet_names if preview is not None else ()
        if preview is not None:
            self.sheet.set_items(tuple((name, name) for name in sheets))
            self.sheet.set_value(preview.table.sheet)
        self._rows[1].setVisible(len(sheets) > 1)
        text_file = preview is not None and bool(preview.table.encoding)
        self._rows[2].setVisible(text_file or (preview is None and bool(flow.encoding)))
        self.encoding.set_value(flow.encoding)
        self._loading = False

    def first_focus(self) -> QWidget:
        """Begin with choosing; once a file was read, Enter goes on and does not ask for another."""
        return self.choose_button if self._flow.preview is None else self.category

    def _category_chosen(self, _at: int) -> None:
        if not self._loading:
            self._flow.category = PersonCategory(self.category.value())

    def _way_chosen(self, _at: int) -> None:
        if not self._loading and self._flow.path is not None:
            self._flow.sheet = self.sheet.value()
            self._flow.encoding = self.encoding.value()
            self.read_asked.emit()


def _file_words(flow: ImportFlow) -> str:
    if flow.path is None:
        return "まだ選んでいません"
    if flow.preview is None:
        return f"{flow.path.name}　まだ読み込めていません"
    preview = flow.preview
    people = len(preview.good) + len(preview.bad)
    return f"{flow.path.name}　{people:,}人分の行があります"


class ColumnsStep(StepWidget):
    """Each column of the file with a few of its values and what it means."""

    def __init__(self, flow: ImportFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._shown: object = None
        self.fields: dict[int, ChoiceField] = {}
        layout = column(gap=12)
        self.setLayout(layout)
        self.notes = BannerPlace(self)
        layout.addWidget(self.notes)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(12))
        self._grid.setColumnStretch(0, 1)
        layout.addLayout(self._grid)

    def load(self) -> None:
        """Show the columns; the fields are made once for each file."""
        preview = self._flow.preview
        table = preview.table if preview is not None else None
        if table is not self._shown:
            self._shown = table
            self._build()
        for index, field in self.fields.items():
            field.set_value(self._flow.mapping.get(index, Column.IGNORED).value)

    def store(self) -> None:
        """Keep what the columns mean."""
        for index, field in self.fields.items():
            self._flow.set_meaning(index, Column(field.value()))

    def first_focus(self) -> QWidget | None:
        """Begin with the first column."""
        return next(iter(self.fields.values()), None)

    def _build(self) -> None:
        clear(self._grid)
        self.fields = {}
        self.notes.clear()
        preview = self._flow.preview
        if preview is not None and preview.remembered:
            self.notes.say(
                "info",
                "前に同じ見出しの名簿を取り込んだときの選び方です。",
                title="列の意味を思い出しました",
                closable=False,
            )
        for at, title in enumerate(("ファイルの列と中身の例", "取り込む項目")):
            self._grid.addWidget(PlainLabel(title, self, look="label", wrap=True), 0, at)
        for line, each in enumerate(self._flow.columns(), 1):
            self._add_line(line, each)

    def _add_line(self, line: int, each: FileColumn) -> None:
        name = each.header or f"{each.index + 1}列目(見出しなし)"
        described = column(gap=2)
        described.addWidget(PlainLabel(name, self, wrap=True))
        self._grid.addLayout(described, line, 0, 1, 2 if each.withheld else 1)
        if each.withheld:
            tagged = row(gap=0)
            tagged.addWidget(Tag("個人番号の列: 読み取りません", "warning", self))
            tagged.addStretch(1)
            described.addLayout(tagged)
            return
        described.addWidget(SupportText("、".join(each.samples) or "—", self))
        field = ChoiceField(_MEANINGS, self)
        field.setMinimumWidth(field.sizeHint().width())  # the examples give way
        field.setAccessibleName(f"「{name}」の列の意味")
        self.fields[each.index] = field
        self._grid.addWidget(field, line, 1)


class PreviewStep(StepWidget):
    """Every person of the file, with what is wrong beside the cell."""

    def __init__(self, flow: ImportFlow, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._remembered = remembered
        self._rows: tuple[PreviewRow, ...] = ()
        self.panel: ListPanel | None = None
        self.state: ChoiceField | None = None
        self._layout = column(gap=12)
        self.setLayout(self._layout)
        self.warnings = BannerPlace(self)
        self.summary = PlainLabel("", self, look="h3", wrap=True)
        self.sentences = PlainLabel("", self, wrap=True)
        self.sentences.hide()
        self._layout.addWidget(self.warnings)
        self._layout.addWidget(self.summary)

    def show_rows(self, rows: tuple[PreviewRow, ...]) -> None:
        """Show the people of another reading."""
        preview = self._flow.preview
        if preview is None:
            return
        self._rows = rows
        model = RowsModel(preview_columns(preview), preview_key, preview_search_key, self)
        panel = ListPanel(
            model, self._remembered, "import_preview", self, name="取り込む前の名簿", counter="行"
        )
        panel.setMinimumHeight(px(420))
        self.state = panel.add_choice(state_choices(rows), is_in_state, "結果でしぼる")
        panel.set_rows(rows)
        if self.panel is not None:
            self._layout.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = panel
        panel.view.current_changed.connect(self._show_sentences)
        self._layout.addWidget(panel, 1)
        self._layout.addWidget(self.sentences)
        self._show_sentences("")
        self.load()

    def load(self) -> None:
        """Show the counts and what concerns the whole file."""
        self.warnings.clear()
        preview = self._flow.preview
        ready = preview is not None and not self._flow.reading_needed
        if self.panel is not None:
            self.panel.setVisible(ready)
        if preview is None or not ready:
            self.summary.setText("内容を確かめています…")
            return
        for sentence in reversed(preview.warnings):
            self.warnings.say("warning", sentence, closable=False)
        number = counts(self._rows)
        good = number[GOOD] + number[DOUBTFUL]
        self.summary.setText(f"取り込む人 {good:,}人　取り込まずに残す行 {number[BAD]:,}行")

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.panel.view if self.panel is not None else None

    def _show_sentences(self, key: str) -> None:
        """Say in full what is wrong in the row the cursor is on: its cell is often too narrow."""
        found = next((row.sentences for row in self._rows if key and preview_key(row) == key), "")
        self.sentences.setText(f"{key}行目　{found}" if found else "")
        self.sentences.setVisible(bool(found))
