"""Team data from content/.kb: who owns what, and how to reach support."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kb.problem import Problem


@dataclass(frozen=True)
class Owner:
    """A team or person. `name` maps language to name."""

    id: str
    name: dict[str, str]
    email: str = ""
    handles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Names at code hosts, for reviews: github or gitlab → @org/team, …"""

    def called(self, language: str) -> str:
        """Name in a language, else in any, else the id."""
        return self.name.get(language) or next(iter(self.name.values()), self.id)


@dataclass(frozen=True)
class Team:
    """`contact` maps language to a list of (label, value, address) to reach support."""

    owners: dict[str, Owner] = field(default_factory=dict)
    contact: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    known: bool = False


def read_team(content: Path, prefix: str = "content/") -> Team:
    """owners.yml and contact.yml; both may be missing. Wrong entries are problems and are left out."""
    problems: list[Problem] = []
    owners: dict[str, Owner] = {}
    raw = _load(content, "owners.yml", prefix, problems)
    for key, value in (raw or {}).items():
        if not isinstance(value, dict):
            problems.append(
                Problem(
                    f"{prefix}.kb/owners.yml",
                    0,
                    0,
                    "KB502",
                    f'owner "{key}" is not a mapping',
                    "write {name: …, email: …}",
                )
            )
            continue
        name = value.get("name")
        names = {str(k): str(v) for k, v in name.items()} if isinstance(name, dict) else {"": str(name or key)}
        handles = _handles(str(key), value, f"{prefix}.kb/owners.yml", problems)
        owners[str(key)] = Owner(str(key), names, str(value.get("email") or ""), handles)
    contact: dict[str, tuple[dict[str, str], ...]] = {}
    for language, ways in (_load(content, "contact.yml", prefix, problems) or {}).items():
        if isinstance(ways, list) and all(isinstance(way, dict) and "label" in way for way in ways):
            contact[str(language)] = tuple({str(k): str(v) for k, v in way.items()} for way in ways)
        else:
            problems.append(
                Problem(
                    f"{prefix}.kb/contact.yml",
                    0,
                    0,
                    "KB502",
                    f'"{language}" is not a list of ways',
                    "write a list of {label: …, text: …, url: …}",
                )
            )
    return Team(owners, contact, tuple(problems), raw is not None)


def is_handle(text: str) -> bool:
    """Whether this is a name at a code host: @person, @org/team or an address of mail."""
    return _HANDLE.fullmatch(text) is not None


_HANDLE = re.compile(r"@[\w.-]+(/[\w.-]+)*|[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def _handles(key: str, value: dict[Any, Any], shown: str, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    found = {}
    for host in ("github", "gitlab"):
        written = value.get(host)
        names = [written] if isinstance(written, str) else [] if written is None else written
        if isinstance(names, list) and all(isinstance(name, str) and is_handle(name) for name in names):
            found[host] = tuple(names)
        else:
            hint = f'write {host}: "@org/team", in quotation marks, or a list of such names'
            problems.append(Problem(shown, 0, 0, "KB502", f'owner "{key}": `{host}` is no name of a code host', hint))
    return {host: names for host, names in found.items() if names}


def _load(content: Path, name: str, prefix: str, problems: list[Problem]) -> dict[Any, Any] | None:
    path = content / ".kb" / name
    if not path.is_file():
        return None
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        problems.append(
            Problem(
                f"{prefix}.kb/{name}", line, column, "KB502", f"not valid YAML: {said}", "check quotes and indentation"
            )
        )
        return {}
    if not isinstance(data, dict):
        problems.append(
            Problem(f"{prefix}.kb/{name}", 1, 1, "KB502", "is not a list of `key: value`", "see the handbook")
        )
        return {}
    return data
