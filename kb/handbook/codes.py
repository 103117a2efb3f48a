"""The table of problem codes."""

from __future__ import annotations

from kb.codes import CODES, Code
from kb.handbook.markdown import prose, table

_HEAD = {"en": ("Code", "Severity", "What it means"), "uk": ("Код", "Важкість", "Що означає")}
_SEVERITY = {
    "en": {"error": "**error**", "warning": "warning", "note": "note"},
    "uk": {"error": "**помилка**", "warning": "попередження", "note": "примітка"},
}


def codes_table(language: str) -> str:
    """Every code in order, each with an anchor of its own: `#kb102`."""
    return table(_HEAD[language], (_row(name, what, language) for name, what in sorted(CODES.items())))


def _row(name: str, what: Code, language: str) -> tuple[str, ...]:
    meaning = what.en if language == "en" else what.uk
    return f"`{name}`{{#{name.lower()}}}", _SEVERITY[language][what.severity], prose(meaning)
