"""Markdown extension: steps, branches and commands of a runbook get the attributes that kb.runbooks.markup describes.

Added by the plugin kb/runbooks. It does nothing to a page whose first line does not say that it is a runbook.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from kb.runbooks.markup import told_by, with_gaps
from kb.runbooks.policy import WITH_STEPS, folded

_BRANCH = re.compile(r"#step-(\d{1,4})")


class StepsExtension(Extension):
    """Before all other preprocessors, after attributes were read but before anybody collects anchors, and after code was
    put back."""

    def extendMarkdown(self, md: Markdown) -> None:
        first = _First(md)
        md.preprocessors.register(first, "kb_runbook", 20_000)
        md.treeprocessors.register(_Steps(md, first), "kb_runbook", 6)
        md.postprocessors.register(_Gaps(md, first), "kb_runbook", 5)


class _First(Preprocessor):
    """Takes the first line and keeps what it says for this page."""

    roles: dict[str, str]
    names: tuple[str, ...]

    def run(self, lines: list[str]) -> list[str]:
        told = told_by(lines[0]) if lines else None
        self.roles, self.names = told or ({}, ())
        self.roles = {folded(name): role for name, role in self.roles.items()}
        return lines[1:] if told else lines


class _Steps(Treeprocessor):
    def __init__(self, md: Markdown, first: _First) -> None:
        super().__init__(md)
        self._first = first

    def run(self, root: etree.Element) -> None:
        if not self._first.roles:
            return
        number = 0
        for role, element in self._below_headings(root):
            if element.tag == "ol" and role in WITH_STEPS:
                number = _number_steps(element, number)
        for link in root.iter("a"):
            branch = _BRANCH.fullmatch(link.get("href", ""))
            if branch:
                link.set("class", f"{link.get('class', '')} kb-branch".strip())
                link.set("data-kb-to", branch[1])

    def _below_headings(self, root: etree.Element) -> Iterator[tuple[str, etree.Element]]:
        role = ""
        for element in root:
            if element.tag in ("h1", "h2"):
                role = self._first.roles.get(folded("".join(element.itertext())), "") if element.tag == "h2" else ""
                if role:
                    element.set("data-kb-section", role)
            yield role, element


def _number_steps(listed: etree.Element, number: int) -> int:
    listed.set("class", f"{listed.get('class', '')} kb-runbook__steps".strip())
    listed.attrib.pop("start", None)
    if number:
        listed.set("start", str(number + 1))
    for item in listed:
        number += 1
        item.set("id", f"step-{number}")
        item.set("class", f"{item.get('class', '')} kb-step".strip())
        item.set("data-kb-step", str(number))
    return number


class _Gaps(Postprocessor):
    def __init__(self, md: Markdown, first: _First) -> None:
        super().__init__(md)
        self._first = first

    def run(self, text: str) -> str:
        return with_gaps(text, self._first.names) if self._first.names else text


def makeExtension(**kwargs: Any) -> Extension:
    return StepsExtension(**kwargs)
