"""The title says in the requester's words what is wrong or wanted.

People search with the words that they would say aloud. Found: a title that is too short to tell two articles apart
or too long for a list, one in capitals, one that ends with a full stop, and the language of a department instead of
a person's («Procedure for…», «Issues regarding…»). Runbooks, modules and pages may be named by the team; only their
form is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB701"
UK = """Назва словами заявника каже, що не так або що потрібно.

Люди шукають тими словами, які сказали б уголос. Знаходить назву, надто коротку, щоб відрізнити статті одну від одної,
або надто довгу для переліку; назву великими літерами; крапку в кінці; мову відділу замість мови людини («Порядок
надання…», «Щодо питання…»). Інструкції, модулі та сторінки команда може називати по-своєму: у них перевіряють лише форму.
"""

_REQUESTERS = ("article", "known-error")
_DEPARTMENT = {
    "en": re.compile(
        r"^(?:procedure|policy|process|instructions?|guidelines?|information|documentation|SOP)\s+(?:for|on|of|regarding|about|concerning)\b"
        r"|^(?:regarding|concerning|re:|issues? (?:with|regarding)|problems? (?:with|regarding))"
        r"|\b(?:utili[sz]e|utili[sz]ation|deprovision\w*|provisioning|end[- ]users?|remediat\w+|non-?functional)\b",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        r"^(?:порядок|процедура|регламент|положення|інструкція|методика)\s+(?:надання|щодо|з|із|про|проведення|використання|здійснення|налаштування)\b"
        r"|^(?:щодо|стосовно|про порядок|з питань)\b|\bздійсненн[яі]\b|\bвідповідно до\b|\bзгідно з\b"
        r"|\bкористувач(?:ем|ів|ами)\b|\bексплуатаці\w+|\bпри використанні\b",
        re.IGNORECASE,
    ),
}
_ABBREVIATION = re.compile(r"(?:\b(?:etc|e\.g|i\.e|vs|no|тощо|ін|р|ст|[a-zа-яіїєґ])\.|\.\.\.|…)$", re.IGNORECASE)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the line of `title`."""
    article = page.article
    title, line = article.meta.title.strip(), article.line_of("title")
    limits = context.policy.thresholds
    letters = sum(c.isalnum() for c in title)
    technical = article.meta.type not in _REQUESTERS or article.is_index
    if letters < limits.title_letters and not technical:
        yield Finding(
            line, 1, f'the title "{title}" is too short', "say what is wrong or wanted: “Printer does not print”"
        )
    if len(title) > limits.title_length:
        hint = "keep what a person would say; the rest belongs into `description` or `symptoms`"
        yield Finding(line, 1, f"the title has {len(title)} characters; lists cut it off", hint)
    if title.endswith(".") and not _ABBREVIATION.search(title):
        yield Finding(line, 1, "the title ends with a full stop", "remove it: a title is a name, no sentence")
    shouted = [word for word in re.findall(r"[^\W\d_]{4,}", title) if word.isupper()]
    if len(shouted) > 1 and 2 * sum(map(len, shouted)) > sum(c.isalpha() for c in title):
        yield Finding(line, 1, "the title is in capitals", "write it as a sentence; capitals are for abbreviations")
    pattern = None if technical else _DEPARTMENT.get(article.language)
    found = pattern.search(title) if pattern else None
    if found:
        hint = "ask: what would a person say on the phone? “I can't sign in”, not “Issues regarding authentication”"
        yield Finding(line, 1, f'"{found[0].strip()}" in the title is the language of a department', hint)
