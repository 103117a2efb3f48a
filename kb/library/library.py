"""The library: all articles of the content tree, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kb.edition import Edition
from kb.library.article import Article
from kb.library.door import Earlier, Stock, View, through_the_door, through_the_door_again, through_the_door_earlier
from kb.library.hidden import hidden_text
from kb.library.known import Known, folders_of
from kb.library.values import Asset, Hidden, RawText
from kb.problem import Problem


@dataclass(frozen=True)
class Library:
    """Articles and assets in order of path. `edition` is None for the whole library."""

    articles: tuple[Article, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]
    keep: tuple[str, ...] = ()
    edition: Edition | None = None
    refused: tuple[Article, ...] = field(default=())
    """Articles that were read but are in no edition, because something about them is not safe to show."""
    withheld: tuple[RawText, ...] = field(default=())
    """Files that gave no article at all: their text is in no edition either."""
    known: Known | None = field(default=None, compare=False, repr=False)
    """Of what an edition shows: what its links were held against."""

    @cached_property
    def by_path(self) -> Mapping[str, Article]:
        return {article.path: article for article in self.articles}

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Article, ...]]:
        """Id → the articles that have it, one per language."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            found.setdefault(article.meta.id, []).append(article)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Article]]:
        """Key → language → article: an article and its translations."""
        found: dict[str, dict[str, Article]] = {}
        for article in self.articles:
            found.setdefault(article.key, {})[article.language] = article
        return found

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """All folders that hold articles, with their parents, without the top."""
        return tuple(sorted(folders_of(article.key for article in self.articles)))

    def counterpart(self, article: Article, language: str) -> Article | None:
        """The same article in another language."""
        return self.by_key.get(article.key, {}).get(language)

    def for_edition(self, edition: Edition) -> Library:
        """What this edition may show, in its language, with a visible fallback for what is not translated.

        Hidden articles, blocks, links and assets are gone from the result; nothing downstream needs to filter again.
        """
        found = self._views.get(edition)
        if found is None:
            found = self._view(edition, through_the_door(self._stock, edition))
        return found

    def earlier(self, edition: Edition, earlier: Earlier) -> tuple[Article, ...]:
        """Articles as the edition showed them then, as far as that can be told from what it shows now: only a fingerprint
        that was kept says that it is so."""
        known = self.for_edition(edition).known
        assert known is not None  # what an edition shows has it always
        return through_the_door_earlier(self._stock, edition, known, earlier)

    def follows(self, before: Library) -> None:
        """Take over what editions showed of the library before, where some bodies are all that has changed since: the same
        as `for_edition` finds, sooner."""
        for edition, seen in before._views.items():
            if seen.known is not None:
                shown = View(seen.articles, seen.assets, seen.known)
                again = through_the_door_again(self._stock, edition, before._stock, shown)
                if again is not None:
                    self._view(edition, again)

    def _view(self, edition: Edition, view: View) -> Library:
        found = Library(view.articles, view.assets, (), self.languages, self.keep, edition, known=view.known)
        self._views[edition] = found
        return found

    def hidden_from(self, edition: Edition) -> Iterator[Hidden]:
        """Every piece of text, in every language, that the edition's visibility may not show."""
        return hidden_text(self.articles, self.refused, self.withheld, edition)

    @cached_property
    def _views(self) -> dict[Edition, Library]:
        """Editions that were asked for already: a build shows one, and holds it against what may be shown."""
        return {}

    @cached_property
    def _stock(self) -> Stock:
        paths = [a.path for a in (*self.articles, *self.refused)]
        paths += [a.path for a in self.assets] + [raw.path for raw in self.withheld]
        return Stock(self.articles, self.assets, self.languages, self.keep, frozenset(paths))
