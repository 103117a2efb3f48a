"""A finished site on disk, and the files that may be in it byte for byte."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from kb.library import Asset, Library
from kb.verify import SiteFile


def site_paths(root: Path) -> Iterator[Path]:
    """Every file below a folder, in order."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(files))


def read_site(root: Path, shown: str = "", paths: Iterable[Path] | None = None) -> Iterator[SiteFile]:
    """Files below a folder, all or these. `shown` goes before each path in problems."""
    for path in site_paths(root) if paths is None else paths:
        relative = path.relative_to(root).as_posix()
        yield SiteFile(relative, shown + relative, path.read_bytes())


def theme_digests(theme: Path | None = None) -> frozenset[str]:
    """SHA-256 of the binary files of the themes: fonts and images that no article owns."""
    folders = [theme] if theme else []
    material = find_spec("material")
    if material and material.submodule_search_locations:
        folders += [Path(place, "templates", "assets") for place in material.submodule_search_locations]
    return frozenset(digest(path) for folder in folders for path in folder.rglob("*") if path.is_file())


def asset_digests(content: Path, assets: Iterable[Asset]) -> dict[str, str]:
    """SHA-256 of each asset → its path."""
    return {digest(content / asset.path): asset.path for asset in assets if (content / asset.path).is_file()}


def hidden_asset_digests(
    content: Path, library: Library, visible: Iterable[Library]
) -> tuple[dict[str, str], frozenset[str]]:
    """(digests of assets that no visible edition uses, digests of those that one does)."""
    shown = {asset for view in visible for asset in view.assets}
    open_digests = asset_digests(content, shown)
    closed = asset_digests(content, [a for a in library.assets if a not in shown])
    return {d: path for d, path in closed.items() if d not in open_digests}, frozenset(open_digests)


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
