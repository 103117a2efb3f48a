"""The exam block: how many questions, how long, what passes, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.library import Article
from kb.training.questions.header import option_lines, read_options
from kb.training.questions.model import Exam
from kb.training.questions.source import BlockText, Say

KEYS = ("questions", "minutes", "pass", "blueprint", "partial", "certification")
_ENTRY = re.compile(r"OBJ(-[A-Z0-9]{1,12}){1,3}")


def read_exam(article: Article, text: BlockText, say: Say) -> Exam | None:
    """The exam of a block, or None with problems."""
    data = read_options(text, "the exam", KEYS, say)
    if data is None:
        return None
    lines = option_lines(text)
    wrong = list(_wrong(data))
    for key, said in wrong:
        say(lines.get(key, text.line), "KB814", f"the exam: `{key}` {said}")
    if wrong:
        return None
    blueprint = blueprint_of(data)
    return Exam(
        title=text.value or article.meta.title,
        questions=data["questions"],
        minutes=data.get("minutes") or 0,
        pass_mark=data["pass"],
        blueprint=blueprint,
        partial=bool(data.get("partial", False)),
        certification=str(data.get("certification") or ""),
        text="\n".join(text.lines).strip("\n"),
        language=article.language,
        article=article.meta.id,
        path=article.path,
        line=text.line,
    )


def blueprint_of(data: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """The entries in the order written."""
    return tuple((str(name), int(weight)) for name, weight in data["blueprint"].items())


def _wrong(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    for key, least, most in (("questions", 1, 500), ("minutes", 0, 1440), ("pass", 1, 100)):
        value = data.get(key, 0 if key == "minutes" else None)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            said = "is missing" if value is None else f'is "{value}"'
            found.append((key, f"{said}; it must be a whole number from {least} to {most}"))
    blueprint = data.get("blueprint")
    if not isinstance(blueprint, dict) or not blueprint:
        found.append(("blueprint", "must map objectives to weights: {OBJ-SAT: 10, OBJ-COMM: 20}"))
    else:
        for name, weight in blueprint.items():
            if not isinstance(name, str) or not _ENTRY.fullmatch(name):
                found.append(("blueprint", f'names "{name}", which is not an objective or its prefix'))
            elif not isinstance(weight, int) or isinstance(weight, bool) or not 1 <= weight <= 10_000:
                found.append(("blueprint", f'gives {name} the weight "{weight}"; it must be a whole number from 1'))
    if not isinstance(data.get("partial", False), bool):
        found.append(("partial", f'is "{data["partial"]}"; it must be true or false'))
    return found
