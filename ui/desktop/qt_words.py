"""Qt's own dialogs (printing, files) in Japanese. Loaded when the first one opens, not at the start."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator


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
    return words.load("qtbase_ja", place) and QCoreApplication.installTranslator(words)
