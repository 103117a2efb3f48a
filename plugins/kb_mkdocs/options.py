"""How MkDocs carries options that are typed elsewhere."""

from __future__ import annotations

from mkdocs.config.base import Config


class NoOptions(Config):
    """A plugin without options of its own."""
