"""Reading only what matters gives the same answer as reading everything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.diff import compare, linked, scope_of
from kb.library import Library
from tests.conftest import article, library_of

Files = dict[str, str | bytes]

PATHS = ["uk/a.md", "uk/b.md", "uk/net/index.md", "uk/net/c.md", "en/a.md", "en/net/c.md", "uk/net.md"]
LINES = [
    "The relay srv-mail-07 accepts mail without a password.",
    "## A heading of some length",
    "## Інший заголовок",
    "[link](b.md) and [another](net/c.md#a-heading-of-some-length)",
    "[up](../a.md#інший-заголовок) ![plan](plan.png)",
    "[folder](net/)",
    "![plan](../plan.png)",
    "/// visibility | internal\nOnly the team reads that the door code is 4711.\n///",
    "Only the team reads that the door code is 4711.",
    "/// audience | novice\nPress the large green button twice.\n///",
]


IDS = {path: f"KB-000{1 + PATHS.index(path.replace('en/', 'uk/'))}" for path in PATHS}


@st.composite
def article_texts(draw: st.DrawFn, id: str) -> str:
    visibility = draw(st.sampled_from(["public", "public", "internal", "restricted"]))
    more = draw(st.sampled_from(["", "status: archived\n", "related: [KB-0003]\n"]))
    body = "\n\n".join(draw(st.lists(st.sampled_from(LINES), max_size=4)))
    return article(body, id=id, title=f"Title of {id}", visibility=visibility, more=more)


@st.composite
def trees(draw: st.DrawFn, strange: bool = False) -> Files:
    """Some of the paths, with ids of their own, or (what a change may bring) of one another."""
    files: Files = {"uk/plan.png": b"1", "uk/net/plan.png": b"1"}
    for path in draw(st.sets(st.sampled_from(PATHS))):
        files[path] = draw(article_texts(draw(st.sampled_from(sorted(set(IDS.values())))) if strange else IDS[path]))
    if not strange:
        # Two files for one address were an error all along; what that hides is not looked for in unchanged files
        files.pop("uk/net.md" if "uk/net/index.md" in files else "", None)
    return files


@settings(max_examples=300, deadline=None)
@given(trees(), trees(strange=True), st.sets(st.sampled_from(PATHS), min_size=1, max_size=3))
def test_the_scope_leaves_nothing_out(before: Files, other: Files, touched: set[str]) -> None:
    after = {path: text for path, text in before.items() if path not in touched}
    after |= {path: text for path, text in other.items() if path in touched}
    changed = frozenset(path for path in {*before, *after} if before.get(path) != after.get(path))
    old_paths, new_paths = frozenset(before), frozenset(after)

    def reading(files: Files, paths: frozenset[str]) -> Library:
        return library_of({path: text for path, text in files.items() if path in paths or not path.endswith(".md")})

    scope = scope_of(reading(before, changed), reading(after, changed), changed, old_paths, new_paths)
    same = [(p, t.encode() if isinstance(t, str) else t) for p, t in sorted(after.items()) if p not in changed]
    wanted = changed | scope.paths | scope.picks(same)
    wanted |= linked(reading(before, wanted), reading(after, wanted))
    known = {"old_paths": old_paths, "new_paths": new_paths, "changed": changed}
    everything = compare(library_of(before), library_of(after), **known)
    assert compare(reading(before, wanted), reading(after, wanted), **known) == everything


def test_an_ordinary_edit_reads_next_to_nothing() -> None:
    files: Files = {f"uk/{n}.md": article(f"Text {n} of the knowledge base.", id=f"KB-{n}") for n in range(100, 160)}
    files["en/100.md"] = article("Text.", id="KB-100")
    after = files | {"uk/100.md": article("A sentence that nobody has written before.", id="KB-100")}
    changed = frozenset(["uk/100.md"])
    old, new = (library_of({"uk/100.md": tree["uk/100.md"]}) for tree in (files, after))
    scope = scope_of(old, new, changed, frozenset(files), frozenset(after))
    assert scope.paths == {"uk/100.md", "en/100.md"}
    assert scope.picks((p, str(t).encode()) for p, t in files.items() if p not in scope.paths) == frozenset()
