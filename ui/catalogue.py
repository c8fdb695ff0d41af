"""Every page and wizard of the program, in the order of the rail, and every door beside the password.

Imported once a vault is looked at, never before the unlock screen is seen.
"""

from ashibue_desk.domain.roles import READS_NUMBERS
from ashibue_desk.use_cases.changes import Changed
from ui.pages.backup.page import BackupPage
from ui.pages.collection.event_page import CollectionEventPage
from ui.pages.collection.lines import count_missing
from ui.pages.collection.page import CollectionPage
from ui.pages.consents.page import ConsentsPage
from ui.pages.consents.view import count_to_issue
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.home.page import HomePage
from ui.pages.home.view import count_due
from ui.pages.people.edit_page import PersonEditPage
from ui.pages.people.page import PeoplePage
from ui.pages.people.person_page import PersonPage
from ui.pages.people.search import find_people
from ui.pages.reveal.page import RevealPage
from ui.pages.settings.page import SettingsPage
from ui.widgets.door import NEW, RESTORE, SAMPLE, SHEET, DoorSpec
from ui.widgets.page import PageSpec, SearchSource
from ui.wizards.collect_number.page import CollectPage
from ui.wizards.import_people.page import ImportPeoplePage
from ui.wizards.new_vault.wizard import NewVaultWizard
from ui.wizards.open_with_sheet.wizard import OpenWithSheetWizard
from ui.wizards.restore_backup.wizard import RestoreWizard
from ui.wizards.try_sample.page import SamplePage
from ui.wording.people import WRITES_PEOPLE


def page_specs() -> tuple[PageSpec, ...]:
    """Return every page and wizard, in the order of the rail."""
    anything = ~Changed.NOTHING
    return (
        PageSpec("home", "ホーム", HomePage, badge=count_due, badge_on=anything, words=("今日やること",)),
        PageSpec(
            "people",
            "名簿",
            PeoplePage,
            search=SearchSource("名簿", find_people),
            words=("社員", "職員", "支払先"),
        ),
        PageSpec("person", "名簿の一人", PersonPage, in_rail=False, under="people"),
        PageSpec(
            "person_edit",
            "名簿への登録",
            PersonEditPage,
            roles=WRITES_PEOPLE,
            in_rail=False,
            under="people",
            fresh=True,
        ),
        PageSpec(
            "import_people",
            "名簿を取り込む",
            ImportPeoplePage,
            roles=WRITES_PEOPLE,
            in_rail=False,
            under="people",
            words=("インポート", "Excel", "CSV"),
            fresh=True,
        ),
        PageSpec(
            "collection",
            "収集",
            CollectionPage,
            badge=count_missing,
            badge_on=Changed.PEOPLE | Changed.NUMBERS,
            words=("個人番号", "マイナンバー", "依頼", "提供拒否", "未取得"),
        ),
        PageSpec(
            "collection_event",
            "収集の経過を記録する",
            CollectionEventPage,
            roles=WRITES_PEOPLE,
            in_rail=False,
            under="collection",
            fresh=True,
        ),
        PageSpec(
            "collect",
            "個人番号を受け取る",
            CollectPage,
            roles=WRITES_PEOPLE,
            in_rail=False,
            under="collection",
            fresh=True,
            words=("番号の登録", "本人確認"),
        ),
        PageSpec(
            "reveal",
            "個人番号を見る",
            RevealPage,
            roles=READS_NUMBERS,
            in_rail=False,
            under="collection",
            fresh=True,
        ),
        PageSpec(
            "consents",
            "同意書",
            ConsentsPage,
            badge=count_to_issue,
            badge_on=Changed.CONSENTS | Changed.PEOPLE,
            words=("様式第2号",),
        ),
        PageSpec("handling_log", "取扱記録簿", HandlingLogPage, words=("ログ", "操作の記録")),
        PageSpec("backup", "バックアップ", BackupPage, words=("復旧シート", "戻す")),
        PageSpec("settings", "設定", SettingsPage, words=("パスワード", "自動ロック", "文字の大きさ")),
    )


def door_specs() -> tuple[DoorSpec, ...]:
    """Return what the unlock screen and the welcome offer beside the password."""
    return (
        DoorSpec(NEW, NewVaultWizard),
        DoorSpec(RESTORE, RestoreWizard),
        DoorSpec(SAMPLE, SamplePage),
        DoorSpec(SHEET, OpenWithSheetWizard),
    )
