"""What the backup page shows: the ledger, the sheets, how long ago the last backup was."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.backup import BackupRecord
from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.japan_time import in_japan
from ashibue_desk.domain.japanese_calendar import era_date, era_short, era_year
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.backup_ledger import BackupLedger, LedgerBackup, LedgerSheet, backup_ledger
from ashibue_desk.use_cases.check_backup_file import FileState
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.recovery_sheets import may_renew_sheet
from ashibue_desk.use_cases.settings import read_settings
from ui.widgets.rows_model import Column

_PROVEN = "書いたあとに読み直し、正しく戻せることを確かめました。"
_CAME_BACK = "このファイルから保管庫を戻しました。戻す前に、中身が正しいことを確かめました。"

_FOUND = {
    FileState.AS_WRITTEN: (
        "success",
        "ファイルは書いたときのままです",
        "照合値が台帳と同じでした。取扱記録簿にも1行残しました。",
    ),
    FileState.CHANGED: (
        "error",
        "ファイルが書いたときと違います",
        "このファイルからは戻せないかもしれません。保管庫は無事です。責任者に知らせ、新しいバックアップをつくってください。",
    ),
    FileState.NOT_THERE: (
        "warning",
        "その場所にファイルが見あたりません",
        "光学ディスクなら、入れてからもう一度確かめてください。移したのなら、どこへ移したかを責任者に確かめてください。保管庫は無事です。",
    ),
    FileState.UNREADABLE: (
        "warning",
        "ファイルを読めませんでした",
        "置き場所を開ける人がPCに入り、もう一度確かめてください。ディスクの傷のときもあります。保管庫は無事です。",
    ),
}


@dataclass(frozen=True)
class BackupView:
    """What is read for the page in one go."""

    ledger: BackupLedger
    may_renew: bool  # whether the one at the desk can put a new sheet in force
    folder: str  # where the last one went, offered again
    today: date


def read_backups(desk: Desk) -> BackupView:
    """Read what the page shows. Runs in the vault thread."""
    folder = read_settings(desk).backup_folder
    return BackupView(backup_ledger(desk), may_renew_sheet(desk), folder, desk.today)


def made_on(record: BackupRecord) -> date:
    """Return the day on which a backup was made, by the office's clock."""
    return in_japan(record.made_at).date()


def last_sentence(view: BackupView, *, makes: bool) -> str:
    """Return where the last backup is and how old; ``makes`` is for somebody who can make one."""
    if not view.ledger.backups:
        nothing = "バックアップはまだありません。"
        return f"{nothing}PCが壊れたときのために、いちど取っておきましょう。" if makes else nothing
    last = view.ledger.backups[0].record
    days = (view.today - made_on(last)).days
    ago = "今日" if days <= 0 else f"{days}日前"
    return (
        f"{era_date(made_on(last))}({ago})に、第{last.generation}世代を「{last.place}」に"
        f"「{last.file_name}」として置きました。"
    )


def sheet_lines(ledger: BackupLedger) -> tuple[tuple[str, str], ...]:
    """Return title and text of each sheet, newest first."""
    return tuple(
        (
            f"{year_words(sheet.record.business_year)}の復旧シート",
            _sheet_words(sheet, in_force=at == 0 and ledger.sheet_in_force),
        )
        for at, sheet in enumerate(ledger.sheets)
    )


def _sheet_words(sheet: LedgerSheet, *, in_force: bool) -> str:
    state = "使用中。" if in_force else "前の年度のものです。"
    by = f"(つくった人 {sheet.line.actor_name})" if sheet.line is not None else ""
    proven = f"{_day(sheet.record.proven_at)}に、印刷した紙の文字を入力して確かめました。"
    opened = (
        f"開けるバックアップは{sheet.opens}世代です。"
        if sheet.opens
        else "このシートで開けるバックアップはありません。"
    )
    return f"{state}{_day(sheet.record.made_at)}作成{by}。{proven}{opened}"


def backup_facts(row: LedgerBackup) -> tuple[tuple[str, str], ...]:
    """Return what is on record of one generation, title and text."""
    record = row.record
    return (
        ("つくった日時", _moment(record.made_at)),
        ("戻した人" if row.restored else "つくった人", _by(row.line)),
        ("確かめ", _CAME_BACK if row.restored else _PROVEN),
        ("開くのに要るもの", f"{year_words(record.business_year)}の復旧シート"),
        ("置いた場所", f"{record.place}({record.device})"),
        ("ファイルの最後の確認", _checked(row.checked)),
        ("ファイル", f"{record.file_name}({record.size:,}バイト)"),
        ("照合値", f"SHA-256　{_in_groups(record.sha256)}"),
    )


def _by(line: LogEntry | None) -> str:
    return (
        f"{line.actor_name}(取扱記録簿の{line.seq:,}番)"
        if line is not None
        else "この保管庫の記録にありません。"
    )


def _checked(line: LogEntry | None) -> str:
    if line is None:
        return "まだ確かめていません。"
    day = era_date(date.fromisoformat(line.local_at[:10]))
    return f"{day} {line.actor_name} {line.line.detail}"


def found_words(state: FileState) -> tuple[str, str, str]:
    """Return tone, title and text of the banner that says what lies at the place of a backup."""
    return _FOUND[state]


def _moment(stamp: str) -> str:
    at = in_japan(stamp)
    return f"{era_date(at.date())} {at:%H:%M}"


def _day(stamp: str) -> str:
    return era_date(in_japan(stamp).date())


def _in_groups(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def year_words(business_year: int) -> str:
    """Return 令和8年度."""
    return f"{era_year(business_year)[:-1]}年度"


def size_words(size: int) -> str:
    """Return a size in the units offices know."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000)):,} KB"


def by_words(row: LedgerBackup) -> str:
    """Return who made a backup, short; who restored from it where nobody else is known."""
    if row.line is None:
        return "—"
    return f"{row.line.actor_name}(復元)" if row.restored else row.line.actor_name


def row_id(row: LedgerBackup) -> str:
    """Return the generation as text."""
    return str(row.record.generation)


def row_text(row: LedgerBackup) -> str:
    """Return the search key of a line of the ledger."""
    return search_key(row.record.file_name, row.record.place, row.record.device, by_words(row))


COLUMNS: tuple[Column[LedgerBackup], ...] = (
    Column(
        "generation",
        "世代",
        lambda row: f"第{row.record.generation}世代",
        80,
        sort=lambda row: row.record.generation,
    ),
    Column(
        "made_at",
        "作成日",
        lambda row: era_short(made_on(row.record)),
        90,
        sort=lambda row: row.record.made_at,
    ),
    Column("by", "つくった人", by_words, 130),
    Column("year", "開けるシート", lambda row: year_words(row.record.business_year), 110),
    Column("file", "ファイル名", lambda row: row.record.file_name, 320, bold=True),
    Column("place", "置いた場所", lambda row: row.record.place, 120, stretches=True),
    Column(
        "size",
        "大きさ",
        lambda row: size_words(row.record.size),
        80,
        sort=lambda row: row.record.size,
        right=True,
    ),
    Column("device", "機器", lambda row: row.record.device, 140, soft=True, shown=False),
)
