"""`kb runbook`: a group; each of its commands is a module of its own, imported only when it is called."""

from __future__ import annotations

import click

from kb.cli.lazy import LazyGroup

COMMANDS: dict[str, str] = {
    "list": "kb.cli.runbook_list",
    "run": "kb.cli.runbook_run",
    "record": "kb.cli.runbook_record",
}
"""In the order of the help; name → module with a click command called `command`."""


@click.group("runbook", cls=LazyGroup, modules=COMMANDS)
def command() -> None:
    """Runbooks: list them, carry one out in the terminal, record that it was carried out."""
