"""A how-to says for which environment it holds.

The same complaint has another answer on another system or version. Stated is the environment by `applies_to`, by
`verified.against`, or by a section such as «Applies to». Asked of articles, known errors and runbooks with steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB703"
UK = """Покрокова стаття каже, для якого середовища вона чинна.

На іншій системі чи версії та сама скарга має іншу відповідь. Середовище вказують ключем `applies_to`, ключем
`verified.against` або розділом на зразок «Кого стосується». Потрібне статтям, відомим помилкам та інструкціям із кроками.
"""

_SECTION = re.compile(
    r"applies to|environment|affected|versions?|requirements|prerequisites|supported|for whom"
    r"|стосується|середовищ|версі|вимоги|для кого|для яких|підтримуван",
    re.IGNORECASE,
)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the header."""
    meta = page.article.meta
    stated = meta.applies_to or (meta.verified and meta.verified.against) or meta.service
    if page.is_howto and not stated and not any(_SECTION.search(h.plain) for h in page.headings):
        hint = "add `applies_to: [windows-11]`, or say in `verified.against` where the steps were tried"
        yield Finding(1, 1, "the article has steps, but does not say for which environment", hint)
