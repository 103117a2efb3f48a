"""Files that no article uses are not published; whoever put them there should know."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator

from kb.library import Library
from kb.problem import Problem


def check_assets(library: Library, prefix: str) -> Iterator[Problem]:
    """KB305."""
    used = {link.target for article in library.articles for link in article.links}
    for asset in library.assets:
        if asset.path not in used and not any(fnmatch.fnmatch(asset.key, pattern) for pattern in library.keep):
            yield Problem(
                prefix + asset.path,
                0,
                0,
                "KB305",
                "no article uses this file",
                "link to it, remove it, or list it under `keep_assets`",
            )
