"""The pages of the handling log: reading it, entering and correcting by hand, checking and verifying it."""

from functools import partial

from ashibue_desk.use_cases.verify_log import MAY_VERIFY
from ui.pages.handling_log.check_page import LogCheckPage
from ui.pages.handling_log.correction_page import CorrectionPage
from ui.pages.handling_log.line_page import LogLinePage
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.paper_act_page import PaperActPage
from ui.pages.log_checks.analysis_page import AccessAnalysisPage
from ui.pages.log_checks.list_page import LogChecksPage
from ui.pages.log_checks.month_page import MonthCheckPage
from ui.pages.mass_output.page import MassOutputsPage
from ui.widgets.page import PageSpec
from ui.wording.page_roles import PAGE_ROLES


def log_specs() -> tuple[PageSpec, ...]:
    """Return the log as the rail has it, and the pages below it."""
    details = partial(PageSpec, in_rail=False, under="handling_log")
    return (
        PageSpec(
            "handling_log",
            "取扱記録簿",
            HandlingLogPage,
            roles=PAGE_ROLES["handling_log"],
            words=("ログ", "操作の記録"),
        ),
        details("log_line", "取扱いの記録の一行", LogLinePage, roles=PAGE_ROLES["log_line"]),
        details(
            "log_check",
            "取扱記録簿の検証",
            LogCheckPage,
            roles=frozenset(MAY_VERIFY),
            words=("検証カード", "改ざん", "署名", "監査"),
        ),
        details(
            "paper_act",
            "紙の取扱いを記録する",
            PaperActPage,
            roles=PAGE_ROLES["paper_act"],
            words=("紙", "持出し", "裁断", "提出", "手で記録"),
            fresh=True,
        ),
        details(
            "log_correction",
            "記録の訂正・補記",
            CorrectionPage,
            roles=PAGE_ROLES["log_correction"],
            fresh=True,
        ),
        details("log_checks", "取扱記録の月次点検", LogChecksPage, roles=PAGE_ROLES["log_checks"]),
        details("month_check", "一か月の点検", MonthCheckPage, roles=PAGE_ROLES["month_check"]),
        details(
            "access_analysis", "アクセス状況の分析", AccessAnalysisPage, roles=PAGE_ROLES["access_analysis"]
        ),
        details(
            "mass_outputs",
            "大量出力の確認",
            MassOutputsPage,
            roles=PAGE_ROLES["mass_outputs"],
            words=("大量出力", "警告", "理由"),
        ),
    )
