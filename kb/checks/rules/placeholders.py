"""Nothing is left of the template: brackets that wait for text, `TODO`, `TBD`.

`kb new` writes lines in square brackets for the author to replace. Found: a line, list item or cell that is nothing
but a bracket, a bracketed sentence, and the usual marks of unfinished text. Links, footnotes and code are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.cutting import Unit
from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB706"
UK = """Від заготовки нічого не лишилося: ні дужок, що чекають на текст, ні `TODO`.

`kb new` пише рядки у квадратних дужках, які автор має замінити. Знаходить рядок, пункт чи клітинку, де є лише дужки,
речення в дужках і звичні позначки недописаного. Посилання, виноски й код не враховує.
"""

_BRACKET = re.compile(r"(?<![\]!\w\\])\[(?![\^ xX]\])(?P<text>[^\[\]\n]*)\](?![(\[:])")
_MAYBE = re.compile(r"\[[^\[\]\n]*\](?![(\[:])")
_MARKS = ("todo", "tbd", "tbc", "fixme", "lorem ipsum")
_SENTENCE = re.compile(r"^.*\w.*\s.*[.:…]$")
_GAP = re.compile(r"^[^.!?]{0,30}[:：]\s*\[(?:…|\.\.\.)\]$")
_UNFINISHED = re.compile(r"\b(?:TODO|TBD|TBC|FIXME|lorem ipsum)\b(?!\()", re.IGNORECASE)
_LABEL = re.compile(r"^[ >]*\[([^\]]+)\]:[ \t]*\S", re.MULTILINE)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Once per line."""
    bracketed = _MAYBE.search(page.prose) is not None
    if not bracketed and not page.says(_MARKS):
        return
    labels = {" ".join(label.lower().split()) for label in _LABEL.findall(page.markup)} if bracketed else set()
    for unit in page.units:
        left = next((m["text"].strip() for m in _BRACKET.finditer(unit.bare) if _waits(unit, m, labels)), None)
        if bracketed and left is not None:
            hint = "write the text, or remove the line"
            yield Finding(page.line(unit.start), 1, f'"[{left[:60]}]" is left from the template', hint)
        unfinished = _UNFINISHED.search(unit.bare)
        if unfinished and (unfinished[0].isupper() or " " in unfinished[0]):
            hint = "finish the text, or set `status: wip` and put the open question into an issue"
            yield Finding(page.line(unit.start), 1, f'"{unfinished[0]}" stands for text that is missing', hint)


def _waits(unit: Unit, match: re.Match[str], labels: set[str]) -> bool:
    """A bracket that waits for text: a sentence in it, or nothing beside it. An ellipsis in a quotation is none."""
    inner, text = match["text"].strip(), unit.bare
    if " ".join(inner.lower().split()) in labels:
        return False
    if inner in ("…", "..."):
        return bool(_GAP.match(text)) and not unit.quoted
    alone = text.strip(" *_“”«»\"'.|").removeprefix("[").removesuffix("]") == match["text"]
    cell = unit.kind == "row" and re.search(rf"\|\s*{re.escape(match[0])}\s*\|", text)
    return bool(_SENTENCE.match(inner)) or (bool(alone or cell) and " " in inner)
