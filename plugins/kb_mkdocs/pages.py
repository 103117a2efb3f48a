"""Plugin kb/pages: topic pages, the home page, and what stands around an article's text."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.library import Article
from kb.pages import Topics, article_view, build_topics, home_view, sidebar
from kb_mkdocs.door import door_of
from kb_mkdocs.icons import Icons, icons_of
from kb_mkdocs.kept import prepare
from kb_mkdocs.layers import layered_material
from kb_mkdocs.options import NoOptions


class PagesPlugin(BasePlugin[NoOptions]):
    """Writes the context keys `kb_topics`, `kb_topic`, `kb_sidebar`, `kb_article`, `kb_home`, `kb_tagline`, `kb_contact`."""

    topics: Topics
    icons: Icons

    @event_priority(-10)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        self.topics = build_topics(door.view)
        written = {file.src_uri for file in files}
        pages = [
            (topic.key + "/index.md", topic.title, topic.visibility, "topic.html")
            for topic in self.topics.by_key.values()
        ]
        pages.append(("index.md", config.site_name, door.edition.visibility, "home.html"))
        for uri, title, visibility, template in pages:
            if uri not in written:
                source = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ntemplate: {template}\n---\n"
                file = door.admit(File.generated(config, uri, content=source), visibility)
                if file is not None:
                    files.append(file)
        self.icons = icons_of(config, (topic.icon for topic in self.topics.by_key.values()))
        files.append(self.icons.sheet(config))
        layered = layered_material(files, config)
        if layered is not None:
            files.append(layered)
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        self.icons.prepare(env)
        prepare(env, config)
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        key = page.file.src_uri.rpartition("/")[0]
        self._everywhere(context, config)
        context["kb_topic"] = self.topics.by_key.get(key)
        context["kb_sidebar"] = sidebar(self.topics, key, article.path if article else "")
        context["kb_article"] = (
            article_view(article, door.view, self.topics, self._owner(article, config)) if article else None
        )
        context["kb_home"] = home_view(door.view, self.topics, article) if not page.url else None
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Pages that are made of no article, such as 404.html."""
        self._everywhere(context, config)
        context["kb_edition"] = door_of(config).edition
        return context

    def _everywhere(self, context: Any, config: MkDocsConfig) -> None:
        door = door_of(config)
        context["kb_topics"] = self.topics
        context["kb_contact"] = door.team.contact.get(door.edition.language, ())
        context["kb_tagline"] = door.options.taglines.get(door.edition.language, "")

    def _owner(self, article: Article, config: MkDocsConfig) -> str:
        door = door_of(config)
        owner = door.team.owners.get(article.meta.owner or "")
        return owner.called(door.edition.language) if owner else article.meta.owner or ""
