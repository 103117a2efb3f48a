"""What a file of a finished site says: its texts, and the addresses in it, whatever the format."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
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
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_WRAPPER = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_ATTRIBUTE = re.compile(r"""(?<=[\s/"'])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
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
        yield from _read_html(path, _decode(data))
    elif name.endswith((".json", ".webmanifest", ".map")):
        yield from _read_json(_decode(data))
    elif name.endswith(".xml"):
        yield from _read_xml(_decode(data))
    elif name.endswith(_TEXT) or _looks_like_text(data):
        yield from _read_plain(_decode(data))
    elif name.endswith((".bin", ".idx", ".pf_index", ".pf_meta", ".dat")) or _words_inside(data):
        yield from _read_plain(data.decode("utf-8", "ignore"))
    else:
        raise Unreadable


def _read_html(path: str, text: str) -> Iterator[Said]:
    text = _WRAPPER.sub(" ", text)
    for name, double, single in set(_ATTRIBUTE.findall(text)):
        value = html.unescape(double or single)
        if name.lower() in _ADDRESSES:
            yield from (Said(address=_resolved(path, part)) for part in re.split(r"\s*,\s*|\s+", value) if part)
            if ":" in value:
                yield Said(value)  # mailto, tel and other sites: what they name may be hidden, too
        elif value:
            yield Said(value)
            if value[:1] in "{[":
                yield from _read_json(value)
    # Twice: joined over inline tags for whole sentences, and split at every tag for what stands alone
    for part in {*_TAG.split(_INLINE_TAG.sub("", text)), *_TAG.split(text)}:
        if part and not part.isspace():
            yield Said(html.unescape(part) if "&" in part else part)


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
                yield from _read_html("", item)
            yield Said(item)
            if "/" in item and " " not in item:
                yield Said(address=_resolved("", item))
        elif isinstance(item, dict):
            stack.extend(item.keys())
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _read_xml(text: str) -> Iterator[Said]:
    for said in _read_html("", text):
        yield said
        if "://" in said.text:
            # https://host/uk/network/vpn/ → uk/network/vpn
            yield Said(address=_resolved("", said.text.strip().split("://", 1)[1].partition("/")[2]))


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
                yield Said(address=_resolved("", member.filename))
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


def _decode(data: bytes) -> str:
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


def _resolved(path: str, address: str) -> str:
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
