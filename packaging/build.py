"""Builds the installable program for the system it runs on, and proves that it starts.

    python packaging/build.py

makes an environment of its own in ``out/build-environment`` from ``locked_requirements/build.txt``, runs PyInstaller with
``ashibue_desk.spec``, starts the result with ``smoke_test.py``, and on Linux packs it, as an archive and for Debian
(``deb.py``). The installers proper are made on their own systems afterwards: ``windows/ashibue_desk.iss`` with Inno Setup,
``macos/README.md`` by hand.
"""

import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = ROOT / "out"
ENVIRONMENT = OUT / "build-environment"
PACKAGE = OUT / "package" / "ashibue-desk"
# What people read or run without the program lies at the top of its folder, where they look for it.
BESIDE = (
    "packaging/verify_log.py",
    "docs/verify-log-by-hand.md",
    "docs/restore-by-hand.md",
    "THIRD_PARTY_LICENSES",
)


def version() -> str:
    """Return the program's version as pyproject.toml says it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def environment_python() -> Path:
    """Return the Python of a fresh environment that holds exactly the locked packages."""
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    python = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    lock = HERE / "locked_requirements" / "build.txt"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock], check=True)
    return python


def freeze(python: Path) -> None:
    """Build the folder with the program."""
    shutil.rmtree(PACKAGE, ignore_errors=True)
    command = [
        python,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--distpath",
        PACKAGE.parent,
        "--workpath",
        OUT / "build",
    ]
    subprocess.run([*command, HERE / "ashibue_desk.spec"], cwd=ROOT, check=True)
    lay_beside(PACKAGE)


def lay_beside(folder: Path) -> None:
    """Copy what is used without the program to the top of its folder."""
    for name in BESIDE:
        shutil.copy(ROOT / name, folder)


def pack_for_linux() -> Path:
    """Put the folder, its desktop entry and its description for software centres into one archive."""
    target = OUT / f"ashibue-desk-{version()}-linux.tar.gz"
    with tarfile.open(target, "w:gz") as archive:
        archive.add(PACKAGE, "ashibue-desk")
        for file in sorted((HERE / "linux").iterdir()):
            archive.add(file, f"ashibue-desk/share/{file.name}")
    return target


def main() -> int:
    """Build, prove, pack."""
    python = environment_python()
    freeze(python)
    subprocess.run([sys.executable, HERE / "smoke_test.py", PACKAGE], check=True)
    print(pack_for_linux() if sys.platform == "linux" else PACKAGE)
    if shutil.which("dpkg-deb"):
        subprocess.run([sys.executable, HERE / "deb.py", PACKAGE, version(), OUT], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
