"""The reference parts of the handbook, rendered from the code that they describe: values in, Markdown out."""

from kb.handbook.blocks import blocks_table
from kb.handbook.codes import codes_table
from kb.handbook.commands import commands_help
from kb.handbook.models import front_matter_table, options_table
from kb.handbook.parts import generated_parts
from kb.handbook.refresh import refresh

__all__ = [
    "blocks_table",
    "codes_table",
    "commands_help",
    "front_matter_table",
    "generated_parts",
    "options_table",
    "refresh",
]
