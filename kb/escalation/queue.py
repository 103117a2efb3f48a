"""What a queue is: a team, a vendor or a department that takes work over. The type is the documentation of queues.yml."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from kb.edition import Visibility
from kb.escalation.hours import WEEK, Span

Kind = Literal["team", "vendor", "department"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SEVERITIES = ("P1", "P2", "P3", "P4", "P5")


def _key(en: str, uk: str, default: Any = None) -> Any:
    return Field(default, description=en, json_schema_extra={"uk": uk})


def _needed(en: str, uk: str) -> Any:
    return Field(description=en, json_schema_extra={"uk": uk})


def _by_language(value: Any) -> Any:
    """A plain text holds for every language."""
    return {"": value} if isinstance(value, str | tuple) else value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Text = Annotated[dict[str, Line], BeforeValidator(_by_language)]
"""One line in each language, or one for all."""
Lines = Annotated[dict[str, tuple[Line, ...]], BeforeValidator(_by_language)]
Long = Annotated[
    dict[str, Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]],
    BeforeValidator(_by_language),
]


Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=200)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
Length = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,4}(m|h|d)$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


class Hours(_Strict):
    """Days and times at which somebody answers."""

    days: str = _needed("Days: `mon-fri`, `mon-thu, sat`, `daily`.", "Дні: `mon-fri`, `mon-thu, sat`, `daily`.")
    begin: str = Field(
        alias="from",
        description='First minute, in quotes: "08:00".',
        json_schema_extra={"uk": 'Перша хвилина, у лапках: "08:00".'},
    )
    end: str = Field(
        alias="to",
        description='Last minute, in quotes: "18:00"; before `from` it is on the next day.',
        json_schema_extra={"uk": 'Остання хвилина, у лапках: "18:00"; якщо раніша за `from`, то наступного дня.'},
    )
    zone: str = _needed("Time zone by name: Europe/Kyiv.", "Часовий пояс за назвою: Europe/Kyiv.")
    closed: tuple[date, ...] = _key("Days on which nobody is there.", "Дні, коли нікого немає.", ())

    @field_validator("begin", "end", mode="before")
    @classmethod
    def _time(cls, value: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(r"(?:[01]?\d|2[0-3]):[0-5]\d|24:00", value):
            raise PydanticCustomError("KB623", 'not a time of day: write it in quotes, "08:00"')
        return value

    @field_validator("days")
    @classmethod
    def _days(cls, value: str) -> str:
        if not days_in(value):
            raise PydanticCustomError("KB623", "not days: write mon-fri, mon-thu, sat or daily")
        return value

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise PydanticCustomError("KB622", "not a time zone: write its name, such as Europe/Kyiv") from None
        return value

    @property
    def span(self) -> Span:
        return Span(days_in(self.days), minutes_of(self.begin), minutes_of(self.end), self.zone, frozenset(self.closed))


def _spans(value: Any) -> Any:
    if value == "always":
        return ()
    if isinstance(value, dict):
        return (value,)
    if isinstance(value, tuple) and value:
        return value
    raise PydanticCustomError("KB623", "not hours: write `always` or {days, from, to, zone}")


class Contact(_Strict):
    """Ways to reach somebody. Texts may differ by language."""

    phone: Text | None = _key("A number, or where to find it.", "Номер або де його знайти.")
    email: Mail | None = _key("An address of mail.", "Адреса пошти.")
    portal: Address | None = _key("Where a request is opened.", "Де відкрити звернення.")
    chat: Text | None = _key("A channel or room.", "Канал або кімната.")
    note: Text | None = _key("What to know before calling.", "Що знати перед дзвінком.")

    @property
    def is_empty(self) -> bool:
        return not (self.phone or self.email or self.portal or self.chat)


class Sla(_Strict):
    """How soon an answer is due, by severity."""

    P1: Length | None = _key("Severity P1: 15m, 2h, 3d.", "Важкість P1: 15m, 2h, 3d.")
    P2: Length | None = _key("Severity P2.", "Важкість P2.")
    P3: Length | None = _key("Severity P3.", "Важкість P3.")
    P4: Length | None = _key("Severity P4.", "Важкість P4.")
    P5: Length | None = _key("Severity P5.", "Важкість P5.")
    clock: Literal["hours", "always"] = _key(
        "`hours`: the clock runs only while the queue works; `always`: day and night.",
        "`hours`: годинник іде лише в робочий час черги; `always`: цілодобово.",
        "hours",
    )

    @property
    def times(self) -> dict[str, str]:
        """Severity → length, the worst first."""
        return {name: getattr(self, name) for name in SEVERITIES if getattr(self, name)}


class Queue(_Strict):
    """One entry of content/.kb/queues.yml; its key is what `escalation` in a runbook names."""

    name: Text = _needed("What it is called.", "Як називається.")
    kind: Kind = _needed("team, vendor or department.", "team (команда), vendor (постачальник), department (відділ).")
    hours: Annotated[tuple[Hours, ...], BeforeValidator(_spans)] = _needed(
        "`always`, or {days, from, to, zone}, or a list of them.", "`always` або {days, from, to, zone} чи їх перелік."
    )
    visibility: Visibility = _key(
        "Who may see it; internal unless it says otherwise.",
        "Хто може бачити; якщо не вказано, то internal.",
        "internal",
    )
    tier: Annotated[int, Field(ge=1, le=4)] | None = _key("Line of support, 1 to 4.", "Лінія підтримки, 1–4.")
    about: Text | None = _key("What it takes.", "Що приймає.")
    contact: Contact = _key("How to reach it in its hours.", "Як зв'язатися в робочий час.", Contact())
    on_call: Contact | None = _key("Who answers outside its hours.", "Хто відповідає поза робочим часом.")
    sla: Sla | None = _key("How soon an answer is due.", "Як швидко має бути відповідь.")
    attach: Lines = _key("What must be handed over.", "Що треба додати.", {})
    handover: Long = _key(
        "The text to hand over, with {{placeholders}}; there is one for all queues without their own.",
        "Текст передачі з полями {{…}}; якщо немає, беруть спільний.",
        {},
    )

    @property
    def spans(self) -> tuple[Span, ...]:
        """Empty: always open."""
        return tuple(hours.span for hours in self.hours)


def said(text: dict[str, Any] | None, language: str, otherwise: Any = "") -> Any:
    """A text in a language, else in any."""
    if not text:
        return otherwise
    return text.get(language) or text.get("") or next(iter(text.values()))


def days_in(text: str) -> frozenset[int]:
    """`mon-thu, sat` → {0, 1, 2, 3, 5}; empty for what is not understood."""
    if text.strip() == "daily":
        return frozenset(range(7))
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = (word.strip().lower() for word in part.partition("-"))
        if first not in WEEK or (dash and last not in WEEK):
            return frozenset()
        start, end = WEEK.index(first), WEEK.index(last or first)
        found.update((start + i) % 7 for i in range((end - start) % 7 + 1))
    return frozenset(found)


def minutes_of(text: str) -> int:
    """ "18:30" → 1110."""
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)
