"""A new password before anything else: after an invitation or a reset, or when the old one has reached its last day (マニュアル9.2.1)."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ui.pages.settings.password_card import PasswordCard
from ui.pages.settings.view import SettingsView, read_view
from ui.widgets.page import Page, PageContext


class ForcedPasswordPage(Page):
    """The only page there is until the password is one's own and young enough. The program opens the rest afterwards."""

    title = "新しいパスワードを決める"
    help_key = "forced_password"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.set_subtitle("決めると、いつもの画面が開きます。ここまでの仕事は、そのまま残っています。")
        self.card = PasswordCard(context.operations, self)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self.card.refused.connect(self.show_situation)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read the rule."""
        self.context.operations.query(self, read_view, self.show_view)

    def show_view(self, view: SettingsView) -> None:
        """Judge by the rule, and say why the password is asked for."""
        self.card.show_rule(view)
        if not self.banners.banners():
            self.say("info", view.own_password.sentence, "はじめに、パスワードを決めてください")

    def first_focus(self) -> QWidget:
        """Begin with the password that was just typed at the door."""
        return self.card.old
