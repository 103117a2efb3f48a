"""The golden cases as both sides need them: queues for Python, plain data for the browser."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from kb.escalation.card import browser_data
from kb.escalation.queue import Queue

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden.yml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = GOLDEN["cases"]
DEADLINES: list[dict[str, Any]] = GOLDEN["deadlines"]


def queue_of(case: dict[str, Any]) -> Queue:
    hours = tuple({**span, "closed": tuple(span.get("closed", ()))} for span in case["hours"])
    more: dict[str, Any] = {"on_call": {"email": "on-call@example.org"}} if case.get("on_call") else {}
    if "length" in case:
        more["sla"] = {"P1": case["length"], "clock": case["clock"]}
    return Queue.model_validate({"name": "Q", "kind": "team", "hours": hours or "always", **more})


def data_of(case: dict[str, Any]) -> Any:
    return json.loads(browser_data(queue_of(case)))


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def stamp(text: str | None) -> int | None:
    """Milliseconds, as the browser counts."""
    moment = instant(text)
    return round(moment.timestamp() * 1000) if moment else None
