"""Tables of the keys of a typed model: the front matter and the options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kb.handbook.kinds import accepts
from kb.handbook.markdown import code, prose, table
from kb.library.frontmatter import FrontMatter
from kb.options import Options

_HEAD = {
    "en": ("Key", "Meaning", "Accepts", "Required", "Default"),
    "uk": ("Ключ", "Що означає", "Що приймає", "Обов'язковий", "Типово"),
}
_OPTION_HEAD = {
    "en": ("Option", "Meaning", "Accepts", "Default"),
    "uk": ("Параметр", "Що означає", "Що приймає", "Типово"),
}
_REQUIRED = {"en": {True: "**yes**", False: "no"}, "uk": {True: "**так**", False: "ні"}}
_INSIDE = {"en": "yes, in {}", "uk": "так, у {}"}
_NOTHING = "–"


def front_matter_table(language: str) -> str:
    """Every key of the front matter; keys inside a key follow it, written with a dot."""
    return table(_HEAD[language], _rows(FrontMatter, language))


def options_table(language: str) -> str:
    """Every option of `kb/door`."""
    hints = get_type_hints(Options, include_extras=True)
    rows = (
        (code(name), describe(field, language), accepts(hints[name], language), _default(field))
        for name, field in Options.model_fields.items()
    )
    return table(_OPTION_HEAD[language], rows)


def describe(field: FieldInfo, language: str) -> str:
    """What a field means, in a language; both stand beside the field in the code."""
    extra = field.json_schema_extra
    text = field.description if language == "en" else extra.get(language) if isinstance(extra, dict) else None
    return prose(str(text or ""))


def _rows(model: type[BaseModel], language: str, above: str = "") -> Iterator[tuple[str, ...]]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        needed = _REQUIRED[language][field.is_required()]
        if above and field.is_required():
            needed = _INSIDE[language].format(code(above))
        key = code(f"{above}.{name}" if above else name)
        yield key, describe(field, language), accepts(hints[name], language), needed, _default(field)
        for inner in _models(hints[name]):
            yield from _rows(inner, language, name)


def _models(hint: Any) -> Iterator[type[BaseModel]]:
    """Models anywhere inside a type hint."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for part in get_args(hint):
        yield from _models(part)


def _default(field: FieldInfo) -> str:
    value = None if field.is_required() else field.default
    if isinstance(value, tuple) and value:
        return code("[" + ", ".join(map(str, value)) + "]")
    return code(str(value)) if value not in (None, "", (), {}) else _NOTHING
