"""One article: front matter, body, and what can be read off them."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kb.edition import AUDIENCES, Audience
from kb.library.blocks import Blocks, find_blocks
from kb.library.fingerprint import same
from kb.library.frontmatter import FrontMatter
from kb.library.links import Link, find_links, find_targets
from kb.library.text import Section, audience_words, find_sections

OPENING = 200
"""Characters of the lead that are kept at hand."""
_ID = re.compile(r"KB-[A-Z0-9]{1,12}")


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

    @cached_property
    def opening(self) -> str:
        """How the text begins, as plain text on one line: the lead, or as much of it as a list may show."""
        return self.sections[0].text.replace("\n", " ")[:OPENING] if self.sections else ""

    @cached_property
    def mentions(self) -> frozenset[str]:
        """Everything in front matter and text that may be the id of an article."""
        return frozenset(_ID.findall(self.meta.model_dump_json(exclude_defaults=True)) + _ID.findall(self.body))

    @cached_property
    def includes(self) -> bool:
        """Whether a line may read another file, past the door."""
        return "8<" in self.body

    @cached_property
    def as_verified(self) -> bool:
        """Whether the text is the one that was verified, as far as its fingerprint was written down then."""
        verified = self.meta.verified
        return not (verified and verified.hash) or same(verified.hash, self.body)

    @cached_property
    def mark(self) -> str:
        """Stands for front matter and text: the same mark, the same article."""
        said = f"{self.meta.model_dump_json()}\0{self.body}"
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The body of an article that is kept (`kb.library.kept`) is read when somebody asks for it."""
            unread = self.__dict__.get("unread") if name == "body" else None
            if unread is None:
                raise AttributeError(name)
            object.__setattr__(self, "body", unread(self))
            return self.body
