"""The head of a paper with a wording: which version holds today, and its words."""

from datetime import date

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.wording_checks import judge
from ashibue_desk.domain.wording_files import BrokenWording, read_wording
from ashibue_desk.domain.wordings import FormText, OfficeWording, binding_version, in_force
from ashibue_desk.law.form_texts import name_of_form, original_texts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.wording_situations import NoSuchWording, WordingUnreadable


def head_for(desk: Desk, form: str) -> PaperHead:
    """Return the head of a paper of the form ``form`` (``consent``) made now, with the wording in force today.

    Raises ``WordingUnreadable`` where the office's own text cannot be used; the paper is then not made from the original
    in silence. Raises ``NoSuchWording`` for a form without a wording.
    """
    original = original_of(desk, form)
    own = own_in_force(desk, form)
    text = original if own is None else read_own(own, original)
    return PaperHead(
        office_name=desk.vault.settings.office().name,
        form_id=text.form_id,
        form_name=text.name,
        version=text.version,
        in_force_from=text.in_force_from,
        printed_at=desk.surroundings.clock.local_now(),
        wording="" if own is None else own.toml,
    )


def original_of(desk: Desk, form: str) -> FormText:
    """Return the original of the office's regulation pack; raise ``NoSuchWording``."""
    try:
        return original_texts(desk.regulation.id)[form]
    except KeyError:
        raise NoSuchWording from None


def own_in_force(desk: Desk, form: str) -> OfficeWording | None:
    """Return the office's own version that holds today, or ``None`` while the original holds."""
    return in_force(desk.vault.wordings.of(form), desk.today)


def read_own(own: OfficeWording, original: FormText) -> FormText:
    """Return the text of an office's version; raise ``WordingUnreadable`` where it no longer fits its form."""
    try:
        text = read_wording(own.toml)
    except BrokenWording as broken:
        raise WordingUnreadable(original.name, str(broken)) from None
    wrong = judge(text, original)
    if wrong:
        raise WordingUnreadable(original.name, f"{wrong[0].place}：{wrong[0].sentence}")
    if text.version != own.version:
        raise WordingUnreadable(original.name, "版の番号が記録と合いません。")
    return text


def worded_name(desk: Desk, form_id: str) -> str:
    """Return the name of the template of the form with this id, or an empty text for a form without a wording."""
    return name_of_form(desk.regulation.id, form_id)


def version_on(desk: Desk, form: str, day: date) -> int:
    """Return the version of a form's wording that was in force on ``day``."""
    own = in_force(desk.vault.wordings.of(form), day)
    return original_of(desk, form).version if own is None else own.version


def least_signed_version(desk: Desk, form: str) -> int:
    """Return the oldest version of a form under which a signed paper still holds today."""
    return binding_version(desk.vault.wordings.of(form), desk.today, original_of(desk, form).version)
