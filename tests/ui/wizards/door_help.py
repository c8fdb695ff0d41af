"""A door for wizards under test, and a machine whose vaults are quick to make."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene
from ui.background.operations import Operations
from ui.widgets.door import DoorContext

PASSWORD = "hotaru-9-tsuribashi-mikan-kawara"
OTHER_PASSWORD = "kujira-bune-4-yanagi-tobira"


class OwnDoor:
    """Remembers what a wizard asked of the window."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.desk: Desk | None = None
        self.backs = 0

    def go_in(self, desk: Desk) -> None:
        """Keep the open vault."""
        self.desk = self._scene.keep(desk)

    def look_at(self, place: Path) -> None:
        """No wizard of the product does this."""
        raise AssertionError(place)

    def back(self) -> None:
        """Count."""
        self.backs += 1


def context_for(scene: Scene, operations: Operations, door: OwnDoor) -> DoorContext:
    """Return what a wizard is given."""
    return DoorContext(operations, scene.surroundings, scene.place, door)


def banner_titles(wizard: QWidget) -> list[str]:
    """Return the titles of the banners shown."""
    return [banner.accessibleName() for banner in wizard.banners.banners()]


class NoKeychain(Situation):
    """A keychain that cannot be used."""

    what = "鍵を預けられる仕組みが見つかりませんでした。"
    safe = "何も変わっていません。"
    todo = "鍵ファイルを選んでください。"
