"""No two articles say the same.

Two articles on one thing drift apart, and the reader finds the older one. Compared are the texts of each language
without headings, code and tables, by their runs of four words; runs that stand in more than 16 articles belong to a
template and do not count. Each pair is reported once, at the second path. Archived articles and those that
one of the two supersedes are left out.
"""

from __future__ import annotations

import base64
import struct
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from kb.checks.page import Page
from kb.library import Article

CODE = "KB707"
UK = """Жодні дві статті не кажуть того самого.

Дві статті про одне розходяться, і читач натрапляє на старішу. Порівнюють тексти однієї мови без заголовків, коду й таблиць,
за послідовностями з чотирьох слів; послідовності, які є більш ніж у 16 статтях, належать до шаблону й не враховуються. Про
кожну пару сказано один раз, біля другого шляху. Архівні статті та ті, які одна з двох замінює, не враховано.
"""

RUN = 4
MOST = 16
"""A run of words in more articles than this is a template's. It also bounds the work: at most 120 pairs for each run."""
LEAST = 10
SAMPLED = 3
"""One run in three is kept, told by its last word: the same ones in every article."""


class Pair(NamedTuple):
    """Two articles and the share of text that they have in common."""

    first: Article
    second: Article
    share: float


def sketch(page: Page) -> str:
    """A sample of the hashes of an article's runs of words, packed: about a kilobyte."""
    words = [word for unit in page.units if unit.kind not in ("heading", "row") for word in unit.words]
    runs = zip(*(words[n:] for n in range(RUN)), strict=False)
    kept = sorted({zlib.crc32(" ".join(run).encode()) for run in runs if _chosen(run[-1])})
    return base64.b64encode(struct.pack(f"<{len(kept)}I", *kept)).decode()


@lru_cache(maxsize=65536)
def _chosen(word: str) -> bool:
    return zlib.crc32(word.encode()) % SAMPLED == 0


def find_pairs(articles: Sequence[Article], sketches: Mapping[str, str], least: float) -> Iterator[Pair]:
    """Pairs of one language that share at least so much, in order of path. `sketches` maps path to `sketch`."""
    by_language: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda a: a.path):
        if article.meta.status != "archived" and not article.is_index:
            by_language.setdefault(article.language, []).append(article)
    for group in by_language.values():
        singles, copies = _copies(group)
        yield from copies
        yield from _similar(singles, sketches, least)


def _copies(articles: Sequence[Article]) -> tuple[list[Article], list[Pair]]:
    """Texts that are the same word for word: each but the first makes a pair with it."""
    seen: dict[str, Article] = {}
    singles, pairs = [], []
    for article in articles:
        text = " ".join(article.body.split())
        if len(text) > 40 and text in seen and not _related(seen[text], article):
            pairs.append(Pair(seen[text], article, 1.0))
        else:
            seen.setdefault(text, article)
            singles.append(article)
    return singles, pairs


def _similar(articles: Sequence[Article], sketches: Mapping[str, str], least: float) -> Iterator[Pair]:
    runs = [_unpacked(sketches.get(article.path, "")) for article in articles]
    counts = Counter(chain.from_iterable(runs))
    template = {value for value, count in counts.items() if count > MOST}
    several = {value for value, count in counts.items() if 1 < count <= MOST}
    sizes = [len(values) - len(template.intersection(values)) for values in runs]
    where: dict[int, list[int]] = {}
    for number, values in enumerate(runs):
        for value in several.intersection(values):
            where.setdefault(value, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in where.values():
        shared.update(combinations(numbers, 2))
    for (one, other), count in sorted(shared.items()):
        if min(sizes[one], sizes[other]) < LEAST:
            continue
        share = count / (sizes[one] + sizes[other] - count)
        if share >= least and not _related(articles[one], articles[other]):
            yield Pair(articles[one], articles[other], share)


def _unpacked(text: str) -> array[int]:
    values = array("I")
    values.frombytes(base64.b64decode(text))
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _related(one: Article, other: Article) -> bool:
    return one.meta.id in other.meta.supersedes or other.meta.id in one.meta.supersedes
