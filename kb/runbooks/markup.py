"""What the page's engine gets of a runbook, and the HTML that comes out of it: the contract with the step runner.

In the page of an article of `type: runbook`, and nowhere else,

* a section named by the policy is `<h2 data-kb-section="diagnosis">`: meaning, impact, diagnosis, mitigation,
  verification or escalation;
* a list of steps is `<ol class="kb-runbook__steps" start="4">`, a step `<li id="step-4" class="kb-step"
  data-kb-step="4">`; numbers go on through the whole runbook, whatever the author wrote;
* a branch, `[…](#step-6)`, is `<a class="kb-branch" data-kb-to="6" href="#step-6">`, in a step or elsewhere;
* a command is `<div class="highlight" data-kb-cell="ping-gateway" data-kb-shell="powershell" data-kb-danger="true">`
  around `<pre><code>`; the shell is bash, sh, powershell, cmd or text, and `data-kb-danger` stands only where it is
  dangerous. Commands without a name are called by their place, `step-4-1`. Blocks in other languages, and texts without
  a name, are examples and have no attribute;
* a placeholder of a declared input in a command is `<span class="kb-placeholder" data-name="computer">{{computer}}</span>`.

The text of `<code>` is what is copied. A `bash` or `sh` command may instead use `"$COMPUTER"`, the name of an input in
upper case with `_` for `-`: it is filled by a line `COMPUTER=…` before the command (kb.runbooks.fill).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape

from kb.library import Article
from kb.runbooks.fences import PLACEHOLDER, read_fence
from kb.runbooks.model import Cell
from kb.runbooks.policy import ROLES, RunbookPolicy
from kb.runbooks.read import read_runbook

MARK = "<!-- kb-runbook "
"""How the first line begins that tells the engine that this is a runbook, and how its sections are called."""

_GAP = re.compile("KbGap([a-z]+)Gap")
"""A placeholder as the highlighter sees it: a word in every language."""
_UNSAFE = re.compile(r"[^\w.-]+")


def prepared(article: Article, markdown: str, policy: RunbookPolicy) -> str:
    """The Markdown of a runbook with its commands marked; `markdown` is the body as far as other plugins have it."""
    runbook = read_runbook(replace(article, body=markdown, body_line=0), policy)
    lines = markdown.split("\n")
    names = [given.name for given in article.meta.inputs]
    for cell in runbook.cells:
        if cell.shell is not None:
            lines[cell.line] = _opening(lines[cell.line], cell)
            for number in range(cell.line + 1, cell.end):
                lines[number] = PLACEHOLDER.sub(lambda m: _gap(m[0], m[1], names), lines[number])
    roles = {name: role for role, headings in policy.names(article.language).items() for name in headings}
    told = {"roles": roles, "inputs": names}
    # No comment ends within the line: two hyphens and angle brackets are written as escapes
    mark = json.dumps(told, ensure_ascii=True, sort_keys=True)
    for sign in "<>-":
        mark = mark.replace(sign, f"\\u{ord(sign):04x}")
    return f"{MARK}{mark} -->\n\n" + "\n".join(lines)


def told_by(line: str) -> tuple[dict[str, str], tuple[str, ...]] | None:
    """(heading → role, names of inputs) from the first line of a page; None where it is no runbook."""
    if not line.startswith(MARK):
        return None
    try:
        told = json.loads(line.removeprefix(MARK).strip().removesuffix("-->"))
        roles = {str(name): str(role) for name, role in told["roles"].items() if role in ROLES}
        return roles, tuple(str(name) for name in told["inputs"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def with_gaps(html: str, names: tuple[str, ...]) -> str:
    """The finished page with its placeholders."""

    def gap(match: re.Match[str]) -> str:
        place = _number(match[1])
        if place >= len(names):
            return match[0]
        name = escape(names[place])
        return f'<span class="kb-placeholder" data-name="{name}">{{{{{name}}}}}</span>'

    return _GAP.sub(gap, html)


def _opening(line: str, cell: Cell) -> str:
    """The first line of a block with what the page needs to know, in a form that the engine hands on."""
    fence = read_fence(line)
    if fence is None:
        return line
    given = [f'data-kb-cell="{_UNSAFE.sub("-", cell.name)}"', f'data-kb-shell="{cell.shell}"']
    given += ['data-kb-danger="true"'] if cell.danger else []
    for key, value in fence.options:
        given.append(f".{value}" if key == "class" else f'{key}="{escape(value)}"')
    return f"{fence.indent}{fence.fence}{fence.language} {{{' '.join(given)}}}"


def _gap(written: str, name: str, names: list[str]) -> str:
    if name not in names:
        return written
    place, letters = names.index(name), ""
    while True:
        place, letter = divmod(place, 26)
        letters = chr(ord("a") + letter) + letters
        if not place:
            return f"KbGap{letters}Gap"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a")
    return number
