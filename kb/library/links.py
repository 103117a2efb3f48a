"""Links, images and reference definitions in Markdown source, with their places; and the cutting of those not shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from kb.library.lines import split_lines

_BRACKETS = r"\[(?P<text>(?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]|\\.)*\](?:\([^()\s]*\))?)*)\]\(\s*(?P<target><[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
_INLINE = re.compile("(?P<image>!?)" + _BRACKETS)
_FOUND = re.compile(_BRACKETS)
"""The same without the sign of an image: sooner found, because it begins with a sign that can be searched for."""
_DEFINITION = re.compile(
    r"^[ >]*\[(?P<label>[^\[\]^][^\[\]]*)\]:[ \t]*(?:\n[ \t]+)?(?P<target><[^<>\n]*>|\S+).*$", re.MULTILINE
)
_REFERENCE = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?(?![\[(:])")
_ATTRIBUTE = re.compile(
    r"(?<=[\s/\"'])(?P<name>href|src|srcset|poster|data|cite|action|background)\s*=\s*(?P<target>\"[^\"]*\"|'[^']*'|[^\s\"'>`]+)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_SCHEME = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_CODE_SPAN = re.compile(r"(`(?<![`\\]`)`*)(?!`)(?:[^\n]|\n(?!\s*\n))*?(?<!`)\1(?!`)")


class Link(NamedTuple):
    """A link inside the content: `target` is a path from the content folder, or None when it leads out of it."""

    line: int
    column: int
    target: str | None
    anchor: str
    written: str
    image: bool


def find_links(path: str, body: str, first_line: int = 1) -> tuple[Link, ...]:
    """All local links of an article whose file is `path` (from the content folder). External addresses are left out."""
    if not _may_link(body):
        return ()
    text = _without_code(body)
    found: list[tuple[int, str, bool]] = []
    for match in _FOUND.finditer(text) if "](" in text else ():
        start = match.start()
        found.append((match.start("target"), match["target"], start > 0 and text[start - 1] == "!"))
        if "](" in match["text"]:
            # A linked image has a link inside its text
            inner = _FOUND.finditer(match["text"])
            found += [(match.start("text") + image.start("target"), image["target"], True) for image in inner]
    found += [(m.start("target"), m["target"], False) for m in _definitions(text)]
    for tag in _TAG.finditer(text):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            for target in _addresses(attribute):
                found.append((tag.start() + attribute.start("target"), target, tag[0][1:4].lower() != "a "))
    links = []
    for position, written, image in sorted(found):
        link = resolve(path, written)
        if link is not None:
            line = text.count("\n", 0, position)
            column = position - (text.rfind("\n", 0, position) + 1) + 1
            links.append(Link(first_line + line, column, link[0], link[1], written.strip("<>\"'"), image))
    return tuple(links)


def find_targets(path: str, body: str) -> frozenset[str | None]:
    """Where everything leads that `cut_links` might cut, code included, as `resolve` says it."""
    if not _may_link(body):
        return frozenset()
    written: list[str] = []
    for link in _FOUND.finditer(body):
        written.append(link["target"])
        if "](" in link["text"]:
            written += [image["target"] for image in _FOUND.finditer(link["text"])]
    written += [definition["target"] for definition in _definitions(body)]
    for tag in _TAG.finditer(body):
        written += [target for attribute in _ATTRIBUTE.finditer(tag[0]) for target in _addresses(attribute)]
    return frozenset(link[0] for link in (resolve(path, address) for address in written) if link)


def _may_link(body: str) -> bool:
    return "](" in body or "]:" in body or "<" in body


def _definitions(text: str) -> Iterable[re.Match[str]]:
    return _DEFINITION.finditer(text) if "]:" in text else ()


def resolve(path: str, written: str) -> tuple[str | None, str] | None:
    """(target from the content folder or None if outside, anchor); None for an external or empty address."""
    address = written.strip().strip("<>\"'").strip()
    if not address or _SCHEME.match(address):
        return None
    address, _, anchor = address.partition("#")
    address = unquote(address.split("?")[0]).replace("\\", "/")
    if "\0" in address:
        return None, anchor
    if not address:
        return path, unquote(anchor)
    if address.startswith("/"):
        # An absolute address is taken from the language folder, as the site is
        joined = posixpath.normpath(path.split("/", maxsplit=1)[0] + "/" + address.lstrip("/"))
    else:
        joined = posixpath.normpath(path[: path.rfind("/") + 1] + address)
    if joined.startswith("..") or joined == ".":
        return None, anchor
    return joined, unquote(anchor)


def cut_links(path: str, body: str, shown: Callable[[str], bool], exists: Callable[[str], bool]) -> str:
    """The body with links to what is not `shown` replaced by their text; images of it are gone.

    Code is not spared where what it names `exists`: the address of something hidden has no business there either.
    """
    for cut in (_cut_inline, _cut_references, _cut_tags):
        body = cut(body, _Hidden(path, body, shown, exists))
    return body


@dataclass(frozen=True)
class _Hidden:
    """Answers whether an address that is written at a place of the text must go."""

    path: str
    body: str
    shown: Callable[[str], bool]
    exists: Callable[[str], bool]

    @cached_property
    def bare(self) -> str:
        return _without_code(self.body)

    def __call__(self, written: str, place: int) -> bool:
        link = resolve(self.path, written)
        if link is None or (link[0] is not None and self.shown(link[0])):
            return False
        in_code = self.bare[place].isspace()
        return not in_code or (link[0] is not None and self.exists(link[0]))


def _cut_inline(body: str, hidden: _Hidden) -> str:
    def replaced(match: re.Match[str]) -> str:
        text = match["text"]
        inner = (
            _INLINE.sub(lambda m: "" if hidden(m["target"], match.start()) else m[0], text) if "](" in text else text
        )
        if hidden(match["target"], match.start()):
            return "" if match["image"] else inner
        return match[0] if inner == text else match[0].replace(text, inner, 1)

    return _INLINE.sub(replaced, body)


def _cut_references(body: str, hidden: _Hidden) -> str:
    labels: set[str] = set()

    def definition(match: re.Match[str]) -> str:
        if not hidden(match["target"], match.start("label") - 1):
            return match[0]
        labels.add(_label(match["label"]))
        return ""

    def reference(match: re.Match[str]) -> str:
        if _label(match["label"] or match["text"]) not in labels:
            return match[0]
        return "" if match["image"] else match["text"]

    body = _DEFINITION.sub(definition, body)
    return _REFERENCE.sub(reference, body) if labels else body


def _cut_tags(body: str, hidden: _Hidden) -> str:
    def attribute(match: re.Match[str], place: int) -> str:
        return "" if any(hidden(target, place) for target in _addresses(match)) else match[0]

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda a: attribute(a, tag.start()), tag[0]), body)


def _addresses(attribute: re.Match[str]) -> list[str]:
    value = attribute["target"].strip("\"'")
    if attribute["name"].lower() == "srcset":
        return [part.split()[0] for part in value.split(",") if part.split()]
    return [value]


def _label(text: str) -> str:
    return " ".join(text.lower().split())


def _without_code(body: str) -> str:
    """The body with code blanked out, every character in its place."""
    lines, code = split_lines(body)
    text = body
    if code:
        text = "\n".join(" " * len(line) if number in code else line for number, line in enumerate(lines))
    if "`" in text:
        text = _CODE_SPAN.sub(_blanks, text)
    return text


def _blanks(span: re.Match[str]) -> str:
    return "\n".join(" " * len(line) for line in span[0].split("\n"))
