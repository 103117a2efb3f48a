"""Builds one edition as `mkdocs build` does, byte for byte, and sooner.

The order of events is that of `mkdocs.commands.build.build` (MkDocs 1.6), which stays the reference: a test compares the
two after random edits. What differs is how often work is done: pages are rendered by several processes, each with one
`markdown.Markdown`, and a page whose Markdown was rendered before from the same things (`pagecache`) is not rendered
again. Neither is a page filled again whose template would show the very same (`shown`), where the finished page lies
published already (`published`): it stays there, and is missing in what is built.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import FileSystemLoader
from mkdocs import utils
from mkdocs.commands import build as stock
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from kb.collection import no_collection
from kb.sources.forked import can_fork, shared
from kb_mkdocs.addressed import AddressedPage
from kb_mkdocs.around import Reach
from kb_mkdocs.door import DoorPlugin
from kb_mkdocs.driven import Driven
from kb_mkdocs.meanwhile import work_of
from kb_mkdocs.pagecache import Kept, Log, PageCache
from kb_mkdocs.pages import PagesPlugin
from kb_mkdocs.published import PublishedEdition, mark_of, staged
from kb_mkdocs.reading import prepare, read_meta
from kb_mkdocs.rendering import NEW, PROCESSORS, Renderer, heard, say_again
from kb_mkdocs.shortlinks import short_link
from kb_mkdocs.shown import Shown
from kb_mkdocs.templates import VisibleFiles, compiled_templates
from kb_mkdocs.writing import put, writing_beside

_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
    "env",
)
_INSIDES = ("get_context", "_build_theme_template", "_build_extra_template")
_EARLY = ("startup", "shutdown", "serve", "files", "nav")
"""Whoever works here has a hand in which pages there are, and in the navigation, which our templates don't show."""
_FEATURES = ("content.", "navigation.instant", "search.")
SITEMAP = "sitemap.xml"
T = TypeVar("T")
PART = 40
"""Pages that a process takes at a time."""
FEW = 80
"""With fewer pages than this, further processes cost more than they bring."""


def why_plain(config: MkDocsConfig) -> str:
    """Why MkDocs has to build by itself; empty where it need not.

    A plugin that works on single pages may keep what it saw for later, or ask the clock: only ours are known not to. Those
    that work on the configuration, the files, the navigation or the finished site run here as there.
    """
    strange: dict[str, str] = {}
    for event in _PAGE_EVENTS:
        for handler in config.plugins.events.get(event, ()):
            owner = getattr(handler, "__self__", None)
            if not _module_of(handler).startswith("kb_mkdocs"):
                strange.setdefault(_plugin_name(config, owner) or _module_of(handler), event)
    if strange:
        said = ", ".join(f"{name} (on_{event})" for name, event in strange.items())
        return f"plugins that work on single pages: {said}"
    missing = [name for name in _INSIDES if not hasattr(stock, name)] + [n for n in PROCESSORS if not hasattr(pages, n)]
    return f"this MkDocs has no {', '.join(missing)}" if missing else ""


def _module_of(handler: Callable[..., Any]) -> str:
    owner = getattr(handler, "__self__", None)
    return type(owner).__module__ if owner is not None else getattr(handler, "__module__", "")


def _plugin_name(config: MkDocsConfig, owner: object) -> str:
    return next((name for name, plugin in config.plugins.items() if plugin is owner), "")


@dataclass
class _Site:
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any
    documents: Sequence[File]
    looked: Sequence[File]
    """Those of the documents that may show something else than before."""
    renderer: Renderer
    cache: PageCache
    before: PublishedEdition | None
    listed: bool
    """Whether what lists every page may be another one than before."""
    shown: Shown = field(default_factory=Shown)


@dataclass(frozen=True)
class _Done:
    """What the process that made a page knows and the others need. `reason` says why its Markdown was rendered, `filled`
    why its template was; `shown` is the digest of what it shows, `mark` that of the page as it was written."""

    uri: str
    log: Log
    anchors: frozenset[str]
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    kept: str | None
    reason: str
    filled: str
    shown: str
    mark: str


def drive(
    config: MkDocsConfig,
    cache: PageCache,
    processes: int,
    before: PublishedEdition | None = None,
    reach: Reach | None = None,
) -> Driven:
    """Build into `config.site_dir`. Raises what MkDocs raises; the cache is written last.

    `before` is what lies published. What of it would be the same is kept there and not built, as far as that can be said.
    Where `before` is for a build that touches few files, `reach` says what has to be looked at.
    """
    plugins = config.plugins
    try:
        with no_collection():
            config = plugins.on_config(config)
            plugins.on_pre_build(config=config)
            utils.clean_directory(config.site_dir)
            before = before if reusable(config) else None
            site = _prepared(config, cache, before, reach)
            with writing_beside(config, before):
                result = _build(site, processes)
                plugins.on_post_build(config=config)
            if before is not None and before.known:
                _leave_the_same(before, Path(config.site_dir), {file.dest_uri for file in site.documents})
    except Exception as error:
        plugins.on_build_error(error=error)
        raise
    cache.save()
    return result


def reusable(config: MkDocsConfig) -> bool:
    """Whether finished pages may be left as they are: what our templates in Material show is known, and nobody else has a
    hand in it. Templates of the site's own, and parts of Material that show the navigation, may show anything of other
    pages; so may a plugin, and on the finished site it may ask for every page.
    """
    known = all(name.startswith(_FEATURES) for name in config.theme.get("features") or [])
    strange = any(
        not _module_of(handler).startswith("kb_mkdocs")
        for event, handlers in config.plugins.events.items()
        if event not in _EARLY
        for handler in handlers
    )
    return config.theme.name == "material" and not config.theme.custom_dir and known and not strange


def _leave_the_same(before: PublishedEdition, stage: Path, pages: set[str]) -> None:
    """Files beside the pages that were written with the same bytes: they need not be published again."""
    for path in staged(stage):
        if path in pages:
            if path in before.kept:  # a file that a page would have taken the place of
                (stage / path).unlink()
            continue
        mark = before.marks.get(path)
        if mark is None:
            mark = before.marks[path] = mark_of(path, (stage / path).read_bytes())
        if before.keep(path, mark):
            (stage / path).unlink()


def _prepared(config: MkDocsConfig, cache: PageCache, before: PublishedEdition | None, reach: Reach | None) -> _Site:
    # The door goes first and lets nothing of the content folder in that it did not make itself
    first = getattr(config.plugins.events["files"][0], "__self__", None)
    files = Files([]) if isinstance(first, DoorPlugin) else get_files(config)
    env = config.theme.get_env()
    env.auto_reload = False  # templates don't change while a site is built
    if type(env.loader) is FileSystemLoader:
        env.loader = VisibleFiles(env.loader.searchpath)
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = Navigation([], []) if before is not None and _nobody_navigates(config) else get_navigation(files, config)
    nav = config.plugins.on_nav(nav, config=config, files=files)
    documents = files.documentation_pages(inclusion=InclusionLevel.is_included)
    untouched: Collection[str] = ()
    listed = True
    if before is not None and before.few and before.known and reach is not None:
        untouched, listed = reach.untouched, reach.moves
        _remove(before, reach, config)
    looked = []
    for file in documents:
        if file.src_uri in untouched:
            if listed:
                AddressedPage(None, file, config)
            cache.still(file.src_uri)
            continue
        if file.page is None:
            AddressedPage(None, file, config)
        assert file.page is not None
        file.page = config.plugins.on_pre_page(file.page, config=config, files=files)
        if read_meta(file.page, config) is None and "title" in file.page.meta:
            file.page.markdown = ""  # read again when its turn comes: ten thousand of them would fill the memory
        looked.append(file)
    return _Site(config, files, nav, env, documents, looked, Renderer(config, files), cache, before, listed)


def _remove(before: PublishedEdition, reach: Reach, config: MkDocsConfig) -> None:
    """What goes, or is written anew if there is any need of it."""
    for uri in reach.gone:
        before.remove(File.generated(config, uri, content="").dest_uri)
        before.shown[uri] = ""
    for id in reach.ids:
        before.remove(f"{short_link(id)}index.html")


def _nobody_navigates(config: MkDocsConfig) -> bool:
    """Where finished pages may be kept, no page shows the navigation: then nobody asks for it but plugins."""
    strange = any(not _module_of(handler).startswith("kb_mkdocs") for handler in config.plugins.events["nav"])
    return not (config.nav or config.extra_templates or strange)


def _build(site: _Site, processes: int) -> Driven:
    config = site.config
    env = site.env = config.plugins.on_env(site.env, config=config, files=site.files)
    drawing = config.plugins.get("kb/pages")
    if site.before is not None and isinstance(drawing, PagesPlugin):  # nobody else has a hand in the templates
        env.bytecode_cache = compiled_templates(drawing.icons)
    # Files with lower precedence get written first so that files with higher precedence can overwrite them.
    site.files.copy_static_files(inclusion=InclusionLevel.is_included)
    for template in config.theme.static_templates if site.listed else config.theme.static_templates - {SITEMAP}:
        stock._build_theme_template(template, env, site.files, config, site.nav)
    for template in config.extra_templates:
        stock._build_extra_template(template, site.files, config, site.nav)
    before = site.before
    result = Driven([file.src_uri for file in site.documents], before=before)
    by_uri = site.files.src_uris
    seen = {file.src_uri for file in site.looked}
    for done in _pages(site, processes):
        file = by_uri[done.uri]
        page = file.page
        assert page is not None
        say_again(done.log)
        page.present_anchor_ids = set(done.anchors)
        # Nobody knows the anchors of a page that was not looked at; links to it are as good as they were
        page.links_to_anchors = {by_uri[uri]: dict(links) for uri, links in done.links if uri in seen}
        if done.kept is not None:
            site.cache.keep(done.uri, done.kept)
        else:
            site.cache.still(done.uri)
        if done.reason:
            result.rendered[done.uri] = done.reason
        if done.filled:
            result.filled[done.uri] = done.filled
        if before is not None:
            if not done.filled:
                before.keep(file.dest_uri)
            elif done.mark:
                before.marks[file.dest_uri] = done.mark
            if done.shown and not done.log:
                before.shown[done.uri] = done.shown
    for file in site.looked:
        assert file.page is not None
        file.page.validate_anchor_links(files=site.files, log_level=config.validation.links.anchors)
    return result


# Pages


def _pages(site: _Site, processes: int) -> Iterator[_Done]:
    """Every page that has to be looked at, made and written, in order."""
    number = len(site.looked)
    few = number < FEW or (site.before is not None and site.before.few)  # most of these are only looked at
    if processes < 2 or few or not can_fork():
        yield from (_page(site, file) for file in site.looked)
        return
    others = work_of(site.config)
    starts = range(0, number, PART)

    def work(place: int) -> Any:
        _quiet()
        return _tried(others[place]) if place < len(others) else _part(site, starts[place - len(others)])

    # Others first, for they take long; what they have to say comes last
    results = shared(work, len(others) + len(starts), processes)
    made = list(islice(results, len(others)))
    for done, end in results:
        yield from done
        _come_to(end)
    for marks, end in made:
        _come_to(end)
        if site.before is not None and marks is not None:
            site.before.marks |= marks


def _quiet() -> None:
    """What a child says is said again by the parent, in order."""
    for name in ("mkdocs", "properdocs"):
        logging.getLogger(name).handlers = []


_End = tuple[Exception | None, Log]
"""What went wrong in a process, if anything did, and what was said of it: for the parent to say and raise."""


def _part(site: _Site, start: int) -> tuple[list[_Done], _End]:
    """Pages, up to one that could not be made."""
    made: list[_Done] = []
    for file in site.looked[start : start + PART]:
        done, end = _tried(partial(_page, site, file))
        if done is None:
            return made, end
        made.append(done)
    return made, (None, ())


def _tried(work: Callable[[], T]) -> tuple[T | None, _End]:
    said: list[tuple[str, int, str]] = []
    try:
        with heard(said):
            return work(), (None, tuple(said))
    except Exception as error:  # a pool would hide what can't be pickled
        return None, (error if _travels(error) else RuntimeError(f"{type(error).__name__}: {error}"), tuple(said))


def _come_to(end: _End) -> None:
    error, said = end
    say_again(said)
    if error is not None:
        raise error


def _travels(error: BaseException) -> bool:
    import pickle  # noqa: PLC0415 - only when something has gone wrong

    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return False
    return True


def _page(site: _Site, file: File) -> _Done:
    """Render, fill the template, write."""
    page = file.page
    assert page is not None
    said: list[tuple[str, int, str]] = []
    try:
        with heard(said, aside=True):
            kept, reason = _populated(site, page)
            filled, shown, mark = _finished(site, page)
    except Exception:
        say_again(tuple(said))  # which page it was, among other things
        raise
    links = tuple((target.src_uri, tuple(found.items())) for target, found in (page.links_to_anchors or {}).items())
    anchors = frozenset(page.present_anchor_ids or ())
    text = None if kept is None else kept.to_json()
    done = _Done(file.src_uri, tuple(said), anchors, links, text, reason, filled, shown, mark)
    page.content = page.markdown = ""  # ten thousand of them would fill the memory
    return done


def _populated(site: _Site, page: Page) -> tuple[Kept | None, str]:
    """`mkdocs.commands.build._populate_page`."""
    config = site.config
    config._current_page = page
    try:
        kept, reason = site.renderer.render(page, site.cache, prepare(page, config, site.files))
        page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=site.files)
    except Exception as error:
        logging.getLogger(stock.__name__).error("Error reading page '%s': %s", page.file.src_uri, error)
        raise
    finally:
        config._current_page = None
    return kept, reason


def _finished(site: _Site, page: Page) -> tuple[str, str, str]:
    """`mkdocs.commands.build._build_page`. Why the template was filled, or nothing; the digest of what the page shows,
    where that can be said; and that of the page as it was written."""
    config, before = site.config, site.before
    config._current_page = page
    try:
        page.active = True
        context = stock.get_context(site.nav, site.documents, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=site.nav)
        why, shown = "finished pages are not kept", ""
        if before is not None:
            shown = site.shown.digest(page, context)
            why = _why_filled(before, page.file, shown)
            if not why:
                return "", shown, ""
        template = site.env.get_template(page.meta.get("template", "main.html"))
        output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        if not output.strip():
            logging.getLogger(stock.__name__).info("Page skipped: '%s'. Generated empty output.", page.file.src_uri)
            return why, "", ""
        data = output.encode("utf-8", errors="xmlcharrefreplace")
        put(page.file.abs_dest_path, data)
        return why, shown, mark_of(page.file.dest_uri, data)
    except Exception as error:
        said = "" if isinstance(error, BuildError) else f" {error}"
        logging.getLogger(stock.__name__).error("Error building page '%s':%s", page.file.src_uri, said)
        raise
    finally:
        page.active = False
        config._current_page = None


def _why_filled(before: PublishedEdition, file: File, shown: str) -> str:
    known = before.page(file.src_uri)
    if not known:
        return "was never made with this configuration and these programs" if before.known else NEW
    if not shown or known != shown:
        return "what it shows has changed"
    return "" if before.file(file.dest_uri) else "is not what was published"
