"""Opens the window: ``python -m ui``, or the installed command ``ashibue-desk``."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import Options


def read_options(arguments: list[str]) -> "Options":
    """Read the command line. Scale and brightness given here win over what was remembered."""
    from ui.app import Options

    if not arguments:  # as from the start menu: loading and making the parser takes 5 ms
        return Options()
    import argparse

    parser = argparse.ArgumentParser(prog="ashibue-desk", description="あしぶえデスク")
    parser.add_argument("--vault", type=Path, help="開く保管庫のフォルダー")
    parser.add_argument("--data-root", type=Path, help="このプログラムのものをすべて置くフォルダー(試すとき)")
    parser.add_argument("--after-lock", default="", help=argparse.SUPPRESS)
    parser.add_argument("--scale", type=int, help="文字の大きさ(100から200)")
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="明るさ")
    told = parser.parse_args(arguments)
    return Options(
        vault=told.vault.absolute() if told.vault else None,
        data_root=told.data_root.absolute() if told.data_root else None,
        after_lock=told.after_lock,
        scale=told.scale,
        brightness=told.theme,
    )


def main() -> int:
    """Run the program until its window is closed."""
    # Thousands of things are made while Qt is loaded; looking through them for rubbish delays the screen by 8 ms of 150.
    gc.disable()
    from ui.app import run

    return run(read_options(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
