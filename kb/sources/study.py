"""What the academy is made of: certificates from content/.kb/certifications.yml, questions from the articles."""

from __future__ import annotations

from pathlib import Path

from kb.library import Library
from kb.problem import Problem
from kb.training.paths import NO_CERTIFICATIONS, Certifications, certifications_in
from kb.training.paths.certifications import FILE
from kb.training.paths.check import check_paths
from kb.training.questions.check import check_study
from kb.training.questions.read import read_study


def read_certifications(content: Path, prefix: str = "content/") -> Certifications:
    """The file may be missing. Whatever is wrong with it is a problem."""
    path = content / FILE
    if not path.is_file():
        return NO_CERTIFICATIONS
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problem = Problem(prefix + FILE, 0, 0, "KB502", "can't be read as UTF-8 text", "save it as UTF-8")
        return Certifications({}, (problem,))
    return certifications_in(text, prefix + FILE)


def study_problems(library: Library, content: Path, prefix: str) -> tuple[Problem, ...]:
    """What is wrong with modules, paths, certificates, questions and exams of the whole library."""
    study = read_study(library, prefix)
    certifications = read_certifications(content, prefix)
    paths = check_paths(library, certifications, study.questions, prefix)
    return (*paths, *check_study(library, prefix, study, certifications.by_key))
