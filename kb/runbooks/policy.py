"""The key `runbooks` of content/.kb/policy.yml: what the sections of a runbook are called, and which it must have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Role = Literal["meaning", "impact", "diagnosis", "mitigation", "verification", "escalation"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What a section is for, in the order of the page."""

WITH_STEPS: tuple[Role, ...] = ("diagnosis", "mitigation", "verification")
"""The items of the ordered lists of these sections are the steps."""

SECTIONS: Mapping[str, Mapping[Role, tuple[str, ...]]] = {
    "en": {
        "meaning": ("Meaning",),
        "impact": ("Impact",),
        "diagnosis": ("Diagnosis",),
        "mitigation": ("Mitigation",),
        "verification": ("Verification",),
        "escalation": ("Escalation",),
    },
    "uk": {
        "meaning": ("Що це означає",),
        "impact": ("Вплив",),
        "diagnosis": ("Діагностика",),
        "mitigation": ("Усунення",),
        "verification": ("Перевірка",),
        "escalation": ("Ескалація",),
    },
}
_SPACE = re.compile(r"\s+")


class RunbookPolicy(BaseModel):
    """What a team decides about its runbooks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sections: dict[str, dict[Role, str | tuple[str, ...]]] = Field(default_factory=dict)
    """Language → role → the heading, or a list of which the first is the one to write."""
    required: tuple[Role, ...] = ROLES
    """Sections without which a runbook is not whole."""
    named: bool = True
    """Whether each command must have a name."""

    def names(self, language: str) -> dict[Role, tuple[str, ...]]:
        """Role → accepted headings, in a language; the defaults of it for what is not said."""
        chosen: dict[Role, tuple[str, ...]] = dict(SECTIONS.get(language, SECTIONS["en"]))
        for role, said in self.sections.get(language, {}).items():
            chosen[role] = (said,) if isinstance(said, str) else said
        return chosen

    @cached_property
    def _roles(self) -> dict[str, dict[str, Role]]:
        languages = {*SECTIONS, *self.sections}
        return {
            language: {folded(name): role for role, names in self.names(language).items() for name in names}
            for language in languages
        }

    def role(self, heading: str, language: str) -> Role | None:
        """What a section with this heading is for."""
        return self._roles.get(language, self._roles["en"]).get(folded(heading))


DEFAULT_POLICY = RunbookPolicy()


def read_policy(raw: Any) -> tuple[RunbookPolicy, str]:
    """(policy, what is wrong with the key) from the parsed policy.yml; the default policy where something is wrong."""
    section = raw.get("runbooks") if isinstance(raw, dict) else None
    if section is None:
        return DEFAULT_POLICY, ""
    try:
        return RunbookPolicy.model_validate(section), ""
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(("runbooks", *(str(part) for part in first["loc"] if part not in ("str", "tuple[str, ...]"))))
        return DEFAULT_POLICY, f"`{key}`: {str(first['msg']).lower()}"


def folded(heading: str) -> str:
    """A heading without what does not tell it from another: case, apostrophes, a colon at the end."""
    return _SPACE.sub(" ", heading.replace("’", "'").replace("ʼ", "'")).strip(" :.").casefold()
