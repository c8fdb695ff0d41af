"""Qt's own dialogs (printing, files) in Japanese. Loaded when the first one opens, not at the start."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

MISSING: Final = {
    "&Look in:": "場所(&I):",
    "Look in:": "場所(&I):",
    "Files of &type:": "ファイルの種類(&T):",
    "Files of type:": "ファイルの種類:",
    "Folder": "フォルダー",
    "File Folder": "フォルダー",
    "Directory:": "フォルダー:",
    "Directories": "フォルダー",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nこのフォルダーが見つかりません。\n名前を確かめてください。"
    ),
    "Computer": "コンピューター",
}
"""What the Japanese texts that come with Qt leave in English, or spell in another way than we do."""


class _Missing(QTranslator):
    """Says what is missing in Qt's own texts."""

    def isEmpty(self) -> bool:
        """There are texts, though no file was read."""
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _number: int = -1
    ) -> str | None:
        """Return the Japanese text, or ``None`` (an empty text would be taken for an answer)."""
        return MISSING.get(source)


def speak_japanese() -> bool:
    """Have Qt's own texts shown in Japanese from now on; return whether the texts were found."""
    app = QCoreApplication.instance()
    if app is None:
        return False
    if app.findChild(QTranslator, "qtbase_ja") is not None:
        return True
    words = QTranslator(app)
    words.setObjectName("qtbase_ja")
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = words.load("qtbase_ja", place) and QCoreApplication.installTranslator(words)
    QCoreApplication.installTranslator(_Missing(app))
    return found
