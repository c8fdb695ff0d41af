"""「利用者」: who may enter the vault; inviting, a new one-time password, other roles, the end of an account (規程10条6項)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.device_binding import BindingCode
from ashibue_desk.use_cases.handovers import close_account
from ashibue_desk.use_cases.users import Invitation, UserView, change_roles, reset_password
from ui.background.progress import Progress
from ui.desktop import message_box
from ui.pages.users.binding_card import BindingCard
from ui.pages.users.parts import PasswordCard, ReasonCard, RolesCard, UserBar
from ui.pages.users.view import (
    CHOICES,
    COLUMNS,
    EVERY,
    SHEET_NAME,
    UsersView,
    fits,
    print_invitation,
    read_users,
    role_choices,
    row_id,
    row_text,
    summary,
)
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.widgets.small_parts import EmptyState
from ui.wording.charge import INVITES, MANAGES_CHARGES
from ui.wording.sections import CHARGE, sections

_KEYS_CHANGE = "番号の鍵をつくり直しています"
_RESET = "前のパスワードは使えなくなります。用紙を本人に手渡してください。"
_CLOSE = (
    "この人はもう入れなくなり、開けた番号の鍵をつくり直します。記録は残ります。"
    "担当が始まっている人は、先に「担当者」の画面で引継ぎを終えてください。"
)


class UsersPage(Page):
    """The list of users. An ``Invitation`` as argument is offered as a paper, once."""

    title = "利用者"
    help_key = "users"
    refresh_on = Changed.USERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.may_write = bool(context.roles & MANAGES_CHARGES)
        self._view: UsersView | None = None
        self._user: UserView | None = None
        self._invitation: Invitation | None = None
        self.sections = SectionBar(sections(CHARGE, context.roles), "users", self)
        self.sections.chosen.connect(context.shell.open)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.print_sheet)
        self.paper.given_up.connect(self.ask_dropping)
        self._build_cards()
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = self._make_list(context)
        self.bar = UserBar(self)
        self.bar.reset_asked.connect(self.ask_reset)
        self.bar.roles_asked.connect(self.ask_roles)
        self.bar.closing_asked.connect(self.ask_closing)
        self.binding = BindingCard(context.operations, self)
        self.binding.made.connect(self.show_code)
        self.binding.refused.connect(self.show_situation)
        for part in (self.sections, self.paper, *self.forms, self.binding):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.bar)
        if context.roles & INVITES:
            self.add_primary("利用者を招く", self.invite)
            self.add_act("別のアカウントを結び付ける", self.binding.begin)
            self.add_key("Ctrl+N", self.invite)

    def _build_cards(self) -> None:
        self.reset, self.roles, self.closing = PasswordCard(self), RolesCard(self), ReasonCard(self)
        self.forms: tuple[ConfirmedCard, ...] = (self.reset, self.roles, self.closing)
        self.reset.agreed.connect(self.do_reset)
        self.roles.agreed.connect(self.do_roles)
        self.closing.agreed.connect(self.do_closing)

    def _make_list(self, context: PageContext) -> ListPanel:
        panel = ListPanel(
            self.rows,
            context.remembered,
            "users",
            self,
            name="利用者の一覧",
            counter="人",
            placeholder="氏名・役割でさがす",
            empty=EmptyState("利用者がいません", "招いた人が、ここに並びます。", self),
        )
        self.choice = panel.add_choice(CHOICES, fits, "登録のある人だけを見るか", every=EVERY)
        panel.opened.connect(self._open)
        panel.view.current_changed.connect(self._show_bar)
        self.rows.filtered.connect(self._show_bar)
        return panel

    # reading

    def show_argument(self, argument: object) -> None:
        """Offer the sheet of somebody just invited."""
        if isinstance(argument, Invitation):
            self.offer_sheet(argument)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the list again."""
        self.context.operations.query(self, read_users, self.show_view)

    def show_view(self, view: UsersView) -> None:
        """Show what was read."""
        self._view = view
        self.set_subtitle(summary(view))
        self.list.set_rows(view.users)

    def first_focus(self) -> QWidget:
        """Begin in the list, or at the sheet that must be printed now."""
        return self.paper.print_button if self._invitation is not None else self.list.view

    def current(self) -> UserView | None:
        """Return the user the cursor is on."""
        return self.list.current(UserView)

    # what is asked for

    def invite(self) -> None:
        """Open the form of an invitation."""
        self.context.shell.open("user_invite")

    def show_code(self, code: BindingCode) -> None:
        """Show the code that lets another account of this PC in: now, and never again."""
        until = code.good_until
        text = (
            f"{code.code}　{until.month}月{until.day}日 {until:%H:%M}まで、1回だけ使えます。"
            "もう一方のアカウントで、開く画面に入力します。"
        )
        self.say("info", text, "結び付けのコード")
        self.ensureVisible(0, 0)

    def ask_reset(self) -> None:
        """Ask before a one-time password is made."""
        if self._take_current() is not None:
            self._show_card(self.reset, "一時パスワードを出し直す", _RESET, "出し直す")

    def ask_roles(self) -> None:
        """Offer the roles."""
        user = self._take_current()
        if user is not None and self._view is not None:
            self.roles.roles.set_choices(role_choices(self._view.roles, all_roles=True))
            self.roles.roles.set_value(role.value for role in user.roles)
            self._show_card(
                self.roles, "役割を変える", "役割を足した人は、「担当者」の画面で手続きを始めます。", "変える"
            )

    def ask_closing(self) -> None:
        """Ask why the account is closed."""
        if self._take_current() is not None:
            self._show_card(self.closing, "入れないようにする", _CLOSE, "入れないようにする")

    def _take_current(self) -> UserView | None:
        self._user = self.current()
        return self._user

    def _show_card(self, card: ConfirmedCard, title: str, hint: str, act: str) -> None:
        for other in self.forms:
            other.put_away()
        name = self._user.name if self._user is not None else ""
        asks = self._view is None or self._view.asks_password
        card.ask_password(needed=asks or card is self.closing)
        card.ask(f"{title}({name}さん)", hint, act)
        self.ensureVisible(0, 0)

    # what is done

    def do_reset(self) -> None:
        """Make a one-time password."""
        if self._user is not None:
            work = partial(reset_password, user_id=self._user.user_id, password=self.reset.taken_password())
            self._act(work)

    def do_roles(self) -> None:
        """Give the ticked roles."""
        if self._user is not None:
            roles = frozenset(Role(value) for value in self.roles.roles.value())
            progress = Progress(_KEYS_CHANGE, self)
            work = partial(
                change_roles,
                user_id=self._user.user_id,
                roles=roles,
                password=self.roles.taken_password(),
                progress=progress,
            )
            self._act(work, progress)

    def do_closing(self) -> None:
        """Close the account."""
        if self._user is not None:
            progress = Progress(_KEYS_CHANGE, self)
            work = partial(
                close_account,
                user_id=self._user.user_id,
                reason=self.closing.reason.value(),
                password=self.closing.taken_password(),
                progress=progress,
            )
            self._act(work, progress)

    def done(self, answer: Any) -> None:
        """Show the sheet of a new password, what was wrong, or what was kept."""
        card = self._open_card()
        if isinstance(answer, Invitation):
            self.reset.put_away()
            self.offer_sheet(answer)
        elif isinstance(answer, tuple) and card is not None:
            for problem in card.form.show_problems(answer):
                self.say("warning", problem.sentence, "記録できませんでした")
            card.ask_password(needed=False)
        elif card is not None:
            card.put_away()
            self.closing.reason.set_value("")
            name = self._user.name if self._user is not None else ""
            said = "役割を変えました" if card is self.roles else "入れないようにしました"
            self.say("success", "取扱記録簿にも1行残しました。", f"{name}さん: {said}")

    def refused(self, situation: Situation) -> None:
        """Show what happened; the form stays for another try."""
        self.show_situation(situation)
        self.refresh(Changed.NOTHING)

    def _act(self, work: Callable[..., Any], progress: Progress | None = None) -> None:
        self.banners.clear()
        self.context.operations.act(self, work, self.done, self.refused, progress=progress)

    def _open_card(self) -> ConfirmedCard | None:
        return next((card for card in self.forms if not card.isHidden()), None)

    # the sheet with the one-time password

    def offer_sheet(self, invitation: Invitation) -> None:
        """Offer the sheet: it can be printed now and never again."""
        self._invitation = invitation
        hint = "一時パスワードは、この用紙にだけ印刷されます。この画面を離れると、もう見られません。"
        self.paper.ask(f"{invitation.name}さんの一時パスワードの用紙", hint, SHEET_NAME)
        self.ensureVisible(0, 0)

    def print_sheet(self, output: PaperOutput) -> None:
        """Make the sheet."""
        if self._invitation is not None:
            work = partial(print_invitation, invitation=self._invitation, output=output)
            self.context.operations.act(self, work, self.printed, self.not_printed)

    def printed(self, said: str) -> None:
        """Forget the password: it stands on the paper now."""
        self._invitation = None
        self.say("success", "本人に手渡してください。PDFにしたときは、渡した後で消してください。", said)

    def not_printed(self, situation: Situation) -> None:
        """Offer the sheet again: the password is still at hand."""
        self.show_situation(situation)
        if self._invitation is not None:
            self.offer_sheet(self._invitation)

    def ask_dropping(self) -> None:
        """Ask before a password that stands on no paper is forgotten."""
        if self._invitation is not None and not self._may_drop():
            self.offer_sheet(self._invitation)

    def may_leave(self) -> bool:
        """Ask before a password that stands on no paper is lost."""
        return self._invitation is None or self._may_drop()

    def _may_drop(self) -> bool:
        drop = message_box.ask(
            self,
            "用紙をまだ印刷していません",
            "一時パスワードは、もう一度は見られません。必要になったら「一時パスワードを出し直す」でつくり直せます。",
            act="印刷しないで閉じる",
            instead="用紙に戻る",
            danger=True,
        )
        if drop:
            self._invitation = None
            self.paper.hide()
        return drop

    def _open(self, _key: str) -> None:
        self.bar.roles_button.setFocus()

    def _show_bar(self, _key: str = "") -> None:
        self.bar.show_user(self.current() if self.may_write else None, self.context.actor_name)
