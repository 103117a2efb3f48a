"""Questions made mechanically from pages: the right answer is known, because the question was taken from it."""

from __future__ import annotations

import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.library import Article

CLASSES = ("title", "inflected", "question", "typo", "prefix", "identifier", "spelling", "apostrophe", "body")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CODE = re.compile(
    r"\b(?:[A-Z]{2,}[A-Z0-9]*(?:_[A-Z0-9]+)+|0x[0-9A-Fa-f]{4,}|[A-Z]{2,4}[0-9]{3,}|[a-z]+(?:_[a-z0-9]+){1,3})\b"
)
_QUESTIONS = {
    "uk": ("як {}", "що робити якщо {}", "чому {}", "де знайти {}", "мені потрібно {}"),
    "en": ("how do i {}", "what is {}", "why {}", "where can i find {}", "i need help with {}"),
}


@dataclass(frozen=True)
class Question:
    """`answers` are the keys of the pages that are right."""

    kind: str
    text: str
    answers: frozenset[str]
    tune: bool


def questions(articles: Sequence[Article], language: str, most: int = 150) -> list[Question]:
    """At most so many of each class, the same every time. A third of the pages is for tuning."""
    chance = random.Random(20261123)
    titles: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        titles[article.meta.title.lower()].add(article.key)
    found: list[Question] = []
    for article in articles:
        title = article.meta.title
        right = frozenset(titles[title.lower()])
        for kind, text in _from_title(title, language, chance):
            found.append(Question(kind, text, right, _tune(article.key)))
        text = _from_body(article, chance)
        if text:
            found.append(Question("body", text, right, _tune(article.key)))
    found += _codes(articles, chance)
    kept: list[Question] = []
    for kind in CLASSES:
        rows = [q for q in found if q.kind == kind]
        chance.shuffle(rows)
        kept += rows[:most]
    return kept


def _from_title(title: str, language: str, chance: random.Random) -> Iterable[tuple[str, str]]:
    words = _WORD.findall(title)
    yield "title", title
    if not words:
        return
    inflected = " ".join(_inflect(word, language, chance) for word in words)
    if inflected != " ".join(words):
        yield "inflected", inflected.lower()
    yield "question", chance.choice(_QUESTIONS[language]).format(title.lower())
    place = max(range(len(words)), key=lambda i: len(words[i]))
    if len(words[place]) > 4:
        wrong = _mistype(words[place].lower(), chance, language)
        yield "typo", " ".join(wrong if i == place else w.lower() for i, w in enumerate(words))
    if len(words) > 1 and len(words[-1]) > 4:
        yield "prefix", " ".join([*words[:-1], words[-1][: chance.randint(3, len(words[-1]) - 1)]]).lower()
    if "'" in title or "’" in title or "ʼ" in title:
        yield "apostrophe", re.sub("['’ʼ]", lambda m: chance.choice([c for c in "'’ʼ" if c != m[0]]), title)


def _inflect(word: str, language: str, chance: random.Random) -> str:
    if language == "uk":
        forms = _dictionary_forms(word.lower())
        return chance.choice(forms) if forms else word
    lower = word.lower()
    if len(lower) < 4 or re.search("[a-z][A-Z]", word):
        return word
    if lower.endswith("ing"):
        return lower[:-3]
    if lower.endswith("s") and not lower.endswith("ss"):
        return lower[:-1]
    return lower + chance.choice(("s", "ing", "ed")) if not lower.endswith(("e", "y")) else lower + "s"


def _dictionary_forms(word: str) -> list[str]:
    """Other forms of the word, from a dictionary; none where pymorphy3 is not installed."""
    morph = _dictionary()
    if not morph or not morph.word_is_known(word):
        return []
    lexeme = morph.parse(word)[0].lexeme
    # Old and rare forms come with the verbs; people do not type them
    forms = {p.word for p in lexeme if "Arch" not in p.tag and p.tag.POS == lexeme[0].tag.POS}
    return sorted(forms - {word})


@cache
def _dictionary() -> Any:
    try:
        import pymorphy3  # noqa: PLC0415  # optional

        return pymorphy3.MorphAnalyzer(lang="uk")
    except ImportError:
        return None


def _mistype(word: str, chance: random.Random, language: str) -> str:
    letters = "абвгдежзийклмнопрстуфхцчшщьюяєії" if language == "uk" else "abcdefghijklmnopqrstuvwxyz"
    place = chance.randrange(1, len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1 and place < len(word) - 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 2:
        return word[:place] + chance.choice(letters) + word[place:]
    return word[:place] + chance.choice(letters) + word[place + 1 :]


def _from_body(article: Article, chance: random.Random) -> str:
    lines = [line for s in article.sections for line in s.text.split("\n") if len(_WORD.findall(line)) > 12]
    if not lines:
        return ""
    words = _WORD.findall(chance.choice(lines))
    start = chance.randrange(0, len(words) - 10)
    return " ".join(words[start : start + 10]).lower()


def _codes(articles: Sequence[Article], chance: random.Random) -> list[Question]:
    where: dict[str, set[str]] = defaultdict(set)
    tune: Counter[str] = Counter()
    for article in articles:
        for code in set(_CODE.findall("\n".join(s.text for s in article.sections))):
            where[code].add(article.key)
            tune[code] += _tune(article.key)
    found = []
    for code, keys in sorted(where.items()):
        if len(keys) > 3 or len(code) < 5:
            continue
        found.append(Question("identifier", code, frozenset(keys), bool(tune[code])))
        parts = re.split(r"[_-]", code.removeprefix("0x"))
        other = chance.choice((" ".join(parts), "-".join(parts), "".join(parts))).lower()
        if other != code.lower():
            found.append(Question("spelling", other, frozenset(keys), bool(tune[code])))
    return found


def _tune(key: str) -> bool:
    return zlib.crc32(key.encode()) % 3 == 0
