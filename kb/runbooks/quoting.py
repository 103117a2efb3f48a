"""A value as one argument of a command line: quoted for the shell that the block names, or refused.

The browser does the same (theme_overrides/assets/kb/runbook/quoting.js); tests/runbooks/quoting.yml binds both.

A value is one line of visible text: control characters are refused for every shell, since a terminal takes a pasted
one as a key (a line end as Enter), inside quotes as well.
"""

from __future__ import annotations

import re
import shlex
from typing import Literal

Shell = Literal["bash", "sh", "powershell", "cmd", "text"]
SHELLS: dict[str, Shell] = {
    "bash": "bash",
    "sh": "sh",
    "shell": "sh",
    "zsh": "bash",
    "powershell": "powershell",
    "pwsh": "powershell",
    "ps1": "powershell",
    "cmd": "cmd",
    "bat": "cmd",
    "batch": "cmd",
    "text": "text",
}
"""The language of a fence → the shell it is written for; `text` is no shell, but a template to read out or paste."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_POWERSHELL_QUOTES = re.compile("['‘’‚‛]")
_CMD_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:@\\-]*\Z")
_LIKE_A_QUOTE = re.compile('["\u02ba\u030e\u2033\u2036\u301d-\u301f\uff02]')
_CMD_EXPANDS = re.compile(r"[%!^]")


def quote(value: str, shell: Shell) -> str | None:
    """The value as it stands in the command; None where this shell has no safe way to hold it."""
    if _CONTROL.search(value):
        return None
    if shell in ("bash", "sh"):
        return shlex.quote(value)
    if shell == "powershell":
        return _powershell(value)
    return _cmd(value) if shell == "cmd" else value


def _powershell(value: str) -> str | None:
    """A verbatim string. Its grammar (about_Quoting_Rules, and `IsSingleQuote` in PowerShell's own tokenizer) ends it at
    any of ' ‘ ’ ‚ ‛ and reads two in a row as the second of them, so each is doubled as it is, as
    `[System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent` does. Nothing else has a
    meaning in it. Always quoted: a bare word would be a command in `$name = …`.

    Windows PowerShell 5.1 hands arguments to programs without escaping a double quote, nor a backslash before the quote
    that it adds around an argument with a space (about_Parsing; 7.3 mended it): both would let one argument become two,
    so these values are refused."""
    if _LIKE_A_QUOTE.search(value) or (value.endswith("\\") and re.search(r"\s", value)):
        return None
    return "'" + _POWERSHELL_QUOTES.sub(lambda m: m[0] * 2, value) + "'"


def _cmd(value: str) -> str | None:
    """In double quotes & | < > ( ) mean nothing to cmd. What it expands in quotes as well (%name%, !name!), what closes
    them, and ^ (which `call` doubles) can't be escaped the same way at the prompt and in a batch file: refused, with the
    characters that Windows turns into a double quote for programs of an older code page. A backslash before the closing
    quote is doubled, since programs read \\" as a quote."""
    if _LIKE_A_QUOTE.search(value) or _CMD_EXPANDS.search(value):
        return None
    if _CMD_PLAIN.match(value):
        return value
    trailing = len(value) - len(value.rstrip("\\"))
    return '"' + value + "\\" * trailing + '"'
