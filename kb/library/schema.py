"""The front matter as JSON Schema (draft 2020-12)."""

from __future__ import annotations

from typing import Any

from kb.library.frontmatter import FrontMatter


def json_schema() -> dict[str, Any]:
    """Schema of the keys between the `---` lines."""
    schema = FrontMatter.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Front matter of a Poradnyk article"
    _clean(schema)
    return schema


def _clean(node: Any) -> None:
    """Editors show the description; the Ukrainian one goes beside it, and an optional key needs no «or null»."""
    if isinstance(node, list):
        for item in node:
            _clean(item)
    elif isinstance(node, dict):
        if isinstance(node.get("uk"), str):
            node["description"] = f"{node.get('description', '')}\n\n{node.pop('uk')}".strip()
        choices = node.get("anyOf")
        if isinstance(choices, list) and {"type": "null"} in choices:
            rest = [c for c in choices if c != {"type": "null"}]
            if len(rest) == 1:
                del node["anyOf"]
                node.update({k: v for k, v in rest[0].items() if k not in node})
        if "default" in node and node["default"] is None:
            del node["default"]
        for value in list(node.values()):
            _clean(value)
