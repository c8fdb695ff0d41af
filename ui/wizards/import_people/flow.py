"""The course of taking in a list: which file, what its columns mean, what would come of it. No Qt here."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.staff_list import COLUMN_NAMES, Column
from ashibue_desk.domain.staff_list_headers import JOINED_COLUMNS
from ashibue_desk.use_cases.import_people import ImportPreview
from ui.widgets.steps_in_order import StepsInOrder
from ui.widgets.wizard_frame import Reason, Step

FILE: Final = "file"
COLUMNS: Final = "columns"
PREVIEW: Final = "preview"
_SAMPLES: Final = 3
_NAMES: Final = frozenset({Column.NAME, Column.FAMILY_NAME})


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of the file: its header, a few values, and what it means."""

    index: int
    header: str
    samples: tuple[str, ...]
    meaning: Column
    withheld: bool  # held Individual Numbers, which were not even read


class ImportFlow(StepsInOrder):
    """Keeps what was chosen. The page reads the file (``reading_needed``) and hands the result to ``show``."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.sheet = ""
        self.encoding = ""
        self.category = PersonCategory.EMPLOYEE
        self.mapping: dict[int, Column] = {}
        self.preview: ImportPreview | None = None
        self._draft: Mapping[str, str] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the three steps; the last names how many would come in."""
        good = len(self.preview.good) if self.preview is not None else 0
        return (
            Step(
                FILE,
                "ファイルを選ぶ",
                "どの名簿を取り込みますか",
                "Excel(.xlsx)とCSVを読み込めます。題名の行や合計の行があっても、そのままで構いません。",
                "列の確認へ進む",
                Reason(
                    "元のファイルは変わりません",
                    "読み込むだけで、ファイルを書き換えることはありません。ここで「取り込む」を押すまで、名簿にも何も入りません。"
                    "個人番号の列があっても、番号は読み取らずに捨てます。",
                ),
            ),
            Step(
                COLUMNS,
                "列を確かめる",
                "それぞれの列は何ですか",
                "見出しと中身から推測しました。違っているところだけ直してください。",
                "内容の確認へ進む",
                Reason(
                    "要らない列は取り込みません",
                    "仕事に使わない項目まで集めないために、「取り込まない」の列は保存されません。"
                    "選んだ組合せは、次に同じ見出しの名簿を選んだときに思い出します。",
                ),
            ),
            Step(
                PREVIEW,
                "内容を確かめる",
                "この内容で取り込みますか",
                "直すところのある行は取り込まずに残し、あとで一覧を印刷できます。",
                f"{good:,}人を取り込む" if good else "取り込む",
                None,
            ),
        )

    # what the page tells

    def choose(self, path: Path) -> None:
        """Begin with another file; what was chosen for the one before does not hold for it."""
        self.path = path
        self._draft = {}
        self.sheet = self.encoding = ""
        self.preview = None
        self.mapping = {}

    def show(self, preview: ImportPreview) -> None:
        """Keep what was read."""
        self.preview = preview
        self.mapping = dict(preview.mapping)
        self.category = preview.default_category
        self._resume(preview)

    def forget_reading(self) -> None:
        """The file could not be read as it was chosen."""
        self.preview = None
        self.mapping = {}

    def set_meaning(self, index: int, meaning: Column) -> None:
        """Say what a column holds."""
        self.mapping[index] = meaning

    # drafts: where the file lies and what was decided, never what stands in it; it may hold numbers

    def draft(self) -> dict[str, str]:
        """Return what was chosen, once a file was read."""
        if self.path is None or self.preview is None:
            return {}
        return {
            "path": str(self.path),
            "sheet": self.sheet,
            "encoding": self.encoding,
            "category": self.category.value,
            "header": _header(self.preview),
            "mapping": json.dumps({index: meaning.value for index, meaning in self.mapping.items()}),
            "step": str(self.current),
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Begin with the file of a draft; the rest comes back once it has been read."""
        self.choose(Path(draft["path"]))
        self.sheet, self.encoding = draft["sheet"], draft["encoding"]
        self.category = PersonCategory(draft["category"])
        self._draft = draft

    def _resume(self, preview: ImportPreview) -> None:
        draft, self._draft = self._draft, {}
        if draft and draft["header"] == _header(preview):
            kept = json.loads(draft["mapping"]).items()
            self.mapping = {int(index): Column(meaning) for index, meaning in kept}
            self.current = int(draft["step"])

    # what the page asks

    @property
    def reading_needed(self) -> bool:
        """Whether the rows were read under another meaning of the columns, or for another category."""
        preview = self.preview
        return preview is not None and (
            _meaningful(preview.mapping) != _meaningful(self.mapping)
            or preview.default_category is not self.category
        )

    def columns(self) -> tuple[FileColumn, ...]:
        """Return the columns of the file that hold anything, with up to three values each."""
        if self.preview is None:
            return ()
        table = self.preview.table
        found = []
        for index, header in enumerate(table.header):
            texts = (row[index].text for row in table.body if index < len(row) and row[index].text.strip())
            samples = tuple(text for _at, text in zip(range(_SAMPLES), texts, strict=False))
            withheld = index in table.withheld_columns
            if header.strip() or samples or withheld:
                meaning = self.mapping.get(index, Column.IGNORED)
                found.append(FileColumn(index, header.strip(), samples, meaning, withheld))
        return tuple(found)

    # the flow of the frame

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the present step from being left forwards."""
        if self.preview is None:
            return (Problem("file", "取り込むファイルを選んでください。"),)
        if self.key == COLUMNS:
            return self._column_problems()
        if self.key == PREVIEW:
            return self._row_problems(self.preview)
        return ()

    def _column_problems(self) -> tuple[Problem, ...]:
        counts = Counter(self.mapping.values())
        found = [
            Problem("columns", f"「{COLUMN_NAMES[meaning]}」が{count}列あります。1列だけを選んでください。")
            for meaning, count in counts.items()
            if count > 1 and meaning not in JOINED_COLUMNS
        ]
        if not _NAMES & counts.keys():
            found.append(Problem("columns", "氏名の列がありません。どの列が氏名かを選んでください。"))
        return tuple(found)

    def _row_problems(self, preview: ImportPreview) -> tuple[Problem, ...]:
        if self.reading_needed:
            return (Problem("rows", "内容を確かめています。終わるまでお待ちください。"),)
        if not preview.good:
            return (
                Problem(
                    "rows",
                    "取り込める行がありません。前の手順で列の意味を直すか、元の名簿を直して選び直してください。",
                ),
            )
        return ()


def _header(preview: ImportPreview) -> str:
    """Return the headings in one line, by which the same file is known again; a number among them is masked."""
    return mask_numbers("\t".join(preview.table.header))


def _meaningful(mapping: dict[int, Column]) -> dict[int, Column]:
    return {index: meaning for index, meaning in mapping.items() if meaning is not Column.IGNORED}
