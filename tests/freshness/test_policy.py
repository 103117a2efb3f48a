"""The policy: what a team may write, and what it is told about a mistake."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from kb.edition import VISIBILITIES
from kb.freshness import DEFAULT_POLICY, STATES, read_policy
from kb.freshness.policy import DEFAULT_REVIEW, TYPES
from tests.conftest import ROOT


def test_there_is_a_period_for_everything() -> None:
    assert {kind: set(periods) for kind, periods in DEFAULT_REVIEW.items()} == {
        kind: set(VISIBILITIES) for kind in TYPES
    }


@pytest.mark.parametrize("raw", [None, {}, {"freshness": None}, {"freshness": {}}, {"quality": {"x": 1}}])
def test_nothing_written_is_the_default(raw: Any) -> None:
    assert read_policy(raw) == (DEFAULT_POLICY, ())


def test_what_is_written_replaces_what_it_names() -> None:
    policy, mistakes = read_policy(
        {"freshness": {"review_every": {"runbook": "1mo", "article": {"public": "never"}}, "due_soon": "2w"}}
    )
    assert mistakes == () and policy.due_soon == "2w" and policy.exercise_every == DEFAULT_POLICY.exercise_every
    assert policy.period("runbook", "internal") == "1mo"
    assert [policy.period("article", v) for v in VISIBILITIES] == ["never", "1y", "180d"]


@pytest.mark.parametrize(
    ("raw", "said", "hint"),
    [
        ([], "is not a list", "freshness:"),
        ({"freshnes": {}}, '"freshnes" stands', "indent"),
        ({"due_soon": "3d"}, '"due_soon" stands', "indent"),
        ({"freshness": []}, "`freshness` is a list", "write"),
        ({"freshness": {"due_son": "3d"}}, 'unknown key "freshness.due_son"', '"due_soon"'),
        ({"freshness": {"due_soon": "30 days"}}, '`freshness.due_soon` is "30 days"', "90d"),
        ({"freshness": {"due_soon": "30m"}}, '`freshness.due_soon` is "30m"', "90d"),
        ({"freshness": {"review_every": {"artcle": "1y"}}}, '"artcle" is neither', '"article"'),
        ({"freshness": {"review_every": {"article": {"pubic": "1y"}}}}, '"pubic" is no visibility', '"public"'),
        ({"freshness": {"review_every": {"article": 90}}}, '`freshness.review_every.article` is "90"', "90d"),
        ({"freshness": {"review_every": {"article": {"public": 90}}}}, '.article.public` is "90"', "never"),
        ({"freshness": {"negative_feedback": {"share": 40}}}, '.share` is "40"', "0.4"),
        ({"freshness": {"negative_feedback": 3}}, '`freshness.negative_feedback` is "3"', "{votes: 5"),
    ],
)
def test_a_mistake_is_said_once_and_the_default_holds(raw: Any, said: str, hint: str) -> None:
    policy, mistakes = read_policy(raw)
    assert policy == DEFAULT_POLICY and len(mistakes) == 1, mistakes
    assert said in mistakes[0][1] and hint in mistakes[0][2]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_handbook_has_the_same_periods_and_a_sample_that_is_accepted(language: str) -> None:
    text = (ROOT / "content" / language / "handbook" / "freshness.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    written = {
        kind: dict(zip(VISIBILITIES, periods, strict=True))
        for kinds, *periods in rows
        for kind in re.findall(r"`([\w-]+)`", kinds)
    }
    assert written == DEFAULT_REVIEW
    sample = re.search(r"```yaml\n(freshness:.*?)```", text, re.DOTALL)
    assert sample
    policy, mistakes = read_policy(yaml.safe_load(sample[1]))
    assert mistakes == () and policy.period("article", "internal") == "2y"
    assert [state for state in STATES if f"| `{state}` |" not in text] == []
