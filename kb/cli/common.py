"""What the commands share: the folder, exit codes, and how a mistake is said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kb.problem import Problem

if TYPE_CHECKING:
    # For the types alone: a command that has nothing to do is done before anything heavy is imported
    from kb.sources import Settings
    from kb.sources.shelf import Shelf

FINE, FINDINGS, USAGE = 0, 1, 2


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The configuration to use instead of mkdocs.yml in this folder.",
)


def settings_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `-f/--config-file` and hands over `settings`, or ends with one clear line."""

    @config_option
    @wraps(function)
    def command(*args: Any, config_file: Path | None, **kwargs: Any) -> Any:
        return function(*args, settings=settings_or_fail(config_file), **kwargs)

    return command


def settings_or_fail(config_file: Path | None) -> Settings:
    """The settings of the knowledge base in this folder, or the end with one clear line."""
    from kb.sources import SettingsError, read_settings

    try:
        return read_settings(Path.cwd(), config_file)
    except SettingsError as error:
        fail(str(error))


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


def read_or_fail(settings: Settings, processes: int = 1, shelf: Shelf | None = None) -> Any:
    """(library, team) of the knowledge base, read by so many processes, or the end. `shelf` is what is known already."""
    from kb.sources import SettingsError, read_team
    from kb.sources.together import read_together

    try:
        library = read_together(settings, processes, shelf)
        return library, read_team(settings.content, settings.prefix)
    except SettingsError as error:
        fail(str(error))
