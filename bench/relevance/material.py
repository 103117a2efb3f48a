"""Pages to search in: this project's content and, where they are at hand, other people's documentation."""

from __future__ import annotations

import os
import re
from pathlib import Path

from kb.edition import Edition
from kb.library import Article, FrontMatter, Library, build_library
from kb.sources import read_content

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("PORADNYK_CORPORA", ROOT.parent / "shared" / "corpora"))
FOREIGN = {
    "uk": ("docs-en-uk-fastapi/uk",),
    "en": ("docs-en-uk-fastapi/en", "handbook-18f", "runbooks-prometheus", "runbooks-openshift"),
}
_HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def library_of(language: str) -> Library:
    """Public pages in one language, our own and foreign ones, as one edition."""
    own = build_library(read_content(ROOT / "content"), ("uk", "en")).for_edition(Edition("public", language))
    kept = [a for a in own.articles if a.language == language]
    foreign = [a for folder in FOREIGN[language] for a in _foreign(CORPORA / folder, folder, language, len(kept))]
    articles = tuple(sorted((*kept, *foreign), key=lambda a: a.key))
    return Library(articles, (), (), ("uk", "en"), (), Edition("public", language))


def _foreign(root: Path, folder: str, language: str, start: int) -> list[Article]:
    found = []
    for path in sorted(root.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        header = _HEADER.match(text)
        body = text[header.end() :] if header else text
        title = _title(header[1] if header else "", body)
        if not title or len(body) < 200:
            continue
        key = f"{language}/{folder}/{path.relative_to(root).as_posix()}"
        meta = FrontMatter(id=f"KB-{start + len(found):04d}X", title=title, visibility="public")
        found.append(Article(key, language, meta, re.sub(r"\A\s*# .*\n", "", body)))
    return found


def _title(header: str, body: str) -> str:
    named = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", header, re.MULTILINE)
    heading = re.search(r"^# (.+?)(?:\s*\{.*\})?\s*#*$", body, re.MULTILINE)
    found = named or heading
    return re.sub(r"[`*_]|<[^>]+>", "", found[1]).strip()[:200] if found else ""
