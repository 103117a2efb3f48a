"""A run as a plain value: what each action makes of it, and how it is kept and found again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runbooks.javascript import run

ORDER = ["step-1", "step-2", "step-3", "step-4", "step-5"]
PLAY = """(kb, [actions, order]) => {
  const run = actions.reduce((state, action) => kb.reduce(state, action, order), kb.fresh())
  return { ...run, phase: kb.phase(run), spent: kb.elapsed(run, 100_000), open: kb.remaining(run, order), tally: kb.tally(run, order) }
}"""


def play(*actions: dict[str, Any]) -> Any:
    return run(("state.js",), PLAY, [actions, ORDER])


def outcome(step: int, what: str, at: int) -> dict[str, Any]:
    return {"type": "outcome", "step": f"step-{step}", "outcome": what, "at": at}


def test_the_first_outcome_begins_the_run_and_the_cursor_goes_on() -> None:
    state = play({"type": "input", "name": "pc", "value": "PC-1", "at": 500}, outcome(1, "done", 1000))
    assert (state["started"], state["phase"], state["cursor"]) == (1000, "running", "step-2")
    assert state["steps"]["step-1"] == {"outcome": "done", "at": 1000, "by": None}
    assert state["inputs"] == {"pc": "PC-1"}


def test_what_did_not_work_keeps_the_cursor() -> None:
    assert play(outcome(1, "failed", 1000))["cursor"] == "step-1"


def test_the_same_outcome_again_takes_it_back() -> None:
    state = play(outcome(1, "done", 1000), outcome(1, "done", 2000))
    assert state["steps"]["step-1"]["outcome"] is None and state["open"] == ORDER


def test_a_note_stays_when_the_outcome_changes() -> None:
    note = {"type": "note", "step": "step-1", "text": "no answer", "at": 1500}
    state = play(note, outcome(1, "failed", 2000), outcome(1, "done", 3000))
    assert state["steps"]["step-1"] == {"note": "no answer", "outcome": "done", "at": 3000, "by": None}


def test_a_branch_leaves_out_what_is_between() -> None:
    state = play(outcome(1, "done", 1000), {"type": "branch", "step": "step-2", "to": "step-5", "at": 2000})
    assert [state["steps"].get(key, {}).get("outcome") for key in ORDER] == ["done", "done", "skipped", "skipped", None]
    assert state["steps"]["step-3"]["by"] == "step-2" and state["cursor"] == "step-5"
    assert state["branches"] == [{"from": "step-2", "to": "step-5", "at": 2000}]


def test_a_branch_keeps_what_was_decided_and_backwards_only_goes() -> None:
    done = [outcome(3, "failed", 1000), outcome(2, "failed", 1500)]
    forward = play(*done, {"type": "branch", "step": "step-2", "to": "step-4", "at": 2000})
    assert [forward["steps"][key]["outcome"] for key in ORDER[1:3]] == ["failed", "failed"]
    back = play(outcome(3, "failed", 1000), {"type": "branch", "step": "step-3", "to": "step-1", "at": 2000})
    assert back["cursor"] == "step-1" and back["tally"]["skipped"] == 0


def test_a_link_outside_the_steps_leaves_out_those_before_its_goal() -> None:
    state = play({"type": "branch", "step": None, "after": -1, "to": "step-3", "at": 2000})
    assert [key for key in ORDER if state["steps"].get(key, {}).get("outcome") == "skipped"] == ORDER[:2]


def test_pauses_do_not_count() -> None:
    state = play(
        {"type": "start", "at": 0},
        {"type": "pause", "at": 10_000},
        {"type": "resume", "at": 60_000},
        {"type": "pause", "at": 65_000},
    )
    assert (state["spent"], state["phase"]) == (15_000, "paused")


def test_the_last_outcome_ends_the_run_and_taking_one_back_opens_it() -> None:
    done = [outcome(n, "done", 1000 * n) for n in range(1, 6)]
    assert (play(*done)["phase"], play(*done)["finished"], play(*done)["spent"]) == ("finished", 5000, 4000)
    assert play(*done, outcome(5, "done", 9000))["phase"] == "running"


def test_a_finished_run_is_corrected_and_noted_without_running_again() -> None:
    done = [outcome(n, "done", 1000 * n) for n in range(1, 6)]
    note = {"type": "note", "step": "step-2", "text": "late thought", "at": 60_000}
    state = play(*done, note, outcome(2, "failed", 61_000))
    assert (state["phase"], state["finished"], state["spent"]) == ("finished", 5000, 4000)
    assert state["steps"]["step-2"]["outcome"] == "failed"
    early = play(outcome(1, "done", 1000), {"type": "finish", "at": 2000}, outcome(2, "done", 60_000))
    assert early["phase"] == "running"


def test_nothing_is_left_after_starting_over() -> None:
    assert play(outcome(1, "done", 1000), {"type": "reset", "at": 2000})["steps"] == {}


# Keeping

KEEP = """(kb, { before, after, actions, at = 100, secrets = [], plain = ["pc"], raw = null }) => {
  const kept = new Map()
  globalThis.localStorage = {
    getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: key => kept.delete(key),
  }
  const run = actions.reduce((state, action) => kb.reduce(state, action, before.map(step => step.key)), kb.fresh())
  const saved = kb.save("KB-1", run, before, plain, secrets, 100)
  const stored = [...kept.values()].join("")
  if (raw !== null) kept.set("kb-run:KB-1", raw)
  return { saved, stored, ...kb.load("KB-1", after, at) }
}"""


def steps(*texts: str, cells: dict[int, list[str]] | None = None) -> list[dict[str, Any]]:
    return [
        {"key": f"step-{n}", "number": n, "text": text, "cells": (cells or {}).get(n, [])}
        for n, text in enumerate(texts, 1)
    ]


def keep(before: list[dict[str, Any]], after: list[dict[str, Any]], *actions: dict[str, Any], **more: Any) -> Any:
    return run(("state.js", "store.js"), KEEP, {"before": before, "after": after, "actions": actions, **more})


def test_the_same_text_gives_the_same_run() -> None:
    text = steps("One", "Two")
    found = keep(text, text, outcome(1, "done", 50), {"type": "note", "step": "step-1", "text": "fine", "at": 60})
    assert found["run"]["steps"]["step-1"] == {"outcome": "done", "at": 50, "by": None, "note": "fine", "commands": []}
    assert (found["saved"], found["changed"], found["run"]["lost"]) == (True, False, [])


def test_a_step_is_found_again_by_its_words_and_its_commands() -> None:
    before = steps("Ping it", "Restart", "Look", cells={2: ["restart"]})
    after = steps("New step", "Ping it", "Restart, but slowly", "Look", cells={3: ["restart"]})
    found = keep(before, after, outcome(1, "done", 50), outcome(2, "failed", 60))
    assert {key: said["outcome"] for key, said in found["run"]["steps"].items()} == {
        "step-2": "done",
        "step-3": "failed",
    }
    assert found["changed"] and found["run"]["lost"] == []


def test_a_step_that_is_gone_stays_in_the_run() -> None:
    found = keep(steps("One", "Two", "Three"), steps("One", "Three"), outcome(2, "failed", 50))
    assert [(lost["text"], lost["outcome"]) for lost in found["run"]["lost"]] == [("Two", "failed")]
    assert found["run"]["steps"] == {}


def test_the_other_language_is_the_same_run() -> None:
    found = keep(steps("One", "Two"), steps("Один", "Два"), outcome(2, "done", 50))
    assert found["run"]["steps"]["step-2"]["outcome"] == "done" and found["run"]["lost"] == []


def test_secrets_are_not_stored_wherever_they_stand() -> None:
    text = steps("One")
    told = {"type": "note", "step": "step-1", "text": "used hunter22, worked", "at": 60}
    values = [
        {"type": "input", "name": n, "value": v, "at": 1}
        for n, v in (("pc", "PC-1"), ("other", "hunter22"), ("secret", "hunter22"))
    ]
    found = keep(text, text, told, *values, secrets=["hunter22"], plain=["pc", "other"])
    assert "hunter22" not in found["stored"] and "PC-1" in found["stored"]


def test_a_run_left_alone_was_paused_when_it_was_last_seen() -> None:
    text = steps("One", "Two")
    soon = keep(text, text, {"type": "start", "at": 40}, at=1000)["run"]
    late = keep(text, text, {"type": "start", "at": 40}, at=10**9)["run"]
    assert (soon["since"], late["since"], late["elapsed"]) == (40, None, 60)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "null",
        "[]",
        '{"version":1}',
        '{"version":9,"run":{},"about":[]}',
        '{"version":1,"about":[null,{}],"run":{"steps":{"step-1":null},"branches":[1],"lost":[0],"inputs":{"pc":3}}}',
    ],
)
def test_what_somebody_else_has_written_there_does_no_harm(raw: str) -> None:
    text = steps("One")
    found = keep(text, text, raw=raw)
    assert found["run"]["inputs"] == {} and found["run"]["lost"] == [] and found["run"]["started"] is None
