"""The browser's side of the readers' index: it finds what the index was made of."""

from __future__ import annotations

import base64
from collections import Counter
from typing import Any

from kb.edition import Edition
from kb.search.browser import browser_files
from kb.search.synonyms import Synonyms
from tests.conftest import article, library_of
from tests.search.javascript import run_js

ASK = """async (kb, { files, text, filters }) => {
  globalThis.fetch = async (url) => {
    const bytes = Uint8Array.from(atob(files[decodeURIComponent(new URL(url).pathname).slice(1)]), (c) => c.charCodeAt(0));
    return { ok: true, arrayBuffer: async () => bytes.buffer };
  };
  const index = await kb.openIndex("http://kb.test/");
  const chosen = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, new Set(values)]));
  const { hits, facets, total } = await index.search(text, chosen);
  const cards = await Promise.all(hits.map((hit) => index.card(hit.doc)));
  return { n: index.n, total, facets, hits: hits.map((hit, i) => [hit.score, cards[i].u, cards[i].t, cards[i].k]) };
}"""
KINDS = ("article", "runbook", "known-error")
TITLES = ("Одне", "Друге і третє слово", "Два слова")


def ask(files: dict[str, bytes], text: str, **filters: list[str]) -> Any:
    """What the browser answers."""
    given = {path: base64.b64encode(data).decode() for path, data in files.items()}
    return run_js(ASK, {"files": given, "text": text, "filters": filters})


def many(count: int) -> dict[str, str | bytes]:
    """Articles that differ in kind and title, and say the same."""
    return {
        f"uk/topic/a{n}.md": article(
            "Тут стоїть принтер.", id=f"KB-{n:04}", title=TITLES[n // 3 % 3], more=f"type: {KINDS[n % 3]}\n"
        )
        for n in range(count)
    }


def test_every_document_is_found_and_counted_under_its_own_number() -> None:
    view = library_of(many(90)).for_edition(Edition.parse("internal/uk"))
    files = browser_files(view, Synonyms())
    found = ask(files, "принтер")
    assert found["n"] == found["total"] == 90
    kinds = {a.url: a.meta.type for a in view.articles}
    assert {url: kind for _, url, _, kind in found["hits"]} == kinds
    assert dict(found["facets"]["type"]) == Counter(kinds.values())
    runbooks = ask(files, "принтер", type=["runbook"])["hits"]
    assert {url for _, url, _, _ in runbooks} == {url for url, kind in kinds.items() if kind == "runbook"}


def test_of_equals_the_shorter_title_comes_first() -> None:
    files = browser_files(library_of(many(18)).for_edition(Edition.parse("internal/uk")), Synonyms())
    hits = ask(files, "принтер")["hits"]
    equal = [title for score, _, title, kind in hits if score == hits[0][0]]
    assert len(set(equal)) == 3
    assert equal == sorted(equal, key=["Одне", "Два слова", "Друге і третє слово"].index)
