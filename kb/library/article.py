"""One article: front matter, body, and what can be read off them."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property

from kb.edition import AUDIENCES, Audience
from kb.library.blocks import Blocks, find_blocks
from kb.library.frontmatter import FrontMatter
from kb.library.links import Link, find_links, find_targets
from kb.library.text import Section, audience_words, find_sections


@dataclass(frozen=True)
class Article:
    """An article as it was read, or as an edition sees it (then hidden blocks and links are gone from `body`).

    `path` is the file from the content folder (`uk/network/vpn.md`), `key` the same without the language, which its
    translations share. `fallback` is set where an edition shows it in another language for want of a translation.
    """

    path: str
    language: str
    meta: FrontMatter
    body: str
    body_line: int = 1
    key_lines: tuple[tuple[str, int], ...] = ()
    fallback: bool = False

    @cached_property
    def key(self) -> str:
        return self.path.partition("/")[2]

    @property
    def topic(self) -> str:
        """Folder of the article below the language folder: `network`, `a/b`, or `` at the top."""
        return self.key.rpartition("/")[0]

    @cached_property
    def url(self) -> str:
        """Address below the edition's root, as MkDocs gives it: `network/vpn/`."""
        stem = self.key.removesuffix(".md")
        name = stem.rpartition("/")[2]
        return stem.removesuffix(name) if name in ("index", "README") else stem + "/"

    @property
    def is_index(self) -> bool:
        return self.key.rpartition("/")[2] in ("index.md", "README.md")

    @property
    def audience(self) -> tuple[Audience, ...]:
        """For whom it is written; everyone when the front matter does not say."""
        return self.meta.audience or AUDIENCES

    def line_of(self, key: str) -> int:
        """Line of a front-matter key, or of the header."""
        return dict(self.key_lines).get(key, 1)

    def as_fallback(self) -> Article:
        """The same article for an edition in another language; what was found out about it is kept."""
        shown = copy(self)
        object.__setattr__(shown, "fallback", True)
        return shown

    @cached_property
    def blocks(self) -> Blocks:
        return find_blocks(self.path, self.body, self.body_line)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return find_links(self.path, self.body, self.body_line)

    @cached_property
    def targets(self) -> frozenset[str | None]:
        """Where everything leads that has the form of a link, also in code: what the door has to look at."""
        return find_targets(self.path, self.body)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Lead and headed sections as plain text, with the anchors of the page."""
        return find_sections(self.body, self.body_line)

    @cached_property
    def words(self) -> dict[str, int]:
        """Number of words each audience reads, and `all` for everything."""
        return audience_words(self.body, self.sections, self.blocks.found)
