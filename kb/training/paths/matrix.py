"""Objective × material × questions: what is taught, what is asked, and where there are holes. Pure rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.library import Library
from kb.training.paths.certifications import Certification
from kb.training.paths.model import LESSON, Module, Place, build_studies
from kb.training.questions.model import Question

HOLES = ("unknown-objective", "no-material", "no-questions", "few-questions", "not-in-a-path", "no-id")
"""What may be missing, the worst first."""

FEW = 3
"""Fewer questions than this: whoever practises sees the same ones again and again."""


@dataclass(frozen=True)
class MatrixRow:
    """An objective. `certificate` is what it counts towards: (certificate, its own objective). `material` are the steps of
    its module; `easy`, `medium` and `hard` count questions."""

    objective: str
    text: str
    module: Place | None
    path: str
    certificate: tuple[tuple[str, str], ...]
    material: tuple[Place, ...]
    easy: int
    medium: int
    hard: int
    holes: tuple[str, ...]

    @property
    def questions(self) -> int:
        return self.easy + self.medium + self.hard


@dataclass(frozen=True)
class DemandRow:
    """An objective of a certificate, and what we have for it."""

    certificate: str
    id: str
    text: str
    ours: tuple[str, ...]
    questions: int
    holes: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """Of one language. The demands are in the order of the certificates."""

    language: str
    rows: tuple[MatrixRow, ...]
    demands: tuple[DemandRow, ...]

    @property
    def holes(self) -> int:
        """Objectives and demands that lack something."""
        return sum(1 for row in self.rows if row.holes) + sum(1 for row in self.demands if row.holes)


def build_matrix(
    view: Library, certifications: Mapping[str, Certification], questions: Iterable[Question], language: str
) -> Matrix:
    """Of a filtered library: a lead sees the edition that they open."""
    studies = build_studies(view)
    counts: dict[str, list[int]] = {}
    for question in questions:
        counts.setdefault(question.objective, [0, 0, 0])[min(max(question.difficulty, 1), 3) - 1] += 1
    towards: dict[str, list[tuple[str, str]]] = {}
    for key, certification in certifications.items():
        for demand in certification.objectives:
            for ours in demand.ours:
                towards.setdefault(ours, []).append((key, demand.id))
    rows: list[MatrixRow] = []
    for module in studies.modules.values():
        path = ", ".join(path.place.title for path in studies.paths_with(module.place.id))
        rows += [_row(goal.id, goal.text, goal.named, module, path, towards, counts) for goal in module.objectives]
    known = {row.objective for row in rows}
    for stray in sorted(set(counts) - known - {""}):
        easy, medium, hard = counts[stray]
        rows.append(MatrixRow(stray, "", None, "", (), (), easy, medium, hard, ("unknown-objective",)))
    demands = [_demand(key, certification, rows, language) for key, certification in certifications.items()]
    return Matrix(language, tuple(rows), tuple(row for listed in demands for row in listed))


def _row(
    id_: str,
    text: str,
    named: bool,
    module: Module,
    path: str,
    towards: Mapping[str, Sequence[tuple[str, str]]],
    counts: Mapping[str, Sequence[int]],
) -> MatrixRow:
    easy, medium, hard = counts.get(id_, (0, 0, 0))
    material = tuple(dict.fromkeys(step.place for step in module.steps if step.do != LESSON))
    asked = easy + medium + hard
    missing = {
        "no-id": not named,
        "no-material": not material,
        "no-questions": asked == 0,
        "few-questions": 0 < asked < FEW,
        "not-in-a-path": not path,
    }
    holes = tuple(hole for hole in HOLES if missing.get(hole))
    certificate = tuple(towards.get(id_, ()))
    return MatrixRow(id_, text, module.place, path, certificate, material, easy, medium, hard, holes)


def _demand(key: str, certification: Certification, rows: Sequence[MatrixRow], language: str) -> list[DemandRow]:
    have = {row.objective: row for row in rows if row.module}
    found = []
    for demand in certification.objectives:
        met = [have[ours] for ours in demand.ours if ours in have]
        asked = sum(row.questions for row in met)
        missing = {"no-material": not met, "no-questions": bool(met) and not asked}
        holes = tuple(hole for hole in HOLES if missing.get(hole))
        found.append(DemandRow(key, demand.id, demand.said(language), demand.ours, asked, holes))
    return found
