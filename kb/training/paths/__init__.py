"""Modules and study paths: what there is to do, in which order, and what it covers."""

from kb.training.paths.certifications import NO_CERTIFICATIONS, Certification, Certifications, certifications_in
from kb.training.paths.model import Goal, Module, Path, Place, Studies, StudyStep, build_studies

__all__ = [
    "NO_CERTIFICATIONS",
    "Certification",
    "Certifications",
    "Goal",
    "Module",
    "Path",
    "Place",
    "Studies",
    "StudyStep",
    "build_studies",
    "certifications_in",
]
