"""Video has captions, sound has a transcript.

Found: a video, a sound file or an embedded player without `<track kind="captions">` and without a word in its section
or the next one that leads to captions or a transcript (WCAG 2.2, 1.2.1 – 1.2.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB715"
UK = """Відео має субтитри, звук має стенограму.

Знаходить відео, звуковий файл чи вбудований програвач без `<track kind="captions">` і без слова у своєму або наступному
розділі, яке вело б до субтитрів чи стенограми (WCAG 2.2, 1.2.1–1.2.3).
"""

_MEDIA = re.compile(
    r"<(?P<tag>video|audio)\b.*?(?:</(?P=tag)>|\Z)|<iframe\b[^<>]*\b(?:youtube|youtu\.be|vimeo|player|video)[^<>]*>"
    r"|\]\([^()\s]+\.(?P<file>mp4|webm|ogv|mov|m4v|mp3|ogg|wav|m4a)(?:[?#][^()\s]*)?\)",
    re.IGNORECASE | re.DOTALL,
)
_TRACK = re.compile(r"<track\b[^<>]*kind\s*=\s*[\"']?(?:captions|subtitles)", re.IGNORECASE)
_WORD = re.compile(r"\b(?:transcript|caption|subtitle)|стенограм|субтитр|текст розмови|текстова версія", re.IGNORECASE)
_SOUND = ("mp3", "ogg", "wav", "m4a")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the first line of the medium."""
    for match in _MEDIA.finditer(page.markup):
        line, column = page.place(match.start())
        sound = (match["tag"] or "").lower() == "audio" or (match["file"] or "").lower() in _SOUND
        if (not sound and _TRACK.search(match[0])) or _WORD.search(_around(page, line - page.article.body_line)):
            continue
        what = "the sound has no transcript" if sound else "the video has neither captions nor a transcript"
        yield Finding(line, column, what, 'add `<track kind="captions" …>`, or link the transcript beside it')


def _around(page: Page, index: int) -> str:
    """The text of the section and of the next one."""
    own = max((h.heading for h in page.headings if h.start <= index), default=-1)
    return "\n".join(u.text for u in page.units if u.heading in (own, own + 1))
