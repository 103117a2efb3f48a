"""A playbook has the sections that an agent looks for, in the order in which a call goes."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Article
from kb.playbooks.policy import PlaybookPolicy
from kb.playbooks.values import Mistake
from kb.problem import did_you_mean


def check_sections(article: Article, policy: PlaybookPolicy) -> Iterator[Mistake]:
    """KB640, once for what is missing and once for the order."""
    wanted = [name for _, name in policy.headings(article.language)]
    there = {section.title.casefold(): section.line for section in reversed(article.sections) if section.level == 2}
    missing = [name for name in wanted if name.casefold() not in there]
    if missing:
        near = did_you_mean(missing[0], (title for title in there if title not in {w.casefold() for w in wanted}))
        hint = f"add the heading `## {missing[0]}`" + (f"; {near}" if near else "")
        yield Mistake(article.line_of("title"), "KB640", f"the playbook has no section {_listed(missing)}", hint)
    lines = [(there[name.casefold()], name) for name in wanted if name.casefold() in there]
    for (line, name), (before, other) in zip(lines[1:], lines, strict=False):
        if line < before:
            yield Mistake(
                line, "KB640", f"the section “{name}” stands before “{other}”", f"the order is {_listed(wanted)}"
            )
            return


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
