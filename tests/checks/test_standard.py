"""The sample: the same for everyone who draws that day, and nothing in it about people."""

from __future__ import annotations

from datetime import date

from kb.checks.standard import CRITERIA, sample, score
from kb.codes import CODES
from kb.problem import Problem
from kb.report.standard import FORMATS, render_scores
from tests.conftest import article, library_of

DAY = date(2026, 11, 23)
FULL = "symptoms: [x]\nticket_category: a/b\nverified: {on: 2026-11-02, by: olena, against: Windows 11}\n"
LIBRARY = library_of(
    {
        **{
            f"en/a/{n:02d}.md": article("Text.", id=f"KB-{n:04d}", title=f"Title number {n}", more=FULL)
            for n in range(1, 31)
        },
        "en/a/index.md": article("x", id="KB-0100"),
        "en/a/page.md": article("x", id="KB-0101", more="type: page\n"),
        "en/a/old.md": article("x", id="KB-0102", more="status: archived\n"),
        "en/a/bare.md": article("x", id="KB-0103"),
    }
)


def test_the_lot_is_the_day() -> None:
    first, again, other = (sample(LIBRARY.articles, 10, day) for day in (DAY, DAY, date(2026, 11, 24)))
    assert first == again != other and len(first) == 10
    assert list(first) == sorted(first, key=lambda a: a.path)
    everything = {a.path for a in sample(LIBRARY.articles, 1000, DAY)}
    assert everything == {f"en/a/{n:02d}.md" for n in range(1, 31)} | {"en/a/bare.md"}


def test_each_criterion_counts_what_speaks_against_it() -> None:
    one = LIBRARY.by_path["en/a/01.md"]
    for name, codes in CRITERIA.items():
        assert set(codes) <= set(CODES)
        for code in codes:
            (row,) = score([one], [Problem("content/en/a/01.md", 3, 1, code, "x")], "content/")
            assert name not in row.met and row.percent == 83, code
    (row,) = score([one], [Problem("content/en/a/02.md", 3, 1, "KB701", "x")], "content/")
    assert row.percent == 100


def test_missing_metadata_is_said() -> None:
    (row,) = score([LIBRARY.by_path["en/a/bare.md"]], [], "content/")
    assert row.percent == 83 and "`symptoms`, `ticket_category` missing" in render_scores(
        [row], "text", DAY, "content/"
    )


def test_nobody_is_named_in_any_format() -> None:
    rows = score(sample(LIBRARY.articles, 5, DAY), [], "content/")
    for style in FORMATS:
        text = render_scores(rows, style, DAY, "content/")
        assert rows[0].article.path in text and "100" in text
        assert "desk" not in text and "olena" not in text and "owner" not in text
