"""Markdown to HTML for many pages: as `mkdocs.structure.pages.Page.render` does it, with one `markdown.Markdown` for all
pages, and with what was rendered before taken from the cache."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as stock
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from kb_mkdocs.converter import converter
from kb_mkdocs.door import door_of
from kb_mkdocs.pagecache import Kept, Log, PageCache

PROCESSORS = (
    "_RawHTMLPreprocessor",
    "_ExtractAnchorsTreeprocessor",
    "_RelativePathTreeprocessor",
    "_ExtractTitleTreeprocessor",
)
"""Of MkDocs' own insides, these are used."""
NEW = "was never rendered with this configuration and these programs"
_RESET = ("kb_mkdocs.", "pymdownx.", "markdown.extensions.")
_BUILT_IN = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ]
)


class Renderer:
    """Renders the pages of one edition, one after another."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._door = door_of(config)
        self._converter: markdown.Markdown | None = None
        names = config.markdown_extensions
        self._reusable = all(name in _BUILT_IN or name.startswith(_RESET) for name in names)

    def render(self, page: Page, cache: PageCache, text: Callable[[], str] | None = None) -> tuple[Kept | None, str]:
        """Fill `page.content` and what goes with it. What is to be kept, where it is new; and why it was rendered. `text` reads
        the Markdown of an article's page, where that was not done (`kb_mkdocs.reading.prepare`)."""
        mark = self.mark(page, own=text is not None)
        before = cache.get(page.file.src_uri)
        if before is not None and before.mark == mark:
            changed = next((path for path, url in before.asked if self._answer(path) != url), None)
            if changed is None:
                self._take(page, before)
                return None, ""
            reason = f"links to {changed}, which is not what it was"
        else:
            reason = NEW if before is None else "its text or front matter changed"
        if text is not None:
            page.markdown = text()
        return self._rendered(page, mark), reason

    def ready(self) -> None:
        """Make what the first page would make."""
        self._markdown()

    def mark(self, page: Page, *, own: bool) -> str:
        """Stands for all that is known of a page before it is rendered. `own`: its Markdown is that of its article."""
        article = self._door.article(page)
        about = "" if article is None else f"{article.path}\0{article.fallback}\0{article.mark}"
        text = f"{page.file.src_uri}\0{page.file.url}\0{about}\0{'' if own else f'+{page.markdown}'}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _answer(self, path: str) -> str | None:
        return _answer_of(self._files.get_file_from_path(path))

    def _take(self, page: Page, kept: Kept) -> None:
        page.content = kept.html
        page.toc = get_toc(kept.toc)
        page._title_from_render = kept.title
        page.present_anchor_ids = set(kept.anchors)
        targets = self._files.src_uris
        page.links_to_anchors = {targets[uri]: dict(links) for uri, links in kept.links if uri in targets}
        say_again(kept.log)

    def _rendered(self, page: Page, mark: str) -> Kept:
        """The lines of `Page.render`, with a converter that has been used before."""
        asked = _Asked(self._files)
        md = self._markdown()
        anchors = stock._ExtractAnchorsTreeprocessor(page.file, asked, self._config)  # type: ignore[arg-type]
        paths = stock._RelativePathTreeprocessor(page.file, asked, self._config)  # type: ignore[arg-type]
        raw, title = stock._RawHTMLPreprocessor(), stock._ExtractTitleTreeprocessor()
        for processor in (raw, anchors, paths, title):
            processor._register(md)
        log: list[tuple[str, int, str]] = []
        with heard(log):
            page.content = md.convert(page.markdown or "")
        tokens = getattr(md, "toc_tokens", [])
        page.toc = get_toc(tokens)
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        page.links_to_anchors = paths.links_to_anchors
        return Kept(
            mark,
            tuple(sorted(asked.answers.items())),
            page.content,
            tokens,
            title.title,
            tuple(sorted(page.present_anchor_ids)),
            tuple((file.src_uri, tuple(links.items())) for file, links in paths.links_to_anchors.items()),
            tuple(log),
        )

    def _markdown(self) -> markdown.Markdown:
        if self._converter is None or not self._reusable:
            make = converter if self._reusable else markdown.Markdown
            self._converter = make(
                extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs or {}
            )
        return self._converter.reset()


class _Asked:
    """The files, with a record of what was asked."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.answers: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = self._files.get_file_from_path(path)
        self.answers[path] = _answer_of(file)
        return file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def _answer_of(file: File | None) -> str | None:
    return None if file is None else f"{file.url}{'!' if file.inclusion.is_excluded() else ''}"


class _Ear(logging.Handler):
    def __init__(self, log: list[tuple[str, int, str]]) -> None:
        super().__init__(logging.INFO)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def heard(log: list[tuple[str, int, str]], *, aside: bool = False) -> Iterator[None]:
    """What MkDocs and its extensions say meanwhile goes into the list too; `aside`: only there, to be said later."""
    ear = _Ear(log)
    loggers = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]
    before = [(logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers = [ear] if aside else [*logger.handlers, ear]
        logger.propagate = logger.propagate and not aside
    try:
        yield
    finally:
        for logger, (handlers, propagate) in zip(loggers, before, strict=True):
            logger.handlers, logger.propagate = handlers, propagate


def say_again(log: Log) -> None:
    """What was heard, to whoever listens now."""
    for name, level, text in log:
        logging.getLogger(name).log(level, "%s", text)
