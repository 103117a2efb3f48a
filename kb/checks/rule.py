"""What a rule is: a module with a code, a docstring in each language and a function from an article to findings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import NamedTuple

from kb.checks.page import Page
from kb.checks.policy import CheckPolicy


class Finding(NamedTuple):
    """What a rule found, at a line of the file. The rule knows its code, the registry the path."""

    line: int
    column: int
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the article: the policy, and the words that the glossary advises against."""

    policy: CheckPolicy
    avoid: tuple[tuple[str, str, str], ...] = ()
    """(language, word to avoid, word to use)."""
    own_domains: frozenset[str] = frozenset()
    """Domains of the team's published addresses."""


Check = Callable[[Page, Context], Iterator[Finding]]
Fix = Callable[[Page], dict[int, str | None]]
"""From a page to new texts for lines of its body, None for a line that goes: only where nothing else can be meant."""


@dataclass(frozen=True)
class Rule:
    """A module of `kb.checks.rules`. `en` and `uk` are its documentation."""

    code: str
    name: str
    en: str
    uk: str
    check: Check | None
    fix: Fix | None = None


def rule_of(module: ModuleType) -> Rule:
    """`CODE`, the docstring, `UK` and, if it has them, `check` and `fix` of a module."""
    return Rule(
        module.CODE,
        module.__name__.rpartition(".")[2].replace("_", "-"),
        inspect.cleandoc(module.__doc__ or ""),
        inspect.cleandoc(module.UK),
        getattr(module, "check", None),
        getattr(module, "fix", None),
    )
