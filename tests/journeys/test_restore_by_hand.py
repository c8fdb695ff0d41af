"""docs/restore-by-hand.md, followed to the letter with stock age and SQLCipher: no code of ours opens the backup."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import get_person
from ashibue_desk.use_cases.progress import Quiet
from tests.helpers.desks import Scene, collect
from tests.helpers.sample_numbers import valid_number

PAGE = Path(__file__).resolve().parents[2] / "docs" / "restore-by-hand.md"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_opens_a_backup(scene: Scene, desk: Desk, tmp_path: Path) -> None:
    """Every shell and Python block of the page runs as printed; only the sheet is typed and the file's name filled in."""
    if shutil.which("age") is None:
        pytest.fail("the page needs the package 'age', which ./desk installs")
    person, number = get_person(desk, scene.person_ids[4]), valid_number(77)
    collect(desk, person.id, 77)
    folder = tmp_path / "cd"
    folder.mkdir()
    record = back_up_vault(desk, folder, Quiet()).answer
    shell, check_sum = "\n".join(_blocks("sh")[:2]), _blocks("sh")[2]
    assert "AGE-SECRET-KEY" not in shell  # it would stay in the history of the shell
    script = shell.replace("ashibue-2026-0001-20261121.age", record.file_name)
    said = subprocess.run(
        ["sh", "-e", "-c", script + "\n" + check_sum],
        input=f"{scene.identity.text}\n",
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    sums = re.findall(r"[0-9a-f]{64}", said.stdout)
    assert len(sums) == 2
    assert sums[0] == sums[1]
    code = "\n".join(_blocks("python")) + "    print(number)\n"
    listed = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert f"{person.entry.code}\t{person.name}" in listed.stdout
    assert number.digits() in listed.stdout
