"""What a change does: every kind of it, and nothing where there is none."""

from __future__ import annotations

import pytest

from kb.diff import Row, compare
from kb.problem import Problem
from tests.conftest import article, library_of

Files = dict[str, str | bytes]

SECRET = "The relay srv-mail-07 accepts mail without a password from the office network."
OPEN = "Select **Send** and wait a minute."
HIDDEN = f"/// visibility | internal\n{SECRET}\n///\n"
VERIFIED = "verified: {on: 2026-01-02, by: olena}\n"


def rows(before: Files, after: Files, **more: tuple[Problem, ...]) -> list[Row]:
    changed = frozenset(path for path in {*before, *after} if before.get(path) != after.get(path))
    old, new = library_of(before), library_of(after)
    return list(compare(old, new, old_paths=frozenset(before), new_paths=frozenset(after), changed=changed, **more))


def only(section: str, found: list[Row]) -> list[Row]:
    return [row for row in found if row.section == section]


def test_nothing_changed() -> None:
    files: Files = {"uk/a.md": article(f"{OPEN}\n\n{HIDDEN}"), "uk/a.png": b"x"}
    assert rows(files, dict(files)) == []


def test_an_article_that_becomes_public_comes_first_and_says_what_it_was() -> None:
    before: Files = {"uk/a.md": article(SECRET, visibility="internal"), "uk/b.md": article("One.", id="KB-0002")}
    after: Files = {"uk/a.md": article(SECRET), "uk/b.md": article("Two.", id="KB-0002")}
    first = rows(before, after)[0]
    assert (first.section, first.path, first.line) == ("opened", "uk/a.md", 4)
    assert first.what == "it was internal; now everybody can read it"
    assert f"+{SECRET}" in first.excerpt


@pytest.mark.parametrize(
    "text",
    [
        SECRET,  # the block is gone, the text stays
        f"/// audience | expert\n{SECRET}\n///",
        "The relay srv-mail-07 accepts all mail without a password from the office network!",  # a little reworded
    ],
)
def test_text_of_a_hidden_block_that_becomes_public(text: str) -> None:
    found = rows({"uk/a.md": article(f"{OPEN}\n\n{HIDDEN}")}, {"uk/a.md": article(f"{OPEN}\n\n{text}")})
    (row,) = only("opened", found)
    assert "srv-mail-07" in row.excerpt[0] and row.line in (10, 11)
    assert only("new", found) == []


def test_a_block_that_is_opened_to_the_team_alone() -> None:
    before: Files = {"uk/a.md": article(f"/// visibility | restricted\n{SECRET}\n///")}
    after: Files = {"uk/a.md": article(HIDDEN)}
    (row,) = only("opened", rows(before, after))
    assert "the whole team" in row.what


def test_text_copied_from_an_internal_article_names_where_it_stood() -> None:
    runbook = article(f"1. {SECRET}", id="KB-0002", visibility="internal")
    before: Files = {"uk/a.md": article(OPEN), "uk/runbook.md": runbook}
    after: Files = {"uk/a.md": article(f"{OPEN}\n\n- {SECRET}"), "uk/runbook.md": runbook}
    (row,) = only("opened", rows(before, after))
    assert "it stood in uk/runbook.md" in row.what


def test_what_was_public_elsewhere_all_along_is_not_opened() -> None:
    files: Files = {
        "uk/in.md": article(SECRET, id="KB-0002", visibility="internal"),
        "uk/b.md": article(SECRET, id="KB-0003"),
    }
    found = rows({**files, "uk/a.md": article(OPEN)}, {**files, "uk/a.md": article(SECRET)})
    assert only("opened", found) == []


def test_a_title_and_symptoms_count_as_text() -> None:
    before: Files = {
        "uk/a.md": article(OPEN),
        "uk/in.md": article("x", id="KB-0002", title=SECRET, visibility="internal"),
    }
    after = before | {"uk/a.md": article(OPEN, more=f'symptoms: ["{SECRET}"]\n')}
    (row,) = only("opened", rows(before, after))
    assert row.line == 0 and row.excerpt == (f"+{SECRET}",)


def test_an_archived_article_that_comes_back() -> None:
    (row,) = only("opened", rows({"uk/a.md": article(more="status: archived\n")}, {"uk/a.md": article()}))
    assert row.what.startswith("it was archived")


def test_files_that_become_public() -> None:
    before: Files = {"uk/a.md": article("/// visibility | internal\n![plan](plan.png)\n///"), "uk/plan.png": b"1"}
    after: Files = {"uk/a.md": article("![plan](plan.png) ![new](new.png)"), "uk/plan.png": b"1", "uk/new.png": b"2"}
    found = rows(before, after)
    assert [r.path for r in only("opened", found) if not r.text] == ["uk/plan.png"]
    assert [r.path for r in only("new", found) if not r.text] == ["uk/new.png"]
    other = rows(after, after | {"uk/new.png": b"3"})
    assert [(r.section, r.path, r.what) for r in other] == [
        ("new", "uk/new.png", "a file that everybody can open has other content")
    ]


def test_new_text_is_counted_and_a_new_article_is_named() -> None:
    found = rows({"uk/a.md": article(OPEN)}, {"uk/a.md": article(f"{OPEN}\n\nMore."), "uk/b.md": article(id="KB-0002")})
    assert [(r.path, r.line, r.what) for r in only("new", found)] == [
        ("uk/a.md", 10, "1 new line that everybody can read"),
        ("uk/b.md", 0, "a new article that everybody can read"),
    ]


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ({}, "it is gone"),
        ({"uk/a.md": article(visibility="internal")}, "it is internal"),
        ({"uk/a.md": article(more="status: archived\n")}, "it is archived"),
        ({"uk/a.md": article("/// visibility | internal\nnever closed")}, "an error keeps it out"),
    ],
)
def test_what_is_no_longer_visible(after: Files, says: str) -> None:
    found = rows({"uk/a.md": article()}, after)
    (row,) = only("closed", found)
    assert row.what == f"everybody could read it; now {says}"
    assert only("opened", found) == []


def test_a_renamed_article_is_the_same_one() -> None:
    found = rows({"uk/a.md": article(OPEN)}, {"uk/net/b.md": article(OPEN)})
    assert [(r.section, r.path, r.what) for r in found] == [
        ("article", "uk/net/b.md", "moved from uk/a.md; public; no audience reads anything else")
    ]


def test_audiences_and_keys_that_change() -> None:
    text = "All.\n\n/// audience | novice\n{}\n///\n"
    found = rows(
        {"uk/a.md": article(text.format("One."))}, {"uk/a.md": article(text.format("Two."), more="tags: [x]\n")}
    )
    (row,) = only("article", found)
    assert row.what == "header: tags; text; public; for novice"
    assert ("-One." in row.excerpt, "+Two." in row.excerpt, "-All." in row.excerpt) == (True, True, False)


def test_a_confirmation_that_no_longer_holds() -> None:
    before: Files = {"uk/a.md": article(OPEN, more=VERIFIED)}
    (row,) = only("stale", rows(before, {"uk/a.md": article("Select Cancel.", more=VERIFIED)}))
    assert row.line == 6 and "2026-01-02 by olena" in row.what and "kb review KB-0001" in row.what
    renewed = article("Select Cancel.", more=VERIFIED.replace("01-02", "03-04"))
    assert only("stale", rows(before, {"uk/a.md": renewed})) == []
    assert only("stale", rows(before, {"uk/a.md": article(OPEN.replace("**", "__"), more=VERIFIED)})) == []


def test_the_other_language_left_behind() -> None:
    before: Files = {"uk/a.md": article("Раз."), "en/a.md": article("One.")}
    (row,) = only("translation", rows(before, before | {"uk/a.md": article("Два.")}))
    assert (row.path, row.what) == ("en/a.md", "not touched, while uk/a.md changed")
    assert only("translation", rows(before, {"uk/a.md": article("Два."), "en/a.md": article("Two.")})) == []


def test_links_that_the_change_breaks() -> None:
    before: Files = {
        "uk/a.md": article("[b](b.md) [h](c.md#part) [old](never.md)"),
        "uk/b.md": article(id="KB-0002"),
        "uk/c.md": article("## Part", id="KB-0003"),
    }
    after: Files = {"uk/a.md": before["uk/a.md"], "uk/c.md": article("## Other", id="KB-0003")}
    found = [(r.path, r.line, r.what) for r in only("link", rows(before, after))]
    assert found == [
        ("uk/a.md", 8, '"b.md": the file is not there any more, or never was'),
        ("uk/a.md", 8, '"c.md#part": uk/c.md has no heading #part'),
    ]


def test_a_header_that_breaks() -> None:
    found = rows({"uk/a.md": article()}, {"uk/a.md": "---\nid: [\n---\n"})
    assert "can't be read" in only("article", found)[0].what or "can't be read" in only("article", found)[1].what
    assert only("closed", found)
