"""What a file of a finished site says: its texts, and the addresses in it, whatever the format."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

_TEXT = (
    ".html",
    ".htm",
    ".xml",
    ".json",
    ".js",
    ".mjs",
    ".css",
    ".txt",
    ".md",
    ".svg",
    ".csv",
    ".ics",
    ".yml",
    ".yaml",
    ".map",
    ".webmanifest",
    ".vtt",
    ".srt",
    ".toml",
)
_INLINE = "a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_WRAPPER = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_ATTRIBUTE = re.compile(r"""(?<=[\s/"'])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(
    r"""[\s/"'](?:href|src|srcset|poster|action|data|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_CLIMBS = frozenset({"", ".", ".."})
_LONG = 4000
_BETWEEN = re.compile(r"\s*,\s*|\s+")
_BLOCK = (
    "li|p|div|nav|header|footer|main|section|article|button|title|option|summary|details|dt|dd|td|th|h[1-6]|form|ul|ol"
)
_WHOLE = re.compile(
    rf"\s*(?:<(?:{_BLOCK})(?:\s[^<>]*)?>.*</(?:{_BLOCK})>|</?(?!(?:{_INLINE})[\s>])[a-z][\w-]*(?:\s[^<>]*)?>)?\s*"
)
_ICON = re.compile(r'\s*<span class="kb-icon"[^<>]*><svg[^<>]*>(?:<path[^<>]*>|</path>)*</svg></span>\s*')
Line = tuple[str, tuple[str, ...]]
"""What stands for a line that was looked into, and those of its addresses that may lead to something hidden."""
_ADDRESSES = frozenset({"href", "src", "srcset", "poster", "action", "data", "cite"})
_STRING = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`""")
MAX_MEMBER = 200_000_000


@dataclass(frozen=True)
class Said:
    """`text` as a person would read it; `address` a path from the site's root, with nothing else known of it."""

    text: str = ""
    address: str = ""


class Unreadable(Exception):
    """The file can't be looked into."""


def read_file(path: str, data: bytes) -> Iterator[Said]:
    """Everything that a file says. `path` is from the root of the visibility (`uk/index.html`). Unreadable if opaque."""
    name = path.lower()
    if "kb/search/" in path and not name.endswith((".js", ".json")):
        # Our own format, of numbers between words that come from the filtered library: what reads as a word is read
        yield from _read_plain((_gunzip(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "ignore"))
    elif data[:2] == b"\x1f\x8b":
        yield from read_file(re.sub(r"\.gz$", "", path), _gunzip(data))
    elif data[:4] == b"PK\x03\x04":
        yield from _read_zip(path, data)
    elif name.endswith((".html", ".htm", ".svg")):
        yield from read_html(path, decode(data))
    elif name.endswith((".json", ".webmanifest", ".map")):
        yield from _read_json(decode(data))
    elif name.endswith(".xml"):
        yield from _read_xml(decode(data))
    elif name.endswith(_TEXT) or _looks_like_text(data):
        yield from _read_plain(decode(data))
    elif name.endswith((".bin", ".idx", ".pf_index", ".pf_meta", ".dat")) or _words_inside(data):
        yield from _read_plain(data.decode("utf-8", "ignore"))
    else:
        raise Unreadable


def is_page(path: str, data: bytes) -> bool:
    """Whether it is read as a page, and by no other rule."""
    return (
        path.lower().endswith((".html", ".htm"))
        and "kb/search/" not in path
        and data[:2] != b"\x1f\x8b"
        and data[:4] != b"PK\x03\x04"
    )


def read_html(path: str, text: str) -> Iterator[Said]:
    """Texts and addresses of a page."""
    yield from read_addresses(path, text)
    yield from read_texts(text)


def read_addresses(path: str, text: str) -> Iterator[Said]:
    """Where a page leads."""
    yield from (Said(address=resolved(path, address)) for address in addresses_in(text))


def addresses_in(text: str) -> set[str]:
    """Addresses as written."""
    values = (html.unescape(double or single) for double, single in _ADDRESS.findall(text))
    return {part for value in values for part in _BETWEEN.split(value) if part}


def read_texts(text: str) -> Iterator[Said]:
    """What a page says, in its attributes too."""
    yield from said_in(*pieces(text))


Attribute = tuple[str, str, str]
"""Name, and the value as it stands in double or in single quotes."""


def pieces(text: str) -> tuple[set[Attribute], set[str]]:
    """(attributes, texts between tags) of a page, as written."""
    text = _WRAPPER.sub(" ", text)
    # Twice: joined over inline tags for whole sentences, and split at every tag for what stands alone
    return set(_ATTRIBUTE.findall(text)), {*_TAG.split(_INLINE_TAG.sub("", text)), *_TAG.split(text)}


def said_in(attributes: Set[Attribute], texts: Set[str]) -> Iterator[Said]:
    """What these pieces of a page say."""
    for name, double, single in attributes:
        value = html.unescape(double or single)
        # mailto, tel and other sites: what they name may be hidden, too
        if value and (name.lower() not in _ADDRESSES or ":" in value):
            yield Said(value)
            if value[:1] in "{[":
                yield from _read_json(value)
    for part in texts:
        if part and not part.isspace():
            yield Said(html.unescape(part) if "&" in part else part)


def unseen(text: str, seen: Mapping[str, Line]) -> tuple[str, list[str]]:
    """A page without the lines that were looked into in other pages, and the addresses of those lines."""
    rest: list[str] = []
    addresses: list[str] = []
    for line in text.split("\n"):
        known = seen.get(line)
        if known is None:
            if line and not line.isspace():
                rest.append(line)
        else:
            if known[0] and (not rest or rest[-1] != known[0]):
                rest.append(known[0])
            addresses += known[1]
    return "\n".join(rest), addresses


def whole_lines(text: str, tails: Set[str]) -> dict[str, Line]:
    """The lines of a page that need not be looked into again when nothing is found in it.

    Whole elements, single tags and icons: no sentence goes on in the next line. What they lead to may depend on the page.
    """
    found: dict[str, Line] = {}
    for line in text.split("\n"):
        if line != "<p>" and len(line) < _LONG:
            stands_for = "" if _ICON.fullmatch(line) else "<p>" if _WHOLE.fullmatch(line) else None
            if stands_for is not None:
                found[line] = (stands_for, tuple(a for a in addresses_in(line) if may_end(a, tails)))
    return found


def may_end(address: str, tails: Set[str]) -> bool:
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


def _read_json(text: str) -> Iterator[Said]:
    try:
        yield from _values(json.loads(text))
    except (ValueError, RecursionError):
        yield from _read_plain(text)


def _values(value: Any) -> Iterator[Said]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if "<" in item:
                yield from read_html("", item)
            yield Said(item)
            if "/" in item and " " not in item:
                yield Said(address=resolved("", item))
        elif isinstance(item, dict):
            stack.extend(item.keys())
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _read_xml(text: str) -> Iterator[Said]:
    for said in read_html("", text):
        yield said
        if "://" in said.text:
            # https://host/uk/network/vpn/ → uk/network/vpn
            yield Said(address=resolved("", said.text.strip().split("://", 1)[1].partition("/")[2]))


def _read_plain(text: str) -> Iterator[Said]:
    if "\\u" in text:
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    for line in text.split("\n"):
        yield Said(line)
        if len(line) < 20_000:
            for match in _STRING.finditer(line):
                value = next((g for g in match.groups() if g), "")
                if value:
                    yield Said(value)


def _read_zip(path: str, data: bytes) -> Iterator[Said]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.file_size > MAX_MEMBER or member.flag_bits & 1:
                    raise Unreadable
                yield Said(address=resolved("", member.filename))
                yield from read_file(member.filename, archive.read(member))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        raise Unreadable from None


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            out = stream.read(MAX_MEMBER)
    except (OSError, EOFError, zlib.error):
        raise Unreadable from None
    return out


def decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _looks_like_text(data: bytes) -> bool:
    if b"\0" in data[:4096]:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _words_inside(data: bytes) -> bool:
    """A binary format of our own: mostly readable words between the numbers."""
    head = data[:4096].decode("utf-8", "ignore")
    return sum(c.isalnum() for c in head) > 0.5 * max(1, len(data[:4096]))


def resolved(path: str, address: str) -> str:
    address = unquote(html.unescape(address)).split("#")[0].split("?")[0]
    if "://" in address:
        address = address.split("://", 1)[1].partition("/")[2]
    elif not address.startswith("/"):
        address = join(dirname(path), address)
    return (
        normpath(address.lstrip("/")).removesuffix("/index.html").removesuffix(".html").removesuffix(".md")
        if address
        else ""
    )
