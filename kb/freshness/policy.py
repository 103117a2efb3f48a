"""How long a check lasts, per type and visibility: the one place where it is written down."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.edition import VISIBILITIES, Visibility
from kb.freshness.periods import PATTERN
from kb.library.frontmatter import ArticleType
from kb.problem import did_you_mean

Period = Annotated[str, StringConstraints(pattern=PATTERN)]
ReviewEvery = Period | Literal["never"]
TYPES: tuple[str, ...] = get_args(ArticleType)

DEFAULT_REVIEW: dict[str, dict[str, str]] = {
    "article": {"public": "180d", "internal": "1y", "restricted": "180d"},
    "runbook": {"public": "90d", "internal": "90d", "restricted": "90d"},
    "known-error": {"public": "90d", "internal": "90d", "restricted": "90d"},
    "playbook": {"public": "1y", "internal": "1y", "restricted": "1y"},
    "module": {"public": "1y", "internal": "1y", "restricted": "1y"},
    "path": {"public": "1y", "internal": "1y", "restricted": "1y"},
    "page": {"public": "never", "internal": "never", "restricted": "never"},
}
"""Readers outside can't tell a wrong step from a right one, so their articles come up twice as often as those for agents,
who mend what they use. What is done in an emergency, or until a fault is removed, comes up four times a year. A page
(home, topic) states nothing to check, unless it says `review_every` itself."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class NegativeFeedback(_Strict):
    """When readers' answers count as a signal."""

    votes: Annotated[int, Field(ge=1)] = 5
    """Fewer answers than this say nothing."""
    share: Annotated[float, Field(gt=0, le=1)] = 0.4
    """The part of «did not help» from which on something is wrong."""


class Policy(_Strict):
    """The key `freshness` of content/.kb/policy.yml; whatever it leaves out stays as it is here."""

    review_every: dict[ArticleType, ReviewEvery | dict[Visibility, ReviewEvery]] = Field(default_factory=dict)
    """Type → period, or type → visibility → period; `never` for what has nothing to check."""
    due_soon: Period = "30d"
    """How long before its day a review is announced."""
    exercise_every: ReviewEvery = "180d"
    """How often a runbook must have been carried out; `never` where nobody keeps account of it."""
    negative_feedback: NegativeFeedback = NegativeFeedback()

    def period(self, kind: str, visibility: str) -> str:
        """How long a check of such an article lasts, or `never`."""
        own = self.review_every.get(kind)  # type: ignore[call-overload]
        if isinstance(own, dict):
            own = own.get(visibility)
        return str(own or DEFAULT_REVIEW[kind][visibility])


DEFAULT_POLICY = Policy()


def read_policy(raw: Any) -> tuple[Policy, tuple[tuple[str, str, str], ...]]:
    """The policy from the parsed file (None: there is none), and its mistakes as (key, what is wrong, hint).

    Keys beside `freshness` belong to others. With a mistake the default policy holds: half a policy would be a guess.
    """
    if raw is None:
        return DEFAULT_POLICY, ()
    if not isinstance(raw, dict):
        return DEFAULT_POLICY, (("", "is not a list of `key: value`", "begin with `freshness:`"),)
    misplaced = [str(key) for key in raw if key in Policy.model_fields or did_you_mean(str(key), ["freshness"])]
    if "freshness" not in raw:
        hint = "indent it below `freshness:`"
        return DEFAULT_POLICY, tuple((key, f'"{key}" stands where `freshness` is expected', hint) for key in misplaced)
    if raw["freshness"] is None:
        return DEFAULT_POLICY, ()
    try:
        return Policy.model_validate(raw["freshness"]), ()
    except ValidationError as error:
        return DEFAULT_POLICY, tuple(
            dict.fromkeys(_said(dict(e)) for e in error.errors() if not _other_branch(dict(e)))
        )


def _other_branch(error: dict[str, Any]) -> bool:
    """A mapping was tried as a period, too, which is no mistake of the writer's."""
    return (
        error["loc"][:1] == ("review_every",)
        and error["type"] in ("string_type", "literal_error")
        and isinstance(error["input"], dict)
    )


def _said(error: dict[str, Any]) -> tuple[str, str, str]:
    # pydantic names the branch of a union that it tried; a writer knows only the keys
    keys = [str(part) for part in error["loc"] if _is_key(str(part))]
    where = ".".join(["freshness", *keys])
    value = error["input"]
    if str(error["type"]) == "extra_forbidden":
        hint = did_you_mean(keys[-1], Policy.model_fields) or f"known: {', '.join(Policy.model_fields)}"
        return where, f'unknown key "{where}"', hint
    if keys[:1] == ["review_every"]:
        for key, known in zip(keys[1:], (TYPES, VISIBILITIES), strict=False):
            if key not in known:
                hint = did_you_mean(key, known) or f"known: {', '.join(known)}"
                return (
                    where,
                    f'"{key}" is neither a type nor a visibility' if key == keys[1] else f'"{key}" is no visibility',
                    hint,
                )
    shown = "empty" if value is None else f'"{value}"' if not isinstance(value, dict | list) else "a list or mapping"
    return where, f"`{where}` is {shown}", _wanted(keys)


def _is_key(part: str) -> bool:
    return (
        part.replace("_", "").replace("-", "").isalnum()
        and part != "constrained-str"
        and not part.startswith("literal")
    )


def _wanted(keys: list[str]) -> str:
    if keys[-1:] == ["votes"]:
        return "write a whole number, such as 5"
    if keys[-1:] == ["share"]:
        return "write a part of one, such as 0.4"
    if keys[:1] == ["negative_feedback"]:
        return "write {votes: 5, share: 0.4}"
    return "write a length of time: 90d, 26w, 6mo or 1y" + ("" if keys[:1] == ["due_soon"] else ", or never")
