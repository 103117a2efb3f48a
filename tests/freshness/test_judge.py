"""States and findings, each from the evidence that it needs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.freshness import Evidence, Feedback, History, Policy, Row, fingerprint, judge, judge_all
from kb.freshness.forecast import forecast
from kb.freshness.issues import issues, known_markers
from kb.freshness.periods import after
from tests.conftest import article, library_of

TODAY = date(2026, 11, 23)
HASH = fingerprint("\nText.\n")


def judged(more: str = "", *, visibility: str = "public", **evidence: object) -> Row | None:
    library = library_of({"uk/net/a.md": article(more=more, visibility=visibility)})
    assert not library.problems
    return judge(library.articles[0], Evidence(TODAY, **evidence))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ("never-verified",)),
        ("verified: {on: 2026-11-01}\n", ("current",)),
        ("verified: {on: 2026-06-20}\n", ("due-soon",)),
        ("verified: {on: 2026-05-01}\n", ("overdue",)),
        ("verified: {on: 2026-05-27}\n", ("due-soon",)),
        ("verified: {on: 2026-05-26}\n", ("overdue",)),
        ("verified: {on: 2026-11-01}\nreview_every: 1w\n", ("overdue",)),
        (f"verified: {{on: 2026-11-01, hash: {HASH}}}\n", ("current",)),
        ("verified: {on: 2026-11-01, hash: deadbeef0000}\n", ("invalidated",)),
        ("verified: {on: 2026-01-01, hash: deadbeef0000}\n", ("invalidated", "overdue")),
        ("verified: {on: 2026-11-24}\n", ("current",)),
        ("verified: {on: 2027-11-24}\n", ("never-verified",)),
        ("verified: {on: 2026-11-01}\napplies_to: [windows-10]\n", ("product-retired",)),
        ("verified: {on: 2026-11-01}\napplies_to: [windows-10, windows-11]\n", ("current",)),
        ("verified: {on: 2026-11-01}\napplies_to: [windows-11]\n", ("current",)),
    ],
)
def test_states(more: str, expected: tuple[str, ...]) -> None:
    row = judged(more, retired={"windows-10": date(2025, 10, 14), "windows-11": date(2031, 1, 1)})
    assert row is not None and row.states == expected


@pytest.mark.parametrize(
    ("owners", "state"), [(None, "current"), (frozenset({"desk"}), "current"), (frozenset(), "orphaned")]
)
def test_orphaned(owners: frozenset[str] | None, state: str) -> None:
    row = judged("verified: {on: 2026-11-01}\n", owners=owners)
    assert row is not None and row.state == state


@pytest.mark.parametrize("more", ["status: archived\n", "type: page\n"])
def test_what_is_not_reviewed(more: str) -> None:
    assert judged(more) is None


def test_a_page_that_states_something_is_reviewed() -> None:
    row = judged("type: page\nreview_every: 30d\nverified: {on: 2026-01-01}\n")
    assert row is not None and row.state == "overdue"


@pytest.mark.parametrize(
    ("more", "evidence", "signal"),
    [
        ("", {"broken": {"uk/net/a.md": 2}}, ("broken-links", "2")),
        ("", {"feedback": {"uk/net/a.md": Feedback(3, 7)}}, ("negative-feedback", "7/10")),
        ("type: runbook\n", {}, ("not-exercised", "")),
        ("type: runbook\nexercised: {on: 2025-01-01}\n", {}, ("not-exercised", "2025-01-01")),
        ("applies_to: [a, b]\n", {"retired": {"a": date(2020, 1, 1)}}, ("some-products-retired", "a")),
        ("", {"history": History({"uk/net/a.md": date(2026, 11, 20)})}, ("changed-since", "2026-11-20")),
    ],
)
def test_findings(more: str, evidence: dict[str, object], signal: tuple[str, str]) -> None:
    row = judged("verified: {on: 2026-11-01}\n" + more, **evidence)
    assert row is not None and row.signals == (signal,) and row.needs_work and row.state == "current"


@pytest.mark.parametrize(
    ("more", "evidence"),
    [
        ("", {"feedback": {"uk/net/a.md": Feedback(1, 3)}}),
        ("", {"feedback": {"uk/net/a.md": Feedback(7, 3)}}),
        ("type: runbook\nexercised: {on: 2026-10-01}\n", {}),
        ("type: runbook\nexercised:\n  - {on: 2026-10-01}\n  - {on: 2020-01-01}\n", {}),
        ("type: runbook\n", {"policy": Policy(exercise_every="never")}),
        ("", {"history": History({"uk/net/a.md": date(2026, 11, 2)})}),
    ],
)
def test_no_findings(more: str, evidence: dict[str, object]) -> None:
    row = judged("verified: {on: 2026-11-01}\n" + more, **evidence)
    assert row is not None and row.signals == () and not row.needs_work and row.urgency == 0


def test_git_is_silent_where_the_fingerprint_speaks() -> None:
    history = History({"uk/net/a.md": date(2026, 11, 20)})
    row = judged(f"verified: {{on: 2026-11-01, hash: {HASH}}}\n", history=history)
    assert row is not None and row.signals == ()


def test_the_policy_differs_by_visibility() -> None:
    policy = Policy(review_every={"article": {"internal": "1w"}})
    public = judged("verified: {on: 2026-11-01}\n", policy=policy)
    internal = judged("verified: {on: 2026-11-01}\n", policy=policy, visibility="internal")
    assert public and internal and (public.state, internal.state) == ("current", "overdue")


def test_what_harms_readers_most_comes_first() -> None:
    old, ok = "verified: {on: 2025-11-01}\n", "verified: {on: 2026-11-01}\n"
    library = library_of(
        {
            "uk/a.md": article(id="KB-1", more=ok),
            "uk/b.md": article(id="KB-2", more=old, visibility="internal"),
            "uk/c.md": article(id="KB-3", more=old),
            "uk/d.md": article(id="KB-4", more="verified: {on: 2026-11-01, hash: deadbeef0000}\n"),
        }
    )
    rows = judge_all(library.articles, Evidence(TODAY, broken={"uk/c.md": 1}))
    assert [row.id for row in rows] == ["KB-3", "KB-4", "KB-2", "KB-1"]


@settings(deadline=None)
@given(st.dates(), st.integers(1, 99999), st.sampled_from(["d", "w", "mo", "y", "h", "m"]))
def test_a_period_leads_forward(day: date, number: int, unit: str) -> None:
    assert after(day, f"{number}{unit}") > day or day == date.max


def test_periods() -> None:
    assert after(date(2026, 1, 31), "1mo") == date(2026, 2, 28)
    assert after(date(2024, 2, 29), "1y") == date(2025, 2, 28)
    assert after(date(2026, 11, 30), "13mo") == date(2027, 12, 30)


def test_forecast() -> None:
    def row(more: str, number: int) -> str:
        return article(id=f"KB-{number}", more=more)

    library = library_of(
        {
            "uk/a.md": row("", 1),
            "uk/b.md": row("verified: {on: 2026-11-20}\nreview_every: 1w\n", 2),
            "uk/c.md": row("verified: {on: 2026-11-20}\nreview_every: 2w\n", 3),
            "uk/d.md": row("verified: {on: 2026-11-20}\nreview_every: 1y\n", 4),
        }
    )
    weeks = forecast(judge_all(library.articles, Evidence(TODAY)), TODAY, 3)
    assert [(w.start, w.reviews) for w in weeks] == [(TODAY + timedelta(weeks=n), [2, 1, 0][n]) for n in range(3)]


def test_an_issue_is_written_once() -> None:
    library = library_of(
        {
            "uk/a.md": article(title="A <b> @all"),
            "en/b.md": article(id="KB-2"),
        }
    )
    rows = judge_all(library.articles, Evidence(TODAY))
    (issue,) = issues(rows, frozenset(), {"desk": "Service desk"}, lambda row: row.state)
    assert issue.title == "Service desk: 2 articles to review" and issue.articles == ("KB-2", "KB-0001")
    assert "A \\<b\\> \\@all" in issue.body
    known = known_markers('[{"body": "' + issue.body.replace("<", "\\u003c") + '"}]')
    assert issues(rows, known, {}, lambda row: "") == ()
    (rest,) = issues(rows, frozenset(list(known)[:1]), {}, lambda row: "")
    assert len(rest.articles) == 1
