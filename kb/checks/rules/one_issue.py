"""An article is about one issue.

Two issues in one article can't be linked, measured, reviewed or retired apart from each other. Found: a title that
joins two complaints; numbered problems among the headings («Problem 1», «Problem 2»); and a heading such
as «Symptoms» or «Solution» that stands in the article twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB702"
UK = """Стаття присвячена одній проблемі.

Дві проблеми в одній статті не можна окремо пов'язати зі зверненнями, виміряти, переглянути чи вилучити. Знаходить
назву, що поєднує дві скарги; пронумеровані проблеми в заголовках («Проблема 1», «Проблема 2»); заголовок
на зразок «Ознаки» чи «Розв'язання», який стоїть у статті двічі.
"""

_TYPES = ("article", "known-error", "runbook")
_NUMBERED = re.compile(
    r"^(?:problem|issue|error|case|проблема|помилка|випадок)\s*(?:[#№]|no\.?)?\s*\d{1,2}\b", re.IGNORECASE
)
_PART = re.compile(
    r"^(?:symptoms?|problem|issue|cause|solution|resolution|fix|workaround|meaning|impact|diagnosis|mitigation"
    r"|ознаки|симптоми|проблема|причина|розв.язання|рішення|виправлення|обхідний шлях|наслідки|діагностика|усунення)$",
    re.IGNORECASE,
)
_COMPLAINT = {
    "en": r"(?:n[o']t\b|can't|cannot|won't|doesn't|isn't|fails?\b|failed\b|is (?:slow|broken|missing|empty)|crash|stuck|hangs?\b|freez)",
    "uk": r"(?:\bне \w+|\bнемає\b|\bзника\w+|\bзавис\w+|\bгальму\w+|\bзлама\w+|\bвимика\w+)",
}
_JOINED = {
    language: re.compile(rf"{complaint}.*(?:[;/]|,?\s(?:{joint})\s)(?P<second>.*{complaint}.*)", re.IGNORECASE)
    for (language, complaint), joint in zip(_COMPLAINT.items(), ("and|also", "та|а також"), strict=True)
}


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the title, or at the second of the headings."""
    if page.article.meta.type not in _TYPES or page.article.is_index:
        return
    title = page.article.meta.title
    pattern = _JOINED.get(page.language)
    joined = pattern.search(title) if pattern else None
    if joined and len(joined["second"].split()) > 2:
        hint = "make two articles and link them: each is found by its own words"
        yield Finding(page.article.line_of("title"), 1, "the title names two issues", hint)
    numbered = [h for h in page.headings if _NUMBERED.match(h.plain)]
    if len(numbered) > 1:
        hint = "make an article of each; keep a list of links if they are often confused"
        message = f'"{numbered[1].plain}" is a second issue; the article has {len(numbered)}'
        yield Finding(page.line(numbered[1].start), 1, message, hint)
    counts = Counter(
        (h.level, h.plain.lower(), _above(page, h.start, h.level)) for h in page.headings if _PART.match(h.plain)
    )
    for heading in page.headings:
        key = (heading.level, heading.plain.lower(), _above(page, heading.start, heading.level))
        if counts.pop(key, 0) > 1:
            hint = "two answers in one article: split it, or join the two sections"
            yield Finding(
                page.line(heading.start), 1, f'the heading "{heading.plain}" stands in the article more than once', hint
            )


def _above(page: Page, before: int, level: int) -> int:
    """Line of the nearest heading of a higher level: parts below different ones are counted apart."""
    return max((h.start for h in page.headings if h.start < before and h.level < level), default=-1)
