"""Put a finished folder in the place of an old one, in one step; or some files of it, one by one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def staging_folder(site: Path) -> Path:
    """A new folder beside the site, on the same file system, so that it can take the site's place."""
    site.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{site.name}.staging-", dir=site.parent))


def swap(new: Path, old: Path) -> None:
    """`new` becomes `old`, and what was `old` is removed. Readers see the one or the other, never a mixture.

    Where the system can't exchange two folders at once (renameat2, Linux ≥ 3.15), two renames do it, undone on failure.
    """
    new.chmod(0o755)
    old.parent.mkdir(parents=True, exist_ok=True)
    if not old.exists():
        new.rename(old)
        return
    if _exchange(new, old):
        shutil.rmtree(new)
        return
    aside = old.with_name(f".{old.name}.old-{os.getpid()}")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    shutil.rmtree(aside)


def publish_changes(
    stage: Path,
    gone: Iterable[str],
    site: Path,
    mark: Path,
    renamed: Iterable[tuple[str, str]] = (),
    done: Callable[[], None] = lambda: None,
) -> None:
    """Folders are `renamed` (from, to; paths below `site`); every file below `stage` goes to the same path below `site`; then
    the files `gone` are removed, and `done` is called.

    Each file is replaced in one step, but not all of them at once: pages come last, so that none asks for a file that is
    not there yet. While this is under way, and after it was broken off, `mark` exists: then the site is a mixture, and has
    to be built as a whole and swapped. `stage` must be on the file system of the site.
    """
    new = {path.relative_to(stage).as_posix() for path in stage.rglob("*") if not path.is_dir()}
    old, names = set(gone) - new, list(renamed)
    if not new and not old and not names:
        done()
        return
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(f"{site}\n", encoding="utf-8")
    site.mkdir(parents=True, exist_ok=True)
    os.utime(site)  # who remembers the folder by its time sees that it is not what it was, even if this is broken off
    for before, after in names:
        (site / before).rename(site / after)
    folders = {folder for path in new for folder in _above(path)}
    # A file where there will be a folder, or the other way round
    in_the_way = {path for path in old if path in folders or not new.isdisjoint(_above(path))}
    for path in sorted(in_the_way):
        _remove(site, path)
    for folder in ("", *sorted(folders)):
        (site / folder).mkdir(parents=True, exist_ok=True)
    for path in sorted(new, key=lambda path: (path.endswith(".html"), path)):
        (stage / path).replace(site / path)
    for path in sorted(old - in_the_way):
        _remove(site, path)
    done()
    mark.unlink(missing_ok=True)


def _above(path: str) -> list[str]:
    """The folders that a path lies in, below the site."""
    return [folder.as_posix() for folder in Path(path).parents][:-1]


def _remove(site: Path, path: str) -> None:
    """A file, and the folders that are empty without it."""
    (site / path).unlink(missing_ok=True)
    with suppress(OSError):
        for folder in _above(path):
            (site / folder).rmdir()


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
