"""One form: which words hold, every version of them, two of them compared, and who has to sign again."""

from functools import partial

from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.wording_compare import compare
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.use_cases.changes import Changed
from ui.pages.wordings.compare_view import CompareView
from ui.pages.wordings.view import (
    ORIGINAL,
    PAGE_OF_SIGNERS,
    WordingView,
    edition_detail,
    edition_key,
    edition_title,
    read_view,
    state_words,
    title_of,
)
from ui.widgets.buttons import OutlineButton, SmallButton
from ui.widgets.card import Card
from ui.widgets.facts import FactsGrid, LinesCard
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.wrap_layout import WrapLayout
from ui.wording.charge import MANAGES_CHARGES


class WordingPage(Page):
    """The page of one form."""

    title = "様式の文面"
    help_key = "wordings"
    refresh_on = Changed.WORDINGS | Changed.CONSENTS | Changed.USERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.form = ""
        self.view: WordingView | None = None
        self.may_write = bool(context.roles & MANAGES_CHARGES)
        self._build_hints()
        self.facts_card = Card("いま使っている文面", self)
        self.facts = FactsGrid(self.facts_card)
        self.facts_card.body.addWidget(self.facts)
        self.versions = LinesCard("版の一覧", "", self)
        self.body.addWidget(self.facts_card)
        self._build_signers()
        self.body.addWidget(self.versions)
        self._build_compare()
        if self.may_write:
            self.edit_button = self.add_primary("文面を直す", self.edit)
            self.restore_button = self.add_act("原文に戻す", self.restore)
            self.add_key("F2", self.edit)

    def _build_hints(self) -> None:
        self.newer = Card("規程の原文が新しくなりました", self, look="reason")
        self.newer.body.addWidget(
            SupportText(
                "この法人の文面は、前の原文からつくったものです。新しい原文との違いを見て、取り入れるところを決めてください。"
                "決めるまでは、いまの文面をそのまま使います。",
                self.newer,
            )
        )
        acts = WrapLayout(gap=8)
        self.newer_compare = OutlineButton("新しい原文と比べる", self.newer)
        self.newer_compare.clicked.connect(self.compare_with_original)
        self.newer_take = OutlineButton("新しい原文を取り入れる", self.newer)
        self.newer_take.clicked.connect(self.restore)
        acts.addWidget(self.newer_compare)
        acts.addWidget(self.newer_take)
        self.newer.body.addLayout(acts)
        self.newer.hide()
        self.body.addWidget(self.newer)
        self.explained = Card("もとの様式の文面が変わりました", self, look="reason")
        self.explained.body.addWidget(
            SupportText(
                "この紙が説明している様式の文面を、この法人で改めました。説明がいまの文面と合っているかを確かめ、合わないところを直してください。",
                self.explained,
            )
        )
        self.explained.hide()
        self.body.addWidget(self.explained)

    def _build_signers(self) -> None:
        self.to_signers = SmallButton("", self)
        self.to_signers.clicked.connect(self.open_signers)
        self.signers = Card("新しい版に署名してもらう人", self, action=self.to_signers)
        self.signers_text = PlainLabel("", self.signers, wrap=True)
        self.signers_hint = SupportText(
            "いま届いている紙は、前の版のものです。新しい版を印刷して、署名をもらってください。前の紙も捨てずに保管します。",
            self.signers,
        )
        self.signers.body.addWidget(self.signers_hint)
        self.signers.body.addWidget(self.signers_text)
        self.signers.hide()
        self.body.addWidget(self.signers)

    def _build_compare(self) -> None:
        self.compare_card = Card("版を比べる", self)
        choices = WrapLayout(gap=8)
        self.before, self.after = ChoiceField((), self.compare_card), ChoiceField((), self.compare_card)
        self.before.setAccessibleName("比べる版(左)")
        self.after.setAccessibleName("比べる版(右)")
        choices.addWidget(self.before)
        choices.addWidget(PlainLabel("と", self.compare_card))
        choices.addWidget(self.after)
        self.compare = CompareView(self.compare_card)
        self.compare_card.body.addLayout(choices)
        self.compare_card.body.addWidget(self.compare)
        self.before.currentIndexChanged.connect(self.show_compared)
        self.after.currentIndexChanged.connect(self.show_compared)
        self.body.addWidget(self.compare_card)
        self.body.addStretch(1)

    def show_argument(self, argument: object) -> None:
        """Show the form of a name."""
        if isinstance(argument, str):
            self.form = argument
            self.make_stale()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the form again."""
        if self.form:
            self.context.operations.query(self, partial(read_view, form=self.form), self.show_view)

    def show_view(self, view: WordingView) -> None:
        """Show what was read."""
        self.view, file = view, view.file
        self.set_title(title_of(file))
        self.set_subtitle(f"{file.original.number}　{file.original.basis}")
        self._show_facts(view)
        self.newer.setVisible(file.original_is_newer)
        self.newer_take.setVisible(self.may_write)
        self.explained.setVisible(file.explained_is_newer)
        self.signers.setVisible(bool(view.signers))
        self.signers_text.setText("、".join(f"{one.name}（第{one.version}版）" for one in view.signers))
        if view.signers:
            self.signers.heading.setText(f"新しい版に署名してもらう人　{len(view.signers)}人")
            self.to_signers.setText(PAGE_OF_SIGNERS[file.form][1])
        self.versions.show_lines(
            tuple((edition_title(one, file), edition_detail(one)) for one in file.editions)
        )
        self._offer_versions(view)
        if self.may_write:
            self.restore_button.setVisible(file.newest.own is not None)

    def _show_facts(self, view: WordingView) -> None:
        file, current = view.file, view.file.current
        facts = [
            ("版", f"第{current.version}版"),
            ("使い始めた日", both(current.in_force_from)),
            ("文面", state_words(file)),
        ]
        if current.own is not None and current.own.made_by:
            facts += [("決めた人", current.own.made_by), ("改めた理由", current.own.reason)]
        if view.signed:
            facts.append(("署名済みの人", f"{view.signed}人"))
        if current.fault:
            facts.append(("読めない理由", current.fault))
        self.facts.show_facts(facts)

    def _offer_versions(self, view: WordingView) -> None:
        file = view.file
        items = tuple(
            (edition_key(one), edition_title(one, file)) for one in file.editions if one.text is not None
        )
        original = ((ORIGINAL, f"規程の原文（第{file.original.version}版）"),)
        self.before.set_items((*items, *original))
        self.after.set_items((*items, *original))
        if len(items) > 1:
            self.before.set_value(items[1][0])
            self.after.set_value(items[0][0])
        self.compare_card.setVisible(len(items) > 1 or file.original_is_newer)
        self.show_compared()

    def show_compared(self) -> None:
        """Show the two chosen versions beside each other."""
        before, after = self._text(self.before.value()), self._text(self.after.value())
        if before is not None and after is not None and not self.compare_card.isHidden():
            self.compare.show_pairs(
                self.before.currentText(), self.after.currentText(), compare(before, after)
            )

    def compare_with_original(self) -> None:
        """Show the newest version of the office beside the pack's renewed original."""
        if self.view is not None:
            self.before.set_value(str(self.view.file.newest.version))
            self.after.set_value(ORIGINAL)
            self.show_compared()
            self.ensureWidgetVisible(self.compare_card)
            self.before.setFocus()

    def edit(self) -> None:
        """Write a new version from the newest."""
        self.context.shell.open("wording_edit", self.form)

    def restore(self) -> None:
        """Write a new version from the original."""
        self.context.shell.open("wording_edit", (self.form, ORIGINAL))

    def open_signers(self) -> None:
        """Open the page where their papers are printed and received."""
        if self.form in PAGE_OF_SIGNERS:
            self.context.shell.open(PAGE_OF_SIGNERS[self.form][0])

    def _text(self, version: str) -> FormText | None:
        if self.view is None or not version:
            return None
        if version == ORIGINAL:
            return self.view.file.original
        return next((one.text for one in self.view.file.editions if edition_key(one) == version), None)
