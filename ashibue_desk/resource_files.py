"""Where the data files of the program lie: the folder ``resources/`` beside the packages, or inside the installed program."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of one shipped data file, for example ``resource("law", "affairs.toml")``."""
    # PyInstaller unpacks data files beside the executable and names that folder here.
    home = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return home.joinpath("resources", *parts)
