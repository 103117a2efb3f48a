"""Where earlier addresses lead: straight to what there is now, and never to what is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.addresses import Redirects, check_moved, lost_addresses, manifest, plan_redirects
from kb.edition import Edition
from tests.conftest import article, library_of

Files = dict[str, str | bytes]


def moved(*entries: str) -> str:
    return "moved_from: [" + ", ".join(f'"{entry}"' for entry in entries) + "]\n"


def plan(files: Files, visibility: str = "public") -> Redirects:
    library = library_of(files)
    assert not [p for p in library.problems if p.severity == "error"], library.problems
    return plan_redirects(library, library.for_edition(Edition.parse(f"{visibility}/uk")))


def problems(files: Files) -> list[tuple[str, int, str]]:
    return [(p.path, p.line, p.code) for p in check_moved(library_of(files), "content/")]


def lost(before: Files, after: Files) -> list[tuple[str, int, str]]:
    old, new = library_of(before), library_of(after)
    return [(p.path, p.line, p.code) for p in lost_addresses(old, new, frozenset(after))]


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("old/vpn/", "old/vpn/"),
        ("old/vpn", "old/vpn/"),
        ("/old/vpn.md", "old/vpn/"),
        ("uk/old/vpn.md", "old/vpn/"),
        ("old/index.md", "old/"),
        ("old/vpn.html", "old/vpn/"),
        ("старе/впн/", "старе/впн/"),
    ],
)
def test_a_page_that_moved(entry: str, url: str) -> None:
    (page,) = plan({"uk/a.md": article(more=moved(entry))}).pages
    assert (page.url, page.article.path, page.anchors) == (url, "uk/a.md", {})


@pytest.mark.parametrize(
    "entry",
    ["../x", "a/../../x", "/", "kb/KB-0001/", "assets/x", "https://evil.example/", "a b#", "#a -> b c", "old/ -> x",
     "a<b", 'a&quot;b', "a%2Fb", ".git/x", "a//b", "a\\\\b", "->", "index.md"],
)  # fmt: skip
def test_an_entry_that_means_nothing_is_named_and_does_nothing(entry: str) -> None:
    files: Files = {"uk/a.md": article("## B", more=moved(entry))}
    assert problems(files) == [("content/uk/a.md", 6, "KB457")]
    assert plan(files) == Redirects((), {}, {})


def test_headings_that_moved() -> None:
    found = plan({
        "uk/a.md": article("## New\n\n## Taken", more=moved("#old -> new", "b/#part -> taken", "gone/#x -> new", "#dead")),
        "uk/b.md": article("## Other", id="KB-0002"),
    })  # fmt: skip
    assert found.anchors == {"a/": {"old": ("a/", "new"), "dead": ("a/", "")}, "b/": {"part": ("a/", "taken")}}
    (page,) = found.pages
    assert page.url == "gone/" and page.anchors["x"] == ("a/", "new") and page.anchors["old"] == ("a/", "new")


def test_chains_are_cut_short() -> None:
    found = plan({
        "uk/a.md": article("## Third", more=moved("#first -> second", "#second -> third", "was/", "was/#zero -> first")),
        "uk/b.md": article("x", id="KB-0002", more=moved("a/#never -> nowhere")),
    })  # fmt: skip
    assert set(found.anchors["a/"].values()) == {("a/", "third")}
    assert dict(found.pages[0].anchors) == dict.fromkeys(("first", "second", "zero"), ("a/", "third"))


def test_a_circle_leads_nowhere_and_is_named() -> None:
    files: Files = {"uk/a.md": article("x", more=moved("#one -> two", "#two -> one"))}
    assert plan(files) == Redirects((), {}, {})
    assert problems(files) == [("content/uk/a.md", 6, "KB456")] * 2


def test_what_exists_is_never_covered() -> None:
    files: Files = {
        "uk/a.md": article("## Here", more=moved("b/", "net/", "secret/", "#here -> here")),
        "uk/b.md": article(id="KB-0002"),
        "uk/net/c.md": article(id="KB-0003"),
        "uk/secret.md": article("## S", id="KB-0004", visibility="internal"),
    }
    assert plan(files) == Redirects((), {}, {})
    assert {code for _, _, code in problems(files)} == {"KB454"} and len(problems(files)) == 4


def test_two_that_claim_one_address() -> None:
    files: Files = {"uk/a.md": article(more=moved("old/")), "uk/b.md": article(id="KB-0002", more=moved("old/"))}
    assert problems(files) == [("content/uk/b.md", 6, "KB455")]
    assert [page.article.path for page in plan(files).pages] == ["uk/a.md"]


def test_a_heading_that_does_not_exist() -> None:
    assert problems({"uk/a.md": article("## New", more=moved("#old -> nwe"))}) == [("content/uk/a.md", 6, "KB457")]


def test_nothing_leads_to_what_is_hidden_or_names_it() -> None:
    files: Files = {
        "uk/in.md": article("## X", visibility="internal", more=moved("old-in/", "pub/#canary -> x", "#c -> x")),
        "uk/pub.md": article(
            "## Y\n\n/// visibility | internal\n## Canary target\n///", id="KB-0002",
            more=moved("#canary-old -> canary-target", "in/#canary-in -> y", "#canary-target -> y"),
        ),
    }  # fmt: skip
    assert plan(files) == Redirects((), {}, {})
    internal = plan(files, "internal")
    assert [page.url for page in internal.pages] == ["old-in/"]
    assert internal.anchors["pub/"] == {"canary": ("in/", "x"), "canary-old": ("pub/", "canary-target")}


def test_ids_that_were_superseded() -> None:
    files: Files = {
        "uk/a.md": article(id="KB-0003", more="supersedes: [KB-0002, KB-0009]\n"),
        "uk/b.md": article(id="KB-0002", visibility="internal", more="supersedes: [KB-0001]\n"),
    }
    assert {old: a.path for old, a in plan(files).ids.items()} == {"KB-0001": "uk/a.md", "KB-0009": "uk/a.md"}
    assert {old: a.path for old, a in plan(files, "internal").ids.items()} == {
        "KB-0001": "uk/b.md",
        "KB-0009": "uk/a.md",
    }


def test_ids_in_a_circle_end() -> None:
    circle: Files = {
        "uk/a.md": article(id="KB-0003", visibility="internal", more="supersedes: [KB-0002]\n"),
        "uk/b.md": article(id="KB-0002", visibility="internal", more="supersedes: [KB-0003, KB-0001]\n"),
    }
    assert plan(circle).ids == {}


def test_a_removed_page_is_lost_unless_something_answers() -> None:
    before: Files = {"uk/a.md": article(), "uk/n/b.md": article(id="KB-0002"), "en/n/b.md": article(id="KB-0002")}
    after: Files = {"uk/a.md": article()}
    assert lost(before, after) == [("content/en/n/b.md", 0, "KB450"), ("content/uk/n/b.md", 0, "KB450")]
    assert lost(before, {**after, "en/n/b.md": before["en/n/b.md"]}) == []  # shown as a fallback
    answered: Files = {"uk/a.md": article(more=moved("n/b/") + "supersedes: [KB-0002]\n")}
    assert lost(before, answered) == []
    assert {code for _, _, code in lost(before, {"uk/a.md": article(more=moved("n/b/"))})} == {"KB453"}
    assert lost(before, {**before, "uk/n/b.md": article(id="KB-0002", visibility="internal")}) == []


def test_a_renamed_page_is_told_where_it_is_now() -> None:
    before: Files = {"uk/a.md": article("x"), "uk/t/index.md": article(id="KB-2"), "uk/t/c.md": article(id="KB-3")}
    after: Files = {"uk/b.md": article("x"), "uk/t/c.md": article(id="KB-3"), "uk/i.md": article(id="KB-2")}
    assert lost(before, after) == [("content/uk/b.md", 1, "KB450")]  # /t/ is still there: a topic has a page
    assert lost(before, {**after, "uk/b.md": article("x", more=moved("a/"))}) == []


def test_a_move_in_one_language_alone_is_named() -> None:
    before: Files = {"uk/a.md": article("x"), "en/a.md": article("x")}
    after: Files = {"uk/b.md": article("x"), "en/a.md": article("x")}
    assert lost(before, after) == [("content/uk/b.md", 1, "KB450")]
    both: Files = {f"{lang}/b.md": article("x", more=moved("a/")) for lang in ("uk", "en")}
    assert lost(before, both) == []


def test_lost_headings_fail_only_where_somebody_links() -> None:
    before: Files = {"uk/a.md": article("## One\n\n## Two"), "uk/b.md": article("[x](a.md#one)", id="KB-0002")}
    after: Files = {"uk/a.md": article("## Three"), "uk/b.md": article("x", id="KB-0002")}
    assert lost(before, after) == [("content/uk/a.md", 1, "KB451"), ("content/uk/a.md", 1, "KB452")]
    assert lost(before, {**after, "uk/a.md": article("## Three", more=moved("#one -> three", "#two"))}) == []
    assert lost(before, {**after, "uk/a.md": article('<a id="one"></a>\n\n## Two')}) == []


def test_the_manifest_has_everything() -> None:
    rows = manifest(
        library_of({"uk/n/index.md": article("## B\n\n## A", visibility="internal", more=moved("old/", "#c -> a"))})
    )
    assert [(r.url, r.id, r.visibility, r.anchors, r.moved) for r in rows] == [
        ("uk/n/", "KB-0001", "internal", ("a", "b"), ("uk/n/#c", "uk/old/"))
    ]


ENTRY = st.sampled_from(
    [
        "a/",
        "b/",
        "c/",
        "x/",
        "y/",
        "#a -> b",
        "#b -> c",
        "#c -> a",
        "#p -> a",
        "x/#a -> b",
        "b/#c -> a",
        "a/#b -> a",
        "#a",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(ENTRY, max_size=4), st.sampled_from(["## A", "## B", "## A\n\n## C", ""])),
        min_size=1,
        max_size=3,
    )
)
def test_every_way_ends_at_once_at_something_that_is_there(made: list[tuple[list[str], str]]) -> None:
    names = ["a", "b", "c"]
    files: Files = {
        f"uk/{names[i]}.md": article(body, id=f"KB-{i}", more=moved(*entries) if entries else "")
        for i, (entries, body) in enumerate(made)
    }
    library = library_of(files)
    found = plan_redirects(library, library.for_edition(Edition.parse("public/uk")))
    there = {a.url: {s.anchor for s in a.sections} | {""} for a in library.articles}
    assert not {page.url for page in found.pages} & there.keys()
    for places in (*(p.anchors for p in found.pages), *found.anchors.values()):
        assert all(url in there and anchor in there[url] for url, anchor in places.values())
    for url, anchors in found.anchors.items():
        assert not anchors.keys() & there[url]
