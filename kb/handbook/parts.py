"""Every generated part of the handbook, by the name that its marker gives."""

from __future__ import annotations

from kb.handbook.blocks import blocks_table
from kb.handbook.codes import codes_table
from kb.handbook.commands import commands_help
from kb.handbook.models import check_policy_table, front_matter_table, options_table, queues_table
from kb.handbook.rules import lix_table, rules_text

LANGUAGES = ("uk", "en")


def generated_parts(language: str) -> dict[str, str]:
    """Name → Markdown, for one language of the handbook."""
    tables = {
        "front-matter": front_matter_table(language),
        "codes": codes_table(language),
        "options": options_table(language),
        "blocks": blocks_table(language),
        "rules": rules_text(language),
        "check-policy": check_policy_table(language),
        "lix": lix_table(language),
        "queues": queues_table(language),
    }
    return tables | {name: f"```text\n{text}\n```" for name, text in commands_help().items()}
