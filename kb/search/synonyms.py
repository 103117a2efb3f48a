"""Groups of words that mean the same here: jargon, abbreviations, both languages. Used on the query alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.problem import Problem
from kb.search.chunks import chunks
from kb.search.folding import clean
from kb.search.query import words_of

Phrase = tuple[str, ...]
"""Terms of a word or of several words."""

WEIGHT = 0.7


@dataclass(frozen=True)
class Synonyms:
    """`groups` are read from content/.kb/synonyms.yml."""

    groups: tuple[tuple[Phrase, ...], ...] = ()
    problems: tuple[Problem, ...] = ()

    def others(self, terms: Sequence[Sequence[str]]) -> list[list[Phrase]]:
        """For each word of a query, given as its terms: phrases that mean what it, or it with its neighbours, does."""
        found: list[list[Phrase]] = [[] for _ in terms]
        for group in self.groups:
            for phrase in group:
                for start in range(len(terms) - len(phrase) + 1):
                    if all(part in terms[start + i] for i, part in enumerate(phrase)):
                        for place in range(start, start + len(phrase)):
                            found[place].extend(p for p in group if p != phrase and p not in found[place])
        return found


def check_synonyms(data: Any, path: str = "content/.kb/synonyms.yml") -> Synonyms:
    """Check what was read from YAML: a list of lists of words or phrases. What is wrong becomes a problem."""
    if data is None:
        return Synonyms()
    if not isinstance(data, list):
        return Synonyms(
            (), (_problem(path, 0, "is not a list", "write one group per line: - [VPN, віддалений доступ]"),)
        )
    groups: list[tuple[Phrase, ...]] = []
    problems: list[Problem] = []
    seen: dict[Phrase, int] = {}
    for number, entry in enumerate(data, 1):
        if not isinstance(entry, list) or not all(isinstance(word, str) for word in entry):
            problems.append(
                _problem(path, number, "is not a list of words", 'put "quotes" around numbers and yes or no')
            )
            continue
        group = tuple(dict.fromkeys(phrase for phrase in map(phrase_of, entry) if phrase))
        if len(group) < 2:
            problems.append(
                _problem(path, number, "has fewer than two different words", "add the other word, or remove it")
            )
            continue
        for phrase in group:
            if phrase in seen:
                said = f'has "{entry[0]}" …, which shares a word with group {seen[phrase]}'
                problems.append(_problem(path, number, said, "join the two groups, or keep the word in one"))
            seen.setdefault(phrase, number)
        groups.append(group)
    return Synonyms(tuple(groups), tuple(problems))


def phrase_of(text: str) -> Phrase:
    """The terms that a query would have for this text."""
    words = (word for chunk in chunks(clean(text)) for word in words_of(chunk, chunk))
    return tuple(word.terms[0] for word in words)


def _problem(path: str, number: int, said: str, hint: str) -> Problem:
    return Problem(path, 0, 0, "KB502", f"group {number} {said}" if number else said, hint)
