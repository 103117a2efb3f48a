"""A fingerprint of a text that changes when its words do, and not when only its form does."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from kb.library.lines import split_lines

LENGTH = 12
_STAMPED = re.compile(r"^[ \t]+source_hash:[ \t]*[\"']?[0-9a-f]*[\"']?[ \t]*$", re.MULTILINE)
"""A line that a tool writes into a question; it says nothing about the text."""


def fingerprint(body: str) -> str:
    """The first 12 hexadecimal digits of SHA-256 over the text without its front matter: one Unicode form (NFC), one
    space wherever there is white space. In code, indentation and line ends count, because there they are meaning."""
    return _digest(body)[:LENGTH]


def same(written: str, body: str) -> bool:
    """Whether a `verified.hash`, of whatever length, is that of this text."""
    return _digest(body).startswith(written)


def _digest(body: str) -> str:
    text = unicodedata.normalize("NFC", _STAMPED.sub("", body) if "source_hash:" in body else body)
    lines, code = split_lines(text) if "```" in text or "~~~" in text else ((), frozenset[int]())
    if code:
        pieces: list[str] = []
        for number, line in enumerate(lines):
            pieces += [f"\n{line.rstrip()}\n"] if number in code else line.split()
        plain = " ".join(pieces)
    else:
        plain = " ".join(text.split())
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
