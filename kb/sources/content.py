"""Read the content folder, once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kb.library import Library, RawFile, build_library
from kb.sources.settings import Settings, SettingsError


def read_content(root: Path) -> list[RawFile]:
    """Every file below the content folder except those in dot folders. Links that lead out of it are refused."""
    real_root = root.resolve()
    return [read_file(f"{root}{os.sep}{path}", path, real_root) for path in list_content(root)]


def list_content(root: Path) -> Iterator[str]:
    """Paths of these files from the content folder, in order."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in sorted(files):
            if not name.startswith("."):
                yield name if below == "." else f"{below}/{name}"


def read_library(settings: Settings) -> Library:
    """The whole library of a knowledge base; SettingsError when the content folder is not there."""
    options = settings.options
    return build_library(content_files(settings), options.languages, settings.prefix, options.keep_assets)


def content_files(settings: Settings) -> list[RawFile]:
    """Every file of the content folder; SettingsError when it is not there."""
    if not settings.content.is_dir():
        raise SettingsError(
            f"{settings.config.name}: KB501 the content folder {settings.content} does not exist\nhint: set docs_dir, or create it"
        )
    return read_content(settings.content)


def read_file(path: Path | str, relative: str, root: Path) -> RawFile:
    """One file. `root` is the content folder without links on the way."""
    try:
        if os.path.islink(path) and not Path(path).resolve().is_relative_to(root):  # noqa: PTH114 - there are very many
            return RawFile(relative, error="the file is a link that leads out of the content folder")
        if not relative.lower().endswith(".md"):
            return RawFile(relative)
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return RawFile(relative, file.read())
    except (OSError, RuntimeError) as error:
        return RawFile(relative, error=f"the file can't be read: {getattr(error, 'strerror', None) or error}")
