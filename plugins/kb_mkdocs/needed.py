"""What a text must hold where a regular expression shall match: a quick look before a slow search."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from operator import methodcaller
from typing import Any

Look = Callable[[str], object]


def look_for(pattern: re.Pattern[str]) -> Look | None:
    """False for a text in which the expression can't match anywhere; None where the expression does not tell."""
    texts = needed(pattern)
    if len(texts) == 1:
        return methodcaller("__contains__", texts[0])
    return re.compile("|".join(map(re.escape, texts))).search if texts else None


def needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Texts of which each match, with what it looks ahead to, holds at least one; none where that can't be said."""
    try:
        parser = importlib.import_module("re._parser")  # not public: whoever changes it, the tests tell
        found = [] if pattern.flags & re.IGNORECASE else _found(parser.parse(pattern.pattern, pattern.flags))
    except (ImportError, AttributeError):
        return ()
    return min(found, key=lambda texts: (len(texts), -min(map(len, texts))), default=())


def _found(tokens: Iterable[Any]) -> list[tuple[str, ...]]:
    """All that is needed: of each entry at least one text."""
    found: list[tuple[str, ...]] = []
    literal = ""
    for op, value in [*tokens, ("END", None)]:
        name = str(op)
        if name == "LITERAL":
            literal += chr(value)
            continue
        if literal:
            found.append((literal,))
            literal = ""
        if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            found.append(tuple(chr(code) for _, code in value))
        elif name == "SUBPATTERN" and not value[1] & re.IGNORECASE:
            found += _found(value[3])
        elif name == "ATOMIC_GROUP":
            found += _found(value)
        elif name == "ASSERT":
            found += _found(value[1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
            inner = list(value[2])
            one = len(inner) == 1 and str(inner[0][0]) == "LITERAL"
            found += [(chr(inner[0][1]) * value[0],)] if one else _found(inner)
        elif name == "BRANCH":
            found += _in_each([_found(branch) for branch in value[1]])
    return found


def _in_each(branches: list[list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """What all branches need; where that is nothing, one thing of each."""
    common = [texts for texts in branches[0] if all(texts in others for others in branches[1:])]
    if common or not all(branches):
        return common
    return [tuple(dict.fromkeys(text for branch in branches for text in branch[0]))]
