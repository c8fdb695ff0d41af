"""The originals of the forms as this vault has seen them: a renewed program brings other words, and papers were signed under these.

An office with its own wording keeps the words with its versions. One without goes on with whatever original the program brings;
so each original that somebody signs is kept in the vault before any paper can be made under it.
"""

import uuid
from typing import TYPE_CHECKING, Final

from ashibue_desk.domain.wordings import OfficeWording
from ashibue_desk.law.form_texts import original_texts, original_words

if TYPE_CHECKING:
    from ashibue_desk.use_cases.desk import Desk

UNDER_SIGNATURE: Final = ("consent", "pledge", "handling_annex", "power_of_attorney")
"""The forms that somebody else than the office signs, by the names of their templates."""


def keep_originals(desk: "Desk") -> None:
    """Keep the words of each original that somebody signs, where they are not those kept last; only inside ``act``."""
    pack = desk.regulation.id
    known = desk.vault.wordings.last_originals()
    for form, (toml, digest) in original_words(pack, UNDER_SIGNATURE).items():
        if known.get(form) in (digest, ""):
            continue
        original = original_texts(pack)[form]
        desk.vault.wordings.keep_original(
            OfficeWording(
                id=uuid.uuid4().hex,
                form=form,
                version=len(desk.vault.wordings.originals_of(form)) + 1,
                base_version=original.version,
                signs_again=True,
                toml=toml,
                in_force_from=original.in_force_from,
                made_at=desk.now(),
                made_by="",
                reason=digest,
            )
        )
