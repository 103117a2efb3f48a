"""Which article is which: before and after, also where the file was renamed."""

from __future__ import annotations

from dataclasses import dataclass

from kb.library import Article, Library


@dataclass(frozen=True)
class Pair:
    """One article in one language. `old` or `new` is None where it did not exist; either may be in no edition
    (`Library.refused`)."""

    old: Article | None
    new: Article | None

    @property
    def now(self) -> Article:
        """The article as it is, or as it last was."""
        found = self.new or self.old
        assert found is not None
        return found


def pairs(old: Library, new: Library) -> tuple[Pair, ...]:
    """Every article that differs, in order of path: first by path and id, then by id, then by path."""
    before = {a.path: a for a in (*old.articles, *old.refused)}
    after = {a.path: a for a in (*new.articles, *new.refused)}
    found: list[tuple[Article | None, Article | None]] = []
    for path in sorted(before.keys() & after.keys()):
        if before[path].meta.id == after[path].meta.id:
            found.append((before.pop(path), after.pop(path)))
    by_id = {(a.language, a.meta.id): p for p, a in sorted(before.items(), reverse=True)}
    for path in sorted(after):
        was = by_id.get((after[path].language, after[path].meta.id))
        if was in before:
            found.append((before.pop(was), after.pop(path)))
    for path in sorted(before.keys() & after.keys()):
        found.append((before.pop(path), after.pop(path)))
    found += [(article, None) for article in before.values()] + [(None, article) for article in after.values()]
    differing = (Pair(was, now) for was, now in found if not _same(was, now))
    return tuple(sorted(differing, key=lambda pair: (pair.now.path, pair.new is None)))


def _same(was: Article | None, now: Article | None) -> bool:
    return was is not None and now is not None and (was.path, was.meta, was.body) == (now.path, now.meta, now.body)
