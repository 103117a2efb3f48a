"""The text is as easy to read as its audience needs: LIX.

LIX (Björnsson, 1968) adds the words per sentence to the percentage of words with more than six letters; it needs no
dictionary and works in any language with letters, but not from one to the other: Ukrainian words are longer. Counted for
each audience by itself, over paragraphs and list items of 100 words or more together; code, tables and headings are left
out. It is a note and never fails a check: a formula does not understand a text, it only shows where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.checks.cutting import Unit
from kb.checks.page import Page
from kb.checks.rule import Context, Finding
from kb.edition import Audience

CODE = "KB721"
UK = """Текст настільки легкий, наскільки потрібно його аудиторії: LIX.

LIX (Бйорнссон, 1968) додає до кількості слів у реченні відсоток слів, довших за шість літер; йому не треба словника, і він
працює будь-якою мовою з літерами, але мов між собою не порівнює: українські слова довші. Рахують для кожної аудиторії
окремо, за абзацами й пунктами, якщо в них разом щонайменше 100 слів, без коду, таблиць і заголовків. Це лише примітка, яка
ніколи не провалює перевірки: формула тексту не розуміє, вона показує, куди подивитися.
"""

LEAST_WORDS = 100
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…:;]+(?=[\s»”\")])")


class Counts(NamedTuple):
    """Of some text. `long` are the words of more than six letters."""

    words: int
    long: int
    sentences: int

    @property
    def lix(self) -> int:
        return round(self.words / self.sentences + 100 * self.long / self.words) if self.words else 0


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the first line of the text, for the audiences that it is too hard for."""
    limits = context.policy.thresholds.lix.get(page.language)
    if limits is None:
        return
    counted = [(unit, count_words(unit)) for unit in page.units if unit.kind in ("paragraph", "bullet", "step")]
    hard: dict[tuple[int, int, int, int], list[str]] = {}
    read, total = counted, sum_counts([counts for _, counts in counted])
    for audience in _audiences(page):
        if page.own_text_for:
            read = [(unit, counts) for unit, counts in counted if audience in page.readers(unit.start)]
            total = sum_counts([counts for _, counts in read])
        limit = getattr(limits, audience)
        if total.words >= LEAST_WORDS and total.lix > limit:
            words, at = max((longest_sentence(unit), -unit.start) for unit, _ in read)
            hard.setdefault((total.lix, limit, words, page.line(-at)), []).append(audience)
    for (lix, limit, words, line), audiences in sorted(hard.items()):
        hint = f"shorten the longest sentence first: {words} words, line {line}"
        yield Finding(page.article.body_line, 1, f"LIX {lix} for {' and '.join(audiences)}, above {limit}", hint)


def _audiences(page: Page) -> tuple[Audience, ...]:
    """A runbook that names no audience is for those who carry runbooks out."""
    meta = page.article.meta
    return ("expert",) if meta.type == "runbook" and not meta.audience else page.article.audience


def count_words(unit: Unit) -> Counts:
    """A unit ends a sentence, whatever stands at its end."""
    words = unit.words
    if not words:
        return Counts(0, 0, 0)
    inside = sum(1 for _ in _SENTENCE.finditer(unit.plain.rstrip(' .!?…:;»”")')))
    return Counts(len(words), sum(len(word) > 6 for word in words), inside + 1)


def sum_counts(counts: Sequence[Counts]) -> Counts:
    """Of several units together."""
    return Counts(sum(c.words for c in counts), sum(c.long for c in counts), sum(c.sentences for c in counts))


def longest_sentence(unit: Unit) -> int:
    """Words of the longest sentence."""
    return max(len(_WORD.findall(part)) for part in _SENTENCE.split(unit.plain))
