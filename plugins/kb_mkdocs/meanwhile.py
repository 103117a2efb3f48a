"""What a plugin can do while pages are made: work that needs none of them, and would keep one processor busy after them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from mkdocs.config.defaults import MkDocsConfig

Marks = Mapping[str, str]
"""Of the files that it has written below the edition's folder, by path (`published.mark_of`), that nobody need read them."""
Work = Callable[[], Marks]
"""It only writes files that nobody else writes: what else it learns is lost with the process that does it."""


@runtime_checkable
class HasWork(Protocol):
    """A plugin of ours whose part in the finished site may be made sooner, by a process that is forked for it."""

    def meanwhile(self, config: MkDocsConfig) -> Work | None:
        """Asked after everything but the pages was made, and only where processes are forked. What was asked for here, a
        plugin leaves out in `on_post_build`. None: there is nothing left to do."""


def work_of(config: MkDocsConfig) -> list[Work]:
    """Of all plugins, in their order."""
    asked = [plugin.meanwhile(config) for plugin in config.plugins.values() if isinstance(plugin, HasWork)]
    return [work for work in asked if work is not None]
