"""`kb schema`: the front matter as JSON Schema, for editors."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the front matter.

    Editors that know YAML complete and check the keys with it; `kb init` sets that up for VS Code.
    """
    from kb.library.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
