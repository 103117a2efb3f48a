"""What an edition showed before some articles were changed, told from what it shows now."""

from __future__ import annotations

import pytest

from kb.edition import Edition
from kb.library import Earlier
from tests.conftest import article, library_of

FILES: dict[str, str | bytes] = {
    "uk/a.md": article(
        "До [б](b.md), [ні](no.md), [таємного](secret.md), [коду](kb/KB-0002).\n\n![ж](img/one.png)\n\n/// visibility | internal\nСвої.\n///\n",
        id="KB-0001",
    ),
    "uk/b.md": article("Див. [а](a.md) та [папку](in/index.md).", id="KB-0002"),
    "uk/secret.md": article("Тут.", id="KB-0003", visibility="internal"),
    "uk/in/c.md": article("Усередині.", id="KB-0004"),
    "en/only.md": article("See [a](a.md).", id="KB-0005"),
    "uk/img/one.png": b"\x89PNG",
}


@pytest.mark.parametrize("edition", [Edition.parse("public/uk"), Edition.parse("internal/uk")], ids=str)
@pytest.mark.parametrize(
    "change",
    [
        {"uk/a.md": article("Інше.", id="KB-0001")},
        {"uk/a.md": None},
        {"uk/b.md": None},
        {"uk/in/c.md": None, "uk/b.md": article("Без папки.", id="KB-0002")},
        {"uk/no.md": article("Тепер є.", id="KB-0006")},
        {"uk/only.md": article("Переклад.", id="KB-0005")},
        {"uk/a.md": article("Новий [номер](kb/KB-0007).", id="KB-0007")},
    ],
    ids=["text", "gone", "its target gone", "folder gone", "its target is new", "translated", "id"],
)
def test_articles_are_what_they_were(edition: Edition, change: dict[str, str | None]) -> None:
    before = library_of(FILES)
    after = library_of({path: data for path, data in {**FILES, **change}.items() if data is not None})
    then, now = ({a.key: a for a in library.for_edition(edition).articles} for library in (before, after))
    keys = sorted(key for key in then.keys() | now.keys() if then.get(key) != now.get(key))
    old = [key for key in keys if key in then]
    read = tuple(before.by_path[then[key].path] for key in old)
    earlier = Earlier(frozenset(then), read, tuple(now[key] for key in keys if key in now))
    assert after.earlier(edition, earlier) == tuple(then[key] for key in old)
    assert keys
