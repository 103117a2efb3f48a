"""What a build did to the pages of an edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb_mkdocs.published import PublishedEdition


@dataclass
class Driven:
    """All pages, by the path of their file, and those whose Markdown was rendered, with the reason; `filled` are those
    whose template was filled, with the reason. `plain` says why MkDocs built by itself, where it did. `before` is what was
    published, and what of it stays, where the build could use it."""

    pages: list[str] = field(default_factory=list)
    rendered: dict[str, str] = field(default_factory=dict)
    plain: str = ""
    filled: dict[str, str] = field(default_factory=dict)
    before: PublishedEdition | None = None
