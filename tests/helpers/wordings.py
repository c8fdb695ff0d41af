"""New versions of the office's forms, made by the use case as an officer makes them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ashibue_desk.domain.wordings import FormText
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive
from ashibue_desk.use_cases.wordings import WordingDraft, open_wording, put_wording


def reworded(text: FormText) -> FormText:
    """Return ``text`` with one sentence more at the end of its lead."""
    return replace(text, lead=f"{text.lead}あわせて、次の点も確かめました。")


def draft_of(
    desk: Desk, form: str, change: Callable[[FormText], FormText] = reworded, starts: date | None = None
) -> WordingDraft:
    """Return a draft made from the newest version of ``form``, in force from today unless told otherwise."""
    file = open_wording(desk, form)
    assert file.newest.text is not None
    return WordingDraft(
        form=form,
        begun_at=file.newest.version,
        base_version=file.original.version,
        text=change(file.newest.text),
        in_force_from=starts or desk.today,
        reason="説明を足すため",
        signs_again=True,
    )


def new_version(
    desk: Desk,
    form: str,
    change: Callable[[FormText], FormText] = reworded,
    *,
    starts: date | None = None,
    signs_again: bool = True,
) -> int:
    """Make a version and return its number; the officer gave the password a moment ago."""
    desk.confirmations.remember(Sensitive.WORDINGS.value)
    made = put_wording(desk, replace(draft_of(desk, form, change, starts), signs_again=signs_again))
    assert isinstance(made, Done), made
    return made.answer
