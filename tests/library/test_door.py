"""The door: nothing hidden passes, for any mixture of visibilities."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from tests.conftest import article, library_of

PUBLIC = Edition("public", "uk")


def test_only_admitted_articles_pass() -> None:
    library = library_of(
        {
            "uk/a.md": article(id="KB-0001"),
            "uk/b.md": article(id="KB-0002", visibility="internal"),
            "uk/c.md": article(id="KB-0003", visibility="restricted"),
            "uk/d.md": "---\nid: KB-0004\ntitle: No visibility\n---\nText",
            "uk/e.md": article(id="KB-0005", more="status: archived\n"),
        }
    )
    ids = {
        v: [a.meta.id for a in library.for_edition(Edition(v, "uk")).articles]
        for v in ("public", "internal", "restricted")
    }
    assert ids == {
        "public": ["KB-0001"],
        "internal": ["KB-0001", "KB-0002", "KB-0005"],
        "restricted": ["KB-0001", "KB-0002", "KB-0003", "KB-0005"],
    }


LINKS = {
    "inline": "See [the guide](b.md) now.",
    "with title": 'See [the guide](b.md "Secret guide") now.',
    "anchor": "See [the guide](b.md#secret-part) now.",
    "angle": "See [the guide](<b.md>) now.",
    "dot": "See [the guide](./b.md) now.",
    "address": "See [the guide](b/) now.",
    "absolute": "See [the guide](/b.md) now.",
    "encoded": "See [the guide](%62.md) now.",
    "reference": "See [the guide][g] now.\n\n[g]: b.md",
    "reference with title": 'See [the guide][g] now.\n\n[g]: b.md "Secret guide"',
    "collapsed": "See [the guide][] now.\n\n[the guide]: b.md",
    "shortcut": "See [the guide] now.\n\n[the guide]: b.md",
    "html": 'See <a href="b.md">the guide</a> now.',
    "html single": "See <a class='x' href='b.md'>the guide</a> now.",
    "html slash": "See <a/href='b.md'>the guide</a> now.",
    "html adjacent": "See <a class='x'href='b.md'>the guide</a> now.",
    "html bare": "See <a href=b.md>the guide</a> now.",
    "short link": "See [the guide](kb/KB-0002/) now.",
    "backslash": "See [the guide](.\\b.md) now.",
    "linked image": "See [![x](i.png) the guide](b.md) now.",
    "in code": "See `[the guide](b.md)` now.",
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_to_a_hidden_article_leaves_its_text_only(name: str) -> None:
    library = library_of(
        {"uk/a.md": article(LINKS[name]), "uk/b.md": article(id="KB-0002", visibility="internal"), "uk/i.png": ""}
    )
    body = library.for_edition(PUBLIC).articles[0].body
    assert "the guide" in body and "now." in body
    for leak in ("b.md", "b/", "KB-0002", "Secret guide", "secret-part", "%62"):
        assert leak not in body
    whole = library.for_edition(Edition("internal", "uk"))
    assert next(a for a in whole.articles if a.meta.id == "KB-0001").body == f"\n{LINKS[name]}\n"


def test_code_may_show_how_a_link_to_nothing_is_written() -> None:
    body = "Write `[text](img/a.png)`:\n\n```markdown\n![alt](img/a.png)\n[x](../../out.md)\n```\n\nBut [this](gone.md) is text."
    view = library_of({"uk/a.md": article(body)}).for_edition(PUBLIC)
    assert view.articles[0].body == "\n" + body.replace("[this](gone.md)", "this") + "\n"


def test_links_to_shown_things_are_untouched() -> None:
    body = "[b](b.md) [c](net/c.md#x) [net](net/) [net](net/index.md) ![i](i.png) [e](https://example.org/b.md) [m](mailto:a@example.org) [k](kb/KB-0002/) [h](#here)"
    library = library_of(
        {
            "uk/a.md": article(body),
            "uk/b.md": article(id="KB-0002"),
            "uk/net/c.md": article(id="KB-0003"),
            "uk/i.png": "",
        }
    )
    assert next(a for a in library.for_edition(PUBLIC).articles if a.meta.id == "KB-0001").body == f"\n{body}\n"


def test_assets_pass_only_when_the_shown_text_uses_them() -> None:
    library = library_of(
        {
            "uk/a.md": article(
                "![x](img/open.png)\n\n/// visibility | internal\n![x](img/block.png)\n///\n\n<video poster='img/p.jpg'><track src=img/t.vtt></video>"
            ),
            "uk/b.md": article("![x](img/closed.png)", id="KB-0002", visibility="internal"),
            **{f"uk/img/{n}": "" for n in ("open.png", "block.png", "closed.png", "orphan.png", "p.jpg", "t.vtt")},
            "uk/brand/logo.svg": "",
        },
        keep=("brand/*",),
    )
    names = [a.key for a in library.for_edition(PUBLIC).assets]
    assert names == ["brand/logo.svg", "img/open.png", "img/p.jpg", "img/t.vtt"]


def test_a_missing_translation_falls_back_and_says_so() -> None:
    library = library_of(
        {
            "uk/a.md": article("![x](i.png)"),
            "uk/i.png": "",
            "en/b.md": article(id="KB-0002"),
            "uk/b.md": article(id="KB-0002"),
        }
    )
    view = library.for_edition(Edition("public", "en"))
    assert [(a.path, a.fallback) for a in view.articles] == [("uk/a.md", True), ("en/b.md", False)]
    assert [a.path for a in view.assets] == ["uk/i.png"]


def test_an_internal_translation_does_not_hide_the_public_one() -> None:
    library = library_of({"uk/a.md": article(visibility="internal"), "en/a.md": article()})
    assert [a.path for a in library.for_edition(PUBLIC).articles] == ["en/a.md"]


@pytest.mark.parametrize(
    "line", ['--8<-- "uk/secret.md"', ';--8<-- "x"', "--8<--\nuk/secret.md\n--8<--", '    --8<-- "x"']
)
def test_includes_are_cut_and_named(line: str) -> None:
    library = library_of({"uk/a.md": article(f"Before\n\n{line}\n\nAfter")})
    body = library.for_edition(PUBLIC).articles[0].body
    assert "8<" not in body and "Before" in body and "After" in body
    assert any(p.code == "KB206" for p in library.problems)


BROKEN = {
    "utf-16": "---\nid: KB-9\n".encode("utf-16"),
    "latin": b"---\nid: KB-9\ntitle: \xe9t\xe9\nvisibility: public\n---\n",
    "nul": b"---\nid: KB-9\ntitle: x\nvisibility: public\n---\n\0",
    "huge": b"---\nid: KB-9\ntitle: x\nvisibility: public\n---\n" + b"x" * 2_000_001,
    "empty": b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_unreadable_files_are_problems_and_the_rest_goes_on(name: str) -> None:
    library = library_of({"uk/bad.md": BROKEN[name], "uk/good.md": article()})
    assert [a.path for a in library.articles] == ["uk/good.md"]
    assert [p.path for p in library.problems] == ["content/uk/bad.md"]
    assert [raw.path for raw in library.withheld] == ["uk/bad.md"]


@pytest.mark.parametrize("text", ["\ufeff" + article(), article().replace("\n", "\r\n"), article().replace("\n", "\r")])
def test_bom_and_foreign_line_ends_are_no_problem(text: str) -> None:
    library = library_of({"uk/a.md": text})
    assert library.problems == () and len(library.articles) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("readme.md", "KB406"),
        ("de/a.md", "KB406"),
        ("uk/kb/x.md", "KB406"),
        ("uk/a/index.md", "KB407"),
        ("uk/A.md", "KB407"),
    ],
)
def test_places_and_addresses(path: str, code: str) -> None:
    library = library_of({"uk/a.md": article(), path: article(id="KB-0002")})
    assert code in [p.code for p in library.problems]
    assert len(library.articles) == 1


def test_a_second_article_with_the_same_id_stays_out() -> None:
    library = library_of({"uk/a.md": article(), "uk/b.md": article("Other.")})
    assert [p.code for p in library.problems] == ["KB401"]
    assert [a.path for a in library.for_edition(PUBLIC).articles] == ["uk/a.md"]


PIECES = st.sampled_from(
    ["Open text.", "/// visibility | internal\nCANARY\n///", "[x](b.md)", "[x][r]\n\n[r]: b.md", "![x](s.png)", "<a href='b.md'>x</a>",
     "- a\n\n    /// visibility | restricted\n    CANARY\n    ///", "> /// visibility | internal\n> CANARY\n> ///", "```\ncode\n```", "/// note\nhi\n///"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["public", "internal", "restricted"]))
def test_no_mixture_lets_anything_hidden_into_the_public_edition(pieces: list[str], visibility: str) -> None:
    library = library_of(
        {
            "uk/a.md": article("\n\n".join(pieces), visibility=visibility),
            "uk/b.md": article("CANARY ![s](s.png)", id="KB-0002", title="CANARY", visibility="internal"),
            "uk/s.png": "",
        }
    )
    view = library.for_edition(PUBLIC)
    everything = repr(view.articles)
    assert "CANARY" not in everything and "b.md" not in everything
    used = visibility == "public" and any("s.png" in p for p in pieces)
    assert bool(view.assets) == used
