"""Plugin kb/door: reads the library once and lets MkDocs see only what the edition may show."""

from __future__ import annotations

import json
import logging
import os
import re
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from kb.edition import Edition, edition_address
from kb.library import Article, Library
from kb.options import Options, read_options
from kb.sources import Settings, SettingsError, Team, read_library, read_team
from kb.strings import Strings, strings_for
from kb_mkdocs.blocks import DoorPass
from kb_mkdocs.options import NoOptions

log = logging.getLogger("mkdocs.plugins.kb.door")

EXTENSION = "kb_mkdocs.blocks"
_FIRST, _LAST = 1000, -1000
_PLAIN = re.compile(r"[\w-]+(?:[./][\w-]+)*")


class Document(File):
    """The source of an article's page, written when MkDocs asks for it: most pages of a site that was built before are never
    asked for theirs."""

    article: Article

    @classmethod
    def of(cls, config: MkDocsConfig, article: Article) -> Document:
        file = cls.generated(config, article.key, content="")
        assert isinstance(file, cls)
        file._content, file.article = None, article
        return file

    @property
    def src_path(self) -> str:
        return super().src_path

    @src_path.setter
    def src_path(self, value: str) -> None:
        if _PLAIN.fullmatch(value):  # nearly always, and nothing of it would be put in another form
            self.src_uri = value
        else:
            File.src_path.fset(self, value)  # type: ignore[attr-defined]

    @property
    def replaced(self) -> bool:
        """Whether a plugin has put another source in its place."""
        return self._content is not None or self.abs_src_path is not None

    def is_modified(self) -> bool:
        """`mkdocs build --dirty` asks: what is generated may always be another text."""
        return not self.replaced or super().is_modified()

    @property
    def content_string(self) -> str:
        return super().content_string if self.replaced else page_source(self.article)

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content, self.abs_src_path = value, None

    @property
    def content_bytes(self) -> bytes:
        return self.content_string.encode()

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content, self.abs_src_path = value, None


class DoorPlugin(BasePlugin[NoOptions]):
    """Must be listed in mkdocs.yml, in any place."""

    options: Options
    edition: Edition
    library: Library
    view: Library
    team: Team
    strings: Strings
    """The articles that files were made of, and what was made of them, by the path of the file."""

    def __init__(self) -> None:
        self._command: str = "build"
        self._chosen: Edition | None = None
        self._read: tuple[Library, Team] | None = None
        self._generated: dict[str, str] = {}

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:
        """Options are typed in `kb.options`; MkDocs only carries them."""
        self.config = options  # type: ignore[assignment]
        try:
            self.options = read_options(options)
        except ValueError as error:
            return [("kb/door", error)], []
        return [], []

    def choose(self, edition: Edition | None, library: Library | None = None, team: Team | None = None) -> None:
        """Build this edition instead of the configured one, from a library that was read already; None takes it back
        (MkDocs keeps a plugin that has `on_startup` from one build to the next)."""
        self._chosen = edition
        self._read = (library, team) if library is not None and team is not None else None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._command = command

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._refuse_unsafe(config)
        self.edition = self._chosen or self.options.default_edition
        self.strings = strings_for(self.edition.language)
        self.library, self.team = self._read or self._read_anew(config)
        self.view = self.library.for_edition(self.edition)
        self._generated = {}
        config.mdx_configs[EXTENSION] = {"door": DoorPass(self.edition, self.strings)}
        config.site_name = self.options.site_names.get(self.edition.language, config.site_name)
        if self._chosen is None and self._command != "serve":
            config.site_dir = str(Path(config.site_dir, *self.edition.path.split("/")))
        if config.site_url and self._command != "serve":
            config.site_url = config.site_url.rstrip("/") + "/" + edition_address(self.edition)
        config.theme["language"] = self.edition.language
        # The theme is part of the package; a custom_dir of the site's own still comes first.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(theme_dir()))
        return config

    @event_priority(_FIRST)
    def _only_shown(self, files: Files, config: MkDocsConfig) -> Files:
        """Every document and asset is made anew from the filtered library; only the theme's own files stay."""
        theme_files = [f for f in files if not _below(f, config.docs_dir)]
        documents = [Document.of(config, a) for a in self.view.articles]
        root = Path(config.docs_dir)
        taken: dict[str, File] = {}
        for asset in sorted(self.view.assets, key=lambda a: a.language != self.edition.language):
            taken.setdefault(asset.key, File.generated(config, asset.key, abs_src_path=str(root / asset.path)))
        return Files([*theme_files, *documents, *taken.values()])

    def admit(self, file: File, visibility: str) -> File | None:
        """A page that another plugin generates: let in when the edition may show it."""
        if not self.edition.admits(visibility):
            return None
        self._generated[file.src_uri] = visibility
        return file

    @event_priority(_LAST)
    def _nothing_past(self, files: Files, config: MkDocsConfig) -> Files:
        """What another plugin took from the content folder past the door goes again."""
        known = {a.key for a in self.view.articles} | {a.key for a in self.view.assets} | set(self._generated)
        for file in list(files):
            if _below(file, config.docs_dir) and file.src_uri not in known:
                log.error("%s: a plugin added this file past the door; it is not published", file.src_uri)
                files.remove(file)
        return files

    on_files = CombinedEvent(_only_shown, _nothing_past)

    @event_priority(_FIRST)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """A `nav` in mkdocs.yml may name hidden files: MkDocs makes links of them, with their titles."""
        nav.items = _without_dead_links(nav.items)
        return nav

    @event_priority(_FIRST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        context["kb_edition"] = self.edition
        article = self.article(page)
        if article is not None and self.options.edit_url:
            page.edit_url = self.options.edit_url.replace("{path}", f"{Path(config.docs_dir).name}/{article.path}")
        return context

    def article(self, page: Page) -> Article | None:
        """The article a page was made of; None for a generated page."""
        versions = self.view.by_key.get(page.file.src_uri, {})
        return next(iter(versions.values()), None)

    def _read_anew(self, config: MkDocsConfig) -> tuple[Library, Team]:
        settings = Settings(
            Path(config.config_file_path or ".").resolve().parent,
            Path(config.config_file_path or "mkdocs.yml").resolve(),
            Path(config.docs_dir),
            Path(config.site_dir),
            config.site_name or "",
            config.site_url or "",
            self.options,
        )
        try:
            library = read_library(settings)
        except SettingsError as error:
            raise PluginError(str(error)) from None
        team = read_team(settings.content, settings.prefix)
        for problem in (*library.problems, *team.problems):
            say = log.warning if problem.severity == "error" else log.info
            say(
                "%s: %s %s%s",
                problem.place,
                problem.code,
                problem.message,
                f" ({problem.hint})" if problem.hint else "",
            )
        return library, team

    def _refuse_unsafe(self, config: MkDocsConfig) -> None:
        if EXTENSION not in config.markdown_extensions:
            raise PluginError(
                f"kb/door: add `{EXTENSION}` to `markdown_extensions` in mkdocs.yml; it guards the content against engines that ignore plugins"
            )
        for unsafe in ("pymdownx.snippets", "markdown_include.include", "mdx_include"):
            if unsafe in config.markdown_extensions:
                raise PluginError(
                    f"kb/door: `{unsafe}` reads files past the door and may publish internal text; remove it from `markdown_extensions`"
                )


def door_of(config: MkDocsConfig) -> DoorPlugin:
    """The active door; a plugin that works on the library can't do without it."""
    for plugin in config.plugins.values():
        if isinstance(plugin, DoorPlugin):
            return plugin
    raise PluginError("list `kb/door` under `plugins` in mkdocs.yml: without it nothing may be published")


def edition_library(config: MkDocsConfig) -> Library:
    """What the edition that is being built may show."""
    return door_of(config).view


def theme_dir() -> Path:
    """Templates and assets: in the wheel beside this module, in a checkout at the top level."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "theme_overrides"


def page_source(article: Article) -> str:
    """What MkDocs gets to see of an article."""
    # JSON strings are valid YAML, whatever the title holds
    header = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in page_meta(article).items())
    return f"---\n{header}---\n{article.body}"


def page_meta(article: Article) -> dict[str, str]:
    """Only the front matter that a page needs."""
    template = article.meta.template or (
        "home.html" if not article.url else "topic.html" if article.is_index else "article.html"
    )
    meta = {"title": article.meta.title, "template": template}
    if article.meta.description:
        meta["description"] = article.meta.description
    return meta


def page_text(article: Article) -> str:
    """The filtered body, as MkDocs reads it."""
    return article.body.lstrip("\n")


def _below(file: File, folder: str) -> bool:
    path = file.abs_src_path
    # Nearly all files are, and spelled like this
    return path is not None and (path.startswith(folder + os.sep) or Path(path).is_relative_to(folder))


def _without_dead_links(items: list[Any]) -> list[Any]:
    kept = []
    for item in items:
        if isinstance(item, Link) and item.url.split("#")[0].endswith(".md") and "://" not in item.url:
            continue
        if isinstance(item, Section):
            item.children = _without_dead_links(item.children)
        kept.append(item)
    return kept
