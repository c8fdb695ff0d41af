"""Settings: the office, the lock, one's own password, the look, what holds on this PC."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.people import MAY_WRITE
from ui.desktop import message_box
from ui.pages.settings.hours_card import HoursCard
from ui.pages.settings.office_card import OfficeCard
from ui.pages.settings.password_card import PasswordCard
from ui.pages.settings.small_cards import LockCard, LookCard, MachineCard
from ui.pages.settings.term_card import TermCard
from ui.pages.settings.view import SettingsView, read_view
from ui.widgets.page import Page, PageContext


class SettingsPage(Page):
    """Cards of settings, each with its own act."""

    title = "設定"
    help_key = "settings"
    refresh_on = Changed.OFFICE | Changed.SETTINGS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        may_write = bool(context.roles & set(MAY_WRITE))
        self.look_card = LookCard(self)
        self.lock_card = LockCard(context.operations, self)
        self.password_card = PasswordCard(context.operations, self)
        self.term_card = TermCard(context.operations, context.day(), self)
        self.office_card = OfficeCard(context.operations, self)
        self.hours_card = HoursCard(context.operations, self)
        self.machine_card = MachineCard(context.capture.state().sentence, context.session.state(), self)
        for card in (
            self.look_card,
            self.lock_card,
            self.lock_card.confirmation,
            self.password_card,
            self.term_card,
            self.term_card.confirmation,
            self.office_card,
            self.hours_card,
            self.hours_card.confirmation,
            self.machine_card,
        ):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.lock_card.setVisible(may_write)
        self.office_card.setVisible(may_write)
        self.hours_card.setVisible(bool(context.roles & READS_RECORDS))
        self.hours_card.button.setVisible(Role.OFFICER in context.roles)
        self.hours_card.changed.connect(self.hours_changed)
        self.hours_card.refused.connect(self.show_situation)
        self.term_card.setVisible(Role.OFFICER in context.roles)
        self.lock_card.saved.connect(self.lock_saved)
        self.lock_card.refused.connect(self.show_situation)
        self.office_card.saved.connect(self.office_saved)
        self.password_card.changed.connect(self.password_changed)
        self.password_card.refused.connect(self.show_situation)
        self.term_card.changed.connect(self.term_changed)
        self.term_card.refused.connect(self.show_situation)

    def refresh(self, _changed: Changed) -> None:
        """Read the settings again."""
        self.context.operations.query(self, read_view, self.show_view)

    def show_view(self, view: SettingsView) -> None:
        """Show what was read."""
        self.office_card.show_office(view.settings.office)
        self.lock_card.show_minutes(view)
        self.password_card.show_rule(view)
        self.term_card.show_term(view.term)
        self.hours_card.show_hours(view)
        self.machine_card.show_view(view)

    def first_focus(self) -> QWidget:
        """Give the look the keyboard: it is harmless."""
        return self.look_card.scale

    def may_leave(self) -> bool:
        """Ask before facts of the office that were typed are lost."""
        if not self.office_card.is_changed():
            return True
        return message_box.ask(
            self,
            "保存していない変更があります",
            "事業所の情報の変更を、まだ保存していません。このまま移動しても、入力はこの画面に残ります。",
            act="移動する",
            instead="この画面に残る",
        )

    def lock_saved(self, minutes: int) -> None:
        """Say that the minutes stand."""
        self.say("success", f"{minutes}分操作がないと、自動でロックします。")

    def office_saved(self) -> None:
        """Say that the facts stand."""
        self.say("success", "事業所の情報を保存しました。次に印刷する書類から使います。")

    def term_changed(self, yearly: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Say what holds from now on."""
        text = (
            "12か月以内に変えることにしました。"
            if yearly
            else "定期の変更をやめました。改正日とともに記録しました。"
        )
        self.say("success", text)

    def hours_changed(self, since: date) -> None:
        """Say from when the hours are in force."""
        text = f"{both(since)}の記録から、新しい勤務時間で「時間外」を付けます。いままでの印は変わりません。"
        self.say("success", text)

    def password_changed(self) -> None:
        """Say that the new password is in force."""
        self.say("success", "パスワードを変えました。次に開くときから、新しいパスワードを使ってください。")
