"""F1 tells something on every page and at every door, and no help is left over."""

import re
from pathlib import Path

import pytest

from ashibue_desk.resource_files import resource
from ui.catalogue import forced_specs, page_specs
from ui.widgets.page import PageSpec

SPECS = (*page_specs(), *forced_specs())
HELP = resource("help")
_UI = Path(__file__).parents[2] / "ui"
_NAMED = re.compile(r'help_key(?:: str)? = "(\w+)"|super\(\).__init__\(\s*context, "[^"]+", "(\w+)"')


def texts() -> set[str]:
    return {Path(each.name).stem for each in HELP.iterdir()}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.key)
def test_every_page_has_its_help(spec: PageSpec) -> None:
    key = getattr(spec.factory, "help_key", "")
    assert key in texts(), (
        f"F1 has nothing to say: write resources/help/{key or '<help_key>'}.md for {spec.factory}"
    )
    lines = (HELP / f"{key}.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len("".join(lines[1:])) > 60


def test_no_help_is_left_over_and_every_door_has_one() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in _UI.rglob("*.py"))
    named = {one or other for one, other in _NAMED.findall(source)}
    assert texts() - named == set()
    assert {"new_vault", "open_with_sheet", "restore_backup", "try_sample", "bind_account"} <= named & texts()


@pytest.mark.parametrize("spec", [spec for spec in page_specs() if spec.in_rail], ids=lambda spec: spec.key)
def test_the_manual_has_a_chapter_for_each_page_of_the_rail(spec: PageSpec) -> None:
    manual = (_UI.parent / "docs" / "manual" / "README.md").read_text(encoding="utf-8")
    assert f"\n## {spec.title}\n" in manual, "write it, with a picture of ./desk shots"
