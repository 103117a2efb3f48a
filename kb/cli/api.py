"""The API for `kb serve`: an application over the agents' index that follows the content while it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from kb.api import create_app
from kb.cli.agents_index import open_agents
from kb.edition import Edition
from kb.search.agents import AgentsIndex
from kb.search.synonyms import Synonyms

if TYPE_CHECKING:
    from starlette.applications import Starlette

FRESH = 2.0
"""Seconds for which the content folder is not looked at again."""


def api_app(
    root: Path, config: Path | None, edition: Edition, say: Callable[[str], None], prefix: str = "/api"
) -> Starlette:
    """The application to mount or to run; MissingExtraError where Starlette is not installed."""
    return create_app(Follower(root, config, edition, say), edition.path, prefix)


class Follower:
    """The index of an edition, looked after: opened when first asked, opened anew after the content changed."""

    def __init__(self, root: Path, config: Path | None, edition: Edition, say: Callable[[str], None]) -> None:
        self._root, self._config, self._edition, self._say = root, config, edition, say
        self._lock = Lock()
        self._until = 0.0
        self._open: tuple[AgentsIndex, Synonyms] | None = None

    def __call__(self) -> tuple[AgentsIndex, Synonyms]:
        with self._lock:
            if self._open is None or monotonic() > self._until:
                opened = open_agents(self._root, self._config, [self._edition], self._edition.visibility, self._say)
                self._open = (opened.indices[self._edition], opened.synonyms)
                self._until = monotonic() + FRESH
            return self._open
