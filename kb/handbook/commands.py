"""The help of `kb` and of each command, word for word, at one width on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from kb.cli import main

WIDTH = 100


def commands_help() -> dict[str, str]:
    """«kb», «kb build», … → what `--help` prints, in the order of the help; groups are followed into their commands."""
    return {context.command_path: _help(context) for context in _contexts()}


def command_options() -> dict[str, tuple[str, ...]]:
    """Command → its options as they are typed, the longest form of each."""
    return {context.command_path: tuple(_options(context.command)) for context in _contexts()}


def _contexts() -> Iterator[click.Context]:
    settings: dict[str, Any] = {**main.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return _walk(click.Context(main, info_name="kb", **settings))


def _walk(context: click.Context) -> Iterator[click.Context]:
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None and not command.hidden:
                yield from _walk(click.Context(command, info_name=name, parent=context))


def _help(context: click.Context) -> str:
    with context:
        text = context.command.get_help(context)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield max(parameter.opts, key=len)
