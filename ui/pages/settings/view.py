"""What the settings page reads, and the words of its choices."""

from dataclasses import dataclass, field

from ashibue_desk import __version__
from ashibue_desk.domain.log_check import LogCheckRule
from ashibue_desk.domain.passwords import PasswordJudgement, PasswordRule, judge_password
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.office_hours import HoursView, office_hours
from ashibue_desk.use_cases.own_password import (
    OwnPassword,
    PasswordTerm,
    own_password,
    password_rule,
    password_term,
    password_words,
)
from ashibue_desk.use_cases.settings import VaultSettings, read_settings

BRIGHTNESS = (("system", "PCの設定に合わせる"), ("light", "明るい"), ("dark", "暗い"))


@dataclass(frozen=True)
class SettingsView:
    """What is read for the page in one go."""

    settings: VaultSettings
    least_minutes: int
    most_minutes: int
    rule: PasswordRule = field(repr=False)
    office_words: tuple[str, ...]
    password_note: str
    term: PasswordTerm
    key_notice: str  # empty, or what is to be known of the key file on this PC
    key_place: str
    regulation: str
    edition: int
    vault_folder: str
    own_password: OwnPassword
    hours: HoursView
    hours_note: str  # which days are free whatever the weekday


def read_view(desk: Desk) -> SettingsView:
    """Read what the page shows. Runs in the vault thread: the list of common passwords is a file."""
    settings = read_settings(desk)
    return SettingsView(
        settings=settings,
        least_minutes=desk.regulation.auto_lock.least_minutes,
        most_minutes=desk.regulation.auto_lock.most_minutes,
        rule=password_rule(desk),
        office_words=password_words(desk),
        password_note=desk.regulation.password_note,
        term=password_term(desk),
        key_notice=desk.secrets.notice,
        key_place="OSの資格情報の保管場所" if not desk.secrets.notice else "鍵のファイル",
        regulation=desk.regulation.name,
        edition=desk.regulation.edition,
        vault_folder=str(desk.vault.folder),
        own_password=own_password(desk),
        hours=office_hours(desk),
        hours_note=free_days_words(desk.regulation.log_check),
    )


def free_days_words(rule: LogCheckRule) -> str:
    """Return which days of the year are free by the pack."""
    days = "・".join(f"{month}月{day}日" for month, day in sorted(rule.free_days))
    parts = [*(["国民の祝日"] if rule.holidays else []), *([days] if days else [])]
    return f"{'と'.join(parts)}は、曜日にかかわらず休みの日として数えます。" if parts else ""


def judge(view: SettingsView, old: str, new: str) -> PasswordJudgement:
    """Judge a new password against the regulation's rule and the old one."""
    return judge_password(new, view.rule, view.office_words, old or None)


def versions() -> str:
    """Return the versions somebody who helps will ask for."""
    import platform

    import PySide6

    system = f"{platform.system()} {platform.release()}"
    return f"あしぶえデスク {__version__}、Python {platform.python_version()}、Qt {PySide6.__version__}、{system}"
