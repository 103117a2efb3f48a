"""Certificates and their objectives, as content/.kb/certifications.yml lists them: from its text to typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.library.frontmatter import Line, ObjectiveId
from kb.library.mistakes import value_problem
from kb.library.places import Places
from kb.library.safe_yaml import load
from kb.problem import Problem

FILE = ".kb/certifications.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Demand(_Strict):
    """One objective of a certificate. `ours` are the objectives of our modules that meet it."""

    id: Line
    text: dict[str, Line]
    ours: tuple[ObjectiveId, ...] = ()
    line: int = Field(0, exclude=True)

    def said(self, language: str) -> str:
        """The text in a language, else in any."""
        return _in(self.text, language)


class Certification(_Strict):
    """A certificate: who gives it, its official page, and what it demands. `line` is where it stands in the file."""

    name: dict[str, Line]
    by: dict[str, Line] = Field(default_factory=dict)
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]+$")] = ""
    objectives: tuple[Demand, ...] = ()
    line: int = Field(0, exclude=True)

    def called(self, language: str) -> str:
        """The name in a language, else in any."""
        return _in(self.name, language)

    def given_by(self, language: str) -> str:
        """Who gives it, in a language."""
        return _in(self.by, language)


@dataclass(frozen=True)
class Certifications:
    """By key, in the order of the file. `known` is false where there is no file."""

    by_key: Mapping[str, Certification]
    problems: tuple[Problem, ...] = ()
    known: bool = True


NO_CERTIFICATIONS = Certifications({}, (), known=False)


def certifications_in(text: str, path: str) -> Certifications:
    """Whatever is wrong is a problem at its line, and costs only the certificate that it is in."""
    try:
        data = load(text)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = str(getattr(error, "problem", None) or error).strip().split("\n")[0]
        return Certifications({}, (Problem(path, line, column, "KB502", f"not valid YAML: {said}", _QUOTES),))
    if data is None:
        return Certifications({})
    if not isinstance(data, dict):
        problem = Problem(path, 1, 1, "KB502", "is not a list of `key: value`", "write `certificate: {name: {en: …}}`")
        return Certifications({}, (problem,))
    where = Places(text, 1)
    found: dict[str, Certification] = {}
    problems: list[Problem] = []
    for key, value in data.items():
        try:
            found[str(key)] = _placed(Certification.model_validate(_tuples(value)), where, key)
        except ValidationError as error:
            for wrong in error.errors(include_url=False):
                located = {**wrong, "loc": (key, *wrong["loc"])}
                said_of = value_problem(path, where, data, located)
                problems.append(Problem(path, said_of.line, said_of.column, "KB502", said_of.message, said_of.hint))
    return Certifications(found, tuple(problems))


_QUOTES = "check quotes and indentation"


def _placed(found: Certification, where: Places, key: object) -> Certification:
    demands = tuple(
        demand.model_copy(update={"line": where(key, "objectives", place)[0]})
        for place, demand in enumerate(found.objectives)
    )
    return found.model_copy(update={"objectives": demands, "line": where(key)[0]})


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
