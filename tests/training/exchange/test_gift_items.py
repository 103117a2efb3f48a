"""GIFT files of others, against what an independent parser reads from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.training.exchange.gift_items import Choice, Item, Range, Text, read_items
from kb.training.exchange.values import Report


def number(text: str) -> float:
    return float(text)


def a_text(text: Text | None) -> Any:
    return None if text is None else {"format": text.format, "text": text.text}


def a_range(found: Range) -> dict[str, Any]:
    if found.how == "simple":
        return {"type": "simple", "number": number(found.first)}
    if found.how == "range":
        return {"type": "range", "number": number(found.first), "range": number(found.second)}
    low, high = sorted((number(found.first), number(found.second)))
    return {"type": "high-low", "numberLow": low, "numberHigh": high}


def a_choice(choice: Choice) -> dict[str, Any]:
    text = a_range(choice.range) if choice.range else a_text(choice.text)
    return {"isCorrect": choice.right, "weight": choice.weight, "text": text, "feedback": a_text(choice.feedback)}


def as_expected(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = {"type": item.kind, "title": item.title}
    if item.kind == "Category":
        return row
    row |= {"id": item.id, "tags": list(item.tags) or None, "stem": a_text(item.stem)}
    row["hasEmbeddedAnswers"] = item.embedded
    if item.kind == "Description":
        return row
    row["globalFeedback"] = a_text(item.feedback)
    if item.kind == "TF":
        first, second = item.truth_feedback
        row |= {"isTrue": item.truth, "trueFeedback": a_text(first), "falseFeedback": a_text(second)}
    elif item.kind == "Matching":
        row["matchPairs"] = [{"subquestion": a_text(left), "subanswer": right} for left, right in item.pairs]
    elif item.range:
        row["choices"] = a_range(item.range)
    elif item.choices:
        row["choices"] = [a_choice(choice) for choice in item.choices]
    return row


def test_files_of_others(corpora: Path) -> None:
    folder = corpora / "torture" / "gift" / "tests" / "questions"
    if not folder.is_dir():
        pytest.skip(f"no {folder}")
    files = sorted(folder.glob("*.gift"))
    assert len(files) == 51
    different = []
    for file in files:
        say = Report(file.name)
        found = [as_expected(item) for item in read_items(file.read_text("utf-8"), say)]
        expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
        if found != expected or say.problems:
            different.append((file.name, found, expected, say.problems))
    assert different == []
