"""Browser modules joined into one classic script: a page opened from a folder (`file://`) may not load modules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r'^import\s+(?:\{(?P<names>[^}]*)\}\s+from\s+)?"(?P<path>\.[^"]+)";?$', re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)


def classic_script(root: Path, entries: Sequence[str]) -> str:
    """The entries, paths below `root`, with all that they import, each once and in the order of need.

    Every module becomes a function that is called once and hands back what it exports. Understood are the forms that
    our modules use: imports of names by relative path, and exports of declarations.
    """
    order: list[str] = []
    for entry in entries:
        _visit(root, entry, order)
    parts = [_wrapped(root, path) for path in order]
    return (
        "// Generated: the modules of the interface for pages that are opened from a folder.\n(() => {\nconst kb = {};\n"
        + "".join(parts)
        + "})();\n"
    )


def _visit(root: Path, path: str, order: list[str]) -> None:
    if path in order:
        return
    for match in _IMPORT.finditer((root / path).read_text(encoding="utf-8")):
        _visit(root, _target(path, match["path"]), order)
    order.append(path)


def _wrapped(root: Path, path: str) -> str:
    source = (root / path).read_text(encoding="utf-8")

    def taken(match: re.Match[str]) -> str:
        names = (match["names"] or "").replace(" as ", ": ").strip()
        return f'const {{ {names} }} = kb["{_target(path, match["path"])}"];' if names else ""

    body = re.sub(r"^export ", "", _IMPORT.sub(taken, source), flags=re.MULTILINE)
    given = ", ".join(_EXPORTED.findall(source))
    return f'kb["{path}"] = (() => {{\n{body}\nreturn {{ {given} }};\n}})();\n'


def _target(path: str, written: str) -> str:
    return normpath(join(dirname(path), written))
