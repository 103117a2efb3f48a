"""The description of the API, OpenAPI 3.1, made from the limits that it keeps."""

from __future__ import annotations

from typing import Any

from kb import __version__
from kb.api.parameters import LIMIT, LIMIT_MOST, OFFSET_MOST
from kb.search.documents import FACETS
from kb.search.query import MAX_LENGTH

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}


def describe(edition: str, prefix: str = "/api") -> dict[str, Any]:
    """The whole document."""
    search = {
        "summary": "Find articles by words, symptoms or codes",
        "operationId": "search",
        "parameters": [
            _parameter("q", {**_TEXT, "minLength": 1, "maxLength": MAX_LENGTH}, "What to search for.", required=True),
            _parameter("limit", _number(LIMIT, 1, LIMIT_MOST), "Results on a page."),
            _parameter("offset", _number(0, 0, OFFSET_MOST), "Results to pass over."),
            _parameter("facets", {"type": "boolean", "default": False}, "Also count the values of each filter."),
            *(_parameter(name, _TEXTS, f"Only this {name}; may be given more than once.") for name in FACETS),
        ],
        "responses": {"200": _json("Answer", "A page of results."), "400": _json("Error", "A parameter is wrong.")},
    }
    article = {
        "summary": "One article as plain text",
        "operationId": "article",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": _TEXT, "description": "KB-0142"}],
        "responses": {"200": _json("Article", "The article."), "404": _json("Error", "There is none in this edition.")},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Poradnyk, {edition}", "version": __version__},
        "paths": {f"{prefix}/search": {"get": search}, f"{prefix}/articles/{{id}}": {"get": article}},
        "components": {"schemas": _schemas()},
    }


def _schemas() -> dict[str, Any]:
    facets = dict.fromkeys(FACETS, _TEXTS)
    yes_no, whole = {"type": "boolean"}, {"type": "integer"}
    common = {"id": _TEXT, "title": _TEXT, "url": _TEXT, "fallback": yes_no, **facets}
    result = {
        **common,
        "heading": _MAYBE,
        "passage": _TEXT,
        "marked": _TEXTS,
        "archived": yes_no,
        "score": {"type": "number"},
    }
    counts = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": whole}}
    answer = {
        "query": _TEXT,
        "corrected": _MAYBE,
        "edition": _TEXT,
        "total": whole,
        "limit": whole,
        "offset": whole,
        "next": {"type": ["integer", "null"]},
        "results": {"type": "array", "items": {"$ref": "#/components/schemas/Result"}},
    }
    section = _object({"heading": _TEXT, "anchor": _TEXT, "text": _TEXT})
    article = {**common, "edition": _TEXT, "lead": _TEXT, "sections": {"type": "array", "items": section}}
    return {
        "Answer": {**_object(answer), "properties": {**answer, "facets": counts}},
        "Result": _object(result),
        "Article": _object(article),
        "Error": _object({"error": _object({"status": whole, "message": _TEXT})}),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _parameter(name: str, schema: dict[str, Any], said: str, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": said}


def _number(default: int, least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "default": default, "minimum": least, "maximum": most}


def _json(name: str, said: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": said, "content": {"application/json": {"schema": schema}}}
