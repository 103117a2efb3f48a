"""All quality rules. Each is a module of `kb.checks.rules`; whoever adds one adds it here."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from kb.checks.rule import Rule, rule_of
from kb.checks.rules import (
    alt_text,
    duplicates,
    environment,
    external_links,
    foreign_passage,
    heading_order,
    media,
    mouse_only,
    numbered_steps,
    one_issue,
    personal_data,
    placeholders,
    readability,
    result,
    secrets,
    senses,
    terms,
    title,
    untidy,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        map(
            rule_of,
            (
                title,
                one_issue,
                environment,
                result,
                numbered_steps,
                placeholders,
                duplicates,
                alt_text,
                heading_order,
                mouse_only,
                senses,
                media,
                foreign_passage,
                readability,
                terms,
                secrets,
                personal_data,
                untidy,
                external_links,
            ),
        ),
        key=lambda rule: rule.code,
    )
)
"""In order of code. A rule without `check` looks at several articles at once or outside."""


@lru_cache(maxsize=1)
def rules_version() -> str:
    """A fingerprint of the rules and of what they read texts with: what they said before does not hold after a change."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for folder in (here, here.parent / "library"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    digest.update(str(secrets.detect_secrets_here()).encode())
    return digest.hexdigest()[:16]
