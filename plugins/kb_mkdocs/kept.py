"""What the templates may call: `parts` and `kept` draw a partial once for all pages that share it; `url` makes addresses.

What is kept is drawn without a page, so it depends on nothing but the edition, the way from the page to the root and the
values that are named with it. For that its addresses must not depend on where the page lies: they all climb to the root
of the edition first, where MkDocs' own filter takes the shortest way (`../vpn/`). A test draws everything that is kept
anew for every page and compares.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig

CUT = "\0"
"""What stands between the parts of a partial."""
_INDENT = re.compile(r"\s*\n\s*")


class Kept:
    """What was drawn, for one environment."""

    def __init__(self, keep: bool) -> None:
        self._keep = keep
        self._drawn: dict[tuple[object, ...], tuple[str, ...]] = {}

    def parts(self, context: Context, name: str, *key: object) -> tuple[str, ...]:
        """The partial `name`, cut where it says so. `key` is all that it depends on beside the edition and the depth."""
        mark = (name, context["base_url"], context["page"] is None, *key)
        found = self._drawn.get(mark)
        if found is None:
            known = {**context.get_all(), "page": None, "framed": False}
            drawn = context.environment.get_template(name).render(known)
            found = tuple(_INDENT.sub("\n", drawn).split(CUT))
            if self._keep:
                self._drawn[mark] = found
        return found


def prepare(env: Environment, config: MkDocsConfig, keep: bool = True) -> None:
    """Give the templates what this module has for them."""
    own = _own_templates(config.theme.custom_dir)
    kept = Kept(keep and not own)

    @pass_context
    def parts(context: Context, name: str, *key: object) -> tuple[str, ...]:
        return kept.parts(context, name, *key)

    @pass_context
    def whole(context: Context, name: str, *key: object) -> str:
        return kept.parts(context, name, *key)[0]

    @pass_context
    def url(context: Context, value: object) -> str:
        return address(str(value), context["base_url"])

    address = cache(address_from)
    features = config.theme.get("features") or []
    # Tabs tell which one the page is in; a site's own templates may fill any block of Material's
    framed = not own and not any(name.startswith("navigation.tabs") for name in features)
    # Nothing changes while a site is built. The stock cache sorts itself anew at every look, and the stock globals of a
    # template are put together anew for every page
    env.cache = {}
    env.make_globals = lambda given: {**env.globals, **(given or {})}  # type: ignore[method-assign, assignment]
    env.globals.update(parts=parts, kept=whole, cut=CUT, framed=framed)
    env.filters["url"] = url


def address_from(path: str, base: str) -> str:
    """The address of a path below the edition's root, as a page writes it from which `base` leads to that root. Addresses
    of other sites, and such as begin with / or #, stay."""
    found = urlsplit(path)
    if found.scheme or found.netloc or path.startswith(("/", "#")):
        return path
    tidy = posixpath.normpath(path or ".")
    tail = "/" if path.endswith("/") else ""
    if tidy == ".":
        return base if base.endswith("/") else base + tail
    return tidy + tail if base == "." else posixpath.join(base, tidy + tail)


def _own_templates(custom_dir: str | None) -> bool:
    """A site's own templates may show anything, and something else on every page: then nothing is kept."""
    return bool(custom_dir) and any(Path(str(custom_dir)).rglob("*.html"))
