"""Two states of the content folder: a revision of git, and the files as they are now (or a second revision)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.library import RawFile
from kb.options import Options
from kb.sources.content import list_content, read_file
from kb.sources.revisions import Blob, Repository, open_repository
from kb.sources.settings import Settings, SettingsError, settings_in

Reader = Callable[[Iterable[str]], tuple[RawFile, ...]]


@dataclass(frozen=True)
class Snapshot:
    """One state. `paths` are all files that the library would read, `read` gives some of them."""

    paths: frozenset[str]
    options: Options
    read: Reader
    name: str


@dataclass(frozen=True)
class Snapshots:
    """`changed` are the paths whose bytes differ or that one state lacks; `aside` the same for what is no article and no
    asset: team data (`.kb/…`) and, with a `/` before it, the configuration."""

    old: Snapshot
    new: Snapshot
    changed: frozenset[str]
    aside: tuple[str, ...]


def read_snapshots(settings: Settings, base: str, head: str = "") -> Snapshots:
    """The state where `head` left `base`, and that of `head`, or of the files as they are now. GitError when git can't."""
    repository = open_repository(settings.root)
    start = repository.commit(base)
    end = repository.commit(head) if head else ""
    start = repository.fork_point(start, end or repository.commit("HEAD"))
    old_options, old_content, config_changed = _settings_at(repository, settings, start, end)
    old_files = repository.files(start, old_content)
    old = Snapshot(_paths(old_files), old_options, _reader(repository, old_files), f"{base} ({start[:9]})")
    if end:
        options, new_content, _ = _settings_at(repository, settings, end, "")
        new_files = repository.files(end, new_content)
        new = Snapshot(_paths(new_files), options, _reader(repository, new_files), f"{head} ({end[:9]})")
        differing = {p for p in {*old_files, *new_files} if old_files.get(p) != new_files.get(p)}
    else:
        content = settings.content
        new = Snapshot(
            frozenset(list_content(content)), settings.options, _disk_reader(content), "the files as they are now"
        )
        if repository.path_of(content) == old_content:
            differing = set(repository.changed(start, content))
        else:
            differing = {*old_files, *new.paths}
        differing |= old.paths ^ new.paths
    # Git does not look through links: what one leads to may have changed
    differing |= {path for path, blob in old_files.items() if blob.link}
    aside = sorted(p for p in differing if p.startswith(".kb/")) + (
        [f"/{settings.config.name}"] if config_changed else []
    )
    return Snapshots(old, new, frozenset(differing) & (old.paths | new.paths), tuple(aside))


def _paths(files: Iterable[str]) -> frozenset[str]:
    return frozenset(path for path in files if not any(part.startswith(".") for part in path.split("/")))


def _settings_at(repository: Repository, settings: Settings, commit: str, other: str) -> tuple[Options, str, bool]:
    """(options, content folder, whether the configuration differs from that of `other` or of now) of a revision; the
    present ones where the configuration of then can't be read."""
    folder = repository.path_of(settings.config.parent)
    place = posixpath.join(folder, settings.config.name)
    text = repository.text(commit, place)
    now = repository.text(other, place) if other else settings.config.read_bytes()
    differs = _plain(text) != _plain(now)
    try:
        options, content = settings_in((text or b"").decode("utf-8-sig"), settings.config.name)
    except (SettingsError, UnicodeDecodeError):
        return settings.options, repository.path_of(settings.content), differs
    content = posixpath.normpath(posixpath.join(folder, content))
    return options, "" if content == "." else content, differs


def _plain(data: bytes | None) -> bytes | None:
    return data.replace(b"\r\n", b"\n") if data is not None else None


def _reader(repository: Repository, files: dict[str, Blob]) -> Reader:
    def read(paths: Iterable[str]) -> tuple[RawFile, ...]:
        wanted = [path for path in paths if path in files]
        chosen = {path: _through_links(repository, files, path) for path in wanted}
        texts = repository.read(b.id for p, b in chosen.items() if b and p.lower().endswith(".md"))
        return tuple(_raw(path, chosen[path], texts) for path in wanted)

    return read


def _raw(path: str, blob: Blob | None, texts: dict[str, bytes]) -> RawFile:
    if blob is None:
        return RawFile(path, error="the file is a link that leads out of the content folder")
    if not path.lower().endswith(".md"):
        return RawFile(path)
    return RawFile(path, texts[blob.id]) if blob.id in texts else RawFile(path, error="git does not have the file")


def _through_links(repository: Repository, files: dict[str, Blob], path: str) -> Blob | None:
    for _ in range(10):
        blob = files.get(path)
        if blob is None or not blob.link:
            return blob
        target = repository.read([blob.id])[blob.id].decode("utf-8", "surrogateescape")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return None


def _disk_reader(content: Path) -> Reader:
    real = content.resolve()
    return lambda paths: tuple(read_file(content / path, path, real) for path in paths)
