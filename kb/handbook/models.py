"""Tables of the keys of a typed model: the front matter and the options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from kb.checks.policy import CheckPolicy
from kb.escalation.queue import Queue
from kb.handbook.kinds import accepts
from kb.handbook.markdown import code, prose, table
from kb.library.frontmatter import FrontMatter
from kb.options import Options

_HEAD = {"en": ("Key", "Meaning", "Accepts"), "uk": ("Ключ", "Що означає", "Що приймає")}
_OPTION_HEAD = {"en": ("Option", "Meaning", "Accepts"), "uk": ("Параметр", "Що означає", "Що приймає")}
_REQUIRED = {"en": "**required**; {}", "uk": "**обов'язковий**; {}"}
_INSIDE = {"en": "required in {}; {}", "uk": "обов'язковий у {}; {}"}
_DEFAULT = {"en": "{}; {} by default", "uk": "{}; типово {}"}


def front_matter_table(language: str) -> str:
    """Every key of the front matter; keys inside a key follow it, written with a dot."""
    return table(_HEAD[language], _rows(FrontMatter, language))


def options_table(language: str) -> str:
    """Every option of `kb/door`."""
    return table(_OPTION_HEAD[language], _rows(Options, language))


def check_policy_table(language: str) -> str:
    """Every key below `checks` in content/.kb/policy.yml."""
    return table(_HEAD[language], _rows(CheckPolicy, language, "checks"))


def queues_table(language: str) -> str:
    """Every key of a queue in content/.kb/queues.yml."""
    return table(_HEAD[language], _rows(Queue, language))


def describe(field: FieldInfo, language: str) -> str:
    """What a field means, in a language; both stand beside the field in the code."""
    extra = field.json_schema_extra
    text = field.description if language == "en" else extra.get(language) if isinstance(extra, dict) else None
    return prose(str(text or ""))


def _rows(model: type[BaseModel], language: str, above: str = "") -> Iterator[tuple[str, ...]]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        written = field.alias or name
        key = code(f"{above}.{written}" if above else written)
        yield key, describe(field, language), _accepted(hints[name], field, language, above)
        for inner in _models(hints[name]):
            yield from _rows(inner, language, name)


def _accepted(hint: Any, field: FieldInfo, language: str, above: str) -> str:
    """What a key accepts, whether it must be there, and what holds when it is not."""
    words = accepts(hint, language)
    if field.is_required():
        return _INSIDE[language].format(code(above), words) if above else _REQUIRED[language].format(words)
    default = _default(field.default)
    return _DEFAULT[language].format(words, code(default)) if default else words


def _models(hint: Any) -> Iterator[type[BaseModel]]:
    """Models anywhere inside a type hint."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for part in get_args(hint):
        yield from _models(part)


def _default(value: object) -> str:
    """A default as it is written in YAML; empty where it says no more than that the key is not there."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]" if value else ""
    if isinstance(value, BaseModel | dict):
        return ""
    return "" if value in (None, "", False, PydanticUndefined) else str(value)
