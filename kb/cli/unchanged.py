"""What has changed since the last build: looked up in file stamps, before anything heavy is imported.

Not done where a build depends on more than files: `INHERIT`, `!ENV` and `hooks` in mkdocs.yml. A file that was written in
the very moment of the last build counts as changed (a second change may bear the same time stamp).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import kb

FORMAT = 2
_MORE = re.compile(r"^INHERIT:|!ENV\b|^hooks:|!relative\b", re.MULTILINE)
_MOMENT = 50_000_000
"""Nanoseconds within which two changes may bear the same time."""


class Before(NamedTuple):
    """What the same command in the same folder has built. `outputs` are the published folders, the first that of the site;
    `changed` the articles (paths from the content folder) that were written, added or removed since; everything else is as
    it was. `stamps` are those of all articles now, `seen` all that the system says of their files; `kept` is the note of that
    build."""

    outputs: tuple[str, ...]
    changed: tuple[str, ...]
    stamps: dict[str, list[int]]
    seen: dict[str, os.stat_result]
    kept: dict[str, Any]

    def was_there(self, path: str) -> bool:
        return path in self.kept["articles"]


def remember(
    root: Path,
    config: Path,
    told: Sequence[str],
    content: Path,
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    began: int,
) -> dict[str, list[int]]:
    """After a build that had nothing to complain about. `told` are the options of the command, `content` and `inputs` the
    folders and files that were read, `outputs` the folders that were published, `began` the clock (ns) before anything was
    read. Returns size and time of every article (path from the content folder); none where nothing is remembered."""
    read = sorted({str(path) for path in inputs})
    seen = None if _MORE.search(_text(config)) else _see(read, str(content), config)
    if seen is None or seen.newest > began - _MOMENT:
        with suppress(OSError):
            _place(root, told).unlink(missing_ok=True)
        return {}
    articles = _settled(seen.articles, began)
    _write(
        _place(root, told),
        {
            "format": FORMAT,
            "content": str(content),
            "inputs": read,
            "rest": seen.rest,
            "articles": articles,
            "outputs": [_stamp(str(path)) for path in outputs],
        },
    )
    return articles


def renew(root: Path, told: Sequence[str], before: Before, began: int) -> dict[str, list[int] | None]:
    """After a build that had nothing to do but what `before` says has changed. Whoever changes a file after `look` has seen
    it gives it another stamp than the one that is written down now. Returns the stamps of the articles that have changed,
    None for those that are no more."""
    outputs = [_stamp(path) for path in before.outputs]
    articles = _settled(before.stamps, began)
    _write(_place(root, told), {**before.kept, "articles": articles, "outputs": outputs})
    return {path: articles.get(path) for path in before.changed}


def _settled(articles: dict[str, list[int]], began: int) -> dict[str, list[int]]:
    """One that was written in the moment of this build counts as changed: perhaps it read what was there before."""
    return {path: stamp if stamp[1] <= began - _MOMENT else [-1, -1] for path, stamp in articles.items()}


def _write(place: Path, kept: dict[str, Any]) -> None:
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_name(f"{place.name}.{os.getpid()}")
        new.write_text(json.dumps(kept), encoding="utf-8")
        new.replace(place)


def look(root: Path, config: Path, told: Sequence[str]) -> Before | None:
    """What is known of the last build; None where there was none, or more may have changed than the text of articles."""
    try:
        kept = json.loads(_place(root, told).read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            return None
        if not all(_stamp(path) == [path, inode, changed] for path, inode, changed in kept["outputs"]):
            return None
        seen = _see(kept["inputs"], kept["content"], config)
        if seen is None or seen.rest != kept["rest"]:
            return None
        was = kept["articles"]
        changed = tuple(p for p in {**was, **seen.articles} if seen.articles.get(p) != was.get(p))
        outputs = tuple(path for path, _, _ in kept["outputs"])
        return Before(outputs, changed, seen.articles, seen.found, kept)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def texts_of(root: Path, told: Sequence[str]) -> Path:
    """Where the articles are kept as this command has published them."""
    return _place(root, told).with_suffix(".sqlite")


def forget(root: Path, told: Sequence[str]) -> None:
    """`--clean`."""
    with suppress(OSError):
        _place(root, told).unlink(missing_ok=True)


def _place(root: Path, told: Sequence[str]) -> Path:
    name = hashlib.blake2b("\0".join(told).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return root / ".kb-cache" / "built" / f"{name}.json"


class _Seen(NamedTuple):
    """Size and time (ns) of every article, and all that is known of its file; a digest of everything else that a build
    depends on, and its newest time."""

    articles: dict[str, list[int]]
    found: dict[str, os.stat_result]
    rest: str
    newest: int


def _see(inputs: Sequence[str], content: str, config: Path) -> _Seen | None:
    """None where a link leads elsewhere."""
    rest = hashlib.blake2b(digest_size=16)
    articles: dict[str, list[int]] = {}
    stats: dict[str, os.stat_result] = {}
    newest = 0
    below = content + os.sep
    places = [*inputs, str(config), str(Path(kb.__file__).parent), *_git(config.parent)]
    try:
        for path, found in (file for place in places for file in _files(place)):
            if path.endswith(".md") and path.startswith(below) and f"{os.sep}." not in path[len(below) - 1 :]:
                name = path[len(below) :].replace(os.sep, "/")
                articles[name], stats[name] = [found.st_size, found.st_mtime_ns], found
            else:
                newest = max(newest, found.st_mtime_ns)
                rest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    except _Link:
        return None
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        with suppress(OSError):
            rest.update("\n".join(sorted(n for n in os.listdir(folder) if n.endswith("-info"))).encode())  # noqa: PTH208
    today = os.environ.get("SOURCE_DATE_EPOCH") or time.strftime("%Y-%m-%d", time.gmtime()) + time.strftime("%Y-%m-%d")
    rest.update(f"{sys.version}\0{today}".encode())
    return _Seen(articles, stats, rest.hexdigest(), newest)


class _Link(Exception):
    """A symbolic link: what is behind it may change unseen."""


def _files(place: str) -> Iterator[tuple[str, os.stat_result]]:
    if not os.path.isdir(place):  # noqa: PTH112 - strings all the way: there may be very many
        with suppress(OSError):
            yield place, os.stat(place)  # noqa: PTH116
        return
    with suppress(OSError), os.scandir(place) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.is_symlink():
                raise _Link
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                with suppress(OSError):
                    yield entry.path, entry.stat()


def _git(folder: Path) -> list[str]:
    """What moves with every commit: the freshness report asks the history."""
    for parent in (folder, *folder.parents):
        place = parent / ".git"
        if place.is_file():
            place = Path(_text(place).partition("gitdir:")[2].strip() or place)
        if place.is_dir():
            return [
                str(place / "HEAD"),
                str(place / "logs" / "HEAD"),
                str(place / "packed-refs"),
                str(place / "shallow"),
            ]
    return []


def _stamp(path: str | Path) -> list[str | int]:
    found = os.stat(path)  # noqa: PTH116
    return [str(path), found.st_ino, found.st_ctime_ns]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
