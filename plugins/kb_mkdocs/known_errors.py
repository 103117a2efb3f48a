"""Plugin kb/known-errors: the card of a known error, banners where it matters, the register, public notices with a feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.known_errors import (
    Banner,
    ErrorCard,
    Notice,
    Register,
    atom,
    banners,
    error_card,
    known_errors,
    notices,
    register,
)
from kb.known_errors.feed import FEED
from kb.known_errors.view import NOTICES, REGISTER
from kb.sources.products import load_products
from kb_mkdocs.door import DoorPlugin, door_of
from kb_mkdocs.options import NoOptions


class KnownErrorsPlugin(BasePlugin[NoOptions]):
    """Writes the context key `kb_known_errors`: `card` and `banners` on an article's page, `register` and `notices` on
    theirs (the notices on the home page, too), `links` to both; and the feed of notices."""

    _cards: Mapping[str, ErrorCard]
    _banners: Mapping[str, tuple[Banner, ...]]
    _register: Register | None
    _notices: tuple[Notice, ...]
    _pages: Mapping[str, File]

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        self._read(door, Path(config.docs_dir))
        self._pages = {}
        for place, template in ((NOTICES, "open-notices.html"), (REGISTER, "known-errors.html")):
            title = json.dumps(door.strings["notices" if place == NOTICES else "known_errors"], ensure_ascii=False)
            source = f"---\ntitle: {title}\ntemplate: {template}\n---\n"
            file = self._register and door.admit(
                File.generated(config, place, content=source), self._register.visibility
            )
            if file:
                self._pages = {**self._pages, place: file}
                files.append(file)
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        article = door_of(config).article(page)
        path = article.path if article else ""
        on_notices = page.file is self._pages.get(NOTICES)
        context["kb_known_errors"] = {
            "card": self._cards.get(path),
            "banners": self._banners.get(path, ()),
            "register": self._register if page.file is self._pages.get(REGISTER) else None,
            "notices": self._notices if on_notices or not page.url else (),
            "links": {place: file.url for place, file in self._pages.items()},
            "feed": FEED if self._pages and (on_notices or not page.url) else "",
        }
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self._pages:
            return
        door = door_of(config)
        url = self._pages[NOTICES].url
        feed = atom(self._notices, config.site_name, config.site_url or "", url, door.strings)
        Path(config.site_dir, FEED).write_bytes(feed)

    def _read(self, door: DoorPlugin, content: Path) -> None:
        """Everything from what the edition shows, so that nothing hidden can be in it."""
        products = load_products(content)[0] or {}
        errors = known_errors(door.view.articles, products)
        self._cards = {error.article.path: error_card(error, products, door.strings) for error in errors}
        self._banners = banners(errors, door.view.articles)
        self._register = register(errors, products, door.strings)
        self._notices = notices(errors, products, door.strings)
