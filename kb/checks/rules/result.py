"""A how-to says how one sees that it worked.

Without a stated result the reader stops too early or tries on for ever, and the agent can't close the ticket. A
section such as «Check» or «Verification» counts, and so does a sentence that says what should be seen («make sure
that…», «should now open», «the alert clears»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB704"
UK = """Покрокова стаття каже, як побачити, що все вийшло.

Без названого результату читач спиняється зарано або пробує без кінця, а агент не може закрити звернення. Досить розділу
на зразок «Перевірка» або речення про те, що має бути видно («переконайтеся, що…», «має відкритися», «сповіщення зникне»).
"""

_SECTION = re.compile(
    r"\b(?:check|verif|validat|confirm|result|test|outcome|expected|success|resolved|recover|how to tell|is it)"
    r"|перевір|результат|підтвердж|готово|ознаки успіху|має бути|чи вийшло|чи працює",
    re.IGNORECASE,
)
_SENTENCE = {  # of small letters, each way with a letter to begin with: what is nowhere is seen quickly
    "en": re.compile(
        r"(?:verify|confirm|make sure|ensure|validate|double-check)\b|check (?:that|whether|if|the|for|again)\b|should \w+"
        r"|expected (?:output|result)|(?:it|everything|all) (?:now )?works\b|you (?:will |should |can |now )?see\b"
        r"|(?:alert|error|message|warning|problem|issue)s? (?:will |has |have |is |are |must )?(?:stop|clear|disappear|resolve|gone|go away|cease)"
        r"|is (?:restored|resolved|healthy|gone)\b|(?:appears|opens|starts|is shown|is displayed)\b"
        r"|if you (?:find|see|hear|notice|get)\b|if (?:the|that|it|this) [^.\n]{0,60}\b(?:works|succeed|helps|clears)"
    ),
    "uk": re.compile(
        r"(?:переконай(?:те)?ся|перевір(?:те|ити)|звірте|впевніться)\b|ма(?:є|ють) (?:\w+ ){0,2}\w+ти(?:ся)?\b|працює\b|все гаразд\b"
        r"|(?:з.явиться|відкриється|запрацю\w+|зникне|зникнуть|побачите|почуєте|надрукується|під.єднається|відновлено)\b"
    ),
}


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the last step."""
    if not page.is_howto or any(_SECTION.search(h.plain) for h in page.headings):
        return
    sentence = _SENTENCE.get(page.language)
    if sentence is None or not sentence.search(page.low):
        hint = "end with what the reader should see then, best of all in a section “Check”"
        yield Finding(page.line(page.steps[-1].start), 1, "the article has steps, but no result", hint)
