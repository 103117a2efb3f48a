"""The key `checks` of content/.kb/policy.yml: which rules are off, where, and from which number on they speak."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.codes import CODES
from kb.problem import Problem, did_you_mean

Code = Annotated[str, StringConstraints(pattern=r"^KB\d{3}$")]
"""A problem code: KB701."""


def _key(default: Any, en: str, uk: str, **more: Any) -> Any:
    return Field(default, description=en, json_schema_extra={"uk": uk}, **more)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Lix(_Strict):
    """The highest LIX for each audience, in one language."""

    novice: int = Field(ge=10, le=120, description="For novices.", json_schema_extra={"uk": "Для новачків."})
    expert: int = Field(ge=10, le=120, description="For experts.", json_schema_extra={"uk": "Для досвідчених."})
    accessibility: int = Field(
        ge=10,
        le=120,
        description="For those who use assistive technology.",
        json_schema_extra={"uk": "Для тих, хто користується засобами доступності."},
    )


class Thresholds(_Strict):
    """Numbers from which on a rule speaks."""

    title_letters: int = _key(
        8, "Letters that a title needs at least.", "Скільки літер має мати назва щонайменше.", ge=1
    )
    title_length: int = _key(
        90, "Characters that a title may have at most.", "Скільки знаків може мати назва щонайбільше.", ge=20
    )
    similarity: float = _key(
        0.7,
        "Share of text in common from which on two articles are near-duplicates.",
        "Частка спільного тексту, від якої дві статті є майже однаковими.",
        gt=0,
        le=1,
    )
    foreign_words: int = _key(
        10,
        "Words in a row in another script from which on their language must be named.",
        "Скільки слів поспіль іншим письмом потребують позначки мови.",
        ge=3,
    )
    lix: dict[str, Lix] = _key(
        {
            "en": Lix(novice=40, expert=50, accessibility=40),
            "uk": Lix(novice=55, expert=65, accessibility=55),
        },
        "The highest LIX for each audience, by language.",
        "Найвищий LIX для кожної аудиторії, за мовою.",
    )


class CheckPolicy(_Strict):
    """What a team decides about the checks."""

    disable: tuple[Code, ...] = _key((), "Codes of warnings to leave out.", "Коди попереджень, які не показувати.")
    accept: dict[Code, tuple[str, ...]] = _key(
        {},
        "Code → patterns of files, from the content folder, where it is accepted.",
        "Код → шаблони файлів від теки вмісту, де його прийнято.",
    )
    allow: tuple[str, ...] = _key(
        (),
        "Addresses, numbers and domains that may stand in a text: `+380 44 000 00 00`, `desk@example.org`, `example.org`.",
        "Адреси, номери й домени, дозволені в тексті: `+380 44 000 00 00`, `desk@example.org`, `example.org`.",
    )
    external_skip: tuple[str, ...] = _key(
        (),
        "Patterns of addresses that `--external` does not ask: `https://portal.example.org/*`.",
        "Шаблони адрес, яких `--external` не запитує: `https://portal.example.org/*`.",
    )
    thresholds: Thresholds = _key(
        Thresholds(), "Numbers from which on a rule speaks.", "Числа, від яких правило озивається."
    )


def read_policy(raw: Any, path: str) -> tuple[CheckPolicy, tuple[Problem, ...]]:
    """The policy from the parsed file (None where there is none), and what is wrong with it. A wrong key costs only itself."""
    section = raw.get("checks") if isinstance(raw, dict) else None
    if section is None:
        return CheckPolicy(), ()
    if not isinstance(section, dict):
        return CheckPolicy(), (
            Problem(
                path, 0, 0, "KB502", "`checks` is not a list of `key: value`", "write `checks: {disable: [KB701]}`"
            ),
        )
    section = {key: value for key, value in section.items() if value is not None}
    problems: list[Problem] = []
    try:
        policy = CheckPolicy.model_validate(section)
    except ValidationError as error:
        problems = [_problem(path, dict(e)) for e in error.errors(include_url=False)]
        wrong = {str(e["loc"][0]) for e in error.errors(include_url=False)}
        policy = CheckPolicy.model_validate({k: v for k, v in section.items() if str(k) not in wrong})
    for code in (*policy.disable, *policy.accept):
        refusal = refused(code)
        if refusal:
            problems.append(Problem(path, 0, 0, "KB502", f"`checks` names {code}: {refusal}", "remove it"))
    return policy, tuple(problems)


def refused(code: str) -> str:
    """Why a code can't be switched off; empty when it can."""
    if code not in CODES:
        return "there is no such code"
    return "" if CODES[code].severity != "error" else "an error can't be switched off"


def _problem(path: str, error: dict[str, Any]) -> Problem:
    key = ".".join(("checks", *(str(part) for part in error["loc"])))
    if error["type"] == "extra_forbidden":
        known = Thresholds.model_fields if "thresholds" in key else CheckPolicy.model_fields
        hint = did_you_mean(str(error["loc"][-1]), known) or "see the page of checks in the handbook"
        return Problem(path, 0, 0, "KB502", f'unknown key "{key}"', hint)
    said = str(error["msg"]).lower()
    return Problem(path, 0, 0, "KB502", f"`{key}`: {said}", "see the page of checks in the handbook")
