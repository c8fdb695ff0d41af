"""What the home page says, worked out from the facts: words, tones, the year. No widgets."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime

from ashibue_desk.domain.backup import BackupRecord
from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.japanese_calendar import era_date, era_year
from ashibue_desk.use_cases.back_up_vault import list_backups
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import DueItem, HomeView, Todo, Urgency, home, what_is_due
from ashibue_desk.use_cases.paper_output import GoingOut, papers_in_doubt
from ui.widgets.charts import Mark, Span, YearLine
from ui.widgets.page import DRAFTS, Badge
from ui.wording.page_roles import does_work, may_open


@dataclass(frozen=True)
class DueWords:
    """How one kind of work is said: the sentence, the button, the page it opens and what that page is handed."""

    what: str
    act: str
    page: str
    line: str  # its line of the year
    argument: str | None = None


URGENCY_WORDS = {
    Urgency.OVERDUE: ("期限を過ぎています", "error"),
    Urgency.DUE: ("今月中", "warning"),
    Urgency.LATER: ("これから", "neutral"),
}
_BAND_TONES = {Urgency.OVERDUE: "error", Urgency.DUE: "warning", Urgency.LATER: "info"}
_WORDS = {
    Todo.IMPORT_PEOPLE: DueWords("名簿を取り込む", "名簿を取り込む", "import_people", "名簿"),
    Todo.RENEW_SHEET: DueWords("今年度の復旧シートをつくる", "シートをつくる", "backup", "復旧シート"),
    Todo.BACK_UP: DueWords("バックアップをとる", "バックアップを開く", "backup", "バックアップ"),
    Todo.ISSUE_CONSENTS: DueWords(
        "同意書を印刷して渡す({count}人)", "同意書を印刷する", "consents", "同意書", "issue"
    ),
    Todo.RECEIVE_CONSENTS: DueWords(
        "渡した同意書を受け取る({count}人)", "受領を記録する", "consents", "同意書", "receive"
    ),
    Todo.COLLECT_NUMBERS: DueWords("個人番号を受け取る({count}人)", "収集を開く", "collection", "番号の収集"),
    Todo.FINISH_DRAFT: DueWords("書きかけの入力を仕上げる({count}件)", "続きを入力する", DRAFTS, "書きかけ"),
    Todo.REEVALUATE_CONTRACTORS: DueWords(
        "委託先を評価し直す({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.MEET_CONDITIONS: DueWords(
        "委託先の合格の条件を確かめる({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.LOOK_AFTER_CONTRACTORS: DueWords(
        "委託先の報告を受け、調査する({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.CORRECT_FINDINGS: DueWords(
        "委託先の是正を確かめる({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.DECIDE_EVALUATIONS: DueWords(
        "委託先の評価を決定する({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.ANSWER_RE_ENTRUSTMENTS: DueWords(
        "再委託の申請に答える({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.REVIEW_OVERRIDES: DueWords(
        "要件を欠いたまま提供した記録を見直す({count}件)", "委託先を開く", "contractors", "委託先"
    ),
    Todo.COMPLETE_CHARGES: DueWords(
        "担当者の手続きを済ませる({count}件)", "担当者を開く", "charge", "担当者"
    ),
    Todo.OWN_CHARGE: DueWords(
        "自分の担当に残っている手続きを確かめる({count}件)", "自分の担当を開く", "my_duties", "担当者"
    ),
    Todo.TRAIN: DueWords("担当者の教育研修を行う({count}件)", "担当者を開く", "charge", "担当者"),
    Todo.RENEW_TERMS: DueWords("任期の終わりにそなえる({count}件)", "担当者を開く", "charge", "担当者"),
    Todo.RENEW_PLEDGES: DueWords(
        "新しい版の誓約書に署名してもらう({count}人)", "担当者を開く", "charge", "担当者"
    ),
    Todo.CONFIRM_HANDOVERS: DueWords("引継ぎの完了を確かめる({count}件)", "担当者を開く", "charge", "担当者"),
    Todo.TAKE_OVER_DROPS: DueWords(
        "受け取った番号を引き継ぐ({count}件)", "収集を開く", "collection", "番号の収集"
    ),
    Todo.CHANGE_PASSWORD: DueWords("自分のパスワードを変える", "設定を開く", "settings", "パスワード"),
    Todo.CHECK_LOG: DueWords(
        "取扱記録簿の検証で異常がみつかりました", "検証を開く", "log_check", "取扱記録簿"
    ),
    Todo.ISSUE_LOG_CARD: DueWords("検証カードを発行する", "検証を開く", "log_check", "取扱記録簿"),
    Todo.SEE_MASS_OUTPUTS: DueWords(
        "短い時間に多くの番号を扱った記録を確かめる({count}件)",
        "大量出力を開く",
        "mass_outputs",
        "取扱記録簿",
    ),
    Todo.CHECK_MONTHS: DueWords(
        "取扱記録を点検する({count}か月分)", "月次点検を開く", "log_checks", "取扱記録簿"
    ),
    Todo.NAME_SUPERIOR: DueWords(
        "取扱記録を点検する上司を決める({count}か月分が待っています)",
        "上司を決める",
        "log_checks",
        "取扱記録簿",
    ),
    Todo.SETTLE_DOUBTS: DueWords(
        "要確認にした記録の結果を書く({count}件)", "月次点検を開く", "log_checks", "取扱記録簿"
    ),
    Todo.ANALYSE_ACCESS: DueWords(
        "アクセス状況を分析する({count}四半期分)", "分析を開く", "access_analysis", "取扱記録簿"
    ),
    Todo.RENEW_MASTER_KEY: DueWords("保管庫を開き直し、鍵の更新を終える", "", "", "鍵"),
}
_HAND = (
    "名簿",
    "同意書",
    "番号の収集",
    "担当者",
    "委託先",
    "復旧シート",
    "バックアップ",
    "パスワード",
    "鍵",
    "取扱記録簿",
    "書きかけ",
)


@dataclass(frozen=True)
class HomeFacts:
    """What is read for the page in one go."""

    view: HomeView
    backups: tuple[BackupRecord, ...]
    doubts: tuple[GoingOut, ...] = ()


def read_home(desk: Desk) -> HomeFacts:
    """Read what the page shows. Runs in the vault thread."""
    view = home(desk)
    due = tuple(item for item in view.due if _offered(item, desk))
    recent = view.recent if may_open("handling_log", desk.actor.roles) else ()
    return HomeFacts(replace(view, due=due, recent=recent), list_backups(desk), papers_in_doubt(desk))


def count_due(desk: Desk) -> Badge:
    """Count what is due now for the rail; red when something is overdue. Runs in the vault thread."""
    due = [item for item in what_is_due(desk) if item.urgency is not Urgency.LATER and _offered(item, desk)]
    return Badge(len(due), alarm=any(item.urgency is Urgency.OVERDUE for item in due))


def _offered(item: DueItem, desk: Desk) -> bool:
    """Return whether the one at the desk may do this, not only read of it."""
    return does_work(words_of(item).page, desk.actor.roles)


def words_of(item: DueItem) -> DueWords:
    """Return the words of a kind of work, without the count filled in."""
    return _WORDS[item.todo]


def sentence_of(item: DueItem) -> str:
    """Return what is to do and for how many."""
    return _WORDS[item.todo].what.format(count=item.count)


def summary(due: tuple[DueItem, ...]) -> str:
    """Return the one sentence under the title."""
    if not due:
        return "いま、やることはありません。今日も、ふだんどおりで大丈夫です。"
    counts = {urgency: sum(1 for item in due if item.urgency is urgency) for urgency in Urgency}
    parts = [f"{URGENCY_WORDS[urgency][0]} {count}件" for urgency, count in counts.items() if count]
    return f"{'、'.join(parts)}です。上から順に片づけてください。"


def year_title(starts: date) -> str:
    """Return the heading of the band: 令和8年度の流れ."""
    return f"{era_year(starts.year)[:-1]}年度の流れ"


def year_lines(facts: HomeFacts) -> tuple[YearLine, ...]:
    """Return the lines of the year: what was logged, backups made, and what is due now."""
    view = facts.view
    logged = tuple(Mark(first.replace(day=15), done=True) for first in view.months)
    made = {datetime.fromisoformat(record.made_at).date() for record in facts.backups}
    lines = [YearLine("取扱いの記録", marks=logged)]
    for title in _HAND:
        spans = tuple(_span(item, view.today) for item in view.due if words_of(item).line == title)
        days = sorted(day for day in made if day >= view.year_starts) if title == "バックアップ" else ()
        marks = tuple(Mark(day, done=True) for day in days)
        if spans or marks:
            lines.append(YearLine(title, spans, marks))
    return tuple(lines)


def doubt_words(going: GoingOut, today: date) -> tuple[str, str]:
    """Return what was going out and for whom, and below it which paper, when and by whom."""
    first, more = going.lines[0], len(going.lines) - 1
    named = "　".join(part for part in (first.act, first.object_label) if part)
    said = f"{named}　ほか{more}件" if more else named
    return said, "　".join(part for part in (first.detail, _clock(going.at, today), going.by_name) if part)


def when(entry: LogEntry, today: date) -> str:
    """Return the time of a line: only the hour today, with its day otherwise, and with its year where that is another one."""
    return _clock(entry.local_at, today)


def _clock(local_at: str, today: date) -> str:
    at = datetime.fromisoformat(local_at)
    clock = f"{at:%H:%M}"
    if at.date() == today:
        return clock
    day = f"{at.month}月{at.day}日" if at.year == today.year else era_date(at.date())
    return f"{day} {clock}"


def _span(item: DueItem, today: date) -> Span:
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    first = today.replace(day=1) if item.urgency is Urgency.OVERDUE else today
    words = f"{sentence_of(item)}、{URGENCY_WORDS[item.urgency][0]}"
    return Span(first, last, _BAND_TONES[item.urgency], words)
