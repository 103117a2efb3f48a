"""A new article: id, place and a body to fill in."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import get_args

from kb.library import Library
from kb.library.frontmatter import ArticleType
from kb.library.slugs import file_slug
from kb.scaffold.bodies import BODIES

TYPES: tuple[str, ...] = get_args(ArticleType)


@dataclass(frozen=True)
class NewArticle:
    """`path` is from the content folder."""

    path: str
    text: str
    id: str
    topic: str
    guessed: bool


def new_article(
    library: Library,
    kind: str,
    title: str,
    *,
    language: str = "",
    topic: str | None = None,
    visibility: str = "internal",
    owner: str = "",
) -> NewArticle:
    """A valid article of a kind. The language is told from the title's letters, the topic from words that its articles
    share with the title, where they are not given."""
    title = " ".join(title.split())
    language = language or _language(title, library.languages)
    guessed = topic is None
    topic = _topic(title, library, language) if topic is None else topic.strip("/")
    taken = {a.path for a in (*library.articles, *library.refused)} | {raw.path for raw in library.withheld}
    stem = "/".join(filter(None, (language, topic, file_slug(title))))
    path = next(p for n in range(1, 1000) if (p := f"{stem}{'' if n == 1 else f'-{n}'}.md") not in taken)
    number = _next_id(library)
    header = [
        f"id: {number}",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"type: {kind}",
        f"visibility: {visibility}",
        "status: wip",
    ]
    header += [f"owner: {owner}"] if owner else []
    header += (
        ["symptoms:", f"  - {json.dumps(title, ensure_ascii=False)}"]
        if kind in ("article", "runbook", "known-error")
        else []
    )
    if kind == "runbook":
        label = "Ім'я комп'ютера" if language == "uk" else "Computer name"
        header += ["severity: P3", "duration: 15m", "inputs:"]
        header += [f'  - {{name: computer, label: "{label}", type: hostname, example: PC-0142}}']
    if kind == "module":
        goal = "[Дієслово: що людина зможе.]" if language == "uk" else "[A verb: what one can do afterwards.]"
        header += ["objectives:", f'  - "{goal}"', "duration: 60m", "prerequisites: []", "steps: []"]
    if kind == "path":
        header += ["modules: []", "exams: []"]
    body = BODIES.get(language, BODIES["en"]).get(kind, BODIES.get(language, BODIES["en"])["article"])
    return NewArticle(path, "---\n" + "\n".join(header) + "\n---\n\n" + body, number, topic, guessed)


def _language(title: str, languages: tuple[str, ...]) -> str:
    cyrillic = bool(re.search(r"[а-яіїєґ]", title.lower()))
    if cyrillic and "uk" in languages:
        return "uk"
    if not cyrillic and "en" in languages:
        return "en"
    return languages[0]


def _topic(title: str, library: Library, language: str) -> str:
    """The topic whose articles share most words with the title; the first letters are enough in an inflected language."""
    wanted = {word[:5] for word in re.findall(r"\w{3,}", title.lower())}
    scores: Counter[str] = Counter()
    for article in library.articles:
        if article.topic and article.meta.visibility != "restricted":
            text = " ".join((article.meta.title, *article.meta.symptoms, *article.meta.tags)).lower()
            shared = wanted & {word[:5] for word in re.findall(r"\w{3,}", text)}
            scores[article.topic] += len(shared) * (2 if article.language == language else 1)
    best = scores.most_common(1)
    return best[0][0] if best and best[0][1] else ""


def _next_id(library: Library) -> str:
    ids = [a.meta.id for a in (*library.articles, *library.refused)]
    numbers = [int(match[1]) for match in map(re.compile(r"^KB-(\d{1,9})$").match, ids) if match]
    width = max([4, *(len(i) - 3 for i in ids if i[3:].isdigit())])
    return f"KB-{max(numbers, default=0) + 1:0{width}d}"
