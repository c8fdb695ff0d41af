"""The look in force: palette, scale and font, set once for the application and changed from the settings."""

from enum import Enum
from pathlib import Path
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ashibue_desk.resource_files import resource
from ui.theme.by_name import set_by_name
from ui.theme.stylesheet import build_stylesheet
from ui.theme.tokens import DARK, LIGHT, Palette

BASE_PX: Final = 16
SCALES: Final = (100, 110, 125, 150, 175, 200)
# After the shipped font, what a Japanese PC has: seen only if the shipped file is damaged.
FAMILIES: Final = (
    "BIZ UDPGothic",
    "Ashibue Kanji Supplement",  # shipped too: the kanji of names that the first one lacks (𠮷, variants of 邉)
    "Yu Gothic UI",
    "Meiryo UI",
    "Hiragino Sans",
    "Noto Sans JP",
    "Noto Sans CJK JP",
)


class Brightness(Enum):
    """Which palette to use; ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Palette and scale of the running application. ``changed`` follows every change of either."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._brightness = Brightness.SYSTEM
        self._desktop_is_dark = False
        self.palette: Palette = LIGHT
        self.scale: int = 100

    @property
    def brightness(self) -> Brightness:
        """Return what was asked for: the desktop's choice, light or dark."""
        return self._brightness

    def px(self, size: float) -> int:
        """Return ``size`` (pixels at 100 %) at the scale in force, at least 1 for anything above 0."""
        scaled = round(size * self.scale / 100)
        return max(1, scaled) if size > 0 else scaled

    def colour(self, meaning: str) -> QColor:
        """Return the colour of a meaning named in ``Palette``, for painting."""
        return QColor(str(getattr(self.palette, meaning)))

    def font(self, size: float = BASE_PX, *, bold: bool = False) -> QFont:
        """Return the program's font at ``size`` pixels (at 100 %)."""
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        return font

    def apply(self, brightness: Brightness, scale: int) -> None:
        """Put the look in force on every window. ``scale`` is a percentage, kept within 100–200."""
        self._brightness = brightness
        self.scale = min(200, max(100, scale))
        wanted = {Brightness.SYSTEM: "Unknown", Brightness.LIGHT: "Light", Brightness.DARK: "Dark"}[
            brightness
        ]
        set_by_name(self._application.styleHints(), "colorScheme", wanted)
        self._paint()

    def start(self, brightness: Brightness, scale: int) -> None:
        """Set font and colours for the first time; then follow the desktop's brightness."""
        load_fonts()
        self._desktop_is_dark = _looks_dark(self._application.palette())
        self.apply(brightness, scale)

    def follow_desktop(self) -> None:
        """Follow the desktop's brightness from now on; called once the unlock screen is seen."""
        self._application.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._desktop_changed()

    def _desktop_changed(self) -> None:
        was_dark, self._desktop_is_dark = self._desktop_is_dark, self._asks_for_dark()
        if self._brightness is Brightness.SYSTEM and self._desktop_is_dark != was_dark:
            self._paint()

    def _asks_for_dark(self) -> bool:
        return self._application.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark

    def _is_dark(self) -> bool:
        return (
            self._desktop_is_dark
            if self._brightness is Brightness.SYSTEM
            else self._brightness is Brightness.DARK
        )

    def _paint(self) -> None:
        self.palette = DARK if self._is_dark() else LIGHT
        self._application.setPalette(_qt_palette(self.palette))
        self._application.setFont(self.font())
        self._application.setStyleSheet(build_stylesheet(self.palette, self.scale, _icons_folder()))
        self.changed.emit()


class _Current:
    theme: Theme | None = None


def theme() -> Theme:
    """Return the application's theme, made at the first call (an application must exist)."""
    if _Current.theme is None or not isValid(_Current.theme):
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise RuntimeError("the theme needs a QApplication")
        _Current.theme = Theme(application)
    return _Current.theme


def px(size: float) -> int:
    """Return ``size`` (pixels at 100 %) at the scale in force."""
    return theme().px(size)


def load_fonts() -> None:
    """Register the shipped font, unless it already is. A damaged file leaves the PC's own fonts."""
    if FAMILIES[0] in _Loaded.families:
        return
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"BIZUDPGothic-{weight}.ttf")))
    _Loaded.families.add(FAMILIES[0])


def load_rare_kanji() -> None:
    """Register the supplement with the rare kanji of names; 11 MB, so only once the unlock screen is seen."""
    if FAMILIES[1] not in _Loaded.families:
        QFontDatabase.addApplicationFont(str(resource("fonts", "AshibueKanjiSupplement-Regular.ttf")))
        _Loaded.families.add(FAMILIES[1])


class _Loaded:
    families: set[str] = set()  # noqa: RUF012 - one application, one font database


def _looks_dark(palette: QPalette) -> bool:
    return palette.windowText().color().lightness() > palette.window().color().lightness()


def _icons_folder() -> Path:
    return resource("icons")


def _qt_palette(colours: Palette) -> QPalette:
    """Give Qt's own drawing (menus, text selection, what no style rule reaches) the same colours."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, value in (
        (roles.Window, colours.canvas),
        (roles.WindowText, colours.ink),
        (roles.Base, colours.raised),
        (roles.AlternateBase, colours.panel),
        (roles.Text, colours.ink),
        (roles.Button, colours.raised),
        (roles.ButtonText, colours.ink),
        (roles.BrightText, colours.error),
        (roles.ToolTipBase, colours.raised),
        (roles.ToolTipText, colours.ink),
        (roles.PlaceholderText, colours.ink_soft),
        (roles.Highlight, colours.key),
        (roles.HighlightedText, colours.on_key),
        (roles.Link, colours.key),
        (roles.LinkVisited, colours.key),
        (roles.Mid, colours.edge),
        (roles.Midlight, colours.rule),
        (roles.Light, colours.raised),
        (roles.Dark, colours.edge_strong),
        (roles.Shadow, colours.edge_strong),
    ):
        palette.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.ink_soft))
    return palette
