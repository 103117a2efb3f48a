"""The quick look at pages: whether one may show something hidden. Nearly all of a page stands in others, too, so lines,
rows of lines and tags that were looked into are not looked into again.

It reads plain markup only: every quote after a `=` opens a value, and the value ends in its tag. Of any other page it says
that it may show something, and the exact look decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, groupby
from typing import TypeVar

from kb.verify.needles import Needles
from kb.verify.reading import INLINE, INLINE_TAG, TAG, WRAPPER, addresses_in, read_json, resolved
from kb.verify.screen import BETWEEN, MARK, Screen, unescaped

MANY, LONG = 50_000, 4000
"""So many lines, parts and tags are remembered, and up to that length."""
LEARNING = 40
"""From all of so many pages at first, and later from some."""

_TAGS = re.compile(f"({TAG.pattern})")
_PLAIN = re.compile(r'(?:<[^<>"]*(?:(?<==)"(?:[^<>"]*[^<>"=\s])?\s*"[^<>"]*)*>)*')
_VALUE = re.compile(r"""=\s*["']""")
_SINGLE = re.compile(r"=\s*'")
_JSON = re.compile(rf"{MARK}\n[{{\[]")
_BLOCK = (
    "li|p|div|nav|header|footer|main|section|article|button|title|option|summary|details|dt|dd|td|th|h[1-6]|form|ul|ol"
)
_WHOLE = re.compile(
    rf"\s*(?:<(?:{_BLOCK})(?:\s[^<>]*)?>.*</(?:{_BLOCK})>|</?(?!(?:{INLINE})[\s>])[a-z][\w-]*(?:\s[^<>]*)?>)\s*"
)
_WRAPPERS = ("<!-", "<![", "-->", "]]>")
_CLIMBS = frozenset({"", ".", ".."})
_BREAK = "<p>"


class Pages:
    """Looks at the pages of one site, one after another. `shown` are hashes of texts in which nothing hidden can be."""

    def __init__(self, needles: Needles, screen: Screen, leads: Callable[[str], bool]) -> None:
        """`leads`: whether an address, from the site's root, is one of something hidden."""
        self._screen = screen
        self._shown = needles.shown
        self._leads = leads
        self._tails = frozenset(path.removesuffix("/index").rpartition("/")[2] for path in needles.paths)
        self._looked = 0
        self._once: set[str] = set()
        self._lines: set[str] = set()
        self._open: set[str] = set()
        self._parts: dict[str, tuple[str, ...]] = {}
        self._tags: set[str] = set()
        self._breaks = _Memo(lambda tag: "" if INLINE_TAG.fullmatch(tag) else BETWEEN)
        self._addresses = _Memo(self._addresses_of)

    def may_show(self, path: str, page: str) -> bool:
        """Whether a page may show something hidden."""
        new, leads = self._new_parts(page)
        text = f"\n{_BREAK}\n".join(new)
        if any(mark in text for mark in _WRAPPERS):
            text = WRAPPER.sub(" ", text)
        pieces = _TAGS.split(text)
        tags = set(pieces[1::2])
        texts = {*pieces[::2], *self._joined(pieces)}
        if self._tails:
            leads += chain.from_iterable(map(self._addresses.__getitem__, tags))
        tags -= self._tags
        if (
            any(self._leads(resolved(path, address)) for address in leads)
            or not _is_plain(tags, texts)
            or self._may_say(tags, texts)
        ):
            return True
        if len(self._tags) < MANY:
            self._tags |= tags
        self._looked += 1
        if self._looked < LEARNING or not self._looked % 3:  # what comes again and again is known soon
            for part in new:
                self._remember(part)
        return False

    def _new_parts(self, page: str) -> tuple[list[str], list[str]]:
        """What stands between lines that were looked into, where that was not looked into itself, and the addresses in
        what was. In these lines no text goes on."""
        new: list[str] = []
        leads: list[str] = []
        written = [line for line in page.split("\n") if line and not line.isspace()]
        for known, lines in groupby(written, self._lines.__contains__):
            if not known:
                part = "\n".join(lines)
                addresses = self._parts.get(part)
                if addresses is None:
                    new.append(part)
                else:
                    leads += addresses
        return new, leads

    def _joined(self, parts: list[str]) -> list[str]:
        """Texts over inline tags."""
        parts[1::2] = map(self._breaks.__getitem__, parts[1::2])
        text = "".join(parts)
        pieces = text.split(BETWEEN)
        # What is left when tags are gone may look like a tag
        return [piece for part in pieces for piece in TAG.split(part)] if "<" in text else pieces

    def _may_say(self, tags: set[str], texts: set[str]) -> bool:
        values = unescaped(BETWEEN.join(tags).replace('"', BETWEEN))
        said = [text for text in map(unescaped, texts) if hash(text.strip()) not in self._shown]
        if self._screen.joined(BETWEEN.join((*said, values))):
            return True
        if not _JSON.search(values):
            return False
        inside = [s for value in values.split(BETWEEN) if value[:1] in ("{", "[") for s in read_json(value)]
        return self._screen.texts(s.text for s in inside) or any(self._leads(s.address) for s in inside)

    def _addresses_of(self, tag: str) -> tuple[str, ...]:
        """Those that may lead to something hidden, wherever the page is."""
        return tuple(a for a in addresses_in(tag) if _may_end(a, self._tails)) if "=" in tag else ()

    def _remember(self, part: str) -> None:
        """What was looked into holds in every other page, too. Only when it comes again: most never does."""
        once = self._once
        if len(part) > LONG or part not in once:
            again = once.intersection(lines := part.split("\n"))
            for line in again - self._open if len(self._lines) + len(self._open) < MANY else ():
                (self._lines if self._is_whole(line) else self._open).add(line)
            if len(once) > MANY:
                once.clear()
            once.update(lines)
            once.add(part)
        elif len(self._parts) < MANY and not any(mark in part for mark in _WRAPPERS):
            self._parts[part] = tuple(chain.from_iterable(map(self._addresses_of, TAG.findall(part))))

    def _is_whole(self, line: str) -> bool:
        """Whole elements and single tags: no text goes on in the next line. What they lead to is nothing hidden."""
        return (
            len(line) < LONG
            and _WHOLE.fullmatch(line) is not None
            and not any(mark in line for mark in _WRAPPERS)
            and not any(self._addresses_of(tag) for tag in TAG.findall(line))
        )


def _is_plain(tags: set[str], texts: set[str]) -> bool:
    """Whether values begin and end in these tags, and in none of the texts."""
    joined = "".join(tags)
    return (
        _PLAIN.fullmatch(joined) is not None
        and _SINGLE.search(joined) is None
        and _VALUE.search("\n".join(texts)) is None
    )


def _may_end(address: str, tails: frozenset[str]) -> bool:
    """Whether an address can lead to a page or folder of one of these names; quicker than to find out where it leads."""
    if "%" in address or "&" in address:
        return True
    tail = (
        address.split("#", maxsplit=1)[0]
        .split("?", maxsplit=1)[0]
        .rstrip("/")
        .removesuffix("/index.html")
        .removesuffix(".html")
        .removesuffix(".md")
    )
    tail = tail[tail.rfind("/") + 1 :]
    return tail in tails or tail in _CLIMBS


_Value = TypeVar("_Value")


class _Memo(dict[str, _Value]):
    """Asks once for each key, while there are not too many."""

    def __init__(self, ask: Callable[[str], _Value]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: str) -> _Value:
        value = self._ask(key)
        if len(self) < MANY:
            self[key] = value
        return value
