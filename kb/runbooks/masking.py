"""Takes secrets and personal data out of a note before it goes into a ticket, which many people read.

The browser does the same (theme_overrides/assets/kb/runbook/masking.js); tests/runbooks/masking.yml binds both. Patterns
stay within what Python and JavaScript read alike: no \\w, \\b or named groups, letters are spelt out. Better a word too
many taken out than a password left in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_LETTER = "A-Za-zА-Яа-яҐґЄєІіЇї"
_START = f"(?<![{_LETTER}0-9_])"
_KEY = (
    _START + "(?:passwords?|passwd|passphrase|passcode|pwd|pass|pin(?:[ -]?code)?|secret|credentials?|"
    "api[_ -]?key|access[_ -]?key|client[_ -]?secret|token|otp|"
    "парол(?:ь|я|ю|ем|і)|пін(?:[ -]?код)?|секрет|токен|код (?:доступу|підтвердження)|ключ доступу)"
)
_VALUE = "(?:\"[^\"\\n]*\"|'[^'\\n]*'|«[^»\\n]*»|“[^”\\n]*”|[^ \\t\\n,;]+)"


class Mask(NamedTuple):
    """What is taken out: `pattern` is searched without regard to case where `ignore_case`; of its groups, the first
    stays before the word that stands for the rest."""

    name: str
    pattern: str
    ignore_case: bool = False


MASKS: tuple[Mask, ...] = (
    Mask("token", "()-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?"),
    Mask("password", "(://[^ \\t\\n/:@]{0,64}:)[^ \\t\\n/@]{1,256}(?=@)"),
    Mask("token", "((?:bearer|basic) )[A-Za-z0-9+/=._~-]{8,}", True),
    Mask(
        "token",
        "()(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
        "|xox[abeprs]-[A-Za-z0-9-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}|sk-[A-Za-z0-9_-]{20,}"
        "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?)",
    ),
    Mask("password", "(" + _KEY + "[\"']?[ \\t]*(?::=|=>|[:=])[ \\t]*)" + _VALUE, True),
    Mask("password", "(" + _KEY + "[ \\t]+(?:is|was|це|був|[-–—])[ \\t]+)" + _VALUE, True),
    Mask(
        "password",
        "(" + _KEY + "[ \\t]+)(?:\"[^\"\\n]+\"|'[^'\\n]+'|«[^»\\n]+»|“[^”\\n]+”"
        "|(?=[^ \\t\\n,;]*[0-9])(?=[^ \\t\\n,;]*[^0-9 \\t\\n,;.:])[^ \\t\\n,;]{6,}|[0-9]{4,8}(?![0-9.:-]))",
        True,
    ),
    Mask(
        "email",
        f"()(?<![{_LETTER}0-9._%+-])[{_LETTER}0-9._%+-]+@[{_LETTER}0-9-]+(?:\\.[{_LETTER}0-9-]+)*\\.[{_LETTER}]{{2,}}",
    ),
    Mask("iban", "()(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"),
    Mask("card", "()(?<![0-9A-Za-z.-])[0-9]{4}(?:[ -]?[0-9]{4}){3}(?![0-9A-Za-z-])"),
    Mask("phone", "()(?<![0-9A-Za-z+])\\+[1-9](?:[ ().-]{0,2}[0-9]){8,14}(?![0-9])"),
    Mask("phone", "()(?<![0-9A-Za-z.+-])(?:38)?\\(?0[1-9][0-9]\\)?(?:[ -]?[0-9]){7}(?![0-9A-Za-z.-])"),
)
"""In this order: what is told apart by a word before it comes before what is told by its own form."""

WORDS: Mapping[str, str] = {
    name: f"[{name}]" for name in ("secret", "token", "password", "email", "iban", "card", "phone")
}
"""What stands for each kind where the caller gives no words of a language."""

_COMPILED = tuple((mask.name, re.compile(mask.pattern, re.IGNORECASE if mask.ignore_case else 0)) for mask in MASKS)
_SHORTEST = 3


def mask(text: str, secrets: Iterable[str] = (), words: Mapping[str, str] = WORDS) -> str:
    """The text without secrets and personal data. `secrets` are values of secret inputs: each goes wherever it stands,
    unless it is so short that it would tear up other words."""
    for secret in sorted(set(secrets), key=lambda value: (-len(value), value)):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, words["secret"])
    for name, pattern in _COMPILED:
        text = pattern.sub(lambda match, name=name: match[1] + words[name], text)  # type: ignore[misc]
    return text
