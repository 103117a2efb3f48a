"""What is known of when translations matched: content/.kb/translations.yml, and for the others the history in git."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.drift import Baseline, Records, pairs_of, prints_of, read_records
from kb.drift.records import FILE
from kb.library import Article, Library, RawFile, build_library
from kb.problem import Problem
from kb.sources.revisions import GitError, Repository, open_repository


@dataclass(frozen=True)
class _Step:
    """A change of a file: `order` counts commits from the newest, 0, to the oldest; blobs are empty where it was not."""

    order: int
    before: str
    after: str


def read_translations(content: Path, prefix: str = "content/") -> tuple[Records, tuple[Problem, ...]]:
    """The records; there are none where the file is missing."""
    path = content / FILE
    if not path.is_file():
        return {}, ()
    try:
        return read_records(yaml.safe_load(path.read_text(encoding="utf-8-sig")), prefix + FILE)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        return {}, (Problem(prefix + FILE, line, column, "KB502", f"not valid YAML: {said}", "restore it from git"),)


def baselines(
    library: Library, records: Records, content: Path, *, git: bool = True
) -> tuple[dict[str, Baseline], str]:
    """(by the path of the translation, a note when git can't tell). A record goes before the history."""
    found: dict[str, Baseline] = {}
    open_pairs: list[tuple[Article, Article]] = []
    for original, translation, language in pairs_of(library):
        then = records.get(original.key, {})
        if translation is not None and original.language in then and language in then:
            found[translation.path] = Baseline(then[original.language], then[language], "record")
        elif translation is not None:
            open_pairs.append((original, translation))
    if not open_pairs or not git:
        return found, ""
    try:
        repository = open_repository(content)
        if repository.shallow:
            return (
                found,
                "this clone is shallow: pairs that nobody has recorded can't be judged; `git fetch --unshallow`",
            )
        return found | _from_history(repository, library, open_pairs), ""
    except GitError as error:
        return found, str(error).split("\n", maxsplit=1)[0]


def _from_history(
    repository: Repository, library: Library, pairs: Iterable[tuple[Article, Article]]
) -> dict[str, Baseline]:
    """A translation matched its original when its own text last changed: what a commit writes together belongs together."""
    steps = _history(repository)
    touched = repository.changed("HEAD", repository.folder)
    found: dict[str, Baseline] = {}
    wanted = []
    for original, translation in pairs:
        if original.path not in steps or translation.path not in steps:
            continue
        if original.path not in touched and steps[original.path][0].order >= steps[translation.path][-1].order:
            # Nobody has touched the original since the translation came: no text need be read
            found[translation.path] = Baseline({}, {}, "git", same=True)
        else:
            wanted.append((original, translation))
    blobs = {blob for o, t in wanted for path in (o.path, t.path) for s in steps[path] for blob in (s.before, s.after)}
    texts = repository.read(blob for blob in blobs if blob)
    for original, translation in wanted:
        now = prints_of(translation)
        order = _last_change(translation, steps[translation.path], library, texts)
        then = next((s.after for s in steps[original.path] if s.order >= order), "") if order >= 0 else ""
        article = _article(original.path, texts.get(then), library)
        if order < 0:
            found[translation.path] = Baseline(prints_of(original), now, "git")
        elif article is not None:
            found[translation.path] = Baseline(prints_of(article), now, "git")
        else:
            # The translation is older than the original as a file: it was there when the original came
            first = _article(original.path, texts.get(steps[original.path][-1].after), library)
            found[translation.path] = Baseline(prints_of(first or original), now, "git")
    return found


def _last_change(article: Article, steps: list[_Step], library: Library, texts: dict[str, bytes]) -> int:
    """Order of the commit that last changed what the file says; -1 when it was changed since the last commit."""
    now = prints_of(article)
    order = -1
    for step in steps:
        after = _article(article.path, texts.get(step.after), library)
        if after is None or prints_of(after) != now:
            break
        order = step.order
    return order


def _history(repository: Repository) -> dict[str, list[_Step]]:
    """Path from the folder → its changes on the main line of history, the newest first."""
    words = (
        "--first-parent",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "-z",
        "--relative",
        "--format=format:commit",
    )
    answer = repository.need("log", *words, "--", ".")
    found: dict[str, list[_Step]] = {}
    order, step = -1, None
    for token in answer.split(b"\0"):
        text = token.lstrip(b"\n")
        if step is not None:
            found.setdefault(os.fsdecode(token), []).append(step)
            step = None
        elif text.startswith(b"commit"):
            order += 1
            text = text[6:].lstrip(b"\n")
        if text.startswith(b":") and step is None:
            _, _, before, after, _ = text.decode().split()
            step = _Step(order, before.strip("0") and before, after.strip("0") and after)
    return found


def _article(path: str, data: bytes | None, library: Library) -> Article | None:
    if data is None:
        return None
    read = build_library([RawFile(path, data)], library.languages)
    return next(iter((*read.articles, *read.refused)), None)
