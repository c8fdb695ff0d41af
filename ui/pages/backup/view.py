"""What the backup page shows: the ledger, the sheets, how long ago the last backup was."""

from dataclasses import dataclass
from datetime import date, datetime

from ashibue_desk.domain.backup import BackupRecord, RecoverySheetRecord
from ashibue_desk.domain.japanese_calendar import era_date, era_short, era_year
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.back_up_vault import list_backups
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.recovery_sheets import sheet_in_force, sheets
from ashibue_desk.use_cases.settings import read_settings
from ui.widgets.rows_model import Column


@dataclass(frozen=True)
class BackupView:
    """What is read for the page in one go."""

    backups: tuple[BackupRecord, ...]
    sheets: tuple[RecoverySheetRecord, ...]
    sheet_in_force: bool
    folder: str  # where the last one went, offered again
    today: date


def read_backups(desk: Desk) -> BackupView:
    """Read what the page shows. Runs in the vault thread."""
    folder = read_settings(desk).backup_folder
    return BackupView(list_backups(desk), sheets(desk), sheet_in_force(desk), folder, desk.today)


def made_on(record: BackupRecord) -> date:
    """Return the day on which a backup was made, by this PC's clock."""
    return datetime.fromisoformat(record.made_at).astimezone().date()


def last_sentence(view: BackupView) -> str:
    """Return where the last backup is and how old."""
    if not view.backups:
        return "バックアップはまだありません。PCが壊れたときのために、いちど取っておきましょう。"
    last = view.backups[0]
    days = (view.today - made_on(last)).days
    ago = "今日" if days <= 0 else f"{days}日前"
    return (
        f"{era_date(made_on(last))}({ago})に、第{last.generation}世代を「{last.place}」に"
        f"「{last.file_name}」として置きました。"
    )


def sheet_lines(view: BackupView) -> tuple[tuple[str, str], ...]:
    """Return title and text of each sheet, newest first."""
    lines = []
    for at, sheet in enumerate(view.sheets):
        opened = sum(1 for record in view.backups if record.recovery_public == sheet.public)
        made = era_date(datetime.fromisoformat(sheet.made_at).astimezone().date())
        state = "使用中。" if at == 0 and view.sheet_in_force else "前の年度のものです。"
        kept = (
            f"開けるバックアップは{opened}世代です。"
            if opened
            else "このシートで開けるバックアップはありません。"
        )
        lines.append((f"{year_words(sheet.business_year)}の復旧シート", f"{state}{made}作成。{kept}"))
    return tuple(lines)


def year_words(business_year: int) -> str:
    """Return 令和8年度."""
    return f"{era_year(business_year)[:-1]}年度"


def size_words(size: int) -> str:
    """Return a size in the units offices know."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000)):,} KB"


def row_id(record: BackupRecord) -> str:
    """Return the generation as text."""
    return str(record.generation)


def row_text(record: BackupRecord) -> str:
    """Return the search key of a line of the ledger."""
    return search_key(record.file_name, record.place, record.device)


COLUMNS: tuple[Column[BackupRecord], ...] = (
    Column("generation", "世代", lambda row: f"第{row.generation}世代", 80, sort=lambda row: row.generation),
    Column("made_at", "作成日", lambda row: era_short(made_on(row)), 90, sort=lambda row: row.made_at),
    Column("year", "開けるシート", lambda row: year_words(row.business_year), 120),
    Column("file", "ファイル名", lambda row: row.file_name, 250, bold=True),
    Column("place", "置いた場所", lambda row: row.place, 220, stretches=True),
    Column("size", "大きさ", lambda row: size_words(row.size), 80, sort=lambda row: row.size, right=True),
    Column("device", "機器", lambda row: row.device, 140, soft=True, shown=False),
)
