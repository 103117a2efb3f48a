"""`kb build` and `kb serve` when only the text of a few articles has changed: their pages get the new text where they are.

Whatever makes this more than a new text (`kb_mkdocs.quick` says what) leads to a whole build; so does every doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.library import Article, Library, RawFile, build_library
from kb.sources import read_team
from kb.sources.content import read_file
from kb.sources.texts import Texts
from kb_mkdocs.around import Edited
from kb_mkdocs.quick import Change, NotQuick
from kb_mkdocs.replacing import Pages, Replacing

if TYPE_CHECKING:
    from kb.cli.unchanged import Before
    from kb.edition import Edition
    from kb.sources import Settings, Team

FEW = 20
"""More articles than this are better built together."""


@dataclass(frozen=True)
class Written:
    """An article that was written since the last build: size and time (ns) before it was read, and what was read."""

    change: Change
    stamp: Sequence[int]
    data: bytes


def changed_articles(settings: Settings, texts: Texts, stamps: Mapping[str, Sequence[int]]) -> list[Written]:
    """What these articles were and are. NotQuick where one can't be read without a complaint, or was not there."""
    if len(stamps) > FEW:
        raise NotQuick(f"{len(stamps)} articles were written")
    found = []
    for path, stamp in stamps.items():
        old, new = texts.get(path), _data(settings, path)
        if old is None or new is None:
            raise NotQuick(f"{path}: what it was before is not known")
        language, _, key = path.partition("/")
        twins = [f"{other}/{key}" for other in settings.options.languages if other != language]
        others = [
            _parsed(settings, twin, _data(settings, twin)) for twin in twins if (settings.content / twin).exists()
        ]
        change = Change(_parsed(settings, path, old), _parsed(settings, path, new), tuple(others))
        found.append(Written(change, stamp, new))
    return found


def edited_articles(settings: Settings, library: Library, before: Before, texts: Path) -> tuple[Edited, ...]:
    """The articles that were written, added or removed since the last build; none where they are many, or where it is not
    known what was published of one."""
    if len(before.changed) > FEW:
        return ()
    found = []
    for path in before.changed:
        old = previous_article(settings, texts, path)
        one = Edited(old, library.by_path.get(path))
        if not one.states or (old is None and before.was_there(path)):
            return ()
        found.append(one)
    return tuple(found)


def previous_article(settings: Settings, texts: Path, path: str) -> Article | None:
    """The article as it was when it was published, where that is known."""
    data = Texts(texts).get(path)
    try:
        return None if data is None else _parsed(settings, path, data)
    except NotQuick:
        return None


def _data(settings: Settings, path: str) -> bytes | None:
    return read_file(settings.content / path, path, settings.content.resolve()).data


def _parsed(settings: Settings, path: str, data: bytes | None) -> Article:
    library = build_library([RawFile(path, data)], settings.options.languages, settings.prefix)
    if data is None or library.problems or not library.articles:
        raise NotQuick(f"{path}: there is something to complain about")
    return library.articles[0]


def build_quickly(
    settings: Settings, editions: Sequence[Edition], site: Path, stamps: Mapping[str, Sequence[int]], texts: Path
) -> int:
    """The number of pages that show another text now. `stamps` are the articles that were written since, with size and time
    (ns); `texts` is where articles are kept as they were published. NotQuick before anything has changed."""
    kept = Texts(texts)
    written = changed_articles(settings, kept, stamps)
    changes = [one.change for one in written if one.change.old != one.change.new]
    found: tuple[Pages, ...] = ()
    if changes:
        team = read_team(settings.content, settings.prefix)
        desk = Replacing(settings, team, editions, site, settings.root / ".kb-cache")
        found = desk.pages(changes)
        desk.publish(found, desk.patches(found))
    for one in written:
        kept.put(one.change.new.path, one.stamp, one.data)
    return sum(len(one.pages) for one in found)


class QuickDesk:
    """For a program that stays: the editions as they were just built, and the library that they were built from."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        team: Team,
        editions: Sequence[Edition],
        site: Path,
        cache: Path,
        site_url: str | None = None,
    ) -> None:
        self._settings = settings
        self.articles = {article.path: article for article in library.articles}
        # What is wrong with them is said again as long as it is there, which takes a whole build
        self._faulty = {problem.path.removeprefix(settings.prefix) for problem in library.problems}
        kinds = (library.assets, library.refused, library.withheld)
        self._read = {*self.articles, *self._faulty, *(file.path for kind in kinds for file in kind)}
        self._desk = Replacing(settings, team, editions, site, cache, site_url)
        self._desk.ready()

    def replace(self, changed: Iterable[Path], shown: Callable[[list[Edition]], None]) -> bool:
        """Whether these files were articles that have another text now, and no more than that. `shown` is called as soon as
        the pages are in their place; the search follows."""
        try:
            changes = self._changes(changed)
            found = self._desk.pages(changes)
            self._desk.publish(found, [None] * len(found))
            for change in changes:
                self.articles[change.new.path] = change.new
            shown([one.place.edition for one in found if one.pages])
            left = [one.published() for one in found]
            self._desk.publish(left, self._desk.patches(found))
        except NotQuick:
            return False
        return True

    def _changes(self, changed: Iterable[Path]) -> list[Change]:
        found = []
        for file in sorted(changed):
            if not file.is_relative_to(self._settings.content):
                raise NotQuick(f"{file} is no article")
            path = file.relative_to(self._settings.content).as_posix()
            if self._came_and_went(file, path):
                continue
            old = self.articles.get(path)
            if old is None or path in self._faulty:
                raise NotQuick(f"{path} was not there, or there was something to complain about")
            new = _parsed(self._settings, path, _data(self._settings, path))
            if (new.meta, new.body) != (old.meta, old.body):
                twins = (f"{language}/{old.key}" for language in self._settings.options.languages)
                others = tuple(self.articles[twin] for twin in twins if twin != path and twin in self.articles)
                found.append(Change(old, new, others))
        return found

    def _came_and_went(self, file: Path, path: str) -> bool:
        """Editors write files beside the one that is saved, and remove them: of those nothing was read, and nothing is left."""
        if file.exists() or file.is_symlink() or any(part.startswith(".") for part in path.split("/")):
            return False
        return not any(known == path or known.startswith(f"{path}/") for known in self._read)
