"""A page is read as MkDocs reads it, whatever stands in its title, and whoever has a hand in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kb.library import Article
from kb_mkdocs.door import Document, door_of
from kb_mkdocs.reading import prepare
from tests.sites import write_site

STRANGE = [
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\xa0",
    "\xad",
    "\x00",
    "\t",
    "😀",
    "\ufffe",
    "\udc80",
    "---",
    ": ",
    "\\",
    '"',
    "#",
]
texts = st.text() | st.lists(st.sampled_from(STRANGE) | st.text(max_size=3), max_size=5).map("".join)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    config = load_config(str(write_site(tmp_path_factory.mktemp("site"))))
    config = config.plugins.on_config(config)
    config.plugins.on_files(Files([]), config=config)
    return config


def page_of(config: MkDocsConfig, **changes: str) -> tuple[Page, Article]:
    """An article with another title, description or body, as the door gives it."""
    door = door_of(config)
    article = door.view.articles[-1]
    body = changes.pop("body", article.body)
    article = replace(article, meta=article.meta.model_copy(update=changes), body=body)
    return Page(None, Document.of(config, article), config), article


def read_source(page: Page, config: MkDocsConfig) -> None:
    """As a page is read that has to be rendered."""
    text = prepare(page, config, Files([]))
    if text is not None:
        page.markdown = text()


def both(page: Page, config: MkDocsConfig) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    read_source(page, config)
    quick = page.markdown, page.meta, list(page.meta), page.title
    page.read_source(config)
    return quick, (page.markdown, page.meta, list(page.meta), page.title)


@given(
    title=texts, description=texts, body=texts | st.sampled_from(["\n\n---\nx: 1\n---\n", "...\nx", "---\n", "\r\nx"])
)
def test_anything_is_read_as_by_mkdocs(config: MkDocsConfig, title: str, description: str, body: str) -> None:
    quick, plain = both(page_of(config, title=title, description=description, body=body)[0], config)
    assert quick == plain


def test_front_matter_of_the_door_is_not_read(config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    page, article = page_of(config, title='Не «друкує»: "пуста" сторінка')
    monkeypatch.setattr("mkdocs.utils.meta.get_data", None)
    read_source(page, config)
    assert page.title == article.meta.title and page.markdown == article.body.lstrip("\n")


def _other_source(page: Page, config: MkDocsConfig) -> None:
    page.file.content_string = "---\ntitle: Інша\n---\nІнший текст."


def _handler(page: Page, config: MkDocsConfig) -> None:
    def handle(**more: Any) -> str:
        return "---\ntitle: Інша\n---\nІнший текст."

    config.plugins.events["page_read_source"].append(handle)


@pytest.mark.parametrize("meddle", [_other_source, _handler])
def test_whoever_gives_another_source_is_heard(
    config: MkDocsConfig, meddle: Callable[[Page, MkDocsConfig], None]
) -> None:
    page, _ = page_of(config)
    meddle(page, config)
    try:
        read_source(page, config)
        assert (page.title, page.markdown) == ("Інша", "Інший текст.")
    finally:
        config.plugins.events["page_read_source"].clear()
