"""One entry of `moved_from`, read.

`network/old-vpn/`            the article was there (the file works as well: network/old-vpn.md)
`#old -> new`                 a heading of this article has another anchor now
`#old`                        a heading is gone: the top of the article answers
`network/vpn/#old -> new`     a heading came from another article
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from kb.library import Article

_ENTRY = re.compile(r"^(?P<page>[^#]*?)(?:#(?P<anchor>\S+?))?(?:\s*(?:->|→)\s*#?(?P<to>\S+))?$")
_PLAIN = re.compile(r"[^\s\"'<>&#?%\\|*:]+")
"""What an address may consist of; it becomes a folder and stands in a page."""


@dataclass(frozen=True)
class Moved:
    """`page` is an address below the edition's root, None for the article's own page. `anchor` is empty for the whole
    page, `to` for the top of the article."""

    page: str | None
    anchor: str
    to: str


def read_moved(entry: str, article: Article) -> Moved | str:
    """The entry, or what is wrong with it."""
    match = _ENTRY.match(entry.strip())
    page, anchor, to = (match["page"].strip(), match["anchor"] or "", match["to"] or "") if match else ("", "", "")
    if not page and not anchor:
        return "it names neither an address nor a heading"
    if to and not anchor:
        return "only a heading can lead to a heading"
    if any(part and not _PLAIN.fullmatch(part) for part in (anchor, to)):
        return "a heading's anchor has a sign that no anchor has"
    if not page:
        return Moved(None, anchor, to)
    address = _address(page, article.language)
    return Moved(address, anchor, to) if address is not None else "it is no address of a page below the language folder"


def _address(page: str, language: str) -> str | None:
    """`/network/vpn.md` → `network/vpn/`; None for what leads out, or to pages that the build writes itself."""
    path = page.removeprefix("/").removeprefix(f"{language}/")
    for end in ("index.html", "index.md", "README.md"):
        if path == end or path.endswith(f"/{end}"):
            path = path.removesuffix(end)
    path = path.removesuffix(".html").removesuffix(".md").strip("/")
    parts = path.split("/")
    if not path or posixpath.normpath(path) != path or parts[0] in ("..", "kb", "assets", "search"):
        return None
    return f"{path}/" if all(_PLAIN.fullmatch(part) and not part.startswith(".") for part in parts) else None
