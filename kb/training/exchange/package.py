"""Zip packages of which the same content has the same bytes, and texts as the well-formed HTML that goes into them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from io import BytesIO

from kb.training.questions.html import block_html

_KEPT = frozenset(
    [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "code",
        "pre",
        "em",
        "strong",
        "b",
        "i",
        "sub",
        "sup",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "a",
        "kbd",
        "hr",
        "dl",
        "dt",
        "dd",
    ]
)
_EMPTY = frozenset({"br", "hr"})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Names in their order, no clock."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr, info.create_system = 0o644 << 16, 3
            package.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def xhtml(text: str) -> str:
    """Markdown as paragraphs, lists, tables, code and links to the outside; everything else is only its text."""
    reader = _Reader()
    reader.feed(block_html(text))
    reader.close()
    return reader.text()


def inline_xhtml(text: str) -> str:
    """The same; a single paragraph without its tags."""
    html = xhtml(text)
    return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html


def words(text: str) -> str:
    """The text alone, in one line."""
    from html import unescape  # noqa: PLC0415

    return " ".join(unescape(re.sub(r"<[^>]*>", " ", xhtml(text))).split())


def attribute(text: str) -> str:
    """For a value in double quotes."""
    return escape(_NOT_XML.sub("", text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._out: list[str] = []
        self._open: list[str] = []
        self._skip = 0

    def text(self) -> str:
        return "".join([*self._out, *(f"</{tag}>" for tag in reversed(self._open))]).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._skip += 1
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag in _EMPTY:
            self._out.append(f"<{tag}/>")
        elif tag in _KEPT:
            address = dict(attrs).get("href") or ""
            outside = tag == "a" and re.match(r"(https?|mailto):", address)
            self._out.append(f'<a href="{attribute(address)}">' if outside else f"<{'i' if tag == 'a' else tag}>")
            self._open.append("i" if tag == "a" and not outside else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skip = max(0, self._skip - 1)
            return
        if tag == "a" and "a" not in self._open:
            tag = "i"
        if tag in _KEPT and tag in self._open:
            while True:
                last = self._open.pop()
                self._out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._out.append(escape(_NOT_XML.sub("", data), quote=False))
