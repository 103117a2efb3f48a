"""Which insides of other packages are the ones that our quick ways were written for."""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

SOURCES = {
    "markdown.blockparser": "46448ee53d7ec5d5",
    "markdown.blockprocessors": "8b0e0bd08ba8bb58",
    "markdown.core": "3f96c203c9f9d3ca",
    "markdown.extensions.abbr": "6367d7aa0b756b5c",
    "markdown.extensions.admonition": "98191efe6b3af548",
    "markdown.extensions.attr_list": "511b8a0a68e3aa07",
    "markdown.extensions.def_list": "7319df6b8557cead",
    "markdown.extensions.footnotes": "8d7e6aeb06e663fe",
    "markdown.extensions.md_in_html": "aa66b9808866f00c",
    "markdown.extensions.tables": "99393f43fa209d4b",
    "markdown.extensions.toc": "babdd3d46fb49892",
    "markdown.treeprocessors": "efb2c4214959cef3",
    "pygments.formatters.html": "bf520ad412d18da7",
    "pymdownx.blocks": "764c789427f11433",
    "pymdownx.details": "4ceab23f64e27201",
    "pymdownx.highlight": "d0c936d8cacfebbb",
    "pymdownx.superfences": "4defbc17ef1deff6",
}
"""Modules, with the digest of the source that was read. When one has changed: read again what `converter`, `blocklooks`
and `highlighting` rest on, see that the tests compare well, and put the new digest here; until then the stock way is
taken."""


def is_known(kind: type) -> bool:
    """Whether the class is of a module as it was read."""
    return _is_known(kind.__module__)


@lru_cache(None)
def _is_known(module: str) -> bool:
    return module in SOURCES and digest(module) == SOURCES[module]


def digest(module: str) -> str:
    """Of the source of a module that is loaded; empty where there is none to read."""
    try:
        source = Path(str(sys.modules[module].__file__)).read_bytes()
    except OSError:
        return ""
    return hashlib.blake2b(source, digest_size=8).hexdigest()
