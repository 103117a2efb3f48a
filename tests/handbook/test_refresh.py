"""Generated parts are found, replaced, and never swallow what is around them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.cli import COMMANDS
from kb.handbook.refresh import part_names, refresh, with_commands
from tests.handbook.pages import ROOT, page

PARTS = {"one": "first", "two words": "second"}


def test_parts_are_replaced_and_all_else_stays() -> None:
    text = (
        "a\n\n<!-- generated: one -->\nold\n<!-- /generated -->\nb\n<!-- generated: two words -->\n<!-- /generated -->"
    )
    made = refresh(text, PARTS)
    assert made == (
        "a\n\n<!-- generated: one -->\n\nfirst\n\n<!-- /generated -->\n"
        "b\n<!-- generated: two words -->\n\nsecond\n\n<!-- /generated -->"
    )
    assert refresh(made, PARTS) == made
    assert part_names(made) == ("one", "two words")


def test_a_backslash_in_a_part_is_no_reference_to_a_group() -> None:
    assert r"\1 \g<name>" in refresh("<!-- generated: one -->\n<!-- /generated -->", {"one": r"\1 \g<name>"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!-- generated: oen -->\n<!-- /generated -->", 'no generated part "oen"'),
        ("<!-- generated: one -->\nold\n", "is not closed"),
        ("<!-- generated: one -->\n\nb\n\n<!-- generated: two words -->\n<!-- /generated -->", "is not closed"),
    ],
)
def test_a_wrong_marker_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        refresh(text, PARTS)


def test_a_new_command_gets_a_section_on_the_page_of_commands_alone() -> None:
    commands = "<!-- generated: kb -->\n<!-- /generated -->\n"
    made = with_commands(commands, ["kb", "kb new", "kb new thing"])
    assert part_names(made) == ("kb", "kb new", "kb new thing")
    assert "\n\n## kb new thing\n\n" in made
    assert with_commands(made, ["kb", "kb new", "kb new thing"]) == made
    assert with_commands("another page\n", ["kb"]) == "another page\n"


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kb.handbook"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "40", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_module_mends_a_stale_page_and_names_it(tmp_path: Path) -> None:
    good = page("en", "commands")
    last = next(reversed(COMMANDS))
    target = tmp_path / "content" / "en" / "handbook" / "commands.md"
    target.parent.mkdir(parents=True)
    target.write_text(good.replace("--site-dir DIRECTORY", "--out DIRECTORY"), encoding="utf-8")
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (0, "content/en/handbook/commands.md\n"), done.stderr
    assert target.read_text(encoding="utf-8") == good
    assert run(tmp_path).stdout == ""
    target.write_text(good[: good.index(f"## kb {last}")], encoding="utf-8")
    run(tmp_path)
    assert f"<!-- generated: kb {last} -->\n\n```text\nUsage: kb {last}" in target.read_text(encoding="utf-8")


def test_without_a_handbook_it_says_so(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "no content/*/handbook" in done.stderr
