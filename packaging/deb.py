"""Makes the package for Debian and Ubuntu from the built folder; ``build.py`` calls it where ``dpkg-deb`` exists.

    python packaging/deb.py out/package/ashibue-desk 0.1.0 out

It depends on the libraries that ``./desk`` installs for the window, and on IPAmj Mincho for the rare characters of names.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE = Path(__file__).resolve().parent
FONT: Final = "fonts-ipamj-mincho"
_CONTROL: Final = """Package: ashibue-desk
Version: {version}
Architecture: {architecture}
Maintainer: Ashibue Desk <desk@ashibue.invalid>
Section: misc
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Description: keeps Individual Numbers the way the office's regulation demands
 For small Japanese employers: one encrypted file on one PC, paper out of the
 printer, no network.
"""


def libraries(desk: str) -> tuple[str, ...]:
    """Return what the window needs, each library as ``package`` or ``package | older name``, read from the text of ``./desk``."""
    listed = re.search(r"^libraries='(.*?)'", desk, re.MULTILINE | re.DOTALL)
    if listed is None:
        raise ValueError("./desk names no libraries")
    return tuple(" | ".join(line.split()[1:]) for line in listed[1].splitlines())


def make_deb(program: Path, version: str, out: Path) -> Path:
    """Return the package made in the folder ``out`` of the folder ``program``; raises ``CalledProcessError`` if it cannot be."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    desk = (HERE.parent / "desk").read_text(encoding="utf-8")
    target = out / f"ashibue-desk_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as folder:
        root = Path(folder) / "root"
        _lay_out(program, root)
        control = root / "DEBIAN" / "control"
        control.parent.mkdir()
        control.write_text(
            _CONTROL.format(
                version=version,
                architecture=architecture,
                kilobytes=sum(file.stat().st_size for file in program.rglob("*") if file.is_file()) // 1024,
                depends=", ".join((*libraries(desk), FONT)),
            ),
            encoding="utf-8",
        )
        for each in (
            root,
            *root.rglob("*"),
        ):  # whatever the umask of who builds: readable for all, owned by root
            if not each.is_symlink():
                each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "--build", root, target], check=True, capture_output=True
        )
    return target


def _lay_out(program: Path, root: Path) -> None:
    shutil.copytree(program, root / "opt" / "ashibue-desk", symlinks=True)
    command = root / "usr" / "bin" / "ashibue-desk"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/ashibue-desk/ashibue-desk")
    for name, place in (
        ("ashibue-desk.desktop", "applications"),
        ("jp.ashibue.Desk.metainfo.xml", "metainfo"),
    ):
        folder = root / "usr" / "share" / place
        folder.mkdir(parents=True)
        shutil.copy(HERE / "linux" / name, folder)


if __name__ == "__main__":
    print(make_deb(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
