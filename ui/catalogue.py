"""Every page and wizard of the program, in the order of the rail, and every door beside the password.

Imported once a vault is looked at, never before the unlock screen is seen. What a page is called and who may open it stand in
``ui.wording.page_titles`` and ``ui.wording.page_roles``.
"""

from dataclasses import replace
from functools import partial

from ashibue_desk.use_cases.changes import Changed
from ui.pages.backup.page import BackupPage
from ui.pages.board.page import BoardPage
from ui.pages.charge.appoint_page import AppointPage
from ui.pages.charge.handover_page import HandoverPage
from ui.pages.charge.my_page import MyDutiesPage
from ui.pages.charge.page import ChargePage
from ui.pages.charge.person_page import ChargePersonPage
from ui.pages.charge.view import count_missing_steps
from ui.pages.collection.event_page import CollectionEventPage
from ui.pages.collection.page import CollectionPage
from ui.pages.collection.view import count_missing
from ui.pages.consents.page import ConsentsPage
from ui.pages.consents.view import count_to_issue
from ui.pages.contractors.cloud_page import CloudChecksPage
from ui.pages.contractors.contract_page import ContractPage
from ui.pages.contractors.contractor_page import ContractorPage
from ui.pages.contractors.edit_page import ContractorEditPage
from ui.pages.contractors.ending_page import EndingPage
from ui.pages.contractors.evaluation_page import EvaluationPage
from ui.pages.contractors.page import ContractorsPage
from ui.pages.contractors.provision_page import ProvisionPage
from ui.pages.contractors.returned_page import ReturnedSheetPage
from ui.pages.contractors.view import count_late, find_contractors
from ui.pages.handling_log.check_page import LogCheckPage
from ui.pages.handling_log.correction_page import CorrectionPage
from ui.pages.handling_log.line_page import LogLinePage
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.paper_act_page import PaperActPage
from ui.pages.home.page import HomePage
from ui.pages.home.view import count_due
from ui.pages.log_checks.analysis_page import AccessAnalysisPage
from ui.pages.log_checks.month_page import MonthCheckPage
from ui.pages.log_checks.page import LogChecksPage
from ui.pages.mass_output.page import MassOutputsPage
from ui.pages.number_files.new_page import NewNumberFilePage
from ui.pages.number_files.page import NumberFilesPage
from ui.pages.papers.article_page import ArticlePage
from ui.pages.papers.form_page import PaperFormPage
from ui.pages.papers.ledger_page import PaperLedgerPage
from ui.pages.papers.page import PapersPage
from ui.pages.papers.regulation_page import RegulationPage
from ui.pages.papers.search import find_articles, find_forms
from ui.pages.people.edit_page import PersonEditPage
from ui.pages.people.page import PeoplePage
from ui.pages.people.person_page import PersonPage
from ui.pages.people.search import find_people
from ui.pages.reveal.page import RevealPage
from ui.pages.settings.forced_page import ForcedPasswordPage
from ui.pages.settings.page import SettingsPage
from ui.pages.superior_views.approve_page import ApproveViewPage
from ui.pages.superior_views.look_page import SuperiorLookPage
from ui.pages.superior_views.page import SuperiorViewsPage
from ui.pages.users.invite_page import InvitePage
from ui.pages.users.page import UsersPage
from ui.pages.wordings.edit_page import WordingEditPage
from ui.pages.wordings.form_page import WordingPage
from ui.pages.wordings.page import WordingsPage
from ui.widgets.page import PageSpec, SearchSource
from ui.wizards.cloud_check.page import CloudCheckPage
from ui.wizards.collect_number.page import CollectPage
from ui.wizards.import_people.page import ImportPeoplePage
from ui.wording.page_roles import PAGE_ROLES
from ui.wording.page_titles import PAGE_TITLES


def page_specs() -> tuple[PageSpec, ...]:
    """Return every page and wizard, in the order of the rail. Raises ``KeyError`` for one that the two tables do not know."""
    return tuple(
        replace(spec, title=PAGE_TITLES[spec.key], roles=PAGE_ROLES[spec.key])
        for spec in (
            PageSpec("home", HomePage, badge=count_due, badge_on=~Changed.NOTHING, words=("今日やること",)),
            *_people_specs(),
            *_log_specs(),
            *_contractor_specs(),
            *_charge_specs(),
            PageSpec("backup", BackupPage, words=("復旧シート", "戻す", "復元")),
            *_paper_specs(),
            PageSpec("settings", SettingsPage, words=("パスワード", "自動ロック", "文字の大きさ")),
        )
    )


def _people_specs() -> tuple[PageSpec, ...]:
    """Return the list of people, the collection of their numbers, and their consent forms."""
    details = partial(PageSpec, in_rail=False, under="people")
    collecting = partial(PageSpec, in_rail=False, under="collection", fresh=True)
    return (
        PageSpec(
            "people",
            PeoplePage,
            search=SearchSource("名簿", find_people),
            words=(
                "社員",
                "職員",
                "支払先",
                "番号を見る",
                "番号を表示する",
                "退職",
                "家族・扶養親族・配偶者",
                "住所・改姓",
            ),
        ),
        details("person", PersonPage),
        details("person_edit", PersonEditPage, fresh=True, words=("一人ずつ登録する", "追加", "入社")),
        details(
            "import_people",
            ImportPeoplePage,
            fresh=True,
            words=("取り込み", "取込み", "インポート", "Excel", "CSV", "取込みを取り消す"),
        ),
        PageSpec(
            "collection",
            CollectionPage,
            badge=count_missing,
            badge_on=Changed.PEOPLE | Changed.NUMBERS | Changed.USERS,
            words=("個人番号", "マイナンバー", "依頼", "提供拒否", "未取得"),
        ),
        collecting("collection_event", CollectionEventPage),
        collecting("collect", CollectPage, words=("番号の登録", "本人確認")),
        collecting("reveal", RevealPage),
        PageSpec(
            "consents",
            ConsentsPage,
            badge=count_to_issue,
            badge_on=Changed.CONSENTS | Changed.PEOPLE,
            words=("様式第2号",),
        ),
    )


def _log_specs() -> tuple[PageSpec, ...]:
    """Return the handling log: reading it, entering and correcting by hand, checking and verifying it."""
    details = partial(PageSpec, in_rail=False, under="handling_log")
    return (
        PageSpec("handling_log", HandlingLogPage, words=("ログ", "操作の記録")),
        details("log_line", LogLinePage),
        details("log_check", LogCheckPage, words=("検証カード", "改ざん", "署名", "監査")),
        details("paper_act", PaperActPage, fresh=True, words=("紙", "持出し", "裁断", "提出", "手で記録")),
        details("log_correction", CorrectionPage, fresh=True),
        details("log_checks", LogChecksPage, words=("毎月の点検", "記録の点検")),
        details("month_check", MonthCheckPage),
        details("access_analysis", AccessAnalysisPage),
        details("mass_outputs", MassOutputsPage, words=("大量出力", "警告", "理由")),
        details("board_papers", BoardPage, words=("まとめて印刷", "役員会", "報告")),
    )


def _contractor_specs() -> tuple[PageSpec, ...]:
    """Return the pages about contractors, and the check of cloud services."""
    details = partial(PageSpec, in_rail=False, under="contractors")
    return (
        PageSpec(
            "contractors",
            ContractorsPage,
            badge=count_late,
            badge_on=Changed.CONTRACTORS,
            search=SearchSource("委託先", find_contractors),
            words=("委託", "評価票", "再委託", "税理士", "社会保険労務士", "監督"),
        ),
        details("contractor", ContractorPage),
        details("contractor_evaluation", EvaluationPage),
        details(
            "contractor_edit", ContractorEditPage, fresh=True, words=("委託先を登録する", "委託先を加える")
        ),
        details("contractor_sheet", ReturnedSheetPage, fresh=True),
        details("contractor_contract", ContractPage, fresh=True),
        details("contractor_provision", ProvisionPage, fresh=True),
        details("contractor_end", EndingPage, fresh=True),
        details("cloud_checks", CloudChecksPage, words=("クラウドサービス",)),
        details("cloud_check", CloudCheckPage, fresh=True),
    )


def _charge_specs() -> tuple[PageSpec, ...]:
    """Return the pages about people in charge, users, number files and superiors' views."""
    details = partial(PageSpec, in_rail=False, under="charge")
    return (
        PageSpec(
            "charge",
            ChargePage,
            badge=count_missing_steps,
            badge_on=Changed.USERS,
            words=("選任", "任命", "誓約書", "様式第3号", "周知", "引継ぎ"),
        ),
        details("charge_person", ChargePersonPage),
        details("appoint", AppointPage, fresh=True, words=("任命する", "担当者を加える")),
        details("handover", HandoverPage, fresh=True),
        details("users", UsersPage, words=("パスワードの再発行", "招待", "アカウント")),
        details("user_invite", InvitePage, fresh=True, words=("利用者を加える",)),
        details("number_files", NumberFilesPage, words=("特定個人情報ファイル", "管理簿")),
        details("number_file_new", NewNumberFilePage, fresh=True),
        details("superior_views", SuperiorViewsPage, words=("役員等の閲覧",)),
        details("superior_approve", ApproveViewPage, fresh=True),
        details("superior_look", SuperiorLookPage, fresh=True),
        PageSpec("my_duties", MyDutiesPage, words=("誓約書", "引継ぎ", "できること")),
    )


def _paper_specs() -> tuple[PageSpec, ...]:
    """Return the pages about forms and their wording, the regulation, and received papers."""
    details = partial(PageSpec, in_rail=False, under="papers")
    return (
        PageSpec(
            "papers",
            PapersPage,
            search=SearchSource("様式", find_forms),
            words=("帳票", "書式", "用紙", "白紙", "プレビュー"),
        ),
        details("paper_form", PaperFormPage),
        details(
            "regulation",
            RegulationPage,
            search=SearchSource("規程", find_articles),
            words=("条文", "マニュアル"),
        ),
        details("article", ArticlePage),
        details("paper_ledger", PaperLedgerPage, words=("受領", "綴じる", "ファイル", "廃棄した紙")),
        details(
            "wordings",
            WordingsPage,
            words=("文言", "条文", "版", "改定", "ひな形", "テンプレート", "原文"),
        ),
        details("wording", WordingPage),
        details("wording_edit", WordingEditPage, fresh=True),
    )


def forced_specs() -> tuple[PageSpec, ...]:
    """Return the only page there is while the password has to be changed."""
    return (PageSpec("forced_password", ForcedPasswordPage, title="新しいパスワード"),)
