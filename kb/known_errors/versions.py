"""Versions as products write them, 24H2, 2411, 10.0.26100.2314, compared as people read them; and ranges of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kb.strings import Strings

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_BEFORE = frozenset({"alpha", "beta", "rc", "pre", "preview", "dev", "insider", "a", "b"})
"""What stands before a release. A single letter does so only behind a dot or hyphen: 2022b is later than 2022."""
_OPERATOR = re.compile(r"(>=|<=|==|>|<|=)?\s*(\S.*)")

Operator = Literal["is", ">=", ">", "<=", "<"]


def key_of(version: str) -> tuple[tuple[int, int, str], ...] | None:
    """A key that sorts versions; None for what does not begin with a number (a name, KB5061768)."""
    text = re.sub(r"^\s*(?:version|версія|v)\.?\s*(?=\d)", "", version.casefold())
    if not re.match(r"\s*\d", text):
        return None
    key: list[tuple[int, int, str]] = []
    for token in _TOKEN.finditer(text):
        word = token[0]
        apart = text[token.start() - 1 : token.start()] in (".", "-", " ", "_")
        if word.isdigit():
            key.append((3, int(word), "") if int(word) else _END)
        elif word in _BEFORE and (len(word) > 1 or apart):
            key.append((0, 0, word))
        else:
            key.append((2, 0, word))
    while key and key[-1] == _END:
        key.pop()  # 1.0 and 1.0.0 are the same
    return tuple(key)


_END = (1, 0, "")


def compare(one: str, other: str) -> int | None:
    """-1, 0 or 1; None where the two can't be compared."""
    a, b = key_of(one), key_of(other)
    if a is None or b is None:
        return None
    longest = max(len(a), len(b))
    first, second = ([*key, *[_END] * (longest - len(key))] for key in (a, b))
    return (first > second) - (first < second)


@dataclass(frozen=True)
class Range:
    """Versions that are named, any of them; or limits, all of which hold. Neither: every version."""

    named: tuple[str, ...] = ()
    limits: tuple[tuple[Operator, str], ...] = ()

    def __contains__(self, version: str) -> bool:
        if not self.named and not self.limits:
            return True
        if self.named:
            # 2411 means every build of it: 2411 (Build 18227)
            own = key_of(version) or ()
            return any((key := key_of(name)) is not None and own[: len(key)] == key for name in self.named)
        return all(_holds(operator, compare(version, limit)) for operator, limit in self.limits)

    def words(self, text: Strings) -> str:
        """«від 2409, раніше за 2411»."""
        if not self.named and not self.limits:
            return text["known_error_every"]
        return ", ".join((*self.named, *(text[f"version_{_NAMES[o]}"].format(v) for o, v in self.limits)))


_NAMES = {">=": "from", ">": "after", "<=": "to", "<": "before"}


def read_range(text: str) -> Range:
    """`24H2`, `23H2, 24H2`, `>=2409,<2411`, `*`; ValueError with what is wrong."""
    if text.strip() == "*":
        return Range()
    named: list[str] = []
    limits: list[tuple[Operator, str]] = []
    for part in text.split(","):
        found = _OPERATOR.fullmatch(part.strip())
        if found is None:
            raise ValueError("an empty version")
        sign, version = found[1], found[2].strip()
        if key_of(version) is None:
            raise ValueError(f'"{version}" does not begin with a number')
        if sign in (None, "=", "=="):
            named.append(version)
        else:
            limits.append((sign, version))  # type: ignore[arg-type]
    if named and limits:
        raise ValueError("names of versions and limits together")
    return Range(tuple(named), tuple(limits))


def _holds(operator: Operator, result: int | None) -> bool:
    if result is None:
        return False
    return {">=": result >= 0, ">": result > 0, "<=": result <= 0, "<": result < 0, "is": result == 0}[operator]
