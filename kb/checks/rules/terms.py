"""One thing has one name: the words of content/.kb/glossary.yml.

Two words for one thing look like two things. Found: the words that the glossary lists under `avoid`, in the text of
articles in that language, also declined. What stands in quotation marks or in code is left alone, and so are titles and
symptoms: those are other people's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB722"
UK = """Одна річ має одну назву: слова з content/.kb/glossary.yml.

Два слова для однієї речі здаються двома речами. Знаходить у тексті статей слова, які словник перелічує під `avoid` тією
самою мовою, також відмінені. Не чіпає того, що стоїть у лапках чи в коді, а також назв і симптомів: то чужі слова.
"""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|‘[^’]*’(?!\w)|\]\([^()]*\)|<[^<>]*>")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Once per word and article, at its first place."""
    words = {avoid: use for language, avoid, use in context.avoid if language == page.language}
    if not words:
        return
    pattern = _pattern(tuple(sorted(words)), page.language)
    if not pattern.search(page.prose):
        return
    seen: set[str] = set()
    for unit in page.units:
        for match in pattern.finditer(_QUOTED.sub(" ", unit.bare)):
            avoid = next(word for word, part in zip(sorted(words), match.groups(), strict=True) if part)
            if avoid not in seen:
                seen.add(avoid)
                yield Finding(
                    page.line(unit.start), 1, f'"{match[0]}" is a word to avoid', f"the glossary says: {words[avoid]}"
                )


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"({_word(word, language)})" for word in words))


def _word(word: str, language: str) -> str:
    """A word with its endings; abbreviations are taken as they are."""
    if word.isupper():
        return rf"(?<!\w){re.escape(word)}(?!\w)"
    stems = []
    for part in word.split():
        short = re.sub(r"[аяоеєуюиіїйь]$", "", part)
        inflected = language == "uk" and len(short) > 3  # «вік…» would find half the dictionary
        stem = re.escape(short if inflected else part)
        stems.append(stem + (r"[а-яіїєґ]{0,3}" if inflected else r"(?:s|es)?" if language == "en" else ""))
    return r"(?i:(?<![\w-])" + r"\s+".join(stems) + r"(?![\w-]))"
