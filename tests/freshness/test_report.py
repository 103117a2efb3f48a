"""The badge of an article and the report: what is said, to whom, and that it is well-formed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from kb.edition import Edition
from kb.freshness import Evidence, Row, judge_all
from kb.freshness.badge import Badge, badge
from kb.freshness.charts import states_chart
from kb.freshness.judge import SIGNALS
from kb.freshness.report import MOST, report
from kb.strings import strings_for
from tests.conftest import article, library_of

TODAY = date(2026, 11, 23)
OLD = "verified: {on: 2025-11-01, by: olena, against: W 11, method: reproduced}\n"
NEW = "verified: {on: 2026-11-01, by: desk}\n"


def rows_of(files: dict[str, str], **evidence: object) -> tuple[Row, ...]:
    return judge_all(library_of(dict(files)).articles, Evidence(TODAY, **evidence))  # type: ignore[arg-type]


def badge_of(more: str, edition: str, visibility: str = "public", **evidence: object) -> Badge:
    (row,) = rows_of({"uk/a.md": article(more=more, visibility=visibility)}, **evidence)
    return badge(row, Edition.parse(edition), strings_for("uk"), {"desk": "Підтримка"}, TODAY)


def test_readers_see_a_banner_and_no_more() -> None:
    shown = badge_of(OLD, "public/uk", broken={"uk/a.md": 2})
    assert "1 листопада 2025" in shown.banner and (shown.state, shown.notes) == ("", ())
    assert (shown.by, shown.against, shown.method) == ("", "W 11", "виконано крок за кроком")


def test_the_team_sees_who_and_why() -> None:
    shown = badge_of(OLD, "internal/uk", broken={"uk/a.md": 2})
    assert shown.by == "olena" and shown.state == "прострочено"
    assert len(shown.notes) == 2 and shown.notes[1] == "непрацюючих посилань: 2"
    assert "30 квітня 2026" in shown.notes[0] and "207 днів" in shown.notes[0]


@pytest.mark.parametrize(("more", "visibility"), [(NEW, "public"), (OLD, "internal"), ("", "public")])
def test_no_banner_without_need(more: str, visibility: str) -> None:
    assert badge_of(more, "internal/uk", visibility).banner == ""


def test_a_team_may_be_named_to_readers() -> None:
    assert badge_of(NEW, "public/uk").by == "Підтримка"


def test_a_check_in_the_future_is_not_shown_as_one() -> None:
    assert badge_of("verified: {on: 2027-11-01}\n", "internal/uk").verified_on is None


@pytest.mark.parametrize("language", ["uk", "en"])
def test_there_are_words_for_everything(language: str) -> None:
    words = strings_for(language)
    assert [s for s in SIGNALS if f"finding_{s}" not in words.text] == []
    files = {
        "uk/a.md": article(id="KB-1", more="type: runbook\napplies_to: [a, b]\n" + OLD.replace("2025", "2028")),
        "uk/b.md": article(id="KB-2", more="applies_to: [a]\nverified: {on: 2025-01-01, hash: deadbeef0000}\n"),
        "uk/c.md": article(id="KB-3", more="verified: {on: 2026-06-20}\n"),
        "uk/d.md": article(id="KB-4", more="type: runbook\nexercised: {on: 2020-01-02}\n" + NEW),
    }
    rows = rows_of(files, retired={"a": date(2020, 1, 1)}, owners=frozenset())
    made = report(rows, dict.fromkeys(files, "u/"), words, TODAY, {}, {})
    said = "\n".join(text for entry in made.entries for text in entry.why)
    assert "{" not in said and said.count("\n") >= 10
    assert [(g.work, g.all) for g in made.owners] == [(4, 4)]


def test_charts_are_well_formed_and_say_their_numbers() -> None:
    rows = rows_of({"uk/a.md": article(id="KB-1", more=OLD), "uk/b.md": article(id="KB-2", more=NEW)})
    made = report(rows, {row.path: "" for row in rows}, strings_for("en"), TODAY, {}, {})
    for svg in (made.states_svg, made.weeks_svg):
        assert ET.fromstring(svg).attrib["role"] == "img" and "style=" not in svg
    assert "overdue: 1, current: 1" in made.states_svg
    assert states_chart([("x", '<b> & "c"', 1)], "T").count("&lt;b&gt;") == 2
    empty = report((), {}, strings_for("en"), TODAY, {}, {})
    assert (empty.states_svg, empty.weeks_svg, empty.entries) == ("", "", ())


def test_a_page_does_not_grow_for_ever() -> None:
    rows = rows_of({f"uk/a{n}.md": article(id=f"KB-{n}") for n in range(MOST + 5)})
    made = report(rows, {row.path: "" for row in rows}, strings_for("en"), TODAY, {}, {})
    assert (len(made.entries), made.more) == (MOST, 5)
