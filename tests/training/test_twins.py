"""What the browser computes is what Python computes: answers, draws, and the schedule of reviews."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.training.questions.draw import draw, mixed, option_order, start_order
from tests.search.javascript import run_js
from tests.training.test_draw import CASES, HERE, pool_of

pytestmark = pytest.mark.browser

MODULES = Path(__file__).resolve().parents[2] / "theme_overrides" / "assets" / "kb" / "academy"
ASK = """async (kb, { answers, draws, reviews, texts }) => ({
  plain: answers.plain.map(([text]) => kb.plain(text)),
  number: answers.number.map(([text, unit]) => kb.numberIn(text, unit)),
  choice: answers.choice.map((row) => kb.markChoice(...row)),
  truth: answers.truth.map((row) => kb.markTruth(...row)),
  short: answers.short.map((row) => kb.markShort(...row)),
  numeric: answers.numeric.map((row) => kb.markNumber(...row)),
  order: answers.order.map((row) => kb.markOrder(...row)),
  draws: draws.map(({ pool, blueprint, count, seed }) => kb.draw(pool, blueprint, count, seed)),
  options: draws.map(({ seed, pool }) => pool.map(({ id }) => [kb.optionOrder(seed, id, 4), kb.startOrder(seed, id, 3)])),
  hashes: texts.map((text) => kb.mixed(text)),
  reviews: reviews.map((rows) => {
    let card
    return rows.map(([grade, day]) => {
      const today = kb.addDays("2026-11-23", day)
      card = kb.next(card, grade, today)
      return [grade, day, card.stability, card.difficulty, kb.daysBetween(today, card.due)]
    })
  }),
})"""


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """Everything in one go: starting a browser takes longest."""
    draws = [{**case, "pool": [vars(asked) for asked in pool_of(case)]} for case in CASES]
    more = [{**draws[0], "seed": str(seed), "count": seed % 12} for seed in range(20)]
    values = {
        "answers": golden("answers"),
        "draws": [*draws, *more],
        "reviews": golden("schedule"),
        "texts": ["", "ї", "🖨|42"],
    }
    found: dict[str, Any] = run_js(ASK, values, MODULES, ["answers.js", "draw.js", "schedule.js"])
    return found | {"asked": values}


def golden(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yml").read_text("utf-8"))


@pytest.mark.parametrize("name", ["plain", "number", "choice", "truth", "short", "numeric", "order"])
def test_answers(said: dict[str, Any], name: str) -> None:
    assert said[name] == [row[-1] for row in golden("answers")[name]]


def test_draws(said: dict[str, Any]) -> None:
    for case, drawn, orders in zip(said["asked"]["draws"], said["draws"], said["options"], strict=True):
        pool = pool_of({"pool": [list(row.values()) for row in case["pool"]]})
        assert tuple(drawn) == draw(pool, case["blueprint"], case["count"], case["seed"])
        assert orders == [[option_order(case["seed"], q.id, 4), start_order(case["seed"], q.id, 3)] for q in pool]
    assert said["hashes"] == [mixed(text) for text in said["asked"]["texts"]]


def test_the_schedule_is_that_of_fsrs(said: dict[str, Any]) -> None:
    for rows, expected in zip(said["reviews"], golden("schedule"), strict=True):
        for row, wanted in zip(rows, expected, strict=True):
            assert row[:2] == wanted[:2] and row[4] == wanted[4]
            assert row[2:4] == pytest.approx(wanted[2:4], abs=2e-4, rel=1e-4)
