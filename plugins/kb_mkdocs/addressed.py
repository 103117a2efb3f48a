"""A page of MkDocs that knows its address without resolving it: nearly all addresses only follow that of the site."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urljoin, urlsplit

from mkdocs.structure.pages import Page

_PLAIN = re.compile(r"(?:\w[\w%-]*/)*", re.ASCII)


class AddressedPage(Page):
    """The same as a `Page`, sooner."""

    def _set_canonical_url(self, base: str | None) -> None:
        url = self.url
        path = _path(base) if base and _PLAIN.fullmatch(url) else None
        if base is None or path is None:
            super()._set_canonical_url(base)
        else:
            self.canonical_url, self.abs_url = base + url, path + url


@cache
def _path(base: str) -> str | None:
    """Of the site's address; None where what follows it has to be resolved."""
    return urlsplit(base).path if base.endswith("/") and urljoin(base, "a/") == f"{base}a/" else None
