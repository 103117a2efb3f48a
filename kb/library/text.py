"""Plain text of Markdown: sections with the anchors of the finished page, and words per audience."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pymdownx.slugs import slugify

from kb.edition import AUDIENCES
from kb.library.blocks import Block
from kb.library.lines import numbers_of, split_lines

_HASH = re.compile(r"\n {0,3}#")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]*(.*?)[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}\n]*)\}[ \t]*$")
_BLOCK_LINE = re.compile(r"^[\s>]*/{3,}.*$")
_WITH_OPTIONS = re.compile(r"^[\s>]*/{3,}[ \t]*(?:question|scenario|exam|reply)\b")
_TITLED = re.compile(r"^[\s>]*/{3,}[ \t]*(?:decision|reply|rehearsal)[ \t]*\|[ \t]*(.*?)[ \t]*$")
_FENCE_LINE = re.compile(r"^[\s>]*(?:`{3,}|~{3,}).*$")
_ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"(.*)\")?\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_DEFINITION = re.compile(r"^\s*\[[^\]]+\]:\s+\S+.*$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
# No sign of a word before it; spelt out so that every way begins with a letter that can be searched for
_MARK = re.compile(
    r"(\*(?<![\w*]\*)\*{0,2}|_(?<![\w*]_)_{0,2}|~(?<![\w*]~)~|=(?<![\w*]=)=|\+(?<![\w*]\+)\+)(?=\S)(.+?)(?<=\S)\1(?![\w*])"
)
_SIGN = re.compile(r"[\\`\[<{*_~=+&]")
"""Without any of these a line is plain already."""
_LIST = re.compile(r"^[\s>]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_ATTR_LIST = re.compile(r"\{:?\s*(?:[.#]|lang=)[^{}\n]*\}")
_CODE = re.compile(r"(`+)(.+?)\1")
_MARKS = re.compile(r"[*_~=+]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>/-])")
_ASIDE = re.compile("[\ue020-\ue07e]")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_slug = slugify(case="lower")


@dataclass(frozen=True)
class Section:
    """`level` is 0 for the text before the first heading, whose title and anchor are empty. `text` has one line per
    paragraph, list item or table row; `line` is that of the heading in the file."""

    level: int
    title: str
    anchor: str
    text: str
    line: int


def find_sections(body: str, first_line: int = 1) -> tuple[Section, ...]:
    """Cut a body at its ATX headings. Anchors follow the toc extension with pymdownx's slugify, duplicates numbered."""
    lines, code = split_lines(body)
    headings = [
        (number, heading)
        for number in numbers_of(_HASH, body)
        if number not in code and (heading := _HEADING.match(lines[number])) and heading[2]
    ]
    used: set[str] = set()
    ends = [number for number, _ in headings] + [len(lines)]
    lead = plain_text(lines, range(ends[0]), code)
    found = [Section(0, "", "", lead, first_line)] if lead else []
    for (number, heading), end in zip(headings, ends[1:], strict=True):
        title, anchor = _heading(heading[2], used)
        text = plain_text(lines, range(number + 1, end), code)
        found.append(Section(len(heading[1]), title, anchor, text, first_line + number))
    return tuple(found)


def _heading(text: str, used: set[str]) -> tuple[str, str]:
    title, wanted, base = _read_heading(text)
    anchor, count = wanted or base, 0
    while not wanted and (anchor in used or not anchor):
        count += 1
        anchor = f"{base}_{count}"
    used.add(anchor)
    return title, anchor


@lru_cache(maxsize=4000)  # articles of a kind have the same headings
def _read_heading(text: str) -> tuple[str, str, str]:
    """(title, anchor in braces behind it, anchor made of the title)"""
    attributes = _ATTRIBUTES.search(text)
    given = re.search(r"#([\w:.-]+)", attributes[1]) if attributes else None
    title = plain_line(text[: attributes.start()] if attributes else text)
    return title, given[1] if given else "", _slug(title, "-")


def plain_text(lines: Sequence[str], numbers: Sequence[int], code: frozenset[int]) -> str:
    """The text of some lines without markup, one line per paragraph, list item or row; code is kept as it stands."""
    parts: list[str] = []
    paragraph: list[str] = []
    options = -1  # indentation of a block whose options may follow

    def flush() -> None:
        if paragraph:
            parts.append(" ".join(paragraph))
            paragraph.clear()

    for number in numbers:
        line = lines[number]
        if number in code:
            flush()
            if not _FENCE_LINE.match(line) and line.strip():
                parts.append(line.strip())
            continue
        if options >= 0 and line.strip() and indentation(line) >= options + 4:
            continue
        options = -1
        bare = line.lstrip("> \t")
        sign = bare[:1]
        if sign.isalpha():  # prose: none of the forms below
            paragraph.append(plain_line(bare))
            continue
        if not line.strip():
            flush()
            continue
        if sign not in "*+" and not sign.isdecimal():  # these begin an item, or nothing
            options = indentation(line) if _WITH_OPTIONS.match(line) else -1
            if _BLOCK_LINE.match(line) or _TABLE_RULE.match(line) or _DEFINITION.match(line):
                flush()
                titled = _TITLED.match(line)
                if titled and (title := plain_line(titled[1])):
                    parts.append(title)
                continue
        admonition = _ADMONITION.match(line)
        if admonition:
            flush()
            line = admonition[1] or ""
        elif item := _LIST.match(line):
            flush()
            line = line[item.end() :]
        elif line.lstrip().startswith("|"):
            flush()
            line = " · ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        plain = plain_line(line.lstrip("> \t"))
        if plain:
            paragraph.append(plain)
    flush()
    return "\n".join(parts)


def indentation(line: str) -> int:
    """Columns before the first sign of a line."""
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def plain_line(text: str) -> str:
    """One line of Markdown as a reader sees it: no marks, link targets, tags or attributes."""
    if not _SIGN.search(text):
        return _spaced(text)
    if "`" in text:
        pieces = _CODE.split(text)
        return "".join(
            piece.strip() if i % 3 == 2 else "" if i % 3 == 1 else _plain(piece, keep=True)
            for i, piece in enumerate(pieces)
        ).strip()
    return _plain(text).strip()


def _plain(text: str, keep: bool = False) -> str:
    if "\\" in text:
        # Escaped marks step aside (to private-use characters) until the others are taken off
        return _ASIDE.sub(
            lambda m: chr(ord(m[0]) - 0xE000), _unmarked(_ESCAPED.sub(lambda m: chr(0xE000 + ord(m[1])), text), keep)
        )
    return _unmarked(text, keep)


def _unmarked(text: str, keep: bool) -> str:
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text) if "![" in text else text)
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "{" in text:
        text = _ATTR_LIST.sub("", text)
    if _MARKS.search(text):
        for _ in range(2):
            text = _MARK.sub(r"\2", text)
    if "&" in text:
        text = html.unescape(text)
    return text if keep else _spaced(text)


def _spaced(text: str) -> str:
    """One space wherever there is white space, and none around."""
    if "  " not in text and text.isprintable():  # of all white space only the space is printable
        return text.strip()
    return " ".join(text.split())


def audience_words(body: str, sections: Sequence[Section], blocks: Sequence[Block]) -> dict[str, int]:
    """Words that each audience reads, and under `all` the words of everything. `sections` are those of the body."""
    every = _count("\n".join(text for section in sections for text in (section.title, section.text)))
    counts = {"all": every}
    variants = [b for b in blocks if b.name == "audience"]
    lines, code = split_lines(body) if variants else ((), frozenset[int]())
    for audience in AUDIENCES:
        others = [range(b.start, b.end + 1) for b in variants if audience not in b.values]
        counts[audience] = every - sum(_count(plain_text(lines, numbers, code)) for numbers in others)
    return counts


def _count(text: str) -> int:
    pieces = text.split()
    rest = [piece for piece in pieces if not piece.isalnum()]
    return len(pieces) - len(rest) + len(_WORD.findall(" ".join(rest)))
