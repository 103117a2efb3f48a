"""What `kb academy matrix` prints: objectives with their material and questions, and what certificates demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown
from kb.training.paths.matrix import DemandRow, Matrix, MatrixRow

COLUMNS = {
    "objective": "Objective",
    "text": "Text",
    "module": "Module",
    "certificate": "Certificate",
    "material": "Material",
    "questions": "Questions",
    "easy": "Easy",
    "medium": "Medium",
    "hard": "Hard",
    "holes": "Holes",
}
HOLE_WORDS = {
    "unknown-objective": "no module has this objective",
    "no-material": "no material",
    "no-questions": "no questions",
    "few-questions": "few questions",
    "not-in-a-path": "in no path",
    "no-id": "no id of its own, so nothing can refer to it",
}


def render_matrix(matrices: Sequence[Matrix], style: str, holes_only: bool = False) -> str:
    """The rows of every language as text, json, csv or markdown."""
    values: list[dict[str, Any]] = []
    for matrix in matrices:
        values += [_objective(row, matrix.language) for row in matrix.rows if row.holes or not holes_only]
        values += [_demand(row, matrix.language) for row in matrix.demands if row.holes or not holes_only]
    if style == "json":
        return rows_as_json(values)
    if style == "csv":
        return rows_as_csv(("language", *COLUMNS), values)
    if style == "markdown":
        return rows_as_markdown({"language": "Language", **COLUMNS}, values)
    return "".join(map(_line, values))


def _objective(row: MatrixRow, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "objective": row.objective,
        "text": row.text,
        "module": row.module.id if row.module else None,
        "certificate": [f"{key} {id_}" for key, id_ in row.certificate],
        "material": [place.id for place in row.material],
        "questions": row.questions,
        "easy": row.easy,
        "medium": row.medium,
        "hard": row.hard,
        "holes": list(row.holes),
    }


def _demand(row: DemandRow, language: str) -> dict[str, Any]:
    """The same columns: what meets a certificate's objective are objectives of ours."""
    own = f"{row.certificate} {row.id}"
    counts = {"questions": row.questions, "easy": None, "medium": None, "hard": None}
    return {
        "language": language,
        "objective": own,
        "text": row.text,
        "module": None,
        "certificate": [own],
        "material": list(row.ours),
        **counts,
        "holes": list(row.holes),
    }


def _line(value: dict[str, Any]) -> str:
    asked = value["questions"]
    said = f"{len(value['material'])} of material, {asked} question{'' if asked == 1 else 's'}"
    holes = "; ".join(HOLE_WORDS[hole] for hole in value["holes"])
    return (
        f"{value['language']} {value['objective']} {value['text']}\n    {said}{' · HOLE: ' + holes if holes else ''}\n"
    )
