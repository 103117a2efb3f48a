"""The quality rules: each with its code, what it is for and what it finds, as the rule says of itself."""

from __future__ import annotations

from kb.checks.policy import Thresholds
from kb.checks.registry import RULES
from kb.checks.rule import Rule
from kb.codes import CODES
from kb.edition import AUDIENCES
from kb.handbook.markdown import table
from kb.strings import strings_for

_LIX_HEAD = {"en": "Language of the text", "uk": "Мова тексту"}
_NOTE = {"en": "a note, which fails nothing", "uk": "примітка, яка нічого не провалює"}


def rules_text(language: str) -> str:
    """A section for each rule, in order of code, with an anchor of its own: `#kb701`."""
    return "\n\n".join(_section(rule, language) for rule in RULES)


def _section(rule: Rule, language: str) -> str:
    first, *others = (" ".join(part.split()) for part in (rule.en if language == "en" else rule.uk).split("\n\n"))
    note = f" ({_NOTE[language]})" if CODES[rule.code].severity == "note" else ""
    return "\n\n".join([f"### {rule.code}: {first.rstrip('.')}{note} {{#{rule.code.lower()}}}", *others])


def lix_table(language: str) -> str:
    """The highest LIX for each audience, as it is when the policy says nothing."""
    words = strings_for(language)
    head = [_LIX_HEAD[language], *(words.audience[audience] for audience in AUDIENCES)]
    rows = [
        [words.language_name(text), *(str(getattr(limits, audience)) for audience in AUDIENCES)]
        for text, limits in sorted(Thresholds().lix.items())
    ]
    return table(head, rows)
