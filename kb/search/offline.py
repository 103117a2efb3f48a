"""The element as one classic script: a page opened from a folder (`file://`) may not load modules."""

from __future__ import annotations

import re
from collections.abc import Mapping

MODULES = (
    "english.js",
    "ukrainian.js",
    "words.js",
    "chunks.js",
    "query.js",
    "store.js",
    "reader.js",
    "passage.js",
    "recent.js",
    "view.js",
    "kb-search.js",
)
"""In the order of their imports."""

_IMPORT = re.compile(r"^import .*;$", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def classic_script(sources: Mapping[str, str]) -> bytes:
    """Each module becomes a function that is called once; what it exports goes into one shared object."""
    opening = "// The modules of assets/kb/search, joined for pages that are opened from a folder.\n(() => {\nconst kb = {};\n"
    return "".join([opening, *(_wrap(sources[name]) for name in MODULES), "})();\n"]).encode()


def _wrap(source: str) -> str:
    names = re.findall(r"^export (?:async )?(?:function\*?|class|const) (\w+)", source, re.MULTILINE)
    wanted = re.findall(r"^import \{([^}]*)\}", source, re.MULTILINE)
    taken = ", ".join(name.strip() for names in wanted for name in names.split(","))
    body = _EXPORT.sub("", _IMPORT.sub("", source))
    given = "".join(f"kb.{name} = {name};\n" for name in names)
    return f"(() => {{\n{f'const {{ {taken} }} = kb;' if taken else ''}\n{body}\n{given}}})();\n"
