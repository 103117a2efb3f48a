"""The words of the interface, whole in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.plural import PluralRule

from kb.edition import AUDIENCES

_UK = PluralRule({"one": "n mod 10 is 1 and n mod 100 is not 11", "few": "n mod 10 in 2..4 and n mod 100 not in 12..14"})
_EN = PluralRule({"one": "n is 1"})


@dataclass(frozen=True)
class Strings:
    """One language. `forms` are plural forms by CLDR category (one, few, other)."""

    language: str
    name: str
    audience: Mapping[str, str]
    audience_for: Mapping[str, str]
    visibility: Mapping[str, str]
    status: Mapping[str, str]
    type: Mapping[str, str]
    text: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]

    def __getitem__(self, key: str) -> str:
        return self.text[key]

    def count(self, noun: str, number: int) -> str:
        """«5 статей», «1 article»."""
        rule = _UK if self.language == "uk" else _EN
        forms = self.forms[noun]
        return f"{number} {forms.get(rule(number), forms['other'])}"

    def date(self, day: date) -> str:
        """A day as people write it: «2 листопада 2026 р.», “2 November 2026”."""
        return format_date(day, "long", locale="uk" if self.language == "uk" else "en_GB")

    def for_audiences(self, audiences: Sequence[str]) -> str:
        """«Для новачків і досвідчених»."""
        words = [self.audience_for[a] for a in AUDIENCES if a in audiences]
        joined = words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" {self.text['and']} " + words[-1] if words else ""
        return f"{self.text['for']} {joined}"


def strings_for(language: str) -> Strings:
    """The words of a language; English where there are none of its own."""
    return _ALL.get(language, _ALL["en"])


_ALL = {
    "uk": Strings(
        language="uk",
        name="Українська",
        audience={"all": "Усі", "novice": "Новачок", "expert": "Досвідчений", "accessibility": "Доступність"},
        audience_for={"novice": "новачків", "expert": "досвідчених", "accessibility": "доступності"},
        visibility={"public": "Для всіх", "internal": "Лише для команди підтримки", "restricted": "Обмежений доступ"},
        status={"wip": "Чернетка", "not-validated": "Ще не підтверджено", "validated": "Підтверджено", "archived": "В архіві"},
        type={
            "article": "Стаття",
            "runbook": "Інструкція для агента",
            "known-error": "Відома помилка",
            "playbook": "Сценарій розмови",
            "module": "Навчальний модуль",
            "path": "Навчальний шлях",
            "page": "Сторінка",
        },
        text={"for": "Для", "and": "і"},
        forms={
            "article": {"one": "стаття", "few": "статті", "other": "статей"},
            "minute": {"one": "хвилина", "few": "хвилини", "other": "хвилин"},
        },
    ),
    "en": Strings(
        language="en",
        name="English",
        audience={"all": "Everyone", "novice": "New to this", "expert": "Experienced", "accessibility": "Accessibility"},
        audience_for={"novice": "newcomers", "expert": "experts", "accessibility": "accessibility"},
        visibility={"public": "For everyone", "internal": "For the support team only", "restricted": "Restricted"},
        status={"wip": "Draft", "not-validated": "Not validated yet", "validated": "Validated", "archived": "Archived"},
        type={
            "article": "Article",
            "runbook": "Runbook",
            "known-error": "Known error",
            "playbook": "Playbook",
            "module": "Training module",
            "path": "Study path",
            "page": "Page",
        },
        text={"for": "For", "and": "and"},
        forms={
            "article": {"one": "article", "other": "articles"},
            "minute": {"one": "minute", "other": "minutes"},
        },
    ),
}
