"""The column beside an article does not grow with the library."""

from __future__ import annotations

import pytest

from kb.edition import Edition
from kb.pages import Topics, build_topics, sidebar
from kb.pages.sidebar import WINDOW
from tests.conftest import article, library_of


def topics(number: int) -> Topics:
    files = {f"uk/a/n{i:03}.md": article(id=f"KB-{i}", title=f"Title {i:03}") for i in range(number)}
    files["uk/b/c/x.md"] = article(id="KB-X", title="Other")
    return build_topics(library_of(files).for_edition(Edition.parse("public/uk")))


@pytest.mark.parametrize(("place", "first"), [(0, 0), (50, 50 - WINDOW // 2), (99, 100 - WINDOW)])
def test_a_large_topic_is_windowed(place: int, first: int) -> None:
    found = sidebar(topics(100), "a", f"uk/a/n{place:03}.md")
    assert len(found.cards) == WINDOW
    assert found.more
    assert found.cards[0].path == f"uk/a/n{first:03}.md"


def test_a_small_topic_is_whole_and_its_parents_are_open() -> None:
    found = sidebar(topics(3), "b/c", "uk/b/c/x.md")
    assert (found.open, found.current, found.more) == (("b", "b/c"), "b/c", False)
    assert [card.title for card in found.cards] == ["Other"]
    assert [topic.key for topic in found.topics] == ["a", "b"]


def test_a_page_without_a_topic_lists_topics_only() -> None:
    found = sidebar(topics(3), "", "")
    assert (found.open, found.cards, found.more) == ((), (), False)
