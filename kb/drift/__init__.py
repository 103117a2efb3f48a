"""Translations and their originals: which have drifted apart, told by what the texts say and not by dates."""

from kb.drift.judge import STATES, Baseline, Drift, judge, outdated_steps, pairs_of
from kb.drift.prints import Prints, changes, prints_of
from kb.drift.records import Records, as_yaml, read_records

__all__ = [
    "STATES",
    "Baseline",
    "Drift",
    "Prints",
    "Records",
    "as_yaml",
    "changes",
    "judge",
    "outdated_steps",
    "pairs_of",
    "prints_of",
    "read_records",
]
