"""The office's own wording of the forms: what holds, which versions there were, and making a new one (規程の様式)."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.domain.wording_checks import judge
from ashibue_desk.domain.wording_compare import compare, differs
from ashibue_desk.domain.wording_files import BrokenWording, read_wording
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText, OfficeWording, in_force
from ashibue_desk.law.form_texts import original_texts
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.worded_heads import original_of, read_own
from ashibue_desk.use_cases.wording_situations import WordingOvertaken, WordingUnreadable

CHANGED = Changed.WORDINGS | Changed.CONSENTS | Changed.USERS | Changed.LOG
SIGNED_FORMS = ("consent", "pledge")
"""The forms that somebody signs and that the program keeps by version."""
_LONGEST_REASON = 400
Prove = Callable[[Desk, FormText], None]
"""Draws a wording on paper and raises where that cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of a form's wording, as the list of versions shows it.

    ``text`` is ``None`` where the stored words can no longer be used, and ``fault`` says why. ``own`` is ``None`` for the
    original of the regulation pack. ``kept_on`` is the first day here of an original that the program no longer brings: papers
    may have been signed under it.
    """

    version: int
    in_force_from: date
    text: FormText | None
    own: OfficeWording | None = None
    fault: str = ""
    kept_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingFile:
    """Everything about the wording of one form.

    Attributes:
        form: the name of the template.
        original: the pack's own text.
        editions: every version, the newest first; the pack's original is among them while the office has not replaced it. After
            them stand originals that the program no longer brings.
        holds: the version in force today.
        original_is_newer: whether the pack's original was renewed since the office's newest text was made from it.
        explained_is_newer: whether this sheet explains a form whose words were changed since its own were decided.

    """

    form: str
    original: FormText
    editions: tuple[Edition, ...]
    holds: int
    original_is_newer: bool
    explained_is_newer: bool = False

    @property
    def current(self) -> Edition:
        """Return the version in force today."""
        return next(one for one in self.editions if one.version == self.holds)

    @property
    def newest(self) -> Edition:
        """Return the last version made, which may hold only from a later day."""
        return self.editions[0]

    @property
    def is_signed(self) -> bool:
        """Return whether somebody signs this form."""
        return self.form in SIGNED_FORMS


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingDraft:
    """A new version as it was written: what was there when it was begun, the words, from when, and why."""

    form: str
    begun_at: int  # the newest version when the writing began
    base_version: int  # of the pack's original that was taken over or looked at last
    text: FormText
    in_force_from: date | None
    reason: str
    signs_again: bool


def list_wordings(desk: Desk) -> tuple[WordingFile, ...]:
    """Return the wording of every form that has one, by the pack's order of names."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        return tuple(_file(desk, form) for form in original_texts(desk.regulation.id))


def open_wording(desk: Desk, form: str) -> WordingFile:
    """Return everything about the wording of one form; raise ``NoSuchWording``."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        return _file(desk, form)


def put_wording(
    desk: Desk, draft: WordingDraft, password: str = "", prove: Prove | None = None
) -> tuple[Problem, ...] | Done[int]:
    """Make a new version of a form's wording and return its number; only the officer decides the office's forms.

    The version before it stays on record and in force until ``in_force_from``. Faults of the text come back with their
    places as problems of ``text``, what is wrong with reason or day beside them; then nothing is changed. The password
    is asked again, because the words bind the office. ``prove`` draws the paper: what it raises for words that no sheet
    has room or glyphs for is raised here, and the old version stays in force. Raises ``WordingOvertaken`` when somebody
    made a version since the writing began, ``PasswordNeeded``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    original = original_of(desk, draft.form)
    faults = judge(draft.text, original)
    if faults:
        return tuple(Problem("text", f"{fault.place}：{fault.sentence}") for fault in faults)
    with desk.vault.reading():
        problems = _problems(desk, draft, _begun(desk, draft))
    if problems or draft.in_force_from is None:
        return problems
    if prove is not None:
        prove(desk, draft.text)
    reauthenticate(desk, Sensitive.WORDINGS, password)
    with desk.act():
        file = _begun(desk, draft)
        if file.newest.own is None:
            desk.vault.wordings.add(_kept_original(desk, draft.form, original))
        made = _made(desk, draft, file.newest.version + 1, draft.in_force_from)
        desk.vault.wordings.add(made)
        desk.log(_line(original, made))
    return Done(made.version, CHANGED)


def _file(desk: Desk, form: str) -> WordingFile:
    original = original_of(desk, form)
    own = desk.vault.wordings.of(form)
    editions = [_edition(one, original) for one in reversed(own)]
    holds = in_force(own, desk.today)
    if not own:
        editions.append(
            Edition(version=original.version, in_force_from=original.in_force_from, text=original)
        )
    last = editions[-1].version
    return WordingFile(
        form=form,
        original=original,
        editions=(*editions, *_earlier_originals(desk, original, form, own)),
        holds=holds.version if holds else last,
        original_is_newer=bool(own) and own[-1].base_version < original.version,
        explained_is_newer=_explained_is_newer(desk, original, own),
    )


def _earlier_originals(
    desk: Desk, original: FormText, form: str, own: Sequence[OfficeWording]
) -> list[Edition]:
    """Return the originals that held here before, the newest first, without those that stand among the versions."""
    shown = {one.toml for one in own} or {write_wording(original)}
    kept = [one for one in desk.vault.wordings.originals_of(form) if one.toml not in shown]
    return [_earlier_original(desk, one) for one in reversed(kept)]


def _earlier_original(desk: Desk, kept: OfficeWording) -> Edition:
    """Read what was kept. It need not fit what the form asks today: nobody writes on from it."""
    text, fault = None, ""
    try:
        text = read_wording(kept.toml)
    except BrokenWording as broken:
        fault = str(broken)
    zone = desk.surroundings.clock.local_now().tzinfo
    return Edition(
        version=kept.base_version,
        in_force_from=kept.in_force_from,
        text=text,
        own=kept,
        fault=fault,
        kept_on=datetime.fromisoformat(kept.made_at).astimezone(zone).date(),
    )


def _begun(desk: Desk, draft: WordingDraft) -> WordingFile:
    """Return the form as it is, which must be as it was when the writing began."""
    file = _file(desk, draft.form)
    if file.newest.version != draft.begun_at:
        raise WordingOvertaken
    return file


def _explained_is_newer(desk: Desk, original: FormText, own: Sequence[OfficeWording]) -> bool:
    """Compare when the office decided: the pack's own sheets explain the pack's own form."""
    decided = max((one.made_at for one in own if one.made_by), default="")
    explained = desk.vault.wordings.of(original.explains) if original.explains else ()
    return any(one.made_by and one.made_at > decided for one in explained)


def _edition(own: OfficeWording, original: FormText) -> Edition:
    text, fault = None, ""
    try:
        text = read_own(own, original)
    except WordingUnreadable as unreadable:
        fault = unreadable.what
    return Edition(version=own.version, in_force_from=own.in_force_from, text=text, own=own, fault=fault)


def _problems(desk: Desk, draft: WordingDraft, file: WordingFile) -> tuple[Problem, ...]:
    found = []
    last = file.newest.in_force_from
    if draft.in_force_from is None:
        found.append(Problem("in_force_from", "この版を使い始める日を入力してください。"))
    elif draft.in_force_from < desk.today:
        found.append(Problem("in_force_from", "使い始める日が、今日より前になっています。"))
    elif draft.in_force_from < last:
        found.append(
            Problem(
                "in_force_from", "前の版を使い始める日より前になっています。同じ日か、後の日にしてください。"
            )
        )
    if not draft.reason.strip():
        found.append(Problem("reason", "文面を改める理由を入力してください。"))
    elif len(draft.reason) > _LONGEST_REASON:
        found.append(Problem("reason", f"理由が長すぎます。{_LONGEST_REASON}文字までにしてください。"))
    elif holds_number(draft.reason):
        found.append(
            Problem("reason", "個人番号らしい12桁の数字が入っています。理由には書かないでください。")
        )
    if file.newest.text is not None and _same_words(draft.text, file.newest.text):
        found.append(Problem("text", "前の版と同じ文面です。改めるところがなければ、新しい版は要りません。"))
    return tuple(found)


def _same_words(one: FormText, other: FormText) -> bool:
    return not differs(compare(one, other))


def _kept_original(desk: Desk, form: str, original: FormText) -> OfficeWording:
    """Keep the words that were signed until now: a later program may bring another original."""
    return OfficeWording(
        id=uuid.uuid4().hex,
        form=form,
        version=original.version,
        base_version=original.version,
        signs_again=True,
        toml=write_wording(original),
        in_force_from=original.in_force_from,
        made_at=desk.now(),
        made_by="",
        reason="規程の原文",
    )


def _made(desk: Desk, draft: WordingDraft, version: int, day: date) -> OfficeWording:
    text = replace(draft.text, version=version, in_force_from=day)
    return OfficeWording(
        id=uuid.uuid4().hex,
        form=draft.form,
        version=version,
        base_version=draft.base_version,
        signs_again=draft.signs_again or draft.form not in SIGNED_FORMS,
        toml=write_wording(text),
        in_force_from=day,
        made_at=desk.now(),
        made_by=desk.actor.name,
        reason=draft.reason.strip(),
    )


def _line(original: FormText, made: OfficeWording) -> LogLine:
    again = "" if made.signs_again or made.form not in SIGNED_FORMS else "、署名はそのまま有効"
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act="様式の文面の改定",
        object_id=made.id,
        object_label=original.name,
        count=1,
        detail=f"第{made.version}版、{era_date(made.in_force_from)}から{again}。理由：{made.reason}",
    )
