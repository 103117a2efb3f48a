"""What becomes visible to more people than before, and what to fewer: the first thing a reviewer must know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kb.diff.pairs import Pair
from kb.diff.rows import Row
from kb.diff.shown import LEVELS, Shown, hidden_lines, place_of, shown_at
from kb.edition import Visibility
from kb.library import Article, Library

TELLING = 20
"""From so many letters on, a line that stands elsewhere as well is no coincidence."""

READERS = {"public": "everybody", "internal": "the whole team"}
_WORD = re.compile(r"[^\W_]+")
_RUN = 3


def opened(
    old: Library, new: Library, found: Iterable[Pair], old_paths: frozenset[str], changed: frozenset[str]
) -> Iterator[Row]:
    """Rows of the sections opened, new and closed. What everybody may see is not said again for the team."""
    told: set[str] = set()
    gone: set[str] = set()
    for level in LEVELS:
        before, after = shown_at(old, level), shown_at(new, level)
        hidden = hidden_lines(old, before)
        runs = _runs(line for line, path in hidden.items() if path in changed)
        # A short line that some other article hides says nothing
        hidden = {line: path for line, path in hidden.items() if path in changed or len(line) >= TELLING}
        known = frozenset(line for path, lines in before.lines.items() if path in changed for line in lines)
        for pair in found:
            rows = tuple(_of_pair(pair, level, before, after, hidden, runs, known))
            path = pair.now.path
            if path not in told:
                yield from (row for row in rows if row.section != "closed" or path not in gone)
            told |= {path} if any(row.section != "closed" for row in rows) else set()
            gone.add(path)
        yield from _files(level, before, after, old_paths, changed, told)


def _of_pair(
    pair: Pair,
    level: Visibility,
    before: Shown,
    after: Shown,
    hidden: Mapping[str, str],
    runs: frozenset[tuple[str, ...]],
    known: frozenset[str],
) -> Iterator[Row]:
    was = before.lines.get(pair.old.path) if pair.old else None
    now = after.lines.get(pair.new.path) if pair.new else None
    path, title, readers = pair.now.path, pair.now.meta.title, READERS[level]
    if now is None or pair.new is None:
        if was is not None:
            yield Row("closed", path, 0, f"{readers} could read it; now {_why_not(pair.new)}", title)
        return
    fresh = [line for line in dict.fromkeys(now) if line not in known]
    leaked = [line for line in fresh if line in hidden or _mostly(line, runs)]
    if was is None and pair.old is not None:
        excerpt = tuple(f"+{line}" for line in now)
        yield Row("opened", path, _line_of(pair), f"{_was(pair.old, level)}; now {readers} can read it", title, excerpt)
        return
    if leaked:
        sources = sorted(
            {hidden[line] for line in leaked if line in hidden} - {path, pair.old.path if pair.old else path}
        )
        origin = f" (it stood in {', '.join(sources[:3])}{' …' if sources[3:] else ''})" if sources else ""
        what = f"text that was hidden{origin}; now {readers} can read it"
        yield Row("opened", path, place_of(pair.new, leaked[0]), what, title, tuple(f"+{line}" for line in leaked))
    rest = [line for line in fresh if line not in set(leaked)]
    if was is None:
        yield Row("new", path, 0, f"a new article that {readers} can read", title)
    elif rest:
        what = f"{len(rest)} new line{'s' if len(rest) > 1 else ''} that {readers} can read"
        yield Row("new", path, place_of(pair.new, rest[0]), what, title)


def _files(
    level: Visibility, before: Shown, after: Shown, old_paths: frozenset[str], changed: frozenset[str], told: set[str]
) -> Iterator[Row]:
    readers = READERS[level]
    for path in sorted(after.assets - before.assets - told):
        told.add(path)
        if path in old_paths:
            yield Row("opened", path, 0, f"the file was not published; now {readers} can open it")
        else:
            yield Row("new", path, 0, f"a new file that {readers} can open")
    for path in sorted((after.assets & before.assets & changed) - told):
        told.add(path)
        yield Row("new", path, 0, f"a file that {readers} can open has other content")


def _line_of(pair: Pair) -> int:
    assert pair.old and pair.new
    changed = "visibility" if pair.old.meta.visibility != pair.new.meta.visibility else "status"
    return pair.new.line_of(changed)


def _was(article: Article, level: Visibility) -> str:
    if article.meta.status == "archived" and article.meta.visibility == level:
        return "it was archived"
    if article.meta.visibility == level:
        return "an error kept it out of every edition"
    return f"it was {article.meta.visibility}"


def _why_not(article: Article | None) -> str:
    if article is None:
        return "it is gone"
    if article.meta.status == "archived":
        return "it is archived"
    return f"it is {article.meta.visibility}" if article.meta.visibility != "public" else "an error keeps it out"


def _runs(lines: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(run for line in lines for run in _of_line(line))


def _of_line(line: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(line.lower())
    return [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]


def _mostly(line: str, runs: frozenset[tuple[str, ...]]) -> bool:
    """Whether a line is a hidden one with a few words changed: half of its runs of three words are from hidden text."""
    own = _of_line(line)
    return len(own) >= 2 and sum(run in runs for run in own) * 2 >= len(own)
