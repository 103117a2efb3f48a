"""Every generated part of the handbook, by the name that its marker gives."""

from __future__ import annotations

from kb.handbook.blocks import blocks_table
from kb.handbook.codes import codes_table
from kb.handbook.commands import commands_help
from kb.handbook.models import front_matter_table, options_table

LANGUAGES = ("uk", "en")


def generated_parts(language: str) -> dict[str, str]:
    """Name → Markdown, for one language of the handbook."""
    tables = {
        "front-matter": front_matter_table(language),
        "codes": codes_table(language),
        "options": options_table(language),
        "blocks": blocks_table(language),
    }
    return tables | {name: f"```text\n{text}\n```" for name, text in commands_help().items()}
