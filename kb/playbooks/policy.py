"""The key `playbooks` of content/.kb/policy.yml: the names of a playbook's sections, and the placeholders of replies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.problem import Problem, did_you_mean

Role = Literal["situation", "goal", "say", "do", "dont", "escalate", "replies"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]

SECTIONS: dict[str, dict[Role, str]] = {
    "uk": {
        "situation": "Ситуація",
        "goal": "Мета",
        "say": "Що казати",
        "do": "Так робіть",
        "dont": "Так не робіть",
        "escalate": "Коли передавати",
        "replies": "Готові відповіді",
    },
    "en": {
        "situation": "Situation",
        "goal": "Goal",
        "say": "What to say",
        "do": "Do",
        "dont": "Don't",
        "escalate": "When to escalate",
        "replies": "Replies",
    },
}
"""What a section is for → its heading, in the order of the page."""

PLACEHOLDERS: dict[str, dict[str, str]] = {
    "name": {"uk": "Як звертаються до людини", "en": "How the person is addressed"},
    "agent": {"uk": "Ваше ім'я", "en": "Your name"},
    "ticket": {"uk": "Номер звернення", "en": "Ticket number"},
    "issue": {"uk": "Про що йдеться", "en": "What it is about"},
    "date": {"uk": "Дата", "en": "Date"},
    "time": {"uk": "Час", "en": "Time"},
    "team": {"uk": "Хто цим займається", "en": "Who works on it"},
    "service": {"uk": "Сервіс", "en": "Service"},
    "device": {"uk": "Пристрій", "en": "Device"},
    "link": {"uk": "Посилання", "en": "Link"},
    "phone": {"uk": "Номер телефону", "en": "Phone number"},
    "next_step": {"uk": "Що буде далі", "en": "What happens next"},
}
"""Placeholder → what the agent is asked for."""


class PlaybookPolicy(BaseModel):
    """What a team decides about its playbooks. What is not said stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sections: dict[str, dict[Role, Name]] = Field(
        SECTIONS,
        description="Heading of each section, by language; an empty one is not asked for.",
        json_schema_extra={"uk": "Заголовок кожного розділу за мовою; порожній не потрібен."},
    )
    placeholders: dict[str, dict[str, Name]] = Field(
        PLACEHOLDERS,
        description="Placeholders that replies may have, each with its name in every language.",
        json_schema_extra={"uk": "Поля, які можуть мати готові відповіді, кожне з назвою кожною мовою."},
    )

    def headings(self, language: str) -> tuple[tuple[Role, str], ...]:
        """(role, heading) of the sections that are asked for, in order."""
        names = self.sections.get(language, {})
        return tuple((role, names[role]) for role in SECTIONS["en"] if names.get(role))

    def label(self, slot: str, language: str) -> str:
        """What the agent is asked for; the placeholder itself where it is not listed."""
        names: Mapping[str, str] = self.placeholders.get(slot, {})
        return names.get(language) or next(iter(names.values()), slot)


DEFAULT_POLICY = PlaybookPolicy()


def read_policy(raw: Any, path: str) -> tuple[PlaybookPolicy, tuple[Problem, ...]]:
    """The policy from the parsed file (None where there is none), and what is wrong with it. A mistake leaves the default."""
    section = raw.get("playbooks") if isinstance(raw, dict) else None
    if section is None:
        return DEFAULT_POLICY, ()
    hint = "write `playbooks: {placeholders: {order: {uk: Номер замовлення, en: Order number}}}`"
    if not isinstance(section, dict):
        return DEFAULT_POLICY, (Problem(path, 0, 0, "KB502", "`playbooks` is not a list of `key: value`", hint),)
    try:
        given = PlaybookPolicy.model_validate({key: value for key, value in section.items() if value is not None})
    except ValidationError as error:
        return DEFAULT_POLICY, tuple(_problem(path, dict(e), hint) for e in error.errors(include_url=False))
    sections = {**SECTIONS, **{lang: {**SECTIONS.get(lang, {}), **names} for lang, names in given.sections.items()}}
    return PlaybookPolicy(sections=sections, placeholders={**PLACEHOLDERS, **given.placeholders}), ()


def _problem(path: str, error: dict[str, Any], hint: str) -> Problem:
    key = ".".join(("playbooks", *(str(part) for part in error["loc"] if part != "[key]")))
    if error["type"] == "extra_forbidden":
        near = did_you_mean(str(error["loc"][-1]), PlaybookPolicy.model_fields)
        return Problem(path, 0, 0, "KB502", f'unknown key "{key}"', near or hint)
    return Problem(path, 0, 0, "KB502", f"`{key}`: {str(error['msg']).lower()}; the default is used", hint)
