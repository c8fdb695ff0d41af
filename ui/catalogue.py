"""Every page and wizard of the program, in the order of the rail, and every door beside the password.

Imported once a vault is looked at, never before the unlock screen is seen.
"""

from functools import partial

from ashibue_desk.use_cases.changes import Changed
from ui.log_catalogue import log_specs
from ui.pages.backup.page import BackupPage
from ui.pages.charge.appoint_page import AppointPage
from ui.pages.charge.handover_page import HandoverPage
from ui.pages.charge.my_page import MyDutiesPage
from ui.pages.charge.page import ChargePage
from ui.pages.charge.person_page import ChargePersonPage
from ui.pages.charge.view import count_missing_steps
from ui.pages.collection.event_page import CollectionEventPage
from ui.pages.collection.lines import count_missing
from ui.pages.collection.page import CollectionPage
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
from ui.pages.contractors.view import (
    DECIDES,
    READS_CONTRACTORS,
    WRITES_CONTRACTORS,
    count_late,
    find_contractors,
)
from ui.pages.home.page import HomePage
from ui.pages.home.view import count_due
from ui.pages.number_files.new_page import NewNumberFilePage
from ui.pages.number_files.page import NumberFilesPage
from ui.pages.papers.specs import paper_specs
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
from ui.pages.wordings.specs import wording_specs
from ui.widgets.door import BIND, NEW, RESTORE, SAMPLE, SHEET, DoorSpec
from ui.widgets.page import PageSpec, SearchSource
from ui.wizards.bind_account.page import BindAccountPage
from ui.wizards.cloud_check.page import CloudCheckPage
from ui.wizards.collect_number.page import CollectPage
from ui.wizards.import_people.page import ImportPeoplePage
from ui.wizards.new_vault.wizard import NewVaultWizard
from ui.wizards.open_with_sheet.wizard import OpenWithSheetWizard
from ui.wizards.restore_backup.wizard import RestoreWizard
from ui.wizards.try_sample.page import SamplePage
from ui.wording.page_roles import PAGE_ROLES


def page_specs() -> tuple[PageSpec, ...]:
    """Return every page and wizard, in the order of the rail."""
    anything = ~Changed.NOTHING
    return (
        PageSpec("home", "ホーム", HomePage, badge=count_due, badge_on=anything, words=("今日やること",)),
        PageSpec(
            "people",
            "名簿",
            PeoplePage,
            roles=PAGE_ROLES["people"],
            search=SearchSource("名簿", find_people),
            words=("社員", "職員", "支払先"),
        ),
        PageSpec(
            "person", "名簿の一人", PersonPage, roles=PAGE_ROLES["person"], in_rail=False, under="people"
        ),
        PageSpec(
            "person_edit",
            "名簿への登録",
            PersonEditPage,
            roles=PAGE_ROLES["person_edit"],
            in_rail=False,
            under="people",
            fresh=True,
        ),
        PageSpec(
            "import_people",
            "名簿を取り込む",
            ImportPeoplePage,
            roles=PAGE_ROLES["import_people"],
            in_rail=False,
            under="people",
            words=("取り込み", "取込み", "インポート", "Excel", "CSV"),
            fresh=True,
        ),
        PageSpec(
            "collection",
            "収集",
            CollectionPage,
            roles=PAGE_ROLES["collection"],
            badge=count_missing,
            badge_on=Changed.PEOPLE | Changed.NUMBERS | Changed.USERS,
            words=("個人番号", "マイナンバー", "依頼", "提供拒否", "未取得"),
        ),
        PageSpec(
            "collection_event",
            "収集の経過を記録する",
            CollectionEventPage,
            roles=PAGE_ROLES["collection_event"],
            in_rail=False,
            under="collection",
            fresh=True,
        ),
        PageSpec(
            "collect",
            "個人番号を受け取る",
            CollectPage,
            roles=PAGE_ROLES["collect"],
            in_rail=False,
            under="collection",
            fresh=True,
            words=("番号の登録", "本人確認"),
        ),
        PageSpec(
            "reveal",
            "個人番号を見る",
            RevealPage,
            roles=PAGE_ROLES["reveal"],
            in_rail=False,
            under="collection",
            fresh=True,
        ),
        PageSpec(
            "consents",
            "同意書",
            ConsentsPage,
            roles=PAGE_ROLES["consents"],
            badge=count_to_issue,
            badge_on=Changed.CONSENTS | Changed.PEOPLE,
            words=("様式第2号",),
        ),
        *log_specs(),
        *_contractor_specs(),
        *_charge_specs(),
        *wording_specs(),
        PageSpec(
            "backup", "バックアップ", BackupPage, roles=PAGE_ROLES["backup"], words=("復旧シート", "戻す")
        ),
        *paper_specs(),
        PageSpec("settings", "設定", SettingsPage, words=("パスワード", "自動ロック", "文字の大きさ")),
    )


def _charge_specs() -> tuple[PageSpec, ...]:
    """Return the pages about people in charge, users, number files and superiors' views."""
    return (
        PageSpec(
            "charge",
            "担当者と権限",
            ChargePage,
            badge=count_missing_steps,
            badge_on=Changed.USERS,
            roles=PAGE_ROLES["charge"],
            words=("選任", "任命", "誓約書", "様式第3号", "周知", "引継ぎ"),
        ),
        PageSpec(
            "charge_person",
            "担当者",
            ChargePersonPage,
            roles=PAGE_ROLES["charge_person"],
            in_rail=False,
            under="charge",
        ),
        PageSpec(
            "appoint",
            "選任を記録する",
            AppointPage,
            roles=PAGE_ROLES["appoint"],
            in_rail=False,
            under="charge",
            fresh=True,
        ),
        PageSpec("handover", "引継ぎ", HandoverPage, in_rail=False, under="charge", fresh=True),
        PageSpec(
            "users",
            "利用者",
            UsersPage,
            roles=PAGE_ROLES["users"],
            in_rail=False,
            under="charge",
            words=("パスワードの再発行", "招待", "アカウント"),
        ),
        PageSpec(
            "user_invite",
            "利用者を招く",
            InvitePage,
            roles=PAGE_ROLES["user_invite"],
            in_rail=False,
            under="charge",
            fresh=True,
        ),
        PageSpec(
            "number_files",
            "特定個人情報ファイルの管理簿",
            NumberFilesPage,
            roles=PAGE_ROLES["number_files"],
            in_rail=False,
            under="charge",
            words=("特定個人情報ファイル", "管理簿"),
        ),
        PageSpec(
            "number_file_new",
            "管理簿に加える",
            NewNumberFilePage,
            roles=PAGE_ROLES["number_file_new"],
            in_rail=False,
            under="charge",
            fresh=True,
        ),
        PageSpec(
            "superior_views",
            "上司の閲覧",
            SuperiorViewsPage,
            roles=PAGE_ROLES["superior_views"],
            in_rail=False,
            under="charge",
            words=("役員等の閲覧",),
        ),
        PageSpec(
            "superior_approve",
            "閲覧を承認する",
            ApproveViewPage,
            roles=PAGE_ROLES["superior_approve"],
            in_rail=False,
            under="charge",
            fresh=True,
        ),
        PageSpec(
            "superior_look",
            "部下の情報",
            SuperiorLookPage,
            roles=PAGE_ROLES["superior_look"],
            in_rail=False,
            under="charge",
            fresh=True,
        ),
        PageSpec("my_duties", "自分の担当", MyDutiesPage, words=("誓約書", "引継ぎ", "できること")),
    )


def _contractor_specs() -> tuple[PageSpec, ...]:
    """Return the pages about contractors, and the check of cloud services."""
    details = partial(PageSpec, in_rail=False, under="contractors")
    return (
        PageSpec(
            "contractors",
            "委託先",
            ContractorsPage,
            badge=count_late,
            badge_on=Changed.CONTRACTORS,
            roles=READS_CONTRACTORS,
            search=SearchSource("委託先", find_contractors),
            words=("委託", "評価票", "再委託", "税理士", "社会保険労務士", "監督"),
        ),
        details("contractor", "委託先の記録", ContractorPage, roles=READS_CONTRACTORS),
        details("contractor_evaluation", "委託先の評価", EvaluationPage, roles=READS_CONTRACTORS),
        details("contractor_edit", "委託先の登録", ContractorEditPage, roles=WRITES_CONTRACTORS, fresh=True),
        details("contractor_sheet", "戻った評価票", ReturnedSheetPage, roles=WRITES_CONTRACTORS, fresh=True),
        details("contractor_contract", "契約と条項", ContractPage, roles=WRITES_CONTRACTORS, fresh=True),
        details(
            "contractor_provision", "委託先への提供", ProvisionPage, roles=WRITES_CONTRACTORS, fresh=True
        ),
        details("contractor_end", "委託の終了", EndingPage, roles=DECIDES, fresh=True),
        details("cloud_checks", "クラウドサービスの確認", CloudChecksPage, roles=READS_CONTRACTORS),
        details("cloud_check", "クラウドサービスを確かめる", CloudCheckPage, roles=DECIDES, fresh=True),
    )


def forced_specs() -> tuple[PageSpec, ...]:
    """Return the only page there is while the password has to be changed."""
    return (PageSpec("forced_password", "新しいパスワード", ForcedPasswordPage),)


def door_specs() -> tuple[DoorSpec, ...]:
    """Return what the unlock screen and the welcome offer beside the password."""
    return (
        DoorSpec(NEW, NewVaultWizard),
        DoorSpec(RESTORE, RestoreWizard),
        DoorSpec(SAMPLE, SamplePage),
        DoorSpec(SHEET, OpenWithSheetWizard),
        DoorSpec(BIND, BindAccountPage),
    )
