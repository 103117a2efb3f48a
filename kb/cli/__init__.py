"""The command `kb`. Each subcommand is a module of its own, imported only when it is called."""

from __future__ import annotations

import os

import click

from kb import __version__
from kb.cli.lazy import LazyGroup

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""Nobody has any here, and looking for them costs every command a fiftieth of a second."""

COMMANDS = {
    "serve": "kb.cli.serve",
    "build": "kb.cli.build",
    "verify": "kb.cli.verify",
    "check": "kb.cli.check",
    "diff": "kb.cli.diff",
    "addresses": "kb.cli.addresses",
    "drift": "kb.cli.drift",
    "stale": "kb.cli.stale",
    "review": "kb.cli.review",
    "runbook": "kb.cli.runbook",
    "queues": "kb.cli.queues",
    "known-errors": "kb.cli.known_errors",
    "search": "kb.cli.search",
    "academy": "kb.cli.academy",
    "new": "kb.cli.new",
    "init": "kb.cli.init",
    "codeowners": "kb.cli.codeowners",
    "schema": "kb.cli.schema",
}
"""In the order of the help; name → module with a click command called `command`."""


@click.group(
    cls=LazyGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kb", message="%(prog)s %(version)s (Poradnyk)")
def main() -> None:
    """Poradnyk: a support team's knowledge base as code.

    Run the commands in the folder that holds mkdocs.yml. Start with `kb serve`; before you send a change, run
    `kb check`.
    """
