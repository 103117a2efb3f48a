"""`kb academy`: a group; each of its commands is a module of its own, imported only when it is called."""

from __future__ import annotations

import importlib

import click

COMMANDS: dict[str, str] = {
    "matrix": "kb.cli.academy_matrix",
    "rot": "kb.cli.academy_rot",
    "accept": "kb.cli.academy_accept",
    "exam": "kb.cli.academy_exam",
    "import": "kb.cli.academy_import",
    "export": "kb.cli.academy_export",
}
"""In the order of the help; name → module with a click command called `command`."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        return importlib.import_module(module).command if module else None


@click.group("academy", cls=_Lazy)
def command() -> None:
    """Study paths, questions, exams: what is covered, missing or out of date."""
