"""The HTTP API over the agents' index (extra `serve`): `create_app` gives a Starlette application to run or to mount."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from kb.search.agents import AgentsIndex
from kb.search.synonyms import Synonyms

if TYPE_CHECKING:
    from starlette.applications import Starlette


class MissingExtraError(Exception):
    """Starlette is not installed; the text says what to do."""


def create_app(current: Callable[[], tuple[AgentsIndex, Synonyms]], edition: str, prefix: str = "/api") -> Starlette:
    """The application. `current` gives the index to ask, so that a server may put a newer one in its place."""
    try:
        module = importlib.import_module("kb.api.app")
    except ModuleNotFoundError as error:
        hint = "hint: install it with `pip install 'poradnyk[serve]'`"
        raise MissingExtraError(f"the API needs the extra `serve`\n{hint}") from error
    app: Starlette = module.make_app(current, edition, prefix)
    return app


__all__ = ["MissingExtraError", "create_app"]
