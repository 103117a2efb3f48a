"""An edition: one published site, that is, a visibility and a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Visibility = Literal["public", "internal", "restricted"]
Audience = Literal["novice", "expert", "accessibility"]

VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
"""From the most open to the most closed; each edition also shows everything more open than itself."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@dataclass(frozen=True, order=True)
class Edition:
    """`public/uk`: everything public, in Ukrainian. `audience` narrows it to one audience's text."""

    visibility: Visibility
    language: str
    audience: Audience | None = None

    @property
    def path(self) -> str:
        """Where the edition lies below the site folder: `public/uk`."""
        return f"{self.visibility}/{self.language}"

    def admits(self, visibility: str) -> bool:
        """Whether text of this visibility may be shown. What is unknown is never shown."""
        return visibility in VISIBILITIES and VISIBILITIES.index(visibility) <= VISIBILITIES.index(self.visibility)

    @classmethod
    def parse(cls, text: str, audience: Audience | None = None) -> Edition:
        """`public/uk` → Edition; ValueError with the accepted words otherwise."""
        visibility, slash, language = text.strip().strip("/").partition("/")
        if visibility not in VISIBILITIES or not slash or not language.isalpha():
            raise ValueError(f'"{text}" is not an edition: write a visibility and a language, such as public/uk')
        return cls(visibility, language, audience)


def edition_address(edition: Edition) -> str:
    """Where an edition is served: public ones at `uk/`, others at `internal/uk/`."""
    return f"{edition.language}/" if edition.visibility == "public" else f"{edition.path}/"
