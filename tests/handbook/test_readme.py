"""README and its neighbours: the promised commands are there, and every link leads to a file."""

from __future__ import annotations

import re

import pytest

from kb.cli import COMMANDS
from tests.handbook.pages import ROOT


@pytest.mark.parametrize("command", ["pip install uv && uv run kb serve", "pip install uv && uv run pytest"])
def test_the_two_commands_stand_on_lines_of_their_own(command: str) -> None:
    assert f"\n{command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_speaks_only_of_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bkb ([a-z-]+)", "".join(re.findall(r"`[^`]+`|```.*?```", text, re.DOTALL))))
    assert {"serve", "init", "new", "check", "build", "verify"} <= named <= set(COMMANDS)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in t]
    assert [target for target in targets if not (ROOT / target).is_file()] == []
