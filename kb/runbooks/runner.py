"""What the step runner in the browser must know of a runbook, besides its text. No value is ever in it, only what to ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kb.library import Article
from kb.library.frontmatter import Input
from kb.runbooks.labels import labels_json

_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}


@dataclass(frozen=True)
class RunnerView:
    """`inputs` and `labels` are JSON for data attributes, `minutes` is 0 where the runbook does not say how long it takes."""

    id: str
    title: str
    language: str
    minutes: int
    inputs: str
    labels: str


def runner_view(article: Article | None, language: str) -> RunnerView | None:
    """For a page in an interface of this language; None where there is nothing to carry out."""
    if article is None or article.meta.type != "runbook":
        return None
    meta = article.meta
    inputs = json.dumps([_asked(one) for one in meta.inputs], ensure_ascii=False)
    return RunnerView(meta.id, meta.title, article.language, _minutes(meta.duration), inputs, labels_json(language))


def _asked(one: Input) -> dict[str, str]:
    """An example of a secret is left out: it would look like one."""
    found = {"name": one.name, "label": one.label, "type": one.type or "text", "pattern": one.pattern}
    return {key: value for key, value in found.items() if value} | (
        {"example": one.example} if one.example and one.type != "secret" else {}
    )


def _minutes(duration: str | None) -> int:
    unit = (duration or "")[-1:]
    return int(duration[:-1]) * _MINUTES[unit] if duration and unit in _MINUTES and duration[:-1].isdigit() else 0
