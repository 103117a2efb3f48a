"""What the commands share: the folder, exit codes, and how a mistake is said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from kb.problem import Problem
from kb.sources import Settings, SettingsError, read_settings

FINE, FINDINGS, USAGE = 0, 1, 2


def settings_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `-f/--config-file` and hands over `settings`, or ends with one clear line."""

    @click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help="The configuration to use instead of mkdocs.yml in this folder.",
    )
    @wraps(function)
    def command(*args: Any, config_file: Path | None, **kwargs: Any) -> Any:
        try:
            settings = read_settings(Path.cwd(), config_file)
        except SettingsError as error:
            fail(str(error))
        return function(*args, settings=settings, **kwargs)

    return command


def fail(message: str, code: int = USAGE) -> NoReturn:
    """Say what is wrong on stderr and end."""
    say(f"error: {message}")
    sys.exit(code)


def say(text: str) -> None:
    """Talk goes to stderr; data to stdout."""
    click.echo(text, err=True)


def say_problems(problems: Iterable[Problem], limit: int = 50) -> None:
    """Problems for people, on stderr."""
    from kb.report import as_text

    listed = list(problems)
    say(as_text(listed[:limit]).rstrip("\n"))
    if len(listed) > limit:
        say(f"… and {len(listed) - limit} more")


def read_or_fail(settings: Settings) -> Any:
    """(library, team) of the knowledge base, or the end."""
    from kb.sources import read_library, read_team

    try:
        return read_library(settings), read_team(settings.content, settings.prefix)
    except SettingsError as error:
        fail(str(error))
