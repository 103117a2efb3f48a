"""The files of a new knowledge base, from the templates beside this module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from kb.library.schema import json_schema

SCHEMA_FILE = ".vscode/kb-front-matter.schema.json"


def site_files(name: str) -> dict[str, str]:
    """Path from the new folder → text. `name` is what the site is called.

    In the templates a leading dot is written `dot_`, so that packaging tools don't pass over them.
    """
    found = {}
    for path, source in _walk(files("kb.scaffold") / "template", ""):
        found[path.replace("dot_", ".")] = source.read_text(encoding="utf-8").replace("%NAME%", name)
    found[SCHEMA_FILE] = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    return dict(sorted(found.items()))


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        inside = f"{path}/{item.name}" if path else item.name
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _walk(item, inside)
        else:
            yield inside, item
