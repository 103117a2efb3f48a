"""The help in the handbook is the help of the terminal, at one width everywhere."""

from __future__ import annotations

import sys
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from kb.cli import COMMANDS, main
from kb.handbook import commands_help
from kb.handbook.commands import WIDTH


@pytest.mark.parametrize("columns", ["20", "80", "400"])
def test_the_width_of_the_terminal_does_not_matter(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = commands_help()
    monkeypatch.setenv("COLUMNS", columns)
    assert commands_help() == expected
    assert max(len(line) for text in expected.values() for line in text.splitlines()) <= WIDTH


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_it_is_what_the_command_prints(command: str) -> None:
    name = f"kb {command}".strip()
    args = [command, "--help"] if command else ["--help"]
    printed = CliRunner().invoke(main, args, prog_name="kb", terminal_width=WIDTH, max_content_width=WIDTH).output
    assert printed.split() == commands_help()[name].split()


def test_commands_come_in_the_order_of_the_help() -> None:
    top = [name.removeprefix("kb ") for name in commands_help() if name.count(" ") == 1]
    assert top == list(COMMANDS)


def test_a_group_is_followed_into_its_commands_and_hidden_ones_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    group = click.Group("tools", help="Tools.")
    group.add_command(click.Command("hammer", help="Hits the nail."))
    group.add_command(click.Command("secret", hidden=True))
    module = ModuleType("kb_test_tools")
    module.command = group  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kb_test_tools", module)
    monkeypatch.setitem(COMMANDS, "tools", "kb_test_tools")
    made = commands_help()
    assert "Hits the nail." in made["kb tools hammer"]
    assert made["kb tools hammer"].startswith("Usage: kb tools hammer")
    assert "kb tools secret" not in made
