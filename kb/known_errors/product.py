"""Products in use here: content/.kb/products.yml as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kb.problem import Problem, did_you_mean

KEYS = ("name", "version", "updates", "retired")
_EXAMPLE = "write `windows-11: {name: Windows 11, version: 25H2}`"


@dataclass(frozen=True)
class Product:
    """`version` is the one in use here, `updates` are fixes that are installed everywhere and have no version of their
    own (KB5061768); `retired` is the last day on which it is maintained."""

    key: str
    name: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    updates: tuple[str, ...] = ()
    retired: date | None = None

    def called(self, language: str) -> str:
        """Name in a language, else in any, else the key."""
        return self.name.get(language) or self.name.get("") or next(iter(self.name.values()), self.key)


def read_products(raw: Any, path: str, line_of: Any = lambda key: 0) -> tuple[dict[str, Product], tuple[Problem, ...]]:
    """Products by key from the parsed file (None: there is none), and what is wrong. A wrong value costs only itself."""
    if raw is None:
        return {}, ()
    if not isinstance(raw, dict):
        return {}, (Problem(path, 1, 1, "KB502", "is not a list of `product: {…}`", _EXAMPLE),)
    found: dict[str, Product] = {}
    problems: list[Problem] = []
    for key, value in raw.items():
        line = line_of(str(key))
        if value is not None and not isinstance(value, dict):
            problems.append(Problem(path, line, 0, "KB502", f'product "{key}" is not a mapping', _EXAMPLE))
            continue
        found[str(key)] = _product(str(key), value or {}, path, line, problems)
    return found, tuple(problems)


def _product(key: str, value: dict[Any, Any], path: str, line: int, problems: list[Problem]) -> Product:
    def wrong(name: str, said: str, hint: str) -> None:
        problems.append(Problem(path, line, 0, "KB502", f'`{key}.{name}` is "{value[name]}", {said}', hint))

    day = value.get("retired")
    if isinstance(day, datetime):
        day = day.date()
    if day is not None and not isinstance(day, date):
        wrong("retired", "not a date", "write a date without quotes: 2025-10-14")
        day = None
    version = value.get("version")
    if isinstance(version, bool | float | list | dict | date):
        # 2.10 is the number 2.1 to YAML: a guess would be a silent mistake
        wrong("version", "not text", 'put it in quotes: "2411"')
        version = None
    updates = value.get("updates")
    if updates is not None and not (isinstance(updates, list) and all(isinstance(u, str) for u in updates)):
        wrong("updates", "not a list of names", "write [KB5061768]")
        updates = None
    name = value.get("name")
    names = {str(k): str(v) for k, v in name.items()} if isinstance(name, dict) else {"": str(name)} if name else {}
    for unknown in [str(k) for k in value if k not in KEYS]:
        hint = did_you_mean(unknown, KEYS) or f"known: {', '.join(KEYS)}"
        problems.append(Problem(path, line, 0, "KB502", f'unknown key "{key}.{unknown}"', hint))
    return Product(key, names, "" if version is None else str(version), tuple(updates or ()), day)
