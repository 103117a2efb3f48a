"""Modules and study paths as an edition shows them: pure values, made of a filtered library."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from kb.library import Article, Library
from kb.library.fingerprint import fingerprint
from kb.training.paths.minutes import minutes_of, reading_minutes

LESSON = "lesson"
"""The last step of every module: its own text, with practice and questions."""


@dataclass(frozen=True)
class Place:
    """A page to go to. `url` is below the edition's root; `language` is set when it is not the edition's."""

    id: str
    title: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class Goal:
    """An objective. `id` is what progress is kept by: its own, or for a plain line the module's with a print of
    its words."""

    id: str
    text: str
    named: bool


@dataclass(frozen=True)
class StudyStep:
    """One thing to read or do. `key` tells it from all others of its module; `also` are keys that it had before, because
    the article was another one; `beside` are other steps of the module on the same article; `print` changes with the
    article's text."""

    key: str
    do: str
    place: Place
    type: str
    note: str
    minutes: int
    print: str
    also: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """A module: its steps in order, the lesson last. `needs` are the modules to finish first."""

    place: Place
    description: str
    minutes: int
    objectives: tuple[Goal, ...]
    needs: tuple[Place, ...]
    steps: tuple[StudyStep, ...]
    certification: str
    visibility: str

    @property
    def data(self) -> str:
        """What the browser needs to count: for each step its key, minutes, print, earlier keys and those beside it, as JSON."""
        steps = [[step.key, step.minutes, step.print, list(step.also), list(step.beside)] for step in self.steps]
        return json.dumps(steps, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Path:
    """A study path. `key` is the file of its article, without the language."""

    place: Place
    key: str
    description: str
    objectives: tuple[Goal, ...]
    modules: tuple[Module, ...]
    exams: tuple[Place, ...]
    certification: str
    visibility: str

    @property
    def minutes(self) -> int:
        """All its modules together."""
        return sum(module.minutes for module in self.modules)


@dataclass(frozen=True)
class Studies:
    """Everything there is to study in an edition, in reading order."""

    modules: dict[str, Module]
    paths: tuple[Path, ...]

    def paths_with(self, module: str) -> tuple[Path, ...]:
        """The paths that a module belongs to."""
        return tuple(path for path in self.paths if any(m.place.id == module for m in path.modules))

    def after(self, module: str) -> tuple[Path, Module | None] | None:
        """The first path with this module, and what comes next in it (None: it was the last)."""
        for path in self.paths_with(module):
            ids = [m.place.id for m in path.modules]
            following = ids.index(module) + 1
            return path, path.modules[following] if following < len(ids) else None
        return None

    @cached_property
    def _uses(self) -> dict[str, list[tuple[Module, StudyStep]]]:
        found: dict[str, list[tuple[Module, StudyStep]]] = {}
        for module in self.modules.values():
            for step in module.steps[:-1]:  # the last one is the lesson, which is the module itself
                found.setdefault(step.place.id, []).append((module, step))
        return found

    def used_in(self, article: str) -> tuple[tuple[Module, StudyStep], ...]:
        """The modules in which an article is a step."""
        return tuple(self._uses.get(article, ()))


def build_studies(view: Library) -> Studies:
    """The modules and paths of a filtered library. What it doesn't hold is in no module, no path and no sum."""
    articles = {a.meta.id: a for a in view.articles}
    replaced = {old: a.meta.id for a in view.articles for old in a.meta.supersedes}
    ordered = sorted(view.articles, key=lambda a: (a.meta.order is None, a.meta.order or 0, a.key))
    modules = {a.meta.id: _module(a, articles, replaced) for a in ordered if a.meta.type == "module"}
    return Studies(modules, tuple(_path(a, articles, modules) for a in ordered if a.meta.type == "path"))


def place_of(article: Article) -> Place:
    """Where an article is and what it is called."""
    return Place(article.meta.id, article.meta.title, article.url, article.language if article.fallback else "")


def goals_of(article: Article) -> tuple[Goal, ...]:
    """The objectives of a module or path. A plain line is known by its words: a place in the list would change hands."""
    return tuple(
        Goal(goal.id or f"{article.meta.id}/{fingerprint(goal.text)[:6]}", goal.text, bool(goal.id))
        for goal in article.meta.objectives
    )


def _module(article: Article, articles: dict[str, Article], replaced: dict[str, str]) -> Module:
    meta = article.meta
    seen: Counter[str] = Counter()
    steps: list[StudyStep] = []
    before = {new: [old for old, now in replaced.items() if now == new] for new in replaced.values()}
    for step in meta.steps:
        # A step may still name what another article supersedes
        other = articles.get(step.article) or articles.get(replaced.get(step.article, ""))
        if other is None or other.meta.id == meta.id:
            continue
        key = f"{other.meta.id}/{step.do}"
        seen[key] += 1
        if seen[key] > 1:
            key += f"/{seen[key]}"
        also = tuple(f"{old}/{step.do}" for old in before.get(other.meta.id, ()))
        place = place_of(other)
        minutes = reading_minutes(other.words["all"])
        note = step.note or ""
        steps.append(StudyStep(key, step.do, place, other.meta.type, note, minutes, _print(other), also))
    reading = reading_minutes(article.words["all"])
    rest = max(minutes_of(meta.duration) - sum(step.minutes for step in steps), reading)
    lesson = StudyStep(LESSON, LESSON, place_of(article), "module", "", rest, _print(article))
    steps = [replace(step, beside=_beside(step, steps)) for step in steps]
    needs = tuple(place_of(articles[wanted]) for wanted in meta.prerequisites if wanted in articles)
    return Module(
        place_of(article),
        meta.description or "",
        rest + sum(step.minutes for step in steps),
        goals_of(article),
        needs,
        (*steps, lesson),
        meta.certification or "",
        meta.visibility,
    )


_STAMP = re.compile(r"^[ \t]+source_hash:.*\n?", re.MULTILINE)


def _print(article: Article) -> str:
    """Changes with what a trainee reads; not when somebody read the questions against their sources."""
    return fingerprint(_STAMP.sub("", article.body))[:8]


def _beside(step: StudyStep, steps: list[StudyStep]) -> tuple[str, ...]:
    return tuple(other.key for other in steps if other.place.id == step.place.id and other is not step)


def _path(article: Article, articles: dict[str, Article], modules: dict[str, Module]) -> Path:
    meta = article.meta
    return Path(
        place_of(article),
        article.key,
        meta.description or "",
        goals_of(article),
        tuple(modules[wanted] for wanted in dict.fromkeys(meta.modules) if wanted in modules),
        tuple(place_of(articles[wanted]) for wanted in meta.exams if wanted in articles),
        meta.certification or "",
        meta.visibility,
    )
