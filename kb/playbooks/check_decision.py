"""A decision leads to something to do, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator

from kb.playbooks.lists import shown
from kb.playbooks.values import Decision, Item, Mistake


def check_decision(decision: Decision) -> Iterator[Mistake]:
    """KB645: a decision without answers, and answers after which there is nothing to do."""
    if not decision.items:
        yield Mistake(decision.line, "KB645", "the decision has no list of answers", "write each answer as `- answer`")
    for item in decision.items:
        if not item.children:
            yield _dead_end(item)
        yield from _inside(item)


def _inside(item: Item) -> Iterator[Mistake]:
    """Either all items inside are answers, or all say what to do."""
    branches = [child for child in item.children if child.children]
    for child in item.children:
        if branches and not child.children:
            yield _dead_end(child)
        yield from _inside(child)


def _dead_end(item: Item) -> Mistake:
    text = shown(item)[:60]
    return Mistake(
        item.line,
        "KB645",
        f'after the answer "{text}" there is nothing to do',
        "put what to do below it, four columns in",
    )
