"""The options of a knowledge base: declared once, read by the MkDocs plugin, the commands and the handbook."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from kb.edition import AUDIENCES, VISIBILITIES, Audience, Edition
from kb.problem import did_you_mean

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


def _option(default: Any, en: str, uk: str) -> Any:
    return Field(default, description=en, json_schema_extra={"uk": uk})


class Options(BaseModel):
    """Options of the plugin `kb/door` in mkdocs.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[Language, ...] = _option(
        ("uk", "en"), "Language folders of the content, the main one first.", "Теки мов у вмісті, основна перша."
    )
    editions: tuple[str, ...] = _option(
        (),
        "What `kb build` makes, such as public/uk; empty: public and internal in every language.",
        "Що будує `kb build`, наприклад public/uk; порожньо: public та internal усіма мовами.",
    )
    edition: str = _option(
        "",
        "The edition that plain `mkdocs build` makes; empty: public in the main language.",
        "Видання, яке робить звичайний `mkdocs build`; порожньо: public основною мовою.",
    )
    audience: Audience | None = _option(
        None,
        "Build for one audience alone; empty: all, and the reader chooses.",
        "Збирати лише для однієї аудиторії; порожньо: для всіх, обирає читач.",
    )
    site_names: dict[str, str] = _option(
        {}, "Name of the site in each language; `site_name` otherwise.", "Назва сайту кожною мовою; інакше `site_name`."
    )
    taglines: dict[str, str] = _option(
        {}, "One sentence below the name on the home page.", "Речення під назвою на головній сторінці."
    )
    keep_assets: tuple[str, ...] = _option(
        (),
        "Patterns of files, from the language folder, to publish although no article uses them.",
        "Шаблони файлів від теки мови, які публікувати, хоча жодна стаття їх не використовує.",
    )
    edit_url: str = _option(
        "",
        "Where an article is edited: an address with {path}, the file from mkdocs.yml.",
        "Де редагують статтю: адреса з {path}, шлях файла від mkdocs.yml.",
    )

    @field_validator("editions")
    @classmethod
    def _editions(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(Edition.parse(text).path for text in value)

    @field_validator("edition")
    @classmethod
    def _edition(cls, value: str) -> str:
        return Edition.parse(value).path if value else value

    @property
    def default_edition(self) -> Edition:
        """The edition of a plain `mkdocs build`."""
        return Edition.parse(self.edition or f"public/{self.languages[0]}", self.audience)

    @property
    def all_editions(self) -> tuple[Edition, ...]:
        """What `kb build` makes when it is not told."""
        listed = self.editions or tuple(f"{v}/{lang}" for v in VISIBILITIES[:2] for lang in self.languages)
        return tuple(Edition.parse(text, self.audience) for text in listed)


def read_options(raw: dict[str, Any]) -> Options:
    """Options from plain values; ValueError with one plain sentence per mistake."""
    try:
        options = Options.model_validate({key: value for key, value in raw.items() if value is not None})
    except ValidationError as error:
        raise ValueError("kb/door: " + "; ".join(_said(dict(e)) for e in error.errors())) from None
    for edition in (*options.all_editions, options.default_edition):
        if edition.language not in options.languages:
            raise ValueError(f'kb/door: edition "{edition.path}" has a language that is not in `languages`')
    return options


def _said(error: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in error["loc"])
    match str(error["type"]):
        case "extra_forbidden":
            hint = did_you_mean(name, Options.model_fields)
            return f'unknown option "{name}"' + (f", {hint}" if hint else "")
        case "tuple_type" | "list_type":
            return f"`{name}` must be a list: [{error['input']}]"
        case "dict_type":
            return f"`{name}` must be a mapping, such as {{uk: …, en: …}}"
        case "string_pattern_mismatch":
            return f'`{name}`: "{error["input"]}" is no language code, such as uk or en'
        case _:
            return f"`{name}`: {str(error['msg']).removeprefix('Value error, ')}"


__all__ = ["AUDIENCES", "Options", "read_options"]
