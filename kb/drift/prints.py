"""Fingerprints of a text, section by section, so that it can be told later what has changed since."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from kb.edition import VISIBILITIES, Visibility
from kb.library import Article
from kb.library.blocks import Block, strip_blocks
from kb.library.lines import split_lines
from kb.library.text import find_sections, plain_line

Prints = Mapping[Visibility, tuple[str, ...]]
"""For each visibility at which the article reads differently: one print per section, `9f3c1a2b`, or with steps
`9f3c1a2b.77e0d41c`. The first is that of the header, as far as readers see it."""

_LENGTH = 8
_STEP = re.compile(r"^[\s>]*\d+[.)][ \t]+\S")


@dataclass(frozen=True)
class Changes:
    """`count` sections differ; `titles` are those of now, empty for the text before the first heading. `steps`: the
    numbered steps or commands differ."""

    count: int
    titles: tuple[str, ...]
    steps: bool


def prints_of(article: Article) -> Prints:
    """The prints for every visibility from the article's own on."""
    found: dict[Visibility, tuple[str, ...]] = {}
    last: tuple[str, ...] = ()
    for level in VISIBILITIES[VISIBILITIES.index(article.meta.visibility) :]:
        prints = tuple(text for text, _ in _titled(article, level))
        if prints != last:
            found[level] = last = prints
    return found


def at(prints: Prints, level: Visibility) -> tuple[str, ...]:
    """The prints of what an edition shows; empty when it shows nothing."""
    reached = [v for v in VISIBILITIES[: VISIBILITIES.index(level) + 1] if v in prints]
    return prints[reached[-1]] if reached else ()


def changes(then: Prints, article: Article, level: Visibility = "restricted") -> Changes:
    """What an article says differently now, in what an edition shows of it."""
    before, now = at(then, level), _titled(article, level)
    if before == tuple(text for text, _ in now):
        return Changes(0, (), False)
    left = Counter(before)
    titles = []
    for text, title in now:
        if left[text]:
            left[text] -= 1
        else:
            titles.append(title)
    steps = Counter(_steps(before)) != Counter(_steps([text for text, _ in now]))
    return Changes(max(len(titles), left.total(), 1), tuple(titles), steps)


def _steps(prints: tuple[str, ...] | list[str]) -> Iterator[str]:
    return (text.partition(".")[2] for text in prints if "." in text)


def _titled(article: Article, level: Visibility) -> list[tuple[str, str]]:
    """(print, title) of the header and of each section."""
    meta = article.meta

    def shows(block: Block) -> bool:
        return bool(block.values) and (
            block.name != "visibility" or VISIBILITIES.index(block.values[0]) <= VISIBILITIES.index(level)
        )

    body = strip_blocks(article.body, article.blocks, shows)
    lines, code = split_lines(body)
    sections = find_sections(body)
    starts = [*(section.line - 1 for section in sections[1:]), len(lines)][: len(sections)]
    found = [(_hash(meta.title, meta.description or "", *meta.symptoms), meta.title)]
    for section, end in zip(sections, starts, strict=True):
        numbers = range(section.line - 1, end)
        steps = [lines[n] if n in code else plain_line(lines[n]) for n in numbers if n in code or _STEP.match(lines[n])]
        numbered = any(n not in code and _STEP.match(lines[n]) for n in numbers) or len(steps) > 2
        text = _hash(section.title, section.text)
        found.append((f"{text}.{_hash(*steps)}" if numbered else text, section.title))
    return found


def _hash(*parts: str) -> str:
    """Form does not count: one Unicode form, one space for any white space."""
    plain = "\n".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
