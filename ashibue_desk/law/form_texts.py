"""The pack's own wording of each form, as the program ships it: the original that an office's text is held against."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from types import MappingProxyType

from ashibue_desk.domain.wording_files import read_wording
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.resource_files import resource


@cache
def original_texts(pack: str) -> Mapping[str, FormText]:
    """Return every original of a pack by the name of its file (``consent``): forms by name, then sheets to fill by hand.

    Raises ``ValueError`` where two have one name or one id: an earlier version is not kept beside the newer one.
    """
    found: dict[str, FormText] = {}
    ids: dict[str, str] = {}
    for folder in ("forms", "sheets"):
        texts = [
            (file.stem, read_wording(file.read_text(encoding="utf-8")))
            for file in resource("regulations", pack, folder).glob("*.toml")
        ]
        for name, text in sorted(texts, key=_in_order):
            if name in found:
                raise ValueError(f"two templates are called {name}")
            if text.form_id in ids:
                raise ValueError(f"{name} and {ids[text.form_id]} have the same form_id {text.form_id}")
            found[name], ids[text.form_id] = text, name
    return MappingProxyType(found)


def _in_order(named: tuple[str, FormText]) -> tuple[int, str]:
    """Sheets stand in the order of their numbers, forms in that of their names."""
    name, text = named
    return (int(text.form_id.removeprefix("S")), "") if text.sheet else (0, name)


@cache
def name_of_form(pack: str, form_id: str) -> str:
    """Return the name of the template of the form with this id, or an empty text for a form without a wording."""
    return next((name for name, text in original_texts(pack).items() if text.form_id == form_id), "")


@cache
def original_words(pack: str, forms: tuple[str, ...]) -> Mapping[str, tuple[str, str]]:
    """Return the words of those of ``forms`` that the pack has, as they are kept (TOML), each with its SHA-256 in hex."""
    found = original_texts(pack)
    written = {form: write_wording(found[form]) for form in forms if form in found}
    return MappingProxyType(
        {form: (toml, sha256(toml.encode()).hexdigest()) for form, toml in written.items()}
    )
