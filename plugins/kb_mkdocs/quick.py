"""The quick way: another text for an article whose face is the same, put into the page that is published.

A page that was built shows the article's text once, as it was rendered; everything else on it, and all other pages, show
what `kb_mkdocs.face` stands for. So the text is rendered, put in the place of the old one, and that is what a whole build
would write. Wherever this can't be shown to hold, `NotQuick` is raised, and the caller builds as usual.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from kb.drift import Records, outdated_steps
from kb.edition import Edition
from kb.library import Article, Library
from kb.sources import Settings, Team
from kb.sources.verified import Kept as Sought
from kb.sources.verified import remembered_needles
from kb.verify import SiteFile, verify_few
from kb_mkdocs.builder import configured
from kb_mkdocs.door import Document, door_of
from kb_mkdocs.driver import why_plain
from kb_mkdocs.face import face
from kb_mkdocs.pagecache import Kept, PageCache
from kb_mkdocs.published import note_of
from kb_mkdocs.reading import prepare
from kb_mkdocs.rendering import Renderer
from kb_mkdocs.shown import with_text


class NotQuick(Exception):
    """Why a whole build is needed."""


@dataclass(frozen=True)
class Change:
    """An article before and after, with its translations."""

    old: Article
    new: Article
    others: tuple[Article, ...] = ()


@dataclass(frozen=True)
class Replaced:
    """A page of an edition with its new text: `path` below the edition's folder, and the article as the edition shows it,
    before and after. `shown` is the digest of what it shows then, where that can be said."""

    path: str
    data: bytes
    kept: Kept
    old: Article
    new: Article
    shown: str = ""


class Published:
    """One edition that was built, with the cache of that build. NotQuick where MkDocs builds by itself."""

    def __init__(
        self, settings: Settings, team: Team, edition: Edition, folder: Path, cache: Path, site_url: str | None = None
    ) -> None:
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        self.edition, self.folder = edition, folder
        self._config, version = configured(str(settings.config), folder, site_url=site_url)
        self.directory_urls = self._config.use_directory_urls
        reason = why_plain(self._config)
        if reason or self._config.theme.custom_dir:
            raise NotQuick(reason or "templates of the site's own may show anything")
        self._door = door_of(self._config)
        self._languages = settings.options.languages
        self._door.choose(edition, Library((), (), (), self._languages), team)
        self._config.plugins.on_startup(command="build", dirty=False)
        self._config = self._config.plugins.on_config(self._config)
        self.cache = PageCache(cache, edition, version, few=True)
        self.note = note_of(cache, edition, folder)
        self._verified = settings.root / ".kb-cache"
        self._sought: Sought | None = None
        self._files = _Answers(self._config)
        self._renderer = Renderer(self._config, self._files)  # type: ignore[arg-type]

    def replaced(self, change: Change) -> Replaced | None:
        """The page with the new text; None where this edition shows another language, or sees no difference."""
        kept = self.cache.get(change.old.key)
        if kept is None:
            place = self._page(change.old).file.dest_uri
            if change.old.language == self.edition.language or (self.folder / place).exists():
                raise NotQuick("what was rendered before is not known")
            return None
        shown = self._shown(change, kept)
        if shown is None:
            return None
        old, new = shown
        rendered = self._rendered(new, kept)
        if rendered is None:
            return None
        page, now = rendered
        path = page.file.dest_uri
        digest = with_text(self.note.shown(page.file.src_uri), kept.html, now.html)
        return Replaced(path, self._filled(path, kept.html, now.html), now, old, new, digest)

    def ready(self) -> None:
        """For a program that waits: read what the first text would need."""
        self.verify({})
        self._renderer.ready()

    def verify(self, files: Mapping[str, bytes]) -> None:
        """Hold files, by their path below the edition's folder, against everything that the edition may not show."""
        self._sought = self._sought or remembered_needles(self._verified, self.edition)
        if self._sought is None:
            raise NotQuick("what may not be shown was not kept")
        found = verify_few((SiteFile(path, path, data) for path, data in files.items()), *self._sought)
        if found:
            raise NotQuick(f"{found[0].place}: {found[0].message}")

    def _shown(self, change: Change, kept: Kept) -> tuple[Article, Article] | None:
        """The article before and after, as what was rendered shows it; None where that is a translation."""
        for fallback in (False, True):
            old = replace(change.old, fallback=fallback)
            if self._mark(old) == kept.mark:
                return old, replace(change.new, fallback=fallback)
        for other in change.others:
            if self._mark(other) == kept.mark:
                return None  # a translation stands there
        raise NotQuick("what was rendered before is not what was published, or something is hidden in it")

    def _rendered(self, article: Article, kept: Kept) -> tuple[Page, Kept] | None:
        """What the new text gives; None when it is what it was."""
        page, text = self._prepared(article)
        self._files.asked = dict(kept.asked)
        now, _ = self._renderer.render(page, self.cache, text)
        if now is None:
            return None
        if now.log or kept.log:
            raise NotQuick("there is something to complain about")
        for part in ("asked", "toc", "title", "anchors", "links"):
            if getattr(now, part) != getattr(kept, part):
                raise NotQuick(f"its {part} changed")
        return page, now

    def _mark(self, article: Article) -> str:
        page, text = self._prepared(article)
        return self._renderer.mark(page, own=text is not None)

    def _prepared(self, article: Article) -> tuple[Page, Callable[[], str] | None]:
        """Up to the point where Markdown is rendered, and what reads it."""
        self._door.view = Library((article,), (), (), self._languages, edition=self.edition)
        page = self._page(article)
        return page, prepare(page, self._config, self._files)  # type: ignore[arg-type]

    def _page(self, article: Article) -> Page:
        return Page(None, Document.of(self._config, article), self._config)

    def _filled(self, path: str, before: str, after: str) -> bytes:
        try:
            page = (self.folder / path).read_bytes()
        except OSError:
            raise NotQuick(f"{path} is not there") from None
        old, new = (text.encode("utf-8", "xmlcharrefreplace") for text in (before, after))
        if not before.strip() or page.count(old) != 1:
            raise NotQuick(f"{path} does not show the text as it was rendered")
        return page.replace(old, new)


class _Answers:
    """Stands for the files of the site: it knows what was asked of them when the page was rendered before."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self.asked: dict[str, str | None] = {}
        self.src_uris: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        if path not in self.asked:
            raise NotQuick(f"it asks for {path} now")
        url = self.asked[path]
        if url is None:
            return None
        file = File.generated(self._config, path, content="")
        if file.url != url:
            raise NotQuick(f"{path} has an address of its own")
        return file


def same_around(change: Change, editions: Sequence[Edition], languages: tuple[str, ...], records: Records) -> str:
    """Why other pages, or what stands around the text on its own, would show something else; empty where they would not."""
    before, after = face(change.old), face(change.new)
    if before is None or before != after:
        return "what other pages show of it has changed"
    if any(not edition.admits(change.new.meta.visibility) for edition in editions):
        return "it is hidden from one of the editions, which has to be held against its new text"
    if records.get(change.new.key):
        was = Library((change.old, *change.others), (), (), languages)
        now = Library((change.new, *change.others), (), (), languages)
        for edition in editions:
            for one, other in zip(was.articles, now.articles, strict=True):
                if outdated_steps(one, was, records, edition) != outdated_steps(other, now, records, edition):
                    return "a translation is up to date no longer, or again"
    return ""
