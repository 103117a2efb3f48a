"""Who answers when, and by when an answer is due: golden cases, and what must hold however the clocks turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.escalation import answer, deadline, opening
from kb.escalation.clock import minutes
from kb.escalation.hours import Span, intervals
from tests.escalation.golden import CASES, DEADLINES, data_of, instant, queue_of, stamp
from tests.search.javascript import MODULES, run_js

ZONES = ("Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_answers(case: dict[str, Any]) -> None:
    moment = instant(case["at"])
    assert moment
    found = answer(queue_of(case), moment)
    assert (found.state, found.opening.until, found.opening.next) == (
        case["state"],
        instant(case.get("until")),
        instant(case.get("next")),
    )


@pytest.mark.parametrize("case", DEADLINES, ids=lambda case: case["name"])
def test_when_an_answer_is_due(case: dict[str, Any]) -> None:
    spans, start = queue_of(case).spans, instant(case["from"])
    assert start
    assert deadline(start, minutes(case["length"], spans, case["clock"]), spans, case["clock"]) == instant(case["due"])


def test_the_browser_counts_the_same() -> None:
    values = {
        "cases": [[data_of(case), stamp(case["at"])] for case in CASES],
        "deadlines": [[data_of(case), stamp(case["from"])] for case in DEADLINES],
    }
    code = """async (kb, values) => ({
        cases: values.cases.map(([queue, at]) => kb.answering(queue, at)),
        deadlines: values.deadlines.map(([q, at]) => kb.deadline(at, q.due.P1, q.hours, q.clock)),
    })"""
    found = run_js(code, values, MODULES.parent / "escalation", ("hours.js",))
    for case, result in zip(CASES, found["cases"], strict=True):
        wanted = (case["state"], stamp(case.get("until")), stamp(case.get("next")))
        assert (result["state"], result["until"], result["next"]) == wanted, case["name"]
    for case, result in zip(DEADLINES, found["deadlines"], strict=True):
        assert result == stamp(case["due"]), case["name"]


# The hours in which clocks turn, in each of the zones
TURNS = [
    datetime.fromisoformat(text)
    for text in (
        "2026-03-29T01:00Z",
        "2026-10-25T01:00Z",
        "2026-03-08T07:00Z",
        "2026-11-01T06:00Z",
        "2026-04-04T15:00Z",
        "2026-10-03T15:30Z",
    )
]


def test_the_browser_counts_the_same_around_every_turn_of_a_clock() -> None:
    spans = [
        Span(frozenset(range(7)), start, end, zone)
        for zone in ZONES
        for start, end in ((480, 1080), (90, 150), (130, 190), (1320, 360), (0, 121))
    ]
    moments = [turn + timedelta(minutes=97 * step) for turn in TURNS for step in range(-20, 20)]
    pairs = [(span, moment) for number, span in enumerate(spans) for moment in moments[number % 5 :: 5]]
    values = [
        [[{"days": sorted(s.days), "start": s.start, "end": s.end, "zone": s.zone, "closed": []}], _millis(moment)]
        for s, moment in pairs
    ]
    code = "async (kb, v) => v.map(([s, at]) => [kb.opening(s, at), kb.deadline(at, 333, s, 'hours')])"
    found = run_js(code, values, MODULES.parent / "escalation", ("hours.js",))
    assert len(found) > 1000
    for (span, moment), (seen, due) in zip(pairs, found, strict=True):
        own = opening((span,), moment)
        assert (seen["isOpen"], seen["until"], seen["next"]) == (own.is_open, _millis(own.until), _millis(own.next))
        assert due == _millis(deadline(moment, 333, (span,), "hours")), (span, moment)


def _millis(moment: datetime | None) -> int | None:
    return round(moment.timestamp() * 1000) if moment else None


moments = st.one_of(
    st.integers(0, 60 * 24 * 400).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m)),
    st.builds(lambda turn, m: turn + timedelta(minutes=m), st.sampled_from(TURNS), st.integers(-3000, 3000)),
)
spans_of = st.lists(
    st.builds(
        Span,
        st.frozensets(st.integers(0, 6), min_size=1),
        st.integers(0, 1439),
        st.integers(0, 1440),
        st.sampled_from(ZONES),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(spans_of, moments)
def test_an_opening_is_what_the_clock_on_the_wall_says(spans: list[Span], moment: datetime) -> None:
    found = opening(spans, moment)
    assert found.is_open == any(_open(span, moment) for span in spans) or _turning(spans, moment)
    assert found.until is None or (found.is_open and found.until > moment)
    assert found.next is None or (not found.is_open and found.next > moment)


@settings(max_examples=60, deadline=None)
@given(spans_of, moments, st.integers(1, 3000))
def test_exactly_the_promised_time_is_worked_until_an_answer_is_due(
    spans: list[Span], start: datetime, amount: int
) -> None:
    due = deadline(start, amount, spans, "hours")
    if due is None:
        return
    worked = timedelta()
    for begin, end in intervals(spans, start, 400):
        worked += max(timedelta(), min(end, due) - max(begin, start))
    assert worked == timedelta(minutes=amount)
    later = deadline(start + timedelta(minutes=7), amount, spans, "hours")
    assert later is None or later >= due


def _open(span: Span, moment: datetime) -> bool:
    local = moment.astimezone(ZoneInfo(span.zone))
    minute = local.hour * 60 + local.minute
    if span.end > span.start:
        return local.weekday() in span.days and span.start <= minute < span.end
    before = (local.weekday() - 1) % 7
    return (local.weekday() in span.days and minute >= span.start) or (before in span.days and minute < span.end)


def _turning(spans: list[Span], moment: datetime) -> bool:
    """Within a few hours of a turn the clock on the wall does not tell which of two instants it is."""
    day = timedelta(hours=4)
    zones = [ZoneInfo(span.zone) for span in spans]
    return any((moment - day).astimezone(z).utcoffset() != (moment + day).astimezone(z).utcoffset() for z in zones)
