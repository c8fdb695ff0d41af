"""Every check of a cloud service that is on file, with its reasoning."""

from ashibue_desk.domain.cloud_check import CloudCheck
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.cloud import list_cloud_checks
from ui.pages.contractors.file_lines import cloud_lines
from ui.pages.contractors.section import Section
from ui.pages.contractors.view import DECIDES
from ui.widgets.page import Page, PageContext
from ui.widgets.small_parts import EmptyState


class CloudChecksPage(Page):
    """The checks, newest first; the officer begins a new one."""

    title = "クラウドサービスの確認"
    help_key = "cloud_check"
    refresh_on = Changed.CONTRACTORS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        decides = bool(context.roles & DECIDES)
        self.set_subtitle("給与計算などのサービスを使うことが、個人番号の委託にあたるかを確かめます。")
        self.list = Section("これまでの判断", (), self)
        words = "サービスごとに3つのことを確かめると、委託にあたるかが分かり、そのわけが残ります。"
        self.empty = EmptyState(
            "まだ確かめたサービスはありません",
            words if decides else f"{words}判断は、責任者が行います。",
            self,
            act="サービスを確かめる" if decides else "",
            on_act=self.begin if decides else None,
        )
        self.list.hide()
        self.empty.hide()
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        if decides:
            self.begin_button = self.add_primary("サービスを確かめる", self.begin)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - all is read
        """Read the checks again."""
        self.context.operations.query(self, list_cloud_checks, self.show_checks)

    def show_checks(self, checks: tuple[CloudCheck, ...]) -> None:
        """Show the checks, or what goes here."""
        self.list.show_lines(cloud_lines(checks), most=20)
        self.list.setVisible(bool(checks))
        self.empty.setVisible(not checks)

    def begin(self) -> None:
        """Open the guided check."""
        self.context.shell.open("cloud_check")
