"""`kb runbook`: a group; each of its commands is a module of its own, imported only when it is called."""

from __future__ import annotations

import importlib

import click

COMMANDS: dict[str, str] = {
    "list": "kb.cli.runbook_list",
    "run": "kb.cli.runbook_run",
    "record": "kb.cli.runbook_record",
}
"""In the order of the help; name → module with a click command called `command`."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        return importlib.import_module(module).command if module else None


@click.group("runbook", cls=_Lazy)
def command() -> None:
    """Runbooks: list them, carry one out in the terminal, record that it was carried out."""
