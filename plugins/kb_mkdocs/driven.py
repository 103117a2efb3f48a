"""What a build did to the pages of an edition."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Driven:
    """All pages, by the path of their file, and those whose Markdown was rendered, with the reason. `plain` says why
    MkDocs built by itself, where it did."""

    pages: list[str] = field(default_factory=list)
    rendered: dict[str, str] = field(default_factory=dict)
    plain: str = ""
