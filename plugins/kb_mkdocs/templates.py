"""The templates of a theme, found and compiled in less time."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import PurePath

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache, FileSystemLoader

from kb_mkdocs.icons import Icons


class VisibleFiles(FileSystemLoader):
    """MkDocs asks for every file of a theme, to leave out what is in hidden folders: Material has ten thousand icons there."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in self.searchpath:
            for folder, below, names in os.walk(root, followlinks=self.followlinks):
                below[:] = [name for name in below if not name.startswith(".")]
                place = PurePath(folder).relative_to(root)
                found.update((place / name).as_posix() for name in names)
        return sorted(found)


def compiled_templates(icons: Icons) -> BytecodeCache | None:
    """Templates as Jinja has compiled them, kept in a folder that nobody but the user may write to: not in `.kb-cache`, which
    may come from elsewhere, because what is kept here is run. Jinja looks whether a template has changed.

    For an environment whose filters are MkDocs' and ours. None where there is no folder that is safe.
    """
    said = json.dumps([jinja2.__version__, sorted(icons.drawn.items())])  # compiled templates hold icons, too
    version = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
    try:
        return FileSystemBytecodeCache(pattern=f"kb-{version}-%s.cache")
    except (OSError, RuntimeError):
        return None
