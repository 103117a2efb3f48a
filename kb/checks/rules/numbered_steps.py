"""The steps of a how-to are numbered.

Numbers say in which order to go, and let people say on the phone where they are. Found: below a heading such as «What
to do», or in an article whose title is a how-to, a list of bullets in which nearly each begins with an order («Open…»,
«Select…») and none with a condition («If…»): those are alternatives, and bullets are right for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.checks.cutting import Unit
from kb.checks.page import HOWTO, ORDER, Page
from kb.checks.rule import Context, Finding

CODE = "KB705"
UK = """Кроки пронумеровано.

Номери показують порядок і дають змогу сказати телефоном, на якому кроці людина зараз. Знаходить під заголовком на зразок
«Що зробити» або в статті з назвою «Як…» маркований список, де майже кожен пункт починається наказом («Відкрийте…»,
«Виберіть…») і жоден умовою («Якщо…»): з умовою це варіанти, і для них маркери доречні.
"""

_STEPS = re.compile(
    r"^(?:what to do|steps?\b|how to\b|procedure|instructions|do this|resolution|solution|fix\b|workaround|mitigation|recovery)"
    r"|^(?:що (?:з)?робити|кроки|як\b|порядок дій|розв.язання|обхідний шлях|усунення|виправлення)",
    re.IGNORECASE,
)
_ACTION = {
    "en": re.compile(
        r"(?:then |next,? |now |again,? |finally,? |first,? )?(?:open|click|select|press|type|enter|go to|choose|run|start|restart|stop|close"
        r"|copy|paste|turn|sign|log|unplug|plug|connect|disconnect|download|install|uninstall|tap|scroll|save|switch|reboot|wait)\b",
        re.IGNORECASE,
    ),
    "uk": ORDER["uk"],
}
"""Narrower than `ORDER`: «check», «monitor» and «review» begin many a list whose order does not matter."""
_CHOICE = re.compile(
    r"\b(?:suggest|option|one of|any of|either|example|such as|ways?\b|tips?\b|consider|alternativ|as needed|depending)"
    r"|\b(?:порад|варіант|один із|одну з|будь-як|наприклад|способ|залежно|можна)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|in case|for|on|or|either|never|do not|don't|avoid|optional\w*|якщо|коли|або|для|не|на|у|в)\b[^.]{0,60}[,:]"
    r"|^\W*(?:never|do not|don't|avoid|не)\b",
    re.IGNORECASE,
)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the first bullet of the list."""
    order = _ACTION.get(page.language)
    if order is None or page.article.is_index or page.article.meta.type not in HOWTO:
        return
    whole = bool(re.match(r"how to\b|як\b", page.article.meta.title, re.IGNORECASE))
    for items in _lists(page.units):
        above = page.under(items[0])
        if not (_STEPS.search(above.plain) if above else whole) or _CHOICE.search(_before(page.units, items[0])):
            continue
        texts = [item.plain for item in items]
        orders = sum(bool(order.match(text)) for text in texts)
        if len(texts) > 2 and orders >= 0.8 * len(texts) and not any(_CONDITION.search(text) for text in texts):
            message = f"a list of {len(texts)} steps has bullets instead of numbers"
            hint = "number them if their order matters; if they are alternatives, begin each with its condition (“If…”)"
            yield Finding(page.line(items[0].start), 1, message, hint)


def _before(units: Sequence[Unit], item: Unit) -> str:
    """The paragraph that leads to a list."""
    place = units.index(item)
    return units[place - 1].plain if place else ""


def _lists(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Runs of bullets at one indentation."""
    run: list[Unit] = []
    for unit in units:
        if run and (unit.kind != "bullet" or unit.indent < run[0].indent or unit.heading != run[0].heading):
            yield run
            run = []
        if unit.kind == "bullet" and (not run or unit.indent == run[0].indent):
            run.append(unit)
    if run:
        yield run
