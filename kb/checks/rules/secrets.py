"""No key, token or password stands in a text.

What is in git stays in git: a secret that was committed must be changed, not only removed. Found by narrow patterns:
private keys, tokens of well-known services, passwords inside addresses and assigned in commands. With the extra
`poradnyk[secrets]` the patterns of detect-secrets join in. Words that stand for a secret (`<password>`, `$TOKEN`,
`changeme`, `***`) are none.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB731"
UK = """У тексті немає ключів, токенів і паролів.

Що потрапило в git, там і лишається: записаний секрет треба змінити, а не лише прибрати. Знаходить вузькими шаблонами
закриті ключі, токени відомих служб, паролі в адресах і командах. З доповненням `poradnyk[secrets]` долучаються шаблони
detect-secrets. Слова на місці секрету (`<пароль>`, `$TOKEN`, `changeme`, `***`) секретами не вважає.
"""

_PATTERNS = (
    (
        "a private key",
        "private key",
        re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\s*\n\s*[A-Za-z0-9+/=:]"),
    ),
    ("an access key of AWS", "akia", re.compile(r"\bAKIA[A-Z0-9]{16}\b(?<!EXAMPLE)")),
    ("an access key of AWS", "asia", re.compile(r"\bASIA[A-Z0-9]{16}\b(?<!EXAMPLE)")),
    ("a token of GitHub", "gh", re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}")),
    ("a token of GitHub", "github_pat_", re.compile(r"\bgithub_pat_[A-Za-z0-9_]{60,}")),
    ("a token of GitLab", "glpat-", re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}")),
    ("a token of Slack", "xox", re.compile(r"\bxox[abposr]-[A-Za-z0-9-]{12,}")),
    (
        "a webhook of Slack",
        "hooks.slack",
        re.compile(r"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}"),
    ),
    ("a key of Google", "aiza", re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b")),
    ("a key of Stripe", "k_live_", re.compile(r"\b[sr]k_live_[A-Za-z0-9]{20,}")),
    (
        "a signed token (JWT)",
        "eyj",
        re.compile(
            r"(?<![\w/])eyJ[A-Za-z0-9_-]{10,}\.eyJ(?!zdWIiOiIxMjM0NTY3ODkwIi)[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
        ),
    ),
    ("a password in an address", "@", re.compile(r"://[^\s:/@<>{}$]+:(?P<value>[^\s:/@]{4,})@[\w.-]+")),
)
"""What, a part of it in small letters that is quickly looked for, and its form."""
_PASSWORD = re.compile(
    r"(?:password|passwd|pwd|пароль|secret|api[_-]?key|token)[\"']?[ \t]*(?:=|:=|:[ \t]|=>)[ \t]*[\"'`]?(?P<value>[^\s\"'`,;]{8,64})"
)
_OTHERS = frozenset(
    [
        # Ours are narrower than these,
        "Basic Auth Credentials",
        "JSON Web Token",
        "Private Key",
        "Public IP (ipv4)",
        "Secret Keyword",
        # these guess by a word beside any long number, and slowly
        "Artifactory Credentials",
        "Cloudant Credentials",
        "IBM COS HMAC Credentials",
        "IBM Cloud IAM Key",
        "SoftLayer Credentials",
    ]
)
"""Detectors of detect-secrets that are left out: for the first five our own patterns are narrower."""
_STAND_IN = re.compile(
    r"[<>{}$%*…\[\]()\\]|^x+$|example|sample|changeme|change-me|placeholder|redacted|your|dummy|password|passw0rd|secret|token|приклад|пароль|xxx|000000|12345|\.\.\.",
    re.IGNORECASE,
)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the secret, which the message does not repeat."""
    body, low = page.article.body, page.low_body
    found: dict[int, str] = {}
    for what, part, pattern in _PATTERNS:
        for match in pattern.finditer(body) if part in low else ():
            if not _STAND_IN.search(match.groupdict().get("value") or ""):
                found.setdefault(match.start(), what)
    for match in _PASSWORD.finditer(low):
        inside = match.start() > 0 and low[match.start() - 1].isalpha()
        if not inside and _is_password(body[match.start("value") : match.end("value")]):
            found.setdefault(match.start(), "a password")
    lines = {body.count("\n", 0, place) for place in found}
    for what, secret in _detected(body):
        place = body.find(secret)
        if place >= 0 and body.count("\n", 0, place) not in lines and not _STAND_IN.search(secret):
            lines.add(body.count("\n", 0, place))
            found[place] = what
    for place, what in sorted(found.items()):
        line = page.line(body.count("\n", 0, place))
        hint = "change it where it is used, then put a stand-in such as <password> here; git keeps the old text"
        yield Finding(line, place - body.rfind("\n", 0, place), f"this looks like {what}", hint)


def _is_password(value: str) -> bool:
    """Letters mixed with digits; a word is a description («password: required»), and a path or an address is none."""
    mixed = re.search(r"\d", value) and re.search(r"[^\W\d_]", value)
    return bool(mixed) and not re.search(r"[/.:]", value) and not _STAND_IN.search(value)


def _detected(body: str) -> Iterator[tuple[str, str]]:
    for name, plugin in _plugins():
        for secret in plugin.analyze_string(body):
            if isinstance(secret, str) and secret:
                yield f"a secret ({name})", secret


@lru_cache(maxsize=1)
def _plugins() -> tuple[tuple[str, Any], ...]:
    """Detectors of detect-secrets that know a form; those that guess by entropy or keyword are left out."""
    if not detect_secrets_here():
        return ()
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class  # noqa: PLC0415
    from detect_secrets.plugins.base import RegexBasedDetector  # noqa: PLC0415

    known = get_mapping_from_secret_type_to_class()
    return tuple(
        (name, kind())
        for name, kind in sorted(known.items())
        if issubclass(kind, RegexBasedDetector) and name not in _OTHERS
    )


def detect_secrets_here() -> bool:
    """Whether the extra is installed; what it adds belongs to the key of the cache."""
    return importlib.util.find_spec("detect_secrets") is not None
