"""A playbook is found by the situation, in an agent's own words, before articles that only mention it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.edition import Edition
from kb.search.agents import AgentsIndex
from kb.search.documents import document
from kb.search.store import open_index, spellings, write_index
from kb.search.synonyms import check_synonyms
from tests.browser.playbook import files
from tests.conftest import article, library_of

OTHERS = {
    "uk/net/cry.md": article(
        "Абонент кричить, бо не працює VPN. Абонент дуже кричить.", id="KB-0101", title="VPN і крик"
    ),
    "uk/net/news.md": article("Що робити, коли вже запрацює.", id="KB-0102", title="Оголошення"),
}


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("абонент кричить", "KB-0004"),
        ("абоненти кричать", "KB-0004"),
        ("покличте керівника", "KB-0004"),
        ("коли вже запрацює", "KB-0005"),
        ("три дзвінки це забагато", "KB-0004"),
    ],
)
def test_by_situation(tmp_path: Path, query: str, id: str) -> None:
    view = library_of({**files(), **OTHERS}).for_edition(Edition("internal", "uk"))
    write_index(tmp_path, map(document, view.articles))
    answer = AgentsIndex(open_index(tmp_path), spellings(tmp_path)).search(query, check_synonyms([]))
    assert answer.hits[0].id == id
