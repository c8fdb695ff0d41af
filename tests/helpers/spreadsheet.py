"""A spreadsheet program that is not ours: LibreOffice, without a window, with a profile of its own."""

import subprocess
from pathlib import Path

FILTERS = {"xlsx": "xlsx", "csv": "csv:Text - txt - csv (StarCalc):44,34,76"}  # 76: UTF-8


def saved_again(path: Path, kind: str = "xlsx") -> Path:
    """Open the workbook at ``path`` in LibreOffice, save it there as ``kind`` (xlsx or csv) and return the new file."""
    folder = path.parent / f"from LibreOffice as {kind}"
    profile = path.parent / "LibreOffice profile"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        FILTERS[kind],
        "--outdir",
        str(folder),
        str(path),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = folder / f"{path.stem}.{kind}"
    assert found.is_file(), ran.stdout + ran.stderr  # it leaves with 0 even where it could not read the file
    return found
