"""One finding of a comparison."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = ("opened", "new", "closed", "address", "link", "stale", "translation", "heading", "article", "aside")
"""In the order of the report.

opened: was hidden, and more people may see it now · new: new text or files for readers · closed: fewer people may see it
· address: addresses lost · link: links broken · stale: confirmations that no longer hold · translation: the other
language was left behind · heading: headings gone that somebody may have saved · article: everything touched · aside: changes that this comparison does not look into.
"""


@dataclass(frozen=True)
class Row:
    """`path` is that of the file now, or before when it is gone; `line` counts from 1, 0 is the whole file. `text` is what
    it is about, in a reader's words; `excerpt` are lines of a unified diff (` `, `-`, `+`)."""

    section: str
    path: str
    line: int
    what: str
    text: str = ""
    excerpt: tuple[str, ...] = ()
