"""`kb academy`: a group; each of its commands is a module of its own, imported only when it is called."""

from __future__ import annotations

import click

from kb.cli.lazy import LazyGroup

COMMANDS: dict[str, str] = {
    "matrix": "kb.cli.academy_matrix",
    "rot": "kb.cli.academy_rot",
    "accept": "kb.cli.academy_accept",
    "exam": "kb.cli.academy_exam",
    "import": "kb.cli.academy_import",
    "export": "kb.cli.academy_export",
}
"""In the order of the help; name → module with a click command called `command`."""


@click.group("academy", cls=LazyGroup, modules=COMMANDS)
def command() -> None:
    """Study paths, questions, exams: what is covered, missing or out of date."""
