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
from contextlib import suppress
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any, Literal
from urllib.parse import unquote

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_PAGE = (".html", ".htm", ".svg")
_JSON = (".json", ".webmanifest", ".map")
_TEXT = (".js", ".mjs", ".css", ".txt", ".md", ".csv", ".ics", ".yml", ".yaml", ".vtt", ".srt", ".toml")
_BINARY = (".bin", ".idx", ".pf_index", ".pf_meta", ".dat")
INLINE = "a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
INLINE_TAG = re.compile(rf"</?(?:{INLINE})(?:\s[^<>]*)?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
WRAPPER = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_ATTRIBUTE = re.compile(r"""(?<=[\s/"'])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(
    r"""[\s/"'](?:href|src|srcset|poster|action|data|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*,\s*|\s+")
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


@dataclass(frozen=True)
class Opened:
    """A file by the rule by which it is read. `path` is without .gz; `text` is empty where `kind` is zip."""

    kind: Literal["page", "json", "xml", "plain", "zip"]
    path: str
    text: str


def opened(path: str, data: bytes) -> Opened:
    """What is in a file. `path` is from the root of the visibility (`uk/index.html`). Unreadable if opaque."""
    name = path.lower()
    if data[:4] == _ZIP:
        return Opened("zip", path, "")
    if "kb/search/" in path and not name.endswith((*_PAGE, *_JSON, *_TEXT)):
        # Our own format, of numbers between words that come from the filtered library: what reads as a word is read
        text = (_gunzip(data) if data[:2] == _GZIP else data).decode("utf-8", "ignore")
        return Opened("json" if text[:1] in ("{", "[") else "plain", path, text)
    if data[:2] == _GZIP:
        return opened(re.sub(r"\.gz$", "", path), _gunzip(data))
    if name.endswith(_PAGE):
        return Opened("page", path, decode(data))
    if name.endswith(_JSON):
        return Opened("json", path, decode(data))
    if name.endswith(".xml"):
        return Opened("xml", path, decode(data))
    if name.endswith(_TEXT) or _looks_like_text(data):
        return Opened("plain", path, decode(data))
    if name.endswith(_BINARY) or _words_inside(data):
        return Opened("plain", path, data.decode("utf-8", "ignore"))
    raise Unreadable


def read(file: Opened, data: bytes) -> Iterator[Said]:
    """Everything that a file says."""
    if file.kind == "page":
        yield from read_html(file.path, file.text)
    elif file.kind == "json":
        yield from read_json(file.text)
    elif file.kind == "xml":
        yield from _read_xml(file.text)
    elif file.kind == "plain":
        yield from _read_plain(file.text)
    else:
        yield from _read_zip(data)


def read_html(path: str, text: str) -> Iterator[Said]:
    """Texts and addresses of a page."""
    yield from (Said(address=resolved(path, address)) for address in addresses_in(text))
    text = WRAPPER.sub(" ", text)
    for name, double, single in set(_ATTRIBUTE.findall(text)):
        value = html.unescape(double or single)
        # mailto, tel and other sites: what they name may be hidden, too
        if value and (name.lower() not in _ADDRESSES or ":" in value):
            yield Said(value)
            if value[:1] in "{[":
                yield from read_json(value)
    # Twice: joined over inline tags for whole sentences, and split at every tag for what stands alone
    for part in {*TAG.split(INLINE_TAG.sub("", text)), *TAG.split(text)}:
        if part and not part.isspace():
            yield Said(html.unescape(part) if "&" in part else part)


def addresses_in(text: str) -> set[str]:
    """Addresses as written."""
    values = (html.unescape(double or single) for double, single in _ADDRESS.findall(text))
    return {part for value in values for part in _BETWEEN.split(value) if part}


def read_json(text: str) -> Iterator[Said]:
    """Every string in JSON, keys too; as plain text where it is none."""
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


def unslashed(text: str) -> str:
    """With \\u0041 as a letter."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text) if "\\u" in text else text


def _read_plain(text: str) -> Iterator[Said]:
    text = unslashed(text)
    for line in text.split("\n"):
        yield Said(line)
        if len(line) < 20_000:
            for match in _STRING.finditer(line):
                value = next((g for g in match.groups() if g), "")
                if value:
                    yield Said(value)


def _read_zip(data: bytes) -> Iterator[Said]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.file_size > MAX_MEMBER or member.flag_bits & 1:
                    raise Unreadable
                yield Said(address=resolved("", member.filename))
                inside = archive.read(member)
                yield from read(opened(member.filename, inside), inside)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        raise Unreadable from None


def _gunzip(data: bytes) -> bytes:
    with suppress(zlib.error):
        # Nearly always it is one piece, and this takes half the time
        stream = zlib.decompressobj(wbits=31)
        out = stream.decompress(data, MAX_MEMBER)
        if stream.eof and not stream.unused_data:
            return out
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            out = file.read(MAX_MEMBER + 1)
    except (OSError, EOFError, zlib.error):
        raise Unreadable from None
    if len(out) > MAX_MEMBER:
        raise Unreadable
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
