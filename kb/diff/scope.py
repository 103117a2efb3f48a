"""Which files must be read for a comparison: those that changed, and those that could notice.

Reading thousands of articles takes seconds; a pull request touches a handful. An article that did not change can matter
only through what it shares with one that did: its address, its id, a translation, a link, a picture, an earlier address.
Whatever could hold such a reference is found by its letters, so it may be too much that is read, but not too little.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from kb.diff.opened import TELLING
from kb.diff.shown import LEVELS, shown_assets
from kb.edition import Edition, Visibility
from kb.library import Article, Library
from kb.library.text import plain_line

MANY = 60
"""More words than that to look for: reading everything is quicker."""

_MARKS = b" \t\r>*+-#.)0123456789"
"""What may stand before a line of the same text, such as the sign of a list."""

_MARKUP = b"*_~`\\[]{}^=+"
"""What may stand inside a word without being seen."""
_LETTERS = re.compile(r"[^\W\d_]{4,}")

_ID = re.compile(rb"\bid[\"']?\s*:\s*[\"']?(KB-[A-Z0-9]+)")
_OPEN = b"\nvisibility: public\n"
_BLOCK = b"visibility |"


@dataclass(frozen=True)
class Scope:
    """`paths` must be read in any case; of all others those that hold one of the `words`, those that have one of the `ids`
    (only one of two articles can), and those that may hide one of the `lines`, which more people can read now.
    `everything`: read all."""

    paths: frozenset[str]
    words: tuple[bytes, ...]
    ids: frozenset[bytes]
    lines: frozenset[bytes]
    everything: bool = False

    def picks(self, texts: Iterable[tuple[str, bytes]]) -> frozenset[str]:
        """Paths of the texts that matter. Where a line stands hidden in one file and open in another, both do."""
        found: set[str] = set()
        hidden: set[bytes] = set()
        witnesses: dict[bytes, str] = {}
        for path, text in texts:
            header = text[: text.find(b"\n---", 3)]
            if any(word in text for word in self.words) or not self.ids.isdisjoint(_ID.findall(header)):
                found.add(path)
            shared = self.lines.intersection(_stripped(text)) if self.lines else frozenset()
            if (self.lines and _may_hide(header, text) and self._may_say(text)) or (
                shared and (path in found or path in self.paths)
            ):
                # Lines can be alike without being the same: what has all words of one is read
                found.add(path)
                hidden |= shared
            elif shared:
                for line in shared:
                    witnesses.setdefault(line, path)
        return frozenset(found | {path for line, path in witnesses.items() if line in hidden})

    def _may_say(self, text: bytes) -> bool:
        bare = text.translate(None, _MARKUP)
        return any(all(word in bare for word in words) for words in self._said)

    @cached_property
    def _said(self) -> tuple[tuple[bytes, ...], ...]:
        """The words of each line as a reader sees it, the longest first: they are the rarest."""
        rows = {tuple(sorted(_words(line), key=lambda w: (-len(w), w))) for line in self.lines}
        return ((),) if () in rows else tuple(sorted(rows))


def _words(line: bytes) -> frozenset[bytes]:
    plain = plain_line(line.decode("utf-8", "replace"))
    return frozenset(word.encode() for word in _LETTERS.findall(plain))


def _may_hide(header: bytes, text: bytes) -> bool:
    return _OPEN not in header + b"\n" or b"archived" in header or _BLOCK in text


def scope_of(
    old: Library, new: Library, changed: frozenset[str], old_paths: frozenset[str], new_paths: frozenset[str]
) -> Scope:
    """The scope of a change. `old` and `new` hold the changed articles and all assets; the paths are those of all files."""
    companions = _companions(changed, old_paths | new_paths)
    # A new page may take the place of a translation, to which its links led until now
    there = {_address(path) for path in old_paths}
    words = {
        _name(path) for path in changed if path not in new_paths or (path not in old_paths and _address(path) in there)
    }
    for article in old.articles:
        twin = new.by_path.get(article.path)
        if (
            twin is None
            or _narrower(twin.meta.visibility, article.meta.visibility)
            or twin.meta.status != article.meta.status
        ):
            words.add(_name(article.path))
        elif twin.body != article.body:
            anchors = {s.anchor for s in article.sections if s.anchor} - {s.anchor for s in twin.sections}
            words |= {f"#{anchor}" for anchor in anchors}
    for level in LEVELS:
        # Another article may have shown the file all along
        shown = shown_assets(new, level) - shown_assets(old, level)
        words |= {posixpath.basename(path) for path in shown & old_paths}
    words |= {posixpath.basename(path) for path in changed if not path.endswith(".md")}
    before, after = (frozenset(a.meta.id for a in (*library.articles, *library.refused)) for library in (old, new))
    words |= before - after
    words |= {"moved_from"} if words else set()
    words.discard("")
    spelled = {w.encode() for word in words for w in (word, quote(word, safe="#"), quote(word, safe="#").lower())}
    ids = frozenset(id.encode() for id in before | after)
    return Scope(companions | linked(old, new), tuple(sorted(spelled)), ids, _lines(old, new), len(words) > MANY)


def _lines(old: Library, new: Library) -> frozenset[bytes]:
    """Lines of source that more people can read now."""
    found: set[bytes] = set()
    for level in LEVELS:
        found |= _shown_lines(new, level) - _shown_lines(old, level)
    return frozenset(line for line in found if len(line) >= TELLING)


def _shown_lines(library: Library, level: Visibility) -> set[bytes]:
    views = (library.for_edition(Edition(level, language)) for language in library.languages)
    return {line for view in views for a in view.articles for line in _stripped(a.body.encode())}


def _stripped(text: bytes) -> Iterator[bytes]:
    return (line.strip(_MARKS) for line in text.split(b"\n"))


def linked(old: Library, new: Library) -> frozenset[str]:
    """Files whose headings are named by articles that only one of the libraries shows: those that changed, and those
    that another article kept out (by its id or address) or does from now on."""
    both = old.by_path.keys() & new.by_path.keys()
    differing = [a for a in (*old.articles, *new.articles) if a.path not in both or _body(old, a) != _body(new, a)]
    named = {link.target for a in differing for link in a.links if link.target and link.anchor}
    return frozenset(f"{target}{end}" for target in named for end in ("", ".md", "/index.md", "/README.md"))


def _body(library: Library, article: Article) -> str:
    return library.by_path[article.path].body


def _narrower(now: str, before: str) -> bool:
    order = ("public", "internal", "restricted")
    return order.index(now) > order.index(before)


def _name(path: str) -> str:
    """The word without which nobody can link to a file: its name, or for an index that of its folder."""
    if not path.lower().endswith(".md"):
        return posixpath.basename(path)
    stem = posixpath.basename(path).rpartition(".")[0]
    return posixpath.basename(posixpath.dirname(path)) if stem in ("index", "README") and path.count("/") > 1 else stem


def _companions(changed: frozenset[str], paths: frozenset[str]) -> frozenset[str]:
    """Changed files, their translations, and whatever would get the same address."""
    keys = {_address(path) for path in changed}
    return changed | {path for path in paths if _address(path) in keys}


def _address(path: str) -> str:
    key = path.partition("/")[2].lower()
    return key.removesuffix(".md").removesuffix("/index").removesuffix("/readme")
