"""What the page of verification shows and asks: typed cards and codes, the result in words. No Qt in here."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ashibue_desk.domain.log_seal import LogCard, read_card, read_footer_code
from ashibue_desk.domain.log_verification import Notice
from ashibue_desk.domain.log_words import NOTICE_WORDS, finding_words, next_step
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.export_signed_log import export_signed_log
from ashibue_desk.use_cases.log_papers import print_log_card
from ashibue_desk.use_cases.verify_log import LogVerification
from ui.background.progress import Progress
from ui.widgets.paper_card import PaperOutput

CARD_LETTERS = 56
_ROW_WORDS = {
    "changed": "変更されている行",
    "added": "追加されている行",
    "removed": "消されている行",
    "record": "指紋の記録が書き換えられた行",
}
_MOST = 20


def read_cards(typed: str) -> tuple[LogCard, ...] | Problem:
    """Return the cards typed one after the other, or what is wrong with them."""
    letters = "".join(typed.replace("-", "").split())
    cards = []
    for start in range(0, len(letters), CARD_LETTERS):
        card = read_card(letters[start : start + CARD_LETTERS])
        if isinstance(card, Problem):
            return card
        cards.append(card)
    return tuple(cards)


def read_codes(typed: str) -> Mapping[int, str] | Problem:
    """Return the codes of printed pages by number: a line each, the number, a colon, the code."""
    codes = {}
    for line in typed.replace("：", ":").splitlines():
        if not line.strip():
            continue
        number, _, text = line.partition(":")
        code = read_footer_code(text)
        if isinstance(code, Problem) or not number.strip().isdigit():
            return Problem(
                "footer_code", "「1234 : A2B3 …」のように、番号とコードを1行ずつ入力してください。"
            )
        codes[int(number)] = code
    return codes


def verdict(found: LogVerification) -> tuple[str, str, str]:
    """Return tone, title and text of the banner."""
    report = found.report
    if report.finding is not None:
        return "error", "取扱記録簿に問題があります", f"{finding_words(report.finding)}\n{next_step(report)}"
    if found.rows_are_bad:
        text = (
            f"記録簿にない変更が{found.rows_are_bad:,}行にあります。あしぶえデスク以外から書き換えられています。"
            "保管庫のフォルダーをそのまま残し、責任者に知らせてください。"
        )
        return "error", "保管庫の中身に問題があります", text
    how = "封印・署名・つながり・保管庫の中身" if report.with_card else "署名・つながり・保管庫の中身"
    text = f"{report.entries:,}行の{how}を確かめました。{next_step(report)}"
    return "success", "取扱記録簿に問題はありません", text


def result_lines(found: LogVerification) -> tuple[tuple[str, str], ...]:
    """Return what is worth a look: (where, what)."""
    rows = [(f"{bad.table}　{bad.key[:12]}", _ROW_WORDS[bad.flaw.value]) for bad in found.bad_rows]
    notices = [(f"{seq:,}番", NOTICE_WORDS[notice]) for seq, notice in found.report.notices]
    return (*rows, *notices[-_MOST:])


def waits_for_officer(found: LogVerification) -> bool:
    """Whether something in the log waits for the word of the card's holder."""
    report = found.report
    if report.finding is not None:
        return report.finding.flaw.value == "unconfirmed"
    return Notice.UNCONFIRMED in {notice for _seq, notice in report.notices}


def issue_card(desk: Desk, password: str, output: PaperOutput) -> Done[int]:
    """Issue and print the card. Runs in the vault thread."""
    from forms.log_card import render_log_card

    return print_log_card(desk, password, partial(output.make, render_log_card))


def write_export(desk: Desk, target: Path, password: str, progress: Progress) -> Done[Path]:
    """Write the signed copy. Runs in the vault thread."""
    return Done(target, export_signed_log(desk, target, password, progress).changed)
