"""Texts of other systems as Markdown: HTML, plain text, and what Moodle calls its own format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from types import MappingProxyType

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_MEANS = re.compile(r"[\\`*<\[\]]|(?<![\s_])_|_(?![\s_]|$)")
_STARTS = re.compile(r"^( *)([#>|~-]|[-+](?= )|\d+(?=[.)] )|/(?=//)|:(?= ))", re.MULTILINE)
_ACTIVE = re.compile(
    r"<\s*/?\s*(script|style|iframe|object|embed|link|meta|base|form|svg|math)\b|<[^>]*\son\w+\s*=|javascript:", re.I
)
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)


def as_markdown(text: str, style: str) -> tuple[str, tuple[str, ...]]:
    """The text, and what it lost. `style` is html, markdown, plain or moodle (text in which tags may stand)."""
    if style == "markdown":
        return _harmless(text)
    if style == "html" or (style == "moodle" and _TAG.search(text)):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        return reader.text(), tuple(dict.fromkeys(reader.lost))
    return escaped(text), ()


def escaped(text: str) -> str:
    """Text that means nothing to Markdown."""
    said = _MEANS.sub(lambda match: "\\" + match[0], text)
    return _STARTS.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", said)


def _harmless(text: str) -> tuple[str, tuple[str, ...]]:
    """Markdown may hold HTML; what acts in a browser becomes text."""
    parts = _CODE.split(text)
    if not any(_ACTIVE.search(part) for part in parts[::2]):
        return text, ()
    parts[::2] = [part.replace("<", "&lt;").replace("javascript:", "javascript&#58;") for part in parts[::2]]
    return "".join(parts), ("HTML that acts in a browser; it is text now",)


class _Reader(HTMLParser):
    """Paragraphs, emphasis, code, lists and links; of everything else the text."""

    MARKS: Mapping[str, str] = MappingProxyType({"b": "**", "strong": "**", "i": "*", "em": "*"})
    BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "blockquote")

    def __init__(self) -> None:
        super().__init__()
        self.lost: list[str] = []
        self._out: list[str] = []
        self._skip = self._pre = self._code = 0
        self._lists: list[int | None] = []
        self._links: list[str] = []

    def text(self) -> str:
        said = "".join(self._out)
        parts = said.split("```")
        parts[::2] = [re.sub(r"(?<=\S) +", " ", re.sub(r"[ \t]+\n", "\n", part)) for part in parts[::2]]
        joined = re.sub(r"\n{3,}", "\n\n", "```".join(parts))
        return joined.strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in ("script", "style"):
            self._skip += 1
            self.lost.append(f"<{tag}>")
        elif tag in self.MARKS:
            self._out.append(self.MARKS[tag])
        elif tag == "br":
            self._out.append("\n")
        elif tag == "pre":
            self._pre += 1
            self._out.append("\n\n```text\n")
        elif tag in ("code", "tt") and not self._pre:
            self._code += 1
            self._out.append("`")
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            self._out.append(f"\n{'    ' * max(0, len(self._lists) - 1)}{f'{number}.' if number else '-'} ")
            if number:
                self._lists[-1] = number + 1
        elif tag in self.BLOCKS:
            self._out.append("\n\n")
            if tag in ("ul", "ol"):
                self._lists.append(1 if tag == "ol" else None)
            if tag == "table":
                self.lost.append("a table; its text stays")
        elif tag == "img":
            self.lost.append("an image")
            self._out.append(escaped(given.get("alt", "")))
        elif tag == "a":
            address = given.get("href", "")
            good = re.fullmatch(r"(https?|mailto):[^\s()<>\[\]]+", address) is not None
            self._links.append(address if good else "")
            self._out.append("[" if good else "")
            if address and not good:
                self.lost.append("a link that leads nowhere outside")
        elif tag in ("iframe", "object", "embed", "video", "audio"):
            self.lost.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skip = max(0, self._skip - 1)
        elif tag in self.MARKS:
            self._out.append(self.MARKS[tag])
        elif tag == "pre" and self._pre:
            self._pre -= 1
            self._out.append("\n```\n\n")
        elif tag in ("code", "tt") and self._code:
            self._code -= 1
            self._out.append("`")
        elif tag in self.BLOCKS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._out.append("\n\n")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._out.append(f"]({address})" if address else "")

    def handle_data(self, data: str) -> None:
        if self._skip:
            return
        if self._pre:
            self._out.append(data)
        elif self._code:
            self._out.append(re.sub(r"\s+", " ", data).replace("`", "'"))
        else:
            self._out.append(escaped(re.sub(r"\s+", " ", data)))
