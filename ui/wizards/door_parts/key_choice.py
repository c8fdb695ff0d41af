"""Where the key of this PC is kept, without Qt: the keychain of the system, or knowingly a file."""

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.at_the_door import KeyPlaces

KEYCHAIN = "keychain"
KEY_FILE = "file"
FIELD = "key_place"


class KeyChoice:
    """``places`` is ``None`` until the keychain was tried. The keychain is chosen by itself, the file never."""

    def __init__(self) -> None:
        self.places: KeyPlaces | None = None
        self.chosen = ""

    def know(self, places: KeyPlaces) -> None:
        """Take in what the trial of the keychain showed."""
        self.places = places
        if places.trouble is None and not self.chosen:
            self.chosen = KEYCHAIN
        if places.trouble is not None and self.chosen == KEYCHAIN:
            self.chosen = ""

    @property
    def trouble(self) -> Situation | None:
        """Return why the keychain cannot be used."""
        return self.places.trouble if self.places is not None else None

    @property
    def key_file(self) -> bool:
        """Whether the key goes into a file."""
        return self.chosen == KEY_FILE

    def problems(self) -> tuple[Problem, ...]:
        """Return what is missing."""
        if self.places is None:
            return (Problem(FIELD, "OSの資格情報の保管場所を確かめています。少し待ってください。"),)
        if not self.chosen:
            return (Problem(FIELD, "このPCの鍵の置き場所を選んでください。"),)
        return ()
