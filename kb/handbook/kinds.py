"""What a typed key accepts, in words: from the type hint to a phrase in the page's language."""

from __future__ import annotations

from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints, Tag

from kb.checks.policy import Code
from kb.escalation.queue import Address, Length, Lines, Long, Mail, Text
from kb.handbook.markdown import code
from kb.library.frontmatter import Duration, Id, Line, ObjectiveId, Slug
from kb.options import Language

NAMED: tuple[tuple[Any, tuple[str, ...], dict[str, str]], ...] = (
    (Id, ("KB-0142",), {"en": "an id: {}", "uk": "id: {}"}),
    (ObjectiveId, ("OBJ-SAT-1",), {"en": "an id: {}", "uk": "id: {}"}),
    (Line, (), {"en": "one line of text", "uk": "один рядок тексту"}),
    (Slug, (), {"en": "one word without spaces", "uk": "одне слово без пробілів"}),
    (Duration, ("15m", "2h", "90d", "26w", "6mo", "1y"), {"en": "a length of time: {}", "uk": "тривалість: {}"}),
    (Code, ("KB711",), {"en": "a code: {}", "uk": "код: {}"}),
    (
        Text,
        (),
        {"en": "one line of text, or one in each language", "uk": "один рядок тексту, спільний або кожною мовою"},
    ),
    (Lines, (), {"en": "a list of lines, or one in each language", "uk": "перелік рядків, спільний або кожною мовою"}),
    (Long, (), {"en": "text, or one in each language", "uk": "текст, спільний або кожною мовою"}),
    (Length, ("15m", "2h", "3d"), {"en": "a length of time: {}", "uk": "тривалість: {}"}),
    (Mail, ("desk@example.org",), {"en": "an address of mail: {}", "uk": "адреса пошти: {}"}),
    (Address, ("https://help.example.org/",), {"en": "a web address: {}", "uk": "вебадреса: {}"}),
    (Language, ("uk",), {"en": "a language: {}", "uk": "мова: {}"}),
)
"""Types that have a name in the code, with examples (which a test holds against the type) and a phrase for them."""

_PLAIN: dict[Any, dict[str, str]] = {
    str: {"en": "text", "uk": "текст"},
    int: {"en": "a whole number", "uk": "ціле число"},
    float: {"en": "a number", "uk": "число"},
    bool: {"en": "true or false", "uk": "true або false"},
    date: {"en": "a date without quotes: `2026-11-02`", "uk": "дата без лапок: `2026-11-02`"},
}
_LIST = {"en": "a list, each entry {}", "uk": "список, кожен запис: {}"}
_MAP = {"en": "for each key, {}", "uk": "для кожного ключа {}"}
_OR = {"en": " or ", "uk": " або "}
_KEYS = {"en": "the keys below it", "uk": "ключі, наведені під ним"}
_FORM = {"en": "text of the form {}", "uk": "текст вигляду {}"}


def accepts(hint: Any, language: str) -> str:
    """A phrase for a type hint; TypeError for one that nobody has put into words yet."""
    for named, examples, phrase in NAMED:
        if hint == named:
            return phrase[language].format(", ".join(map(code, examples)))
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kinds = [accepts(kind, language) for kind in inside if kind is not NoneType]
        return (", " if all(kind.startswith("`") for kind in kinds) else _OR[language]).join(kinds)
    if origin is Literal:
        return ", ".join(code(word) for word in inside)
    if origin is tuple:
        return _LIST[language].format(accepts(inside[0], language))
    if origin is dict:
        return _MAP[language].format(accepts(inside[1], language))
    if origin is Annotated:
        return _constrained(hint, language)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _KEYS[language]
    if hint in _PLAIN:
        return _PLAIN[hint][language]
    raise TypeError(f"kb.handbook.kinds has no words for {hint!r}: add them")


def _constrained(hint: Any, language: str) -> str:
    base, *rules = get_args(hint)
    named = [rule for rule in rules if not isinstance(rule, Tag)]
    if len(named) < len(rules):
        return accepts(Annotated[(base, *named)] if named else base, language)
    pattern = next((str(rule.pattern) for rule in rules if isinstance(rule, StringConstraints) and rule.pattern), "")
    return _FORM[language].format(code(pattern)) if pattern else accepts(base, language)
